/**
 * One spelling for each old address: path and sorted query, without host, fragment, `cHash` and the slash at its end. An address
 * that is no path of the old portal gives null.
 */
export const oldPathOf = (address: string): string | null => {
  const base = 'http://old.invalid';
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'cHash' && name !== 'no_cache')
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const isFront = url.pathname === '/index.php';
  const path = url.pathname.replace(/(?:\/|\.html)$/, '') || '/';
  const written = isFront ? '/index.php' : path;
  return query.length > 0 ? `${written}?${query.join('&')}` : written;
};

/** The record that plugin parameters of an address name: `tx_news_pi1[news]=3`, `tx_ttnews[tt_news]=3`. */
export const recordInQuery = (query: string): { readonly table: string; readonly uid: number } | null => {
  const parameters = new URLSearchParams(query.replace(/^[?&]/, ''));
  for (const [name, value] of parameters) {
    const uid = /^\d+$/.test(value) ? Number(value) : 0;
    if (uid === 0) continue;
    if (/^tx_news_\w+\[news(?:_preview)?\]$/.test(name)) return { table: 'tx_news_domain_model_news', uid };
    if (name === 'tx_ttnews[tt_news]' || name === 'tt_news') return { table: 'tt_news', uid };
  }
  return null;
};

/** The last word of an old path, which may be a slug, in the spelling it was asked for: `/materials/sozpad.html` → `sozpad`. */
export const lastSegmentOf = (path: string): string =>
  path
    .split(/[?#]/, 1)[0]
    ?.split('/')
    .filter(Boolean)
    .at(-1)
    ?.replace(/\.html?$/, '') ?? '';
