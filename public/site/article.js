import { CARD, PICTURE, read } from './api.js';
import { blocks } from './blocks.js';
import { materialCard } from './cards.js';
import { el } from './element.js';
import { drawPage, pageOf, setTitle, setTranslations, show, showMissing, showPresentAddress } from './frame.js';
import { dateInWords, locale } from './locale.js';
import { picture } from './picture.js';
import { isSafeUrl } from './safe-url.js';
import { say } from './words.js';

const slug = new URLSearchParams(location.search).get('slug') ?? '';

const find = (language = locale, query = {}) =>
  read(`/news-articles/slug/${encodeURIComponent(slug)}`, { ...query, locale: language });

const EVERYTHING = {
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
  alternates: true,
};

const figureOf = ({ image, caption, credit }) =>
  image &&
  el(
    'figure',
    { class: 'article__image' },
    picture(image, { sizes: '(min-width: 72rem) 68rem, 100vw', eager: true }),
    (caption || credit) &&
      el(
        'figcaption',
        {},
        caption,
        caption && credit && ' ',
        credit && el('small', {}, say('article.credit', { credit }))
      )
  );

const BOXES = {
  'news.material-box': ({ heading, materials }) =>
    materials?.length > 0 &&
    el(
      'section',
      { class: 'box box--materials' },
      el('h2', {}, heading || say('article.materials')),
      el(
        'div',
        { class: 'cards cards--stack' },
        materials.map((material) => materialCard(material))
      )
    ),
  'news.text-box': ({ heading, text }) =>
    el(
      'section',
      { class: 'box' },
      heading && el('h2', {}, heading),
      el('div', { class: 'prose' }, blocks(text, locale, heading ? 3 : 2))
    ),
};

const sourceOf = ({ source }) =>
  source &&
  el(
    'p',
    { class: 'article__source' },
    isSafeUrl(source) ? el('a', { href: source, rel: 'noopener' }, source) : say('article.source', { source })
  );

const asideOf = ({ materials }) =>
  materials?.length > 0 &&
  el(
    'aside',
    { class: 'article__aside', 'aria-labelledby': 'materials' },
    el('h2', { id: 'materials' }, say('article.materials')),
    el(
      'div',
      { class: 'cards cards--stack' },
      materials.map((material) => materialCard(material))
    )
  );

drawPage('article', async () => {
  let answer;
  try {
    answer = await find(locale, EVERYTHING);
  } catch (reason) {
    if (reason.status !== 404) throw reason;
    return showMissing(find, (language) => pageOf.article(slug, language));
  }
  const article = answer.data;
  showPresentAddress(slug, answer.meta.canonicalSlug, 'article');
  setTitle(article.title, article.lead);
  setTranslations(article, 'article');
  show(
    el(
      'article',
      { class: article.materials?.length > 0 ? 'article article--with-aside' : 'article' },
      el(
        'header',
        { class: 'article__head' },
        article.kicker && el('p', { class: 'kicker' }, article.kicker),
        el('h1', {}, article.title),
        article.lead && el('p', { class: 'lead' }, article.lead),
        el('p', { class: 'byline' }, article.date && el('time', { datetime: article.date }, dateInWords(article.date)))
      ),
      figureOf(article),
      el(
        'div',
        { class: 'article__text' },
        el('div', { class: 'prose' }, blocks(article.body, locale)),
        (article.boxes ?? []).map((box) => BOXES[box.__component]?.(box) ?? null),
        sourceOf(article),
        el('p', {}, el('a', { class: 'more', href: pageOf.home() }, say('article.all')))
      ),
      asideOf(article)
    )
  );
});
