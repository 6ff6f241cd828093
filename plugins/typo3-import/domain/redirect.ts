import { RE2JS } from 're2js';

import type { LeftOutReason } from './accounts';
import { numberOf, textOf, type OldRow } from './record';

export type RedirectReason = Extract<LeftOutReason, `redirect-${string}`>;

/**
 * `path`: with any query. `exact`: with this query, or none. `pattern`: a regular expression for the path. `query-pattern`: one for the
 * path and its query.
 */
export type RedirectMatch = 'path' | 'exact' | 'pattern' | 'query-pattern';
export const isPattern = (match: RedirectMatch): boolean => match === 'pattern' || match === 'query-pattern';

/** Tables of redirects: TYPO3's own, and that of the extension RealURL before it. */
export const REDIRECT_TABLES = ['sys_redirect', 'tx_realurl_redirects'] as const;

/** A row of any of them, as TYPO3's own has it. */
export const redirectRow = (table: (typeof REDIRECT_TABLES)[number], row: OldRow): OldRow =>
  table === 'sys_redirect'
    ? row
    : {
        source_path: textOf(row, 'url'),
        target: textOf(row, 'destination'),
        target_statuscode: numberOf(row, 'has_moved') === 0 ? '302' : '301',
        respect_query_parameters: '1',
      };

/** What a row of `sys_redirect` asks for. */
export interface AskedRedirect {
  /** Lower-case; '' for every host. */
  readonly host: string;
  readonly match: RedirectMatch;
  /** A path, encoded as browsers send it, or a regular expression in nginx's form (`~^/a`). */
  readonly from: string;
  readonly target: string;
  readonly status: 301 | 302 | 303 | 307 | 308;
  readonly keepsQuery: boolean;
  readonly forcesHttps: boolean;
}

const STATUSES = [301, 302, 303, 307, 308] as const;
const isStatus = (code: number): code is AskedRedirect['status'] => (STATUSES as readonly number[]).includes(code);

/** A pattern of a dump is longer only by mistake, or on purpose. */
const MAX_PATTERN = 2000;

/** An engine that takes no longer than the text is long, whatever somebody wrote into the old portal: it knows no look-around and no back-references. */
const compile = (body: string, isAnyCase: boolean): RE2JS =>
  RE2JS.compile(body, isAnyCase ? RE2JS.CASE_INSENSITIVE : 0);

/** What PCRE and other engines read alike, and nginx can hold in one line. */
const isSharedPattern = (body: string): boolean => {
  if (body.length > MAX_PATTERN) return false;
  // eslint-disable-next-line no-control-regex -- a pattern that nginx could not hold in one line
  if (/[\u0000-\u001f\u007f]|\\[uUcxXgGkKpPCRzZAhHvV]|\[\^?\]|\(\?(?![:=!])|\(\*|[*+?}]\+/.test(body)) return false;
  try {
    new RegExp(body); // read here and never run: what both engines can read, they read alike
    compile(body, false);
    return true;
  } catch {
    return false;
  }
};

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** A PCRE with its delimiters (`#^/a/(.*)#i`) as nginx writes it (`~*^/a/(.*)`), or null. */
export const nginxPattern = (source: string): string | null => {
  const first = source.charAt(0);
  if (first === '' || /[A-Za-z0-9\s\\]/.test(first)) return null;
  const end = source.lastIndexOf(CLOSING[first] ?? first);
  if (end <= 0) return null;
  const body = source.slice(1, end);
  const flags = source.slice(end + 1);
  if (body === '' || !/^[iuU]*$/.test(flags) || flags.includes('U') || !isSharedPattern(body)) return null;
  return `${flags.includes('i') ? '~*' : '~'}${body}`;
};

/** Asks a pattern in nginx's form (`~*^/a`) whether it meets a path. */
export const patternTest = (pattern: string): ((path: string) => boolean) => {
  const [, sign = '', body = ''] = /^~(\*?)(.*)$/s.exec(pattern) ?? [];
  const compiled = compile(body, sign !== '');
  return (path) => compiled.matcher(path).find();
};

/** A path as browsers send it. */
const sentPath = (path: string): string | null => {
  const rooted = path.startsWith('/') ? path : `/${path}`;
  if (!URL.canParse(rooted, 'http://old.invalid') || rooted.startsWith('//')) return null;
  const { pathname, search } = new URL(rooted, 'http://old.invalid');
  return pathname + search;
};

/**
 * Reads a row of TYPO3's redirects.
 *
 * @param hosts those of the old portal; where none is named, nobody knows which are
 * @param now in Unix seconds
 */
export const redirectOf = (row: OldRow, hosts: readonly string[], now: number): AskedRedirect | RedirectReason => {
  const [named = ''] = textOf(row, 'source_host')
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split('/', 1);
  const host = named.replace(/:(?:80|443)$/, '');
  const end = numberOf(row, 'endtime');
  if (numberOf(row, 'disabled') !== 0 || numberOf(row, 'hidden') !== 0) return 'redirect-over';
  if (numberOf(row, 'starttime') > now || (end > 0 && end <= now)) return 'redirect-over';
  if (host !== '' && host !== '*' && !hosts.includes(host)) return 'redirect-foreign-host';
  const source = textOf(row, 'source_path');
  const isRegexp = numberOf(row, 'is_regexp') !== 0;
  const respectsQuery = numberOf(row, 'respect_query_parameters') !== 0;
  const from = isRegexp ? nginxPattern(source) : source === '' ? null : sentPath(source);
  if (from === null) return 'redirect-unreadable';
  const code = numberOf(row, 'target_statuscode');
  return {
    host: host === '*' ? '' : host,
    match: isRegexp
      ? respectsQuery
        ? 'query-pattern'
        : 'pattern'
      : respectsQuery || from.includes('?')
        ? 'exact'
        : 'path',
    from,
    target: textOf(row, 'target'),
    // TYPO3 answers 307 where nothing is said; the first tables had no such column and answered 301.
    status: isStatus(code) ? code : row.target_statuscode === undefined ? 301 : 307,
    keepsQuery: numberOf(row, 'keep_query_parameters') !== 0,
    forcesHttps: numberOf(row, 'force_https') !== 0,
  };
};
