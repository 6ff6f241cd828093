import { useSearchParams } from 'react-router-dom';

import { REPORT_KINDS } from '../../../domain/run-report';
import type { ReportFilter } from '../api';

const PAGE_SIZE = 20;
export const CONFIDENCES = ['proven', 'consistent', 'guess'] as const;

/** Which lines of the report are shown, kept in the address, so that a view can be passed on and "back" works. */
export const useShownEntries = () => {
  const [params, setParams] = useSearchParams();
  const page = Number(params.get('page'));
  const filter: ReportFilter = {
    kind: REPORT_KINDS.find((kind) => kind === params.get('kind')) ?? '',
    reason: params.get('reason') ?? '',
    confidence: CONFIDENCES.find((each) => each === params.get('confidence')) ?? '',
    record: params.get('record') ?? '',
  };
  /** Shows other lines; from the first page on, unless one is named. */
  const show = (changed: Partial<ReportFilter>, next = 1): void => {
    const all = { ...filter, ...changed, page: next === 1 ? '' : String(next) };
    setParams(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')));
  };
  return { filter, page: Number.isInteger(page) && page > 0 ? page : 1, pageSize: PAGE_SIZE, show };
};
