import type { Pagination } from '../entries';
import { element, html, type Html } from '../html';
import type { View } from '../view';

interface Labels {
  readonly previous: string;
  readonly next: string;
}

/** Links to the pages before and after, or nothing where one page is all. */
export const pagination = (
  { say }: View,
  { page, pageCount }: Pagination,
  addressOf: (page: number) => string,
  { previous, next }: Labels
): Html | null =>
  pageCount > 1
    ? html`<nav class="pagination" aria-label="${say('pages')}">
        ${page > 1 ? element('a', { rel: 'prev', href: addressOf(page - 1) }, `← ${previous}`) : html`<span></span>`}
        <span>${say('pages.current', { page, count: pageCount })}</span>
        ${page < pageCount ? element('a', { rel: 'next', href: addressOf(page + 1) }, `${next} →`) : html`<span></span>`}
      </nav>`
    : null;

/** The page of a list that an address names. */
export const askedPage = (query: URLSearchParams): number => {
  const page = Number.parseInt(query.get('page') ?? '1', 10);
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
};
