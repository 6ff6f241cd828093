import { useSearchParams } from 'react-router-dom';

import type { FindingsQuery } from '../../../domain/admin-contract';
import type { Confidence, FindingKind } from '../../../domain/contract';
import { useFormats } from '../messages';

export const KINDS = [
  ...['suggestion', 'repair', 'guess', 'dropped-link', 'lost', 'changed', 'harmless'],
] as readonly FindingKind[];
export const CONFIDENCES = ['proven', 'consistent', 'guess'] as readonly Confidence[];

const PAGE_SIZE = 20;

const oneOf = <Word extends string>(words: readonly Word[], value: string | null): Word | '' =>
  words.find((word) => word === value) ?? '';

/** Which findings are shown, kept in the address, so that a view can be passed on and "back" works. */
export const useShownFindings = () => {
  const { reportLanguage } = useFormats();
  const [params, setParams] = useSearchParams();
  const page = Number(params.get('page'));
  const query: FindingsQuery = {
    kind: oneOf(KINDS, params.get('kind')),
    confidence: oneOf(CONFIDENCES, params.get('confidence')),
    search: params.get('search') ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
    pageSize: PAGE_SIZE,
    language: reportLanguage,
  };
  /** Changes a part; everything but turning a page leads back to the first page. */
  const show = (part: Partial<Pick<FindingsQuery, 'kind' | 'confidence' | 'search' | 'page'>>): void => {
    const { kind, confidence, search, page: next } = { ...query, page: 1, ...part };
    const all = { kind, confidence, search, page: next === 1 ? '' : String(next) };
    setParams(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')));
  };
  return { query, show };
};
