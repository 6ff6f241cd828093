import { pageOf } from './addresses';
import { element, html, voidElement, type Content, type Html } from './html';
import { DEFAULT_LOCALE, LOCALES, ownLanguageName, type SiteLocale } from './words';
import type { Head, Page, View } from './view';

export const SITE_NAME = 'Lesezeichen';

const FONTS = ['source-serif-4-latin-wght-normal', 'source-sans-3-latin-wght-normal'];

/** What search engines show of a description. */
const LONGEST_DESCRIPTION = 300;

/** A sentence or two for search engines, cut between words. */
const shortened = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= LONGEST_DESCRIPTION) return plain;
  const cut = plain.slice(0, LONGEST_DESCRIPTION);
  return `${cut.slice(0, cut.lastIndexOf(' '))} …`;
};

const meta = (name: string, content: Content): Content =>
  content ? html`<meta name="${name}" content="${content}" />` : null;

const property = (name: string, content: Content): Content =>
  content ? html`<meta property="${name}" content="${content}" />` : null;

const wholeUrl = ({ origin }: View, url: string): string => (url.startsWith('/') ? origin + url : url);

const openGraph = (view: View, { title, description, canonical, og, alternates = [] }: Head): Content => {
  if (!og || canonical === null) return null;
  const { type, image } = og;
  return [
    property('og:type', type),
    property('og:site_name', SITE_NAME),
    property('og:title', title ?? SITE_NAME),
    property('og:description', description && shortened(description)),
    property('og:url', view.origin + canonical),
    property('og:locale', view.locale),
    alternates
      .filter(({ locale }) => locale !== view.locale)
      .map(({ locale }) => property('og:locale:alternate', locale)),
    image && [
      property('og:image', wholeUrl(view, image.url)),
      property('og:image:alt', image.alt),
      property('og:image:width', image.width),
      property('og:image:height', image.height),
    ],
    meta('twitter:card', image ? 'summary_large_image' : 'summary'),
  ];
};

/** Languages of the page, each naming all of them, and which one is for everybody else. */
const languageLinks = (view: View, { alternates = [] }: Head): Content => {
  if (alternates.length < 2) return null;
  const forOthers = alternates.find(({ locale }) => locale === DEFAULT_LOCALE) ?? alternates[0];
  const link = (hreflang: string, path: string): Html =>
    voidElement('link', { rel: 'alternate', hreflang, href: view.origin + path });
  return alternates.map((one) => [link(one.locale, one.path), one === forOthers && link('x-default', one.path)]);
};

const headOf = (view: View, head: Head): Html => {
  const { say, locale, assets } = view;
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${head.title ? `${head.title} · ${SITE_NAME}` : `${SITE_NAME} · ${say('site.claim')}`}</title>
    ${meta('description', head.description && shortened(head.description))}
    ${
      head.canonical === null
        ? html`<meta name="robots" content="noindex" />`
        : voidElement('link', { rel: 'canonical', href: view.origin + head.canonical })
    }
    ${languageLinks(view, head)} ${openGraph(view, head)}
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="${assets.addressOf('icon.svg')}" type="image/svg+xml" />
    ${FONTS.map(
      (font) => html`<link rel="preload" href="/fonts/${font}.woff2" as="font" type="font/woff2" crossorigin />`
    )}
    <link rel="stylesheet" href="${assets.addressOf('style.css')}" />
    <link
      rel="alternate"
      type="application/atom+xml"
      title="${SITE_NAME}: ${say('nav.news')}"
      href="${pageOf.feed(locale)}"
    />
    <link
      rel="search"
      type="application/opensearchdescription+xml"
      title="${SITE_NAME}"
      href="${pageOf.search(locale)}"
    />
    <script type="module" src="${assets.addressOf('site.js')}"></script>
    <script type="module" src="/api/availability/material-action.js"></script>
    ${head.data}
  </head>`;
};

const sectionLink = (isCurrent: boolean, href: string, label: Content): Html =>
  element('li', {}, element('a', { href, 'aria-current': isCurrent ? 'page' : null }, label));

const languageLink = (view: View, page: Page, language: SiteLocale): Html => {
  const isMissing = page.languages !== undefined && !page.languages.has(language);
  const hint = view.say('language.missing');
  const values = {
    href: page.inLanguage(language),
    hreflang: language,
    'aria-current': language === view.locale ? 'true' : null,
    title: isMissing ? hint : null,
    class: isMissing ? 'is-missing' : null,
  };
  const name = element('span', { lang: language }, ownLanguageName(language));
  return html`<li>
    ${element('a', values, name, isMissing && html`<span class="visually-hidden"> (${hint})</span>`)}
  </li>`;
};

/** The words are the script's, which counts what is in the basket. */
const basketLink = ({ say, locale }: View, isCurrent: boolean): Html =>
  sectionLink(isCurrent, pageOf.order(locale), [
    `${say('nav.basket')} `,
    element('span', {
      class: 'basket__count',
      'data-basket-count': true,
      'data-one': say('basket.publication'),
      'data-many': say('basket.publications'),
    }),
  ]);

const masthead = (view: View, page: Page): Html => {
  const { say, locale } = view;
  return html`<header class="masthead">
    <a class="brand" href="${pageOf.home(locale)}">
      <span class="brand__name" lang="de">${SITE_NAME}</span>
      <span class="brand__claim">${say('site.claim')}</span>
    </a>
    <nav class="sections" aria-label="${say('nav')}">
      <ul>
        ${sectionLink(page.section === 'home', pageOf.home(locale), say('nav.news'))}
        ${sectionLink(page.section === 'materials', pageOf.materials(locale), say('nav.materials'))}
        ${basketLink(view, page.section === 'order')}
      </ul>
    </nav>
    <nav class="languages" aria-label="${say('language')}">
      <ul>
        ${LOCALES.map((language) => languageLink(view, page, language))}
      </ul>
    </nav>
  </header>`;
};

/** A whole page: what all pages share around what this one shows. */
export const wholePage = (view: View, page: Page): string => {
  const { say, locale } = view;
  const body = html`<body>
    <a class="skip" href="#main">${say('skip')}</a>
    ${page.isPreview && html`<p class="preview-note" role="note">${say('preview.note')}</p>`} ${masthead(view, page)}
    <main id="main" tabindex="-1">${page.main}</main>
    <footer class="footer"><p>${say('site.about')}</p></footer>
  </body>`;
  return `<!doctype html>\n${element('html', { lang: locale }, headOf(view, page.head), body).text}\n`;
};

/** A state in words: missing, empty, error. */
export const state = (title: string, text: string, ...rest: readonly Content[]): Html =>
  html`<section class="state">
    <h1>${title}</h1>
    <p>${text}</p>
    ${rest}
  </section>`;

/** In all languages of the site. */
export const everyLanguage = (pathIn: (locale: SiteLocale) => string): { locale: string; path: string }[] =>
  LOCALES.map((locale) => ({ locale, path: pathIn(locale) }));
