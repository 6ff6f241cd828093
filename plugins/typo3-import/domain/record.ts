/** A row of the old portal: text as it was stored, mended where its charset was wrong. */
export type OldRow = Readonly<Record<string, string | null>>;

/** A text of a row; '' where there is none. */
export const textOf = (row: OldRow, column: string | null | undefined): string =>
  column ? (row[column] ?? '').trim() : '';

/** A whole number of a row; 0 where there is none, as TYPO3 has it. */
export const numberOf = (row: OldRow, column: string | null | undefined): number => {
  const number = Number.parseInt(textOf(row, column), 10);
  return Number.isSafeInteger(number) ? number : 0;
};

/** A list such as `a.pdf,b.pdf`. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Why a record is not shown to readers. */
export type Hidden = 'hidden' | 'not-yet' | 'no-longer';

/** Is a record shown now? Times are Unix seconds; 0 is "always". */
export const hiddenBy = (row: OldRow, now: number): Hidden | null => {
  if (numberOf(row, 'hidden') === 1) return 'hidden';
  if (numberOf(row, 'starttime') > now) return 'not-yet';
  const end = numberOf(row, 'endtime');
  return end > 0 && end <= now ? 'no-longer' : null;
};

/** A deleted record, or a draft of a TYPO3 workspace, which readers never saw. */
export const isLeftOut = (row: OldRow): 'deleted' | 'workspace' | null => {
  if (numberOf(row, 'deleted') === 1) return 'deleted';
  return numberOf(row, 't3ver_wsid') > 0 || numberOf(row, 't3ver_oid') > 0 || textOf(row, 'pid') === '-1'
    ? 'workspace'
    : null;
};

const WHOLE_DAY = /^(\d{4})-(\d{2})-(\d{2})/;
const GERMAN_DAY = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const YEAR = /^(?:19|20)\d{2}$/;

/** Made once for each time zone: a format holds much memory outside of the heap, where the collector does not see it. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

const dayFormatFor = (timeZone: string): Intl.DateTimeFormat => {
  const known = dayFormats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone });
  dayFormats.set(timeZone, format);
  return format;
};

/**
 * The day that a column tells of, as YYYY-MM-DD: Unix seconds, `2013-03-27 12:00:00`, `27.3.2013`, or a year alone (its first day).
 *
 * @returns null if it tells of none
 */
export const dayOf = (text: string, timeZone: string): string | null => {
  if (YEAR.test(text)) return `${text}-01-01`;
  if (/^-?\d{1,11}$/.test(text)) {
    const seconds = Number(text);
    return seconds === 0 ? null : dayFormatFor(timeZone).format(new Date(seconds * 1000));
  }
  const german = GERMAN_DAY.exec(text);
  const [year, month, day] = german
    ? [german[3], german[2]?.padStart(2, '0'), german[1]?.padStart(2, '0')]
    : (WHOLE_DAY.exec(text)?.slice(1) ?? []);
  if (!year || year === '0000') return null;
  const written = `${year}-${month}-${day}`;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : null;
};
