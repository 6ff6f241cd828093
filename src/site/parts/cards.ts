import { pageOf } from '../addresses';
import type { Card, Teaser } from '../entries';
import { element, html, type Html } from '../html';
import type { View } from '../view';
import { actionButton } from './action';
import { cover, picture } from './picture';

/** "48 Seiten", or nothing where the length is not known. */
export const lengthInWords = ({ say }: View, pages: number | null | undefined): string | null =>
  pages ? say(pages === 1 ? 'material.pages.one' : 'material.pages.count', { count: pages }) : null;

/** Words of another language than the page's are marked as such. */
const languageOf = (view: View, entry: { locale?: string | null }): string | null =>
  entry.locale && entry.locale !== view.locale ? entry.locale : null;

interface CardOptions {
  readonly level?: 2 | 3 | 4;
  readonly sizes?: string;
  readonly loading?: 'eager' | 'lazy';
}

/** A material with its button. */
export const materialCard = (view: View, material: Card, options: CardOptions = {}): Html => {
  const { level = 3, sizes = '(min-width: 40rem) 7rem, 22vw', loading = 'lazy' } = options;
  const lang = languageOf(view, material);
  const facts = [material.publishedOn?.slice(0, 4), lengthInWords(view, material.pages)].filter(Boolean).join(' · ');
  const language = material.locale ?? view.locale;
  const address = pageOf.material(language, material.slug ?? material.documentId);
  return html`<article class="card">
    <div class="card__cover">${cover(material, { sizes, loading })}</div>
    <div class="card__text">
      ${element(`h${level}`, { class: 'card__title', lang }, element('a', { href: address }, material.title))}
      ${material.subtitle && element('p', { class: 'card__subtitle', lang }, material.subtitle)}
      ${facts && html`<p class="card__facts">${facts}</p>`} ${actionButton(view, material, language)}
    </div>
  </article>`;
};

export const dayOf = ({ day }: View, date: string | null | undefined): Html | null =>
  date ? element('time', { datetime: date }, day(date)) : null;

const articleLink = (article: Teaser): Html =>
  element('a', { href: pageOf.article(article.locale, article.slug ?? article.documentId) }, article.title);

/** A news article in a list. */
export const newsItem = (view: View, article: Teaser): Html =>
  html`<article class="news-item">
    <p class="news-item__date">${dayOf(view, article.date)}</p>
    <div>
      ${article.kicker && html`<p class="kicker">${article.kicker}</p>`}
      <h3>${articleLink(article)}</h3>
      ${article.lead && html`<p class="news-item__lead">${article.lead}</p>`}
    </div>
  </article>`;

/** The newest article, large. */
export const newsOpener = (view: View, article: Teaser): Html =>
  html`<article class="${article.image ? 'opener' : 'opener opener--plain'}">
    ${
      article.image &&
      html`<div class="opener__image">
        ${picture(article.image, { sizes: '(min-width: 58rem) 38rem, 100vw', alt: '', loading: 'first' })}
      </div>`
    }
    <div class="opener__text">
      <p class="kicker">${article.kicker}${article.kicker && article.date && ' · '}${dayOf(view, article.date)}</p>
      <h2>${articleLink(article)}</h2>
      ${article.lead && html`<p class="opener__lead">${article.lead}</p>`}
    </div>
  </article>`;
