/** The languages of the admin that are tried. */
export type Language = 'de' | 'en';

const isEach = process.env.TEST_LANGUAGES === 'all';

/**
 * `it` for scenarios that are the same in both languages: by turns, one is tried in German and the next in English, for each takes a
 * browser seconds. TEST_LANGUAGES=all tries each in both.
 *
 * @param language of the `describe` that they are in
 * @param first in which the first one is tried
 */
export const takingTurns = (language: Language, first: Language = 'de') => {
  let isMine = language === first;
  return (name: string, scenario: () => Promise<void>): void => {
    if (isMine || isEach) it(name, scenario);
    isMine = !isMine;
  };
};
