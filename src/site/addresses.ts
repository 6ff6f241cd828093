import type { SiteLocale } from './words';

/** The templates of pages that the portal's plugins and mails lead to, for `config/plugins`. */
export const PAGES = {
  material: '/{locale}/materials/{slug}',
  article: '/{locale}/news/{slug}',
  order: '/{locale}/order?material={documentId}',
  status: '/{locale}/order/status#{token}',
  waitlist: '/{locale}/waitlist#{token}',
} as const;

const withQuery = (path: string, query: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
};

/** Addresses of the site's pages. Tokens come behind the "#": browsers send it to no server, and servers note it in no log. */
export const pageOf = {
  home: (locale: SiteLocale, page = 1): string => withQuery(`/${locale}/`, page > 1 ? { page: String(page) } : {}),
  materials: (locale: SiteLocale, query: Readonly<Record<string, string>> = {}): string =>
    withQuery(`/${locale}/materials`, query),
  material: (locale: string, slug: string): string => `/${locale}/materials/${encodeURIComponent(slug)}`,
  article: (locale: string, slug: string): string => `/${locale}/news/${encodeURIComponent(slug)}`,
  order: (locale: SiteLocale): string => `/${locale}/order`,
  status: (locale: SiteLocale, token = ''): string =>
    `/${locale}/order/status${token === '' ? '' : `#${encodeURIComponent(token)}`}`,
  waitlist: (locale: SiteLocale): string => `/${locale}/waitlist`,
  feed: (locale: SiteLocale): string => `/${locale}/feed.xml`,
  search: (locale: SiteLocale): string => `/${locale}/opensearch.xml`,
} as const;
