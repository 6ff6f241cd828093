import { useSearchParams } from 'react-router-dom';

import { isTranslationState } from '../../../domain/translation';
import type { DeskQuery } from '../api';

export const PAGE_SIZES = [20, 50, 100];

const positive = (value: string | null, otherwise: number): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
};

const listOf = (value: string | null): string[] => (value ?? '').split(',').filter((word) => word !== '');

/** What the desk shows, kept in the address, so that a view can be bookmarked and "back" works. */
export const useDeskQuery = () => {
  const [params, setParams] = useSearchParams();
  const pageSize = positive(params.get('pageSize'), 20);
  const query: DeskQuery = {
    search: params.get('search') ?? '',
    type: params.get('type') ?? '',
    locales: listOf(params.get('locales')),
    states: listOf(params.get('states')).filter(isTranslationState),
    page: positive(params.get('page'), 1),
    pageSize: PAGE_SIZES.includes(pageSize) ? pageSize : 20,
  };
  /** Changes a part; everything but turning a page leads back to the first page. */
  const show = (part: Partial<DeskQuery>): void => {
    const next = { ...query, page: 1, ...part };
    const { search, type, locales, states } = next;
    setParams({
      ...(search === '' ? {} : { search }),
      ...(type === '' ? {} : { type }),
      ...(locales.length === 0 ? {} : { locales: locales.join(',') }),
      ...(states.length === 0 ? {} : { states: states.join(',') }),
      page: String(next.page),
      pageSize: String(next.pageSize),
    });
  };
  return { query, show };
};
