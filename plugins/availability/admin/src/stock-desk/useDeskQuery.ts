import { useSearchParams } from 'react-router-dom';

import { isAvailability } from '../../../domain/availability';
import type { DeskQuery } from '../stock/api';

export const SORTS = ['title', 'orderNumber', 'availability', 'quantity', 'expectedOn', 'updatedAt'] as const;
export type Sort = (typeof SORTS)[number];
const PAGE_SIZES = [20, 50, 100];

const positive = (value: string | null, otherwise: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

/** What the desk shows, kept in the address, so that a view can be bookmarked and "back" works. */
export const useDeskQuery = () => {
  const [params, setParams] = useSearchParams();
  const sort = SORTS.find((name) => name === params.get('sort')) ?? 'updatedAt';
  const pageSize = positive(params.get('pageSize'), 20);
  const query: DeskQuery = {
    search: params.get('search') ?? '',
    states: (params.get('states') ?? '').split(',').filter(isAvailability),
    sort,
    order: params.get('order') === 'ASC' ? 'ASC' : 'DESC',
    page: positive(params.get('page'), 1),
    pageSize: PAGE_SIZES.includes(pageSize) ? pageSize : 20,
  };
  /**
   * Changes a part; everything but turning a page leads back to the first page. What is typed letter by letter is one step for
   * “back”, not one for each letter.
   */
  const show = (part: Partial<DeskQuery>, { isTyping = false } = {}): void => {
    const next = { ...query, page: 1, ...part };
    const parameters = {
      ...(next.search === '' ? {} : { search: next.search }),
      ...(next.states.length === 0 ? {} : { states: next.states.join(',') }),
      sort: next.sort,
      order: next.order,
      page: String(next.page),
      pageSize: String(next.pageSize),
    };
    setParams(parameters, { replace: isTyping && query.search !== '' && next.search !== '' });
  };
  return { query, show, pageSizes: PAGE_SIZES };
};
