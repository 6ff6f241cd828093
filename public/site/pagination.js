import { el } from './element.js';
import { say } from './words.js';

/** Links to the pages before and after, or nothing where one page is all. */
export const pagination = ({ page, pageCount }, addressOf, previous, next) =>
  pageCount > 1 &&
  el(
    'nav',
    { class: 'pagination', 'aria-label': say('pages') },
    page > 1 ? el('a', { rel: 'prev', href: addressOf(page - 1) }, `← ${previous}`) : el('span'),
    el('span', {}, say('pages.current', { page, count: pageCount })),
    page < pageCount ? el('a', { rel: 'next', href: addressOf(page + 1) }, `${next} →`) : el('span')
  );
