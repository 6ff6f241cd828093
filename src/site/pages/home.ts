import { pageOf } from '../addresses';
import { CARD, TEASER, type Card, type Found, type Teaser } from '../entries';
import { everyLanguage } from '../frame';
import { html, type Content } from '../html';
import { materialCard, newsItem, newsOpener } from '../parts/cards';
import { askedPage, pagination } from '../parts/pagination';
import type { Page, View, Visit } from '../view';
import { missing } from './missing';

const NEWS_ON_A_PAGE = 8;
const MATERIALS = 6;

const shelf = (view: View, materials: readonly Card[]): Content =>
  materials.length > 0 &&
  html`<section class="shelf" aria-labelledby="shelf">
    <h2 id="shelf">${view.say('home.materials')}</h2>
    <div class="cards">${materials.map((material) => materialCard(view, material))}</div>
    <p><a class="more" href="${pageOf.materials(view.locale)}">${view.say('home.all-materials')}</a></p>
  </section>`;

/** News, the newest large, and what is new among the materials. */
export const home = async ({ view, api, query }: Visit): Promise<Page> => {
  const page = askedPage(query);
  const [news, materials] = await Promise.all([
    api.read<Found<Teaser>>('/news-articles', {
      ...TEASER,
      sort: ['date:desc', 'publishedAt:desc'],
      pagination: { page, pageSize: NEWS_ON_A_PAGE },
    }),
    page === 1
      ? api.read<Found<Card>>('/materials', {
          ...CARD,
          sort: ['publishedOn:desc', 'publishedAt:desc'],
          pagination: { pageSize: MATERIALS },
        })
      : { data: [] },
  ]);
  if (page > 1 && news.data.length === 0) return missing(view);
  const opener = page === 1 ? news.data[0] : undefined;
  const others = opener ? news.data.slice(1) : news.data;
  const { say, locale } = view;
  return {
    kind: 'page',
    section: 'home',
    head: {
      title:
        page === 1
          ? null
          : `${say('nav.news')} (${say('pages.current', { page, count: news.meta.pagination.pageCount })})`,
      description: say('site.about'),
      canonical: pageOf.home(locale, page),
      alternates: page === 1 ? everyLanguage((language) => pageOf.home(language)) : [],
      og: { type: 'website', image: opener?.image ? { ...opener.image, alt: opener.image.alternativeText } : null },
    },
    inLanguage: (language) => pageOf.home(language),
    main: html`
      <h1 class="visually-hidden">${say('home.title')}</h1>
      ${opener && newsOpener(view, opener)} ${news.data.length === 0 && html`<p class="empty">${say('home.empty')}</p>`}
      ${
        others.length > 0 &&
        html`<section class="news" aria-labelledby="more-news">
          <h2 id="more-news">${say('home.more-news')}</h2>
          ${others.map((article) => newsItem(view, article))}
        </section>`
      }
      ${pagination(view, news.meta.pagination, (other) => pageOf.home(locale, other), {
        previous: say('pages.newer'),
        next: say('pages.older'),
      })}
      ${shelf(view, materials.data)}
    `,
  };
};
