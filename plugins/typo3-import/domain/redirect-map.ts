/** An old path and where readers go now. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

/** A text in double quotes, as nginx reads it. A “$” would begin a variable. */
const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, '\\$&').replaceAll('$', '%24')}"`;

const isWritable = (text: string): boolean => !/[\0-\x20\x7f]/.test(text);

/** The head of the file, which says how to use it. */
export const REDIRECT_MAP_HEAD = `# Old addresses and where readers go now. In nginx, at the level of http:
#   include redirects.map.conf;
# and in the server:
#   if ($inprint_redirect) { return 301 $inprint_redirect; }
map_hash_bucket_size 512;
map $request_uri $inprint_redirect {
  default "";
`;
export const REDIRECT_MAP_TAIL = '}\n';

/**
 * One line of an nginx \`map\`. Both spellings of a path are met, with and without the slash at its end.
 *
 * @returns '' if the address holds what no address can hold
 */
export const redirectLine = ({ from, to }: Redirect): string => {
  if (!isWritable(from) || !isWritable(to)) return '';
  const spellings =
    from.includes('?') || from === '/' ? [from] : [from, `${from}/`, ...(/\.\w+$/.test(from) ? [] : [`${from}.html`])];
  // A path that begins with “~” would be a pattern to nginx.
  return spellings.map((spelling) => `  ${quoted(spelling)} ${quoted(to)};\n`).join('');
};
