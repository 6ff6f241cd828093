import { pageOf } from './addresses';
import type { Query } from './api';
import type { Found, Teaser } from './entries';
import { SITE_NAME } from './frame';
import { html, type Html } from './html';
import type { Text, View, Visit } from './view';
import { LOCALES, type SiteLocale } from './words';

const xml = (type: string, root: Html): Text => ({
  kind: 'text',
  type,
  body: `<?xml version="1.0" encoding="utf-8"?>\n${root.text}\n`,
});

const IN_FEED = 30;

interface Dated extends Teaser {
  readonly publishedAt: string;
  readonly updatedAt: string;
}

/** The newest news as Atom (RFC 4287). */
export const feed = async ({ view, api }: Visit): Promise<Text> => {
  const { data } = await api.read<Found<Dated>>('/news-articles', {
    fields: ['kicker', 'title', 'slug', 'lead', 'date', 'locale', 'publishedAt', 'updatedAt'],
    sort: ['date:desc', 'publishedAt:desc'],
    pagination: { pageSize: IN_FEED },
  });
  const { origin, locale, say } = view;
  const updated =
    data
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .at(-1) ?? new Date(0).toISOString();
  const entries = data.map((article) => {
    const address = origin + pageOf.article(locale, article.slug ?? article.documentId);
    return html`<entry>
      <title>${article.title}</title>
      <link href="${address}" />
      <id>${`urn:inprint:news-article:${article.documentId}:${locale}`}</id>
      ${article.date && html`<published>${`${article.date}T00:00:00Z`}</published>`}
      <updated>${article.updatedAt}</updated>
      ${article.lead && html`<summary>${article.lead}</summary>`}
    </entry>`;
  });
  return xml(
    'application/atom+xml',
    html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
      <title>${`${SITE_NAME}: ${say('nav.news')}`}</title>
      <subtitle>${say('site.claim')}</subtitle>
      <link rel="self" type="application/atom+xml" href="${origin + pageOf.feed(locale)}" />
      <link rel="alternate" type="text/html" hreflang="${locale}" href="${origin + pageOf.home(locale)}" />
      <id>${origin + pageOf.feed(locale)}</id>
      <updated>${updated}</updated>
      <author><name>${SITE_NAME}</name></author>
      ${entries}
    </feed>`
  );
};

/** How browsers search the materials from their address bar (OpenSearch 1.1). */
export const openSearch = ({ view }: { view: View }): Text => {
  const { origin, locale, say } = view;
  // The place of the words is none of an address's own signs.
  const template = `${origin + pageOf.materials(locale)}?title={searchTerms}`;
  return xml(
    'application/opensearchdescription+xml',
    html`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
      <ShortName>${SITE_NAME}</ShortName>
      <Description>${say('materials.title')}</Description>
      <Language>${locale}</Language>
      <InputEncoding>UTF-8</InputEncoding>
      <Url type="text/html" template="${template}" />
    </OpenSearchDescription>`
  );
};

/** What search engines may look at, and where they find everything. */
export const robots = ({ view }: { view: View }): Text => ({
  kind: 'text',
  type: 'text/plain; charset=utf-8',
  body: [
    'User-agent: *',
    'Disallow: /admin',
    ...LOCALES.flatMap((locale) => [`Disallow: ${pageOf.order(locale)}`, `Disallow: ${pageOf.waitlist(locale)}`]),
    '',
    `Sitemap: ${view.origin}/sitemap.xml`,
    '',
  ].join('\n'),
});

/** What is listed, by the API's path. */
const LISTED = { materials: pageOf.material, 'news-articles': pageOf.article } as const;
type Listed = keyof typeof LISTED;

/** The API's largest page, and how many of them are in one file: a map of a site may have 50,000 addresses. */
const PAGE_SIZE = 100;
const PAGES_IN_MAP = 50;

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';

interface Entry {
  readonly documentId: string;
  readonly slug: string | null;
  readonly updatedAt: string;
}

const pageOfEntries = ({ api }: Visit, listed: Listed, locale: SiteLocale, page: number): Promise<Found<Entry>> => {
  const query: Query = {
    locale,
    fields: ['slug', 'updatedAt'],
    sort: ['documentId:asc'],
    pagination: { page, pageSize: PAGE_SIZE },
  };
  return api.read(`/${listed}`, query);
};

/** A map for each language, and more of them where there are very many entries. */
export const sitemapIndex = async (visit: Visit): Promise<Text> => {
  const { origin } = visit.view;
  const maps = await Promise.all(
    LOCALES.flatMap((locale) =>
      (Object.keys(LISTED) as Listed[]).map(async (listed) => {
        const { meta } = await pageOfEntries(visit, listed, locale, 1);
        const count = Math.max(Math.ceil(meta.pagination.pageCount / PAGES_IN_MAP), 1);
        return Array.from({ length: count }, (_, index) => `${origin}/${locale}/sitemap-${listed}-${index + 1}.xml`);
      })
    )
  );
  return xml(
    'application/xml',
    html`<sitemapindex xmlns="${SITEMAP}">
      ${maps.flat().map((address) => html`<sitemap><loc>${address}</loc></sitemap>`)}
    </sitemapindex>`
  );
};

/** @returns null for a name that is none of a map */
export const sitemap = async (visit: Visit, name: string): Promise<Text | null> => {
  const { view } = visit;
  const [, listed, number] = /^sitemap-(materials|news-articles)-([1-9]\d{0,3})\.xml$/.exec(name) ?? [];
  if (!listed) return null;
  const kind = listed as Listed;
  const first = (Number(number) - 1) * PAGES_IN_MAP + 1;
  const entries: Entry[] = [];
  for (let page = first; page < first + PAGES_IN_MAP; page += 1) {
    const { data, meta } = await pageOfEntries(visit, kind, view.locale, page);
    entries.push(...data);
    if (page >= meta.pagination.pageCount) break;
  }
  if (entries.length === 0 && first > 1) return null;
  const overview = kind === 'materials' ? pageOf.materials(view.locale) : pageOf.home(view.locale);
  return xml(
    'application/xml',
    html`<urlset xmlns="${SITEMAP}">
      ${first === 1 && html`<url><loc>${view.origin + overview}</loc></url>`}
      ${entries.map(
        ({ documentId, slug, updatedAt }) =>
          html`<url>
            <loc>${view.origin + LISTED[kind](view.locale, slug ?? documentId)}</loc>
            <lastmod>${updatedAt}</lastmod>
          </url>`
      )}
    </urlset>`
  );
};
