import { IntlMessageFormat } from 'intl-messageformat';

import de from './problems/de.json';
import en from './problems/en.json';
import fr from './problems/fr.json';

/** Everything for which texts are not handed out, taken in or marked as a translator asked. */
export type ProblemKey = keyof typeof en;

export interface Problem {
  readonly key: ProblemKey;
  /** What stands in its words. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The languages that translators are told in: those of the admin. Programs are told in English. */
const WORDS: Readonly<Record<string, Readonly<Record<ProblemKey, string>>>> = { de, en, fr };

/**
 * Says what is wrong, and the way out.
 *
 * @param language of the one who asked, such as `de` or `de-AT`; English where it is not one of ours
 */
export const wordsOfProblem = ({ key, values }: Problem, language: string): string => {
  const base = language.split('-')[0] ?? '';
  const spoken = Object.hasOwn(WORDS, base) ? base : 'en';
  const words = WORDS[spoken] ?? en;
  return String(new IntlMessageFormat(words[key], spoken, undefined, { ignoreTag: true }).format(values));
};
