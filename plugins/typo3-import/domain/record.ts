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
export type Hidden =
  | 'hidden'
  | 'not-yet'
  | 'no-longer'
  | 'members'
  /** The record that it translates is not shown. */
  | 'original-hidden'
  /** The page or folder that it lies on is not shown. */
  | 'page-hidden'
  /** A translation of a record that is not there: TYPO3 never showed it. */
  | 'orphan';

/** Groups of visitors who are not logged in: 0 is everybody, -1 is “hide at login”. */
const PUBLIC_GROUPS = new Set(['', '0', '-1']);

/** Is a record for visitors who are logged in, or in some group? */
const isForMembers = (row: OldRow): boolean => {
  const groups = textOf(row, 'fe_group').split(',');
  return !groups.some((group) => PUBLIC_GROUPS.has(group.trim()));
};

/** Is a record shown now? Times are Unix seconds; 0 is "always". */
export const hiddenBy = (row: OldRow, now: number): Hidden | null => {
  if (numberOf(row, 'hidden') !== 0 || numberOf(row, 'disable') !== 0) return 'hidden';
  if (numberOf(row, 'starttime') > now) return 'not-yet';
  const end = numberOf(row, 'endtime');
  if (end > 0 && end <= now) return 'no-longer';
  return isForMembers(row) ? 'members' : null;
};

/** Until when a record that is shown now is shown, in Unix seconds; 0 is "always". */
export const endsAt = (row: OldRow): number => numberOf(row, 'endtime');

/**
 * A deleted record, or a version, draft or placeholder of a TYPO3 workspace, which readers never saw. Before TYPO3 8 the workspace of all
 * drafts was -1.
 */
export const isLeftOut = (row: OldRow): 'deleted' | 'workspace' | null => {
  if (numberOf(row, 'deleted') !== 0) return 'deleted';
  const isVersion =
    numberOf(row, 't3ver_wsid') !== 0 ||
    numberOf(row, 't3ver_oid') > 0 ||
    numberOf(row, 't3ver_state') !== 0 ||
    textOf(row, 'pid') === '-1';
  return isVersion ? 'workspace' : null;
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
