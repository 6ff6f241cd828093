/** A day read from a line of text. `isAmbiguous`: day and month could be the other way round. */
export interface ReadDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly isAmbiguous: boolean;
}

const MONTHS: readonly (readonly string[])[] = [
  ['januar', 'jänner', 'january', 'jan', 'janvier'],
  ['februar', 'feber', 'february', 'feb', 'février'],
  ['märz', 'march', 'mar', 'mär', 'mars'],
  ['april', 'apr', 'avril'],
  ['mai', 'may'],
  ['juni', 'june', 'jun', 'juin'],
  ['juli', 'july', 'jul', 'juillet'],
  ['august', 'aug', 'août'],
  ['september', 'sept', 'sep', 'septembre'],
  ['oktober', 'october', 'okt', 'oct', 'octobre'],
  ['november', 'nov', 'novembre'],
  ['dezember', 'december', 'dez', 'dec', 'décembre'],
];

const monthOf = (name: string): number =>
  MONTHS.findIndex((names) => names.includes(name.toLowerCase().replace(/\.$/, ''))) + 1;

const dayFrom = (year: string, month: number, day: string, isAmbiguous = false): ReadDay | null => {
  const date = new Date(Date.UTC(Number(year), month - 1, Number(day)));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) && year.length === 4;
  return isReal ? { day: date.toISOString().slice(0, 10), isAmbiguous } : null;
};

/** Words that may stand around a date on a line of its own. */
const BEFORE = String.raw`^(?:(?:datum|date|stand|vom|published|posted|erschienen|veröffentlicht)(?: on| am)?:?\s*)?(?:\p{L}{2,12}\.?,\s*(?:den\s*|the\s*|le\s*)?)?`;
const AFTER = String.raw`\.?(?:\s*(?:[,|–-]\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:uhr|h|[ap]\.?m\.?))?)?$`;
const line = (pattern: string): RegExp => new RegExp(BEFORE + pattern + AFTER, 'iu');

const ISO = line(String.raw`(\d{4})-(\d{2})-(\d{2})(?:t[\d:.]+(?:z|[+-]\d{2}:?\d{2})?)?`);
const GERMAN = line(String.raw`(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})`);
const SLASHES = line(String.raw`(\d{1,2})\/(\d{1,2})\/(\d{4})`);
const DAY_FIRST = line(String.raw`(\d{1,2})(?:\.|st|nd|rd|th|er)?\s(?:of\s)?(\p{L}+\.?),?\s(\d{4})`);
const MONTH_FIRST = line(String.raw`(\p{L}+\.?)\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})`);

/** Two digits of a year: TYPO3's news is of this century, and of the last years before it. */
const fullYear = (year: string): string => (year.length === 4 ? year : `${Number(year) > 69 ? '19' : '20'}${year}`);

/**
 * Reads a line that is a date and nothing else: `27.03.2013`, `2013-03-27`, `27. März 2013`, `27 March 2013`,
 * `March 27, 2013`, `27/03/2013`, with a weekday or a time around it.
 */
export const readDay = (text: string): ReadDay | null => {
  const value = text.trim().replace(/[\s\u00a0]+/g, ' ');
  const iso = ISO.exec(value);
  if (iso) return dayFrom(iso[1] ?? '', Number(iso[2]), iso[3] ?? '');
  const german = GERMAN.exec(value);
  if (german) return dayFrom(fullYear(german[3] ?? ''), Number(german[2]), german[1] ?? '');
  const slashes = SLASHES.exec(value);
  if (slashes) {
    const [, first = '', second = '', year = ''] = slashes;
    // British by default; American only where it can be nothing else.
    if (Number(second) > 12) return dayFrom(year, Number(first), second);
    return dayFrom(year, Number(second), first, Number(first) <= 12 && first !== second);
  }
  const dayFirst = DAY_FIRST.exec(value);
  if (dayFirst) return dayFrom(dayFirst[3] ?? '', monthOf(dayFirst[2] ?? ''), dayFirst[1] ?? '');
  const monthFirst = MONTH_FIRST.exec(value);
  return monthFirst ? dayFrom(monthFirst[3] ?? '', monthOf(monthFirst[1] ?? ''), monthFirst[2] ?? '') : null;
};
