import { diffWordsWithSpace } from 'diff';

/** A run of words: in both texts, or only in the one before (`removed`) or after (`added`). */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** In ms. Past it, a text counts as replaced as a whole: nobody reads a diff that takes longer. */
const LONGEST_WAIT = 300;

const segmenters = new Map<string, Intl.Segmenter>();

/** Splits words as the language does, also where it writes none apart. */
const segmenterFor = (locale: string): Intl.Segmenter => {
  const known = segmenters.get(locale);
  if (known) return known;
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  return segmenter;
};

/**
 * What changed between two texts, word by word.
 *
 * @param locale the language of both, a BCP 47 tag
 */
export const wordDiff = (before: string, after: string, locale: string): readonly DiffPart[] => {
  const whole: DiffPart[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  const parts = diffWordsWithSpace(before, after, { intlSegmenter: segmenterFor(locale), timeout: LONGEST_WAIT });
  const found: DiffPart[] = parts
    ? parts.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }))
    : whole;
  return found.filter(({ text }) => text !== '');
};
