import { pageOf } from '../addresses';
import { Refusal } from '../api';
import { PICTURE, type WholeMaterial } from '../entries';
import { dataBlock, element, html, type Content, type Html } from '../html';
import { actionButton } from '../parts/action';
import { blocks } from '../parts/blocks';
import { lengthInWords, newsItem } from '../parts/cards';
import { cover, picture } from '../parts/picture';
import { waitlistForm } from '../parts/waitlist-form';
import type { Page, View, Visit } from '../view';
import { LOCALES } from '../words';
import { entryPage, languagesOf } from './entry';

const QUERY = {
  populate: {
    cover: PICTURE,
    authors: true,
    publishers: true,
    topics: { fields: ['name'] },
    newsArticles: { fields: ['kicker', 'title', 'slug', 'lead', 'date', 'locale'], sort: ['date:desc'] },
    localizations: { fields: ['title', 'slug', 'locale'] },
  },
};

/** What search engines want to know of print and PDF; null where the API does not tell. */
const jsonLdOf = async ({ api }: Visit, documentId: string): Promise<Html | null> => {
  try {
    return dataBlock('application/ld+json', await api.read(`/availability/${encodeURIComponent(documentId)}/json-ld`));
  } catch (reason) {
    if (reason instanceof Refusal && reason.status === 404) return null;
    throw reason;
  }
};

const coverOf = ({ say }: View, material: WholeMaterial): Html =>
  material.cover
    ? html`<span class="cover"
        >${picture(material.cover, {
          sizes: '(min-width: 58rem) 18rem, 42vw',
          alt: material.cover.alternativeText ?? say('material.cover', { title: material.title }),
          loading: 'first',
        })}</span
      >`
    : cover(material);

type Edition = Pick<WholeMaterial, 'title' | 'slug' | 'locale' | 'action'>;

const editionsOf = (view: View, material: WholeMaterial, hasOwnStocks: boolean): Content => {
  const place = ({ locale }: Edition): number => (LOCALES as string[]).indexOf(locale);
  const editions: Edition[] = [material, ...(material.localizations ?? [])];
  if (editions.length < 2) return null;
  const link = (edition: Edition): Html => {
    const lang = edition.locale;
    if (lang === view.locale || !edition.slug) return element('p', { lang }, edition.title);
    const values = { href: pageOf.material(lang, edition.slug), lang, hreflang: lang };
    return html`<p>${element('a', values, edition.title)}</p>`;
  };
  return html`<section class="editions" aria-labelledby="editions">
    <h2 id="editions">${view.say('material.editions')}</h2>
    ${hasOwnStocks && html`<p class="note">${view.say('material.editions.lead')}</p>`}
    <ul class="editions__list">
      ${editions
        .sort((a, b) => place(a) - place(b))
        .map(
          (edition) =>
            html`<li>
              <div>
                <h3>${view.languageName(edition.locale)}</h3>
                ${link(edition)}
              </div>
              ${actionButton(
                view,
                { documentId: material.documentId, title: edition.title, action: edition.action },
                edition.locale
              )}
            </li>`
        )}
    </ul>
  </section>`;
};

/** Things side by side, with commas between. */
const listed = (parts: readonly Content[] | undefined): Content =>
  parts?.length ? parts.map((part, index) => (index === 0 ? [part] : [', ', part])) : null;

const priceOf = ({ say, price }: View, material: WholeMaterial): Content => {
  if (material.price === null || material.price === undefined) return null;
  return Number(material.price) === 0 ? say('material.free') : price(material.price, material.currency);
};

const detailsOf = (view: View, material: WholeMaterial): Html => {
  const { say, locale } = view;
  const rows: (readonly [string, Content])[] = [
    [say('material.authors'), material.authors?.map(({ name }) => name).join(', ')],
    [
      say('material.publishers'),
      listed(
        material.publishers?.map(({ name, url }) => (url ? element('a', { href: url, rel: 'noopener' }, name) : name))
      ),
    ],
    [say('material.published'), material.publishedOn && view.day(material.publishedOn)],
    [say('material.pages'), lengthInWords(view, material.pages)],
    [say('material.language'), view.languageName(material.locale)],
    [say('material.isbn'), material.isbn],
    [say('material.price'), priceOf(view, material)],
    [
      say('material.max'),
      material.action.type === 'order' &&
        material.maxPerOrder &&
        say('material.max.count', { count: material.maxPerOrder }),
    ],
    [
      say('material.topics'),
      listed(
        material.topics?.map(({ documentId, name }) =>
          element('a', { href: pageOf.materials(locale, { topic: documentId }) }, name)
        )
      ),
    ],
  ];
  return html`<section class="details" aria-labelledby="details">
    <h2 id="details">${say('material.details')}</h2>
    <dl>
      ${rows
        .filter(([, value]) => value)
        .map(
          ([term, value]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${value}</dd>
            </div>`
        )}
    </dl>
  </section>`;
};

const mentionsOf = (view: View, { newsArticles = [] }: WholeMaterial): Content =>
  newsArticles.length > 0 &&
  html`<section class="news" aria-labelledby="mentions">
    <h2 id="mentions">${view.say('material.mentioned')}</h2>
    ${newsArticles.map((article) => newsItem(view, article))}
  </section>`;

const draw = async (visit: Visit, material: WholeMaterial, isPreview: boolean): Promise<Page> => {
  const { view } = visit;
  const { say, locale } = view;
  const [data, hasOwnStocks] = await Promise.all([
    isPreview ? null : jsonLdOf(visit, material.documentId),
    visit.hasOwnStocks(material.documentId),
  ]);
  const { alternates, ...inLanguages } = languagesOf(material, pageOf.material, (language) =>
    pageOf.materials(language)
  );
  const topics = material.topics?.map(({ name }) => name).join(' · ');
  return {
    kind: 'page',
    section: 'materials',
    ...inLanguages,
    head: {
      title: material.title,
      description: material.abstract ?? material.subtitle,
      canonical: isPreview ? null : pageOf.material(locale, material.slug ?? material.documentId),
      alternates: isPreview ? [] : alternates,
      og: { type: 'book', image: material.cover ? { ...material.cover, alt: material.cover.alternativeText } : null },
      data: data ? [data] : [],
    },
    main: html`<article class="material">
      <header class="material__head">
        <p class="kicker">${topics || say('material.kind')}</p>
        <h1>${material.title}</h1>
        ${material.subtitle && html`<p class="subtitle">${material.subtitle}</p>`}
      </header>
      <div class="material__cover">${coverOf(view, material)}</div>
      <div class="material__text">
        ${material.abstract && html`<p class="lead">${material.abstract}</p>`}
        <div class="material__action">
          ${actionButton(view, material, material.locale)}
          ${waitlistForm(view, { material: material.documentId }, material.action.waitlist === true)}
        </div>
        ${
          material.description?.length &&
          html`<section aria-labelledby="about">
            <h2 id="about" class="visually-hidden">${say('material.about')}</h2>
            <div class="prose">${blocks(view, material.description, { highest: 3 })}</div>
          </section>`
        }
        ${editionsOf(view, material, hasOwnStocks)} ${detailsOf(view, material)} ${mentionsOf(view, material)}
      </div>
    </article>`,
  };
};

/** A material with its button, its editions and where it is mentioned. */
export const material = entryPage<WholeMaterial>({
  path: '/materials/slug',
  query: QUERY,
  addressOf: pageOf.material,
  draw,
});
