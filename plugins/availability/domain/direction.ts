import type { Locale } from './facts';

export type Direction = 'ltr' | 'rtl';

const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);

/** The direction that a language is written in. What is no language tag is read from left to right. */
export const directionOf = (locale: Locale): Direction => {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
};

const LETTERS: Readonly<Record<Direction, RegExp>> = {
  rtl: /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u,
  ltr: /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u,
};

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/**
 * A title or a name inside a sentence of another direction, fenced off, so that it does not tear the brackets and numbers
 * around it apart (Unicode's bidirectional algorithm, UAX 9). Left as it is where it runs the sentence's way.
 */
export const isolated = (text: string, direction: Direction): string =>
  LETTERS[direction === 'rtl' ? 'ltr' : 'rtl'].test(text)
    ? FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE
    : text;
