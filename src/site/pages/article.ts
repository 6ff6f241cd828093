import { pageOf } from '../addresses';
import { CARD, PICTURE, type Box, type Found, type WholeArticle } from '../entries';
import { SITE_NAME } from '../frame';
import { dataBlock, element, html, isSafeUrl, type Content } from '../html';
import { blocks, calledIn } from '../parts/blocks';
import { dayOf, materialCard } from '../parts/cards';
import { picture } from '../parts/picture';
import type { Page, View, Visit } from '../view';
import { entryPage, languagesOf } from './entry';

const QUERY = {
  populate: {
    image: PICTURE,
    materials: CARD,
    topics: { fields: ['name'] },
    boxes: {
      on: {
        'news.material-box': { populate: { materials: CARD } },
        'news.text-box': { populate: '*' },
      },
    },
  },
};

type Titles = ReadonlyMap<string, string>;

/** The titles of the materials whose buttons stand in the texts: a button says what it is about. */
const titlesIn = async ({ api }: Visit, { body, boxes = [], materials = [] }: WholeArticle): Promise<Titles> => {
  const titles = new Map(materials.map(({ documentId, title }) => [documentId, title]));
  const texts = [body, ...boxes.map((box) => ('text' in box ? box.text : null))];
  const unknown = [...new Set(texts.flatMap(calledIn))].filter((documentId) => !titles.has(documentId)).sort();
  if (unknown.length === 0) return titles;
  const { data } = await api.read<Found<{ documentId: string; title: string }>>('/materials', {
    fields: ['title'],
    filters: { documentId: { $in: unknown.slice(0, 100) } },
    pagination: { pageSize: 100 },
  });
  for (const { documentId, title } of data) titles.set(documentId, title);
  return titles;
};

const figureOf = ({ say }: View, { image, caption, credit }: WholeArticle): Content =>
  image &&
  html`<figure class="article__image">
    ${picture(image, { sizes: '(min-width: 76rem) 70rem, 100vw', loading: 'first' })}
    ${
      (caption ?? credit) &&
      html`<figcaption>${caption} ${credit && html`<small>${say('article.credit', { credit })}</small>`}</figcaption>`
    }
  </figure>`;

const boxOf = (view: View, box: Box, titles: Titles): Content => {
  if (box.__component === 'news.material-box') {
    return (
      box.materials?.length &&
      html`<section class="box box--materials">
        <h2>${box.heading ?? view.say('article.materials')}</h2>
        <div class="cards cards--stack">${box.materials.map((material) => materialCard(view, material))}</div>
      </section>`
    );
  }
  return html`<section class="box">
    ${box.heading && html`<h2>${box.heading}</h2>`}
    <div class="prose">${blocks(view, box.text, { highest: box.heading ? 3 : 2, titles })}</div>
  </section>`;
};

const sourceOf = ({ say }: View, { source }: WholeArticle): Content =>
  source &&
  html`<p class="article__source">
    ${isSafeUrl(source) ? element('a', { href: source, rel: 'noopener' }, source) : say('article.source', { source })}
  </p>`;

const asideOf = (view: View, { materials = [] }: WholeArticle): Content =>
  materials.length > 0 &&
  html`<aside class="article__aside" aria-labelledby="materials">
    <h2 id="materials">${view.say('article.materials')}</h2>
    <div class="cards cards--stack">${materials.map((material) => materialCard(view, material))}</div>
  </aside>`;

const wholeUrl = ({ origin }: View, url: string): string => (url.startsWith('/') ? origin + url : url);

/** By Google's rules for articles. */
const jsonLd = (view: View, article: WholeArticle, path: string): object => ({
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: article.title,
  ...(article.lead ? { description: article.lead } : {}),
  ...(article.image ? { image: [wholeUrl(view, article.image.url)] } : {}),
  ...(article.date ? { datePublished: article.date } : {}),
  dateModified: article.updatedAt,
  inLanguage: view.locale,
  mainEntityOfPage: view.origin + path,
  author: [{ '@type': 'Organization', name: SITE_NAME, url: view.origin + pageOf.home(view.locale) }],
  publisher: { '@type': 'Organization', name: SITE_NAME },
});

const draw = async (visit: Visit, article: WholeArticle, isPreview: boolean): Promise<Page> => {
  const { view } = visit;
  const { say, locale } = view;
  const path = pageOf.article(locale, article.slug ?? article.documentId);
  const titles = await titlesIn(visit, article);
  const { alternates, ...inLanguages } = languagesOf(article, pageOf.article, (language) => pageOf.home(language));
  return {
    kind: 'page',
    section: 'home',
    ...inLanguages,
    head: {
      title: article.title,
      description: article.lead,
      canonical: isPreview ? null : path,
      alternates: isPreview ? [] : alternates,
      og: { type: 'article', image: article.image ? { ...article.image, alt: article.image.alternativeText } : null },
      data: isPreview ? [] : [dataBlock('application/ld+json', jsonLd(view, article, path))],
    },
    main: html`<article class="${article.materials?.length ? 'article article--with-aside' : 'article'}">
      <header class="article__head">
        ${article.kicker && html`<p class="kicker">${article.kicker}</p>`}
        <h1>${article.title}</h1>
        ${article.lead && html`<p class="lead">${article.lead}</p>`}
        <p class="byline">${dayOf(view, article.date)}</p>
      </header>
      ${figureOf(view, article)}
      <div class="article__text">
        <div class="prose">${blocks(view, article.body, { titles })}</div>
        ${(article.boxes ?? []).map((box) => boxOf(view, box, titles))} ${sourceOf(view, article)}
        <p><a class="more" href="${pageOf.home(locale)}">${say('article.all')}</a></p>
      </div>
      ${asideOf(view, article)}
    </article>`,
  };
};

/** A news article with its materials. */
export const article = entryPage<WholeArticle>({
  path: '/news-articles/slug',
  query: QUERY,
  addressOf: pageOf.article,
  draw,
});
