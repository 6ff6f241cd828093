/**
 * What an HTML parser does to an old link tag that it takes for `<link>` with attributes and prints back:
 *
 * 1. a name ends at `/`, which is dropped;
 * 2. names are lower-cased;
 * 3. names with a quote, `#`, `%`, `&`, `,`, `;` to `@`, brackets, `^`, a backtick or braces are dropped;
 * 4. names that begin with a digit, `.` or `-` are dropped;
 * 5. of equal names the first is kept;
 * 6. the closing tag is lost, since `link` has none in HTML.
 *
 * A value (`name=value`, up to the next space) is printed back as an attribute's.
 */
export const damage = (parameters: string): string => {
  const kept = new Map<string, string>();
  for (const [, name, value] of attributesIn(parameters)) {
    const lower = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    if (!FORBIDDEN.test(lower) && !kept.has(lower)) kept.set(lower, value);
  }
  return [...kept]
    .map(([name, value]) => (value === '' ? name : `${name}="${value.replaceAll('"', '&quot;')}"`))
    .join(' ');
};

/** Rules 3 and 4. */
const FORBIDDEN = /["'#%&,;<=>?@[\]\\^`{}]|^[\d.-]/;

/** Names as HTML reads them (rule 1), and the values of those that have one. */
function* attributesIn(parameters: string): Generator<readonly [raw: string, name: string, value: string]> {
  const ATTRIBUTE = /[\s/]*([^\s/][^\s/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']\S*)))?/gy;
  for (let match = ATTRIBUTE.exec(parameters); match; match = ATTRIBUTE.exec(parameters)) {
    yield [match[0], match[1] ?? '', match[2] ?? match[3] ?? match[4] ?? ''];
  }
}

/** The names that a damaged tag still holds. */
export const namesIn = (damaged: string): string[] => [...attributesIn(damaged)].map(([, name]) => name);
