/** A stretch of a text. `end` is behind its last character. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Words with a full stop that end no sentence, in the languages of the portal. */
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{L}|z\.\s?B|u\.\s?a|d\.\s?h|i\.\s?d\.\s?R|o\.\s?ä|e\.\s?g|i\.\s?e|p\.\s?ex|bzw|ca|vgl|evtl|ggf|inkl|zzgl|Nr|Bd|Abb|Aufl|Dr|Prof|St|Str|Tel|Mr|Mrs|Ms|No|vol|ed|cf|env|p|pp|S)\.\s*$/iu;

/** A day before its month: “3. März”. */
const DAY = /(?:^|\s)\d{1,2}\.\s*$/;
const MONTH =
  /^(?:jan|jän|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|mars|may|oct|dec|janv|févr|avr|juin|juil|août|déc)\p{L}*/iu;

const segmenters = new Map<string, Intl.Segmenter>();

const segmenterFor = (locale: string): Intl.Segmenter => {
  const known = segmenters.get(locale);
  if (known) return known;
  const usable = Intl.Segmenter.supportedLocalesOf([locale]).length > 0 ? locale : 'en';
  const segmenter = new Intl.Segmenter(usable, { granularity: 'sentence' });
  segmenters.set(locale, segmenter);
  return segmenter;
};

/** What can be known of a sentence's end stands in its last words. In characters. */
const LOOKED_BACK = 200;

const continues = (before: string, next: string): boolean =>
  ABBREVIATION.test(before) || /^\p{Ll}/u.test(next) || (DAY.test(before) && MONTH.test(next));

/** The sentences of a text, without the white space between them. Abbreviations and ordinal numbers end none. */
export const sentencesOf = (text: string, locale: string): Range[] => {
  const ranges: { start: number; end: number }[] = [];
  for (const { segment, index } of segmenterFor(locale).segment(text)) {
    const last = ranges.at(-1);
    const before = last ? text.slice(Math.max(last.start, last.end - LOOKED_BACK), last.end) : '';
    const isNewLine = before.slice(before.trimEnd().length).includes('\n');
    const isContinued = last && !isNewLine && continues(before, segment);
    if (isContinued) last.end = index + segment.length;
    else ranges.push({ start: index, end: index + segment.length });
  }
  return ranges
    .map(({ start, end }) => {
      const sentence = text.slice(start, end);
      const trimmedStart = start + (/^\s*/.exec(sentence)?.[0].length ?? 0);
      return { start: trimmedStart, end: Math.max(trimmedStart, start + sentence.trimEnd().length) };
    })
    .filter(({ start, end }) => end > start);
};
