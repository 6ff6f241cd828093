import { CARD, read, TEASER } from './api.js';
import { materialCard, newsItem, newsOpener } from './cards.js';
import { el } from './element.js';
import { drawPage, pageOf, setTitle, show } from './frame.js';
import { locale } from './locale.js';
import { pagination } from './pagination.js';
import { say } from './words.js';

const askedPage = Math.max(1, Number.parseInt(new URLSearchParams(location.search).get('page') ?? '1', 10) || 1);

const shelf = (materials) =>
  materials.length > 0 &&
  el(
    'section',
    { class: 'shelf', 'aria-labelledby': 'shelf' },
    el('h2', { id: 'shelf' }, say('home.materials')),
    el(
      'div',
      { class: 'cards' },
      materials.map((material) => materialCard(material))
    ),
    el('p', {}, el('a', { class: 'more', href: pageOf.materials() }, say('home.all-materials')))
  );

drawPage('home', async () => {
  const [news, materials] = await Promise.all([
    read('/news-articles', {
      ...TEASER,
      sort: ['date:desc', 'publishedAt:desc'],
      pagination: { page: askedPage, pageSize: 8 },
    }),
    askedPage === 1
      ? read('/materials', { ...CARD, sort: ['publishedOn:desc', 'publishedAt:desc'], pagination: { pageSize: 6 } })
      : { data: [] },
  ]);
  const [opener, ...others] = askedPage === 1 ? news.data : [null, ...news.data];
  setTitle(null, say('site.about'));
  show(
    el('h1', { class: 'visually-hidden' }, say('home.title')),
    opener ? newsOpener(opener) : null,
    news.data.length === 0 && el('p', { class: 'empty' }, say('home.empty')),
    others.length > 0 &&
      el(
        'section',
        { class: 'news', 'aria-labelledby': 'more-news' },
        el('h2', { id: 'more-news' }, say('home.more-news')),
        others.map((article) => newsItem(article))
      ),
    pagination(
      news.meta.pagination,
      (page) => `/?locale=${locale}&page=${page}`,
      say('pages.newer'),
      say('pages.older')
    ),
    shelf(materials.data)
  );
});
