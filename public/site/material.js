import { actionButton } from './action-button.js';
import { PICTURE, read } from './api.js';
import { blocks } from './blocks.js';
import { lengthInWords, newsItem } from './cards.js';
import { el } from './element.js';
import { drawPage, pageOf, setTitle, setTranslations, show, showMissing, showPresentAddress } from './frame.js';
import { dateInWords, languageName, LOCALES, locale, priceInWords } from './locale.js';
import { cover, picture } from './picture.js';
import { waitlistForm } from './waitlist-form.js';
import { say } from './words.js';

const slug = new URLSearchParams(location.search).get('slug') ?? '';

const find = (language = locale, query = {}) =>
  read(`/materials/slug/${encodeURIComponent(slug)}`, { ...query, locale: language });

const EVERYTHING = {
  populate: {
    cover: PICTURE,
    authors: true,
    publishers: true,
    topics: { fields: ['name'] },
    newsArticles: { fields: ['kicker', 'title', 'slug', 'lead', 'date', 'locale'], sort: ['date:desc'] },
    localizations: { fields: ['title', 'slug', 'locale'] },
  },
  alternates: true,
};

/** What search engines want to know, in a block of data. */
const embedJsonLd = async (documentId) => {
  const answer = await fetch(`/api/availability/${encodeURIComponent(documentId)}/json-ld?locale=${locale}`);
  if (!answer.ok) return;
  const script = el('script', { type: 'application/ld+json' });
  script.textContent = await answer.text();
  document.head.append(script);
};

const coverOf = (material) =>
  material.cover
    ? el(
        'span',
        { class: 'cover' },
        picture(material.cover, {
          sizes: '(min-width: 60rem) 20rem, 50vw',
          alt: material.cover.alternativeText || say('material.cover', { title: material.title }),
          eager: true,
        })
      )
    : cover(material);

const editionsOf = (material) => {
  const versions = [material, ...(material.localizations ?? [])].sort(
    (a, b) => LOCALES.indexOf(a.locale) - LOCALES.indexOf(b.locale)
  );
  if (versions.length < 2) return null;
  return el(
    'section',
    { class: 'editions', 'aria-labelledby': 'editions' },
    el('h2', { id: 'editions' }, say('material.editions')),
    el('p', { class: 'note' }, say('material.editions.lead')),
    el(
      'ul',
      { class: 'editions__list' },
      versions.map((version) =>
        el(
          'li',
          {},
          el(
            'div',
            {},
            el('h3', {}, languageName(version.locale)),
            version.locale === locale
              ? el('p', { lang: version.locale }, version.title)
              : el(
                  'p',
                  {},
                  el(
                    'a',
                    {
                      href: pageOf.material(version.slug, version.locale),
                      lang: version.locale,
                      hreflang: version.locale,
                    },
                    version.title
                  )
                )
          ),
          actionButton(
            { documentId: material.documentId, title: version.title, action: version.action },
            version.locale
          )
        )
      )
    )
  );
};

const names = (parts) => (parts?.length > 0 ? parts : null);

const detailsOf = (material) => {
  const rows = [
    [
      say('material.authors'),
      names(material.authors)
        ?.map(({ name }) => name)
        .join(', '),
    ],
    [
      say('material.publishers'),
      names(material.publishers)?.flatMap(({ name, url }, index) => [
        index > 0 && ', ',
        url ? el('a', { href: url, rel: 'noopener' }, name) : name,
      ]),
    ],
    [say('material.published'), material.publishedOn && dateInWords(material.publishedOn)],
    [say('material.pages'), lengthInWords(material)],
    [say('material.language'), languageName(material.locale)],
    [say('material.isbn'), material.isbn],
    [
      say('material.price'),
      material.price === null || material.price === undefined
        ? null
        : Number(material.price) === 0
          ? say('material.free')
          : priceInWords(material.price, material.currency),
    ],
    [
      say('material.max'),
      material.action?.type === 'order' &&
        material.maxPerOrder &&
        say('material.max.count', { count: material.maxPerOrder }),
    ],
    [
      say('material.topics'),
      names(material.topics)?.flatMap(({ documentId, name }, index) => [
        index > 0 && ', ',
        el('a', { href: pageOf.materials({ topic: documentId }) }, name),
      ]),
    ],
  ].filter(([, value]) => value);
  return el(
    'section',
    { class: 'details', 'aria-labelledby': 'details' },
    el('h2', { id: 'details' }, say('material.details')),
    el(
      'dl',
      {},
      rows.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value)))
    )
  );
};

const mentionsOf = ({ newsArticles }) =>
  newsArticles?.length > 0 &&
  el(
    'section',
    { class: 'news', 'aria-labelledby': 'mentions' },
    el('h2', { id: 'mentions' }, say('material.mentioned')),
    newsArticles.map((article) => newsItem(article))
  );

drawPage('material', async () => {
  let answer;
  try {
    answer = await find(locale, EVERYTHING);
  } catch (reason) {
    if (reason.status !== 404) throw reason;
    return showMissing(find, (language) => pageOf.material(slug, language));
  }
  const material = answer.data;
  showPresentAddress(slug, answer.meta.canonicalSlug, 'material');
  setTitle(material.title, material.abstract);
  setTranslations(material, 'material');
  const button = actionButton(material, locale);
  show(
    el(
      'article',
      { class: 'material' },
      el(
        'header',
        { class: 'material__head' },
        el(
          'p',
          { class: 'kicker' },
          names(material.topics)
            ?.map(({ name }) => name)
            .join(' · ') ?? say('material.kind')
        ),
        el('h1', {}, material.title),
        material.subtitle && el('p', { class: 'subtitle' }, material.subtitle)
      ),
      el('div', { class: 'material__cover' }, coverOf(material)),
      el(
        'div',
        { class: 'material__text' },
        material.abstract && el('p', { class: 'lead' }, material.abstract),
        el('div', { class: 'material__action' }, button, waitlistForm(material, locale, button)),
        material.description?.length > 0 &&
          el(
            'section',
            { 'aria-labelledby': 'about' },
            el('h2', { id: 'about', class: 'visually-hidden' }, say('material.about')),
            el('div', { class: 'prose' }, blocks(material.description, locale, 3))
          ),
        editionsOf(material),
        detailsOf(material),
        mentionsOf(material)
      )
    )
  );
  await embedJsonLd(material.documentId);
});
