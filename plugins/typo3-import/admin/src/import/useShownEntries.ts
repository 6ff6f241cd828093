import { useSearchParams } from 'react-router-dom';

import type { EntriesQuery } from '../../../domain/admin-contract';
import type { Confidence } from '../../../domain/contract';
import { REPORT_KINDS } from '../../../domain/run-report';

export const CONFIDENCES = ['proven', 'consistent', 'guess'] as const satisfies readonly Confidence[];

const PAGE_SIZE = 20;

const oneOf = <Word extends string>(words: readonly Word[], value: string | null): Word | '' =>
  words.find((word) => word === value) ?? '';

/** Which lines of the report are shown, kept in the address, so that a view can be passed on and "back" works. */
export const useShownEntries = () => {
  const [params, setParams] = useSearchParams();
  const page = Number(params.get('page'));
  const query: EntriesQuery = {
    kind: oneOf(REPORT_KINDS, params.get('kind')),
    confidence: oneOf(CONFIDENCES, params.get('confidence')),
    search: params.get('search') ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
    pageSize: PAGE_SIZE,
  };
  /** Changes a part; everything but turning a page leads back to the first page. */
  const show = (part: Partial<Pick<EntriesQuery, 'kind' | 'confidence' | 'search' | 'page'>>): void => {
    const { kind, confidence, search, page: next } = { ...query, page: 1, ...part };
    const all = { kind, confidence, search, page: next === 1 ? '' : String(next) };
    setParams(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')));
  };
  return { query, show };
};
