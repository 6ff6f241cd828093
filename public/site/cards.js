import { actionButton } from './action-button.js';
import { el } from './element.js';
import { pageOf } from './frame.js';
import { dateInWords, locale } from './locale.js';
import { cover, picture } from './picture.js';
import { say } from './words.js';

/** "48 Seiten", or nothing where the length is not known. */
export const lengthInWords = ({ pages }) =>
  pages && say(pages === 1 ? 'material.pages.one' : 'material.pages.count', { count: pages });

/** "2024 · 48 Seiten" */
const facts = (material) => [material.publishedOn?.slice(0, 4), lengthInWords(material)].filter(Boolean).join(' · ');

/** Words of another language than the page's are marked as such. */
const languageOf = (entry) => (entry.locale && entry.locale !== locale ? entry.locale : null);

/**
 * A material with its button.
 *
 * @param {2 | 3 | 4} level of its heading
 */
export const materialCard = (material, level = 3, sizes = '(min-width: 40rem) 10rem, 6rem') =>
  el(
    'article',
    { class: 'card' },
    el('div', { class: 'card__cover' }, cover(material, sizes)),
    el(
      'div',
      { class: 'card__text' },
      el(
        `h${level}`,
        { class: 'card__title', lang: languageOf(material) },
        el(
          'a',
          { href: pageOf.material(material.slug ?? material.documentId, material.locale ?? locale) },
          material.title
        )
      ),
      material.subtitle && el('p', { class: 'card__subtitle', lang: languageOf(material) }, material.subtitle),
      facts(material) && el('p', { class: 'card__facts' }, facts(material)),
      actionButton(material, material.locale ?? locale)
    )
  );

const day = (date) => date && el('time', { datetime: date }, dateInWords(date));

/** A news article in a list. */
export const newsItem = (article, level = 3) =>
  el(
    'article',
    { class: 'news-item' },
    el('p', { class: 'news-item__date' }, day(article.date)),
    el(
      'div',
      {},
      article.kicker && el('p', { class: 'kicker' }, article.kicker),
      el(`h${level}`, {}, el('a', { href: pageOf.article(article.slug, article.locale) }, article.title)),
      article.lead && el('p', { class: 'news-item__lead' }, article.lead)
    )
  );

/** The newest article, large. */
export const newsOpener = (article) =>
  el(
    'article',
    { class: article.image ? 'opener' : 'opener opener--plain' },
    article.image &&
      el(
        'div',
        { class: 'opener__image' },
        picture(article.image, { sizes: '(min-width: 60rem) 40rem, 100vw', alt: '', eager: true })
      ),
    el(
      'div',
      { class: 'opener__text' },
      el('p', { class: 'kicker' }, [article.kicker, article.kicker && article.date && ' · ', day(article.date)]),
      el('h2', {}, el('a', { href: pageOf.article(article.slug, article.locale) }, article.title)),
      article.lead && el('p', { class: 'opener__lead' }, article.lead)
    )
  );
