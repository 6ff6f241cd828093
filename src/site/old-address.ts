import { pageOf } from './addresses';
import type { SiteLocale } from './words';

type Find = (locale: SiteLocale, query: URLSearchParams) => string;

const slugPage =
  (page: 'material' | 'article', overview: (locale: SiteLocale) => string): Find =>
  (locale, query) => {
    const slug = query.get('slug') ?? '';
    const preview = query.get('preview');
    const address = slug === '' ? overview(locale) : pageOf[page](locale, slug);
    return preview === null ? address : `${address}?preview=${encodeURIComponent(preview)}`;
  };

const chosen = (query: URLSearchParams, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name) as string]] : [])));

const PAGES: Readonly<Record<string, Find>> = {
  '/index.html': (locale, query) => pageOf.home(locale, Number(query.get('page')) || 1),
  '/material.html': slugPage('material', (locale) => pageOf.materials(locale)),
  '/article.html': slugPage('article', (locale) => pageOf.home(locale)),
  '/materials.html': (locale, query) =>
    pageOf.materials(locale, chosen(query, ['title', 'availability', 'topic', 'page'])),
  '/order.html': (locale, query) => {
    const material = query.get('material');
    return pageOf.order(locale) + (material ? `?material=${encodeURIComponent(material)}` : '');
  },
  // Browsers put the token behind the "#" to the new address.
  '/order-status.html': (locale) => pageOf.status(locale),
  '/waitlist.html': (locale) => pageOf.waitlist(locale),
};

export const isOldAddress = (path: string): boolean => Object.hasOwn(PAGES, path);

/**
 * Where a page is now that stood at `/material.html?slug=…&locale=…` and its like.
 *
 * @param locale what is spoken where the address names no language
 * @returns null for every other address
 */
export const presentAddress = (path: string, query: URLSearchParams, locale: SiteLocale): string | null =>
  isOldAddress(path) ? (PAGES[path]?.(locale, query) ?? null) : null;
