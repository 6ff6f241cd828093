const WORDS = /[\p{L}\p{N}]+/gu;
const MARKS = /\p{M}/gu;
/** More words than that narrow nothing down. */
const MAX_WORDS = 8;

/** The words of what was typed into a search. */
export const wordsOf = (search: string): readonly string[] => (search.match(WORDS) ?? []).slice(0, MAX_WORDS);

/**
 * Whether a text has, for each word of a search, one that begins with it: what the index of titles answers, of one text.
 *
 * @param withMarks whether “é” and “e” are two letters
 */
export const hasWords = (text: string, search: string, { withMarks }: { readonly withMarks: boolean }): boolean => {
  const plain = (value: string): string =>
    (withMarks ? value : value.normalize('NFD').replace(MARKS, '')).toLowerCase();
  const words = plain(text).match(WORDS) ?? [];
  return wordsOf(search).every((wanted) => words.some((word) => word.startsWith(plain(wanted))));
};
