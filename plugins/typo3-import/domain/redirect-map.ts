import { isPattern, type RedirectMatch } from './redirect';

/** A line of a redirect map. */
export interface RedirectLine {
  readonly status: number;
  readonly match: RedirectMatch;
  /** A path as browsers send it, or a pattern in nginx's form. */
  readonly from: string;
  readonly to: string;
  /** The query of the request goes with it. */
  readonly keepsQuery: boolean;
}

/** How large the tables are that nginx makes of a map. */
export interface MapSize {
  readonly lines: number;
  readonly longestKey: number;
}

const escaped = (text: string): string => text.replaceAll(/[\\"]/g, '\\$&');

/** A text in double quotes, as nginx reads it. A “$” would begin a variable. */
const quoted = (text: string): string => `"${escaped(text).replaceAll('$', '%24')}"`;

// eslint-disable-next-line no-control-regex -- signs that no address holds
const isWritable = (text: string): boolean => text !== '' && !/[\u0000-\u0020\u007f]/.test(text);

/** The spellings of a path that are met: with and without the slash at its end, and with `.html`. */
const spellingsOf = ({ match, from }: RedirectLine): string[] => {
  if (isPattern(match)) return [from];
  if (from.includes('?')) {
    const [path = '', query = ''] = [from.slice(0, from.indexOf('?')), from.slice(from.indexOf('?') + 1)];
    const encoded = query.replaceAll('[', '%5B').replaceAll(']', '%5D');
    return [...new Set([from, `${path}?${encoded}`])];
  }
  if (from === '/') return [from];
  const bare = from.replace(/\/$/, '');
  return [bare, `${bare}/`, ...(/\.\w+$/.test(bare) ? [] : [`${bare}.html`])];
};

const targetOf = ({ to, keepsQuery, match }: RedirectLine): string => {
  const [address = '', anchor] = to.split('#', 2) as [string, string | undefined];
  // Only a pattern has parts that its target may name.
  const safe = escaped(address).replaceAll('$', (sign, at: number) =>
    isPattern(match) && /\d/.test(address.charAt(at + 1)) ? sign : '%24'
  );
  const query = !keepsQuery ? '' : address.includes('?') ? '$inprint_more_args' : '$is_args$args';
  return `"${safe}${query}${anchor === undefined ? '' : `#${escaped(anchor).replaceAll('$', '%24')}`}"`;
};

/**
 * A redirect as lines of an nginx `map`, each with the key that nginx compares: no key may stand twice.
 *
 * @returns [] if an address holds what no address can hold
 */
export const redirectLines = (line: RedirectLine): { readonly key: string; readonly text: string }[] => {
  if (!isWritable(line.from) || !isWritable(line.to)) return [];
  const target = targetOf(line);
  return spellingsOf(line).map((spelling) => ({
    // nginx compares without regard to letter case.
    key: isPattern(line.match) ? spelling : spelling.toLowerCase(),
    text: `  ${isPattern(line.match) ? `"${escaped(spelling)}"` : quoted(spelling)} ${target};\n`,
  }));
};

/** nginx takes no larger buckets. */
const LARGEST_BUCKET = 32_768;
/** So many long keys may meet in one bucket; with less room nginx searches long for a table in which they do not. */
const KEYS_IN_BUCKET = 16;

const powerAbove = (number: number): number => 2 ** Math.ceil(Math.log2(Math.max(number, 2)));

/** `www.example.org` as a part of a variable's name. */
const variableOf = (host: string): string => (host === '' ? '' : `_${host.replaceAll(/[^a-z0-9]/g, '_')}`);

/** Lines that every file needs once: sizes of tables, the path of a request, and its query as a continuation. */
const commonOf = ({
  lines,
  longestKey,
}: MapSize): string => `map_hash_bucket_size ${Math.min(powerAbove((longestKey + 64) * KEYS_IN_BUCKET), LARGEST_BUCKET)};
map_hash_max_size ${powerAbove(Math.max(lines * 2, 2048))};
map $request_uri $inprint_path {
  default "";
  "~^(?<inprint_bare>[^?#]*)" $inprint_bare;
}
map $args $inprint_more_args {
  default "&$args";
  "" "";
}
`;

/** The lines of one status and kind, in pieces. */
export type LinesOf = (status: number, isPath: boolean) => Iterable<string>;

/**
 * A redirect map for nginx, piece by piece. It says at its head how it is used.
 *
 * @param host '' for the file that serves all hosts, and that the others build on
 * @param statuses those that are used, 301 always among them
 */
export function* redirectMap(
  host: string,
  statuses: readonly number[],
  size: MapSize,
  linesOf: LinesOf
): Generator<string> {
  const own = variableOf(host);
  const name = (status: number): string => `$inprint_redirect${own}${status === 301 ? '' : `_${status}`}`;
  const all = [...new Set([301, ...statuses])].sort();
  yield `# Old addresses and where readers go now${host === '' ? '' : `, for ${host} alone`}. In nginx, at the level of http${
    host === '' ? '' : ', behind the file for all hosts'
  }:
#   include redirects.map.conf;
# and in the server${host === '' ? '' : ` of ${host}, instead of the lines for all hosts`}:
${all.map((status) => `#   if (${name(status)}) { return ${status} ${name(status)}; }\n`).join('')}`;
  if (host === '') yield commonOf(size);
  for (const status of all) {
    const byPath = `${name(status)}_by_path`;
    yield `map $inprint_path ${byPath} {\n  default "";\n`;
    yield* linesOf(status, true);
    yield `}\nmap $request_uri ${name(status)} {\n  default ${byPath};\n`;
    yield* linesOf(status, false);
    yield '}\n';
  }
}
