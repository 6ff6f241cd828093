import { useSearchParams } from 'react-router-dom';

import { REPORT_KINDS, type ReportKind } from '../../../domain/run-report';

const PAGE_SIZE = 20;

/** Which lines of the report are shown, kept in the address, so that a view can be passed on and "back" works. */
export const useShownEntries = () => {
  const [params, setParams] = useSearchParams();
  const page = Number(params.get('page'));
  const query = {
    kind: REPORT_KINDS.find((kind) => kind === params.get('kind')) ?? ('' as const),
    page: Number.isInteger(page) && page > 0 ? page : 1,
    pageSize: PAGE_SIZE,
  };
  const show = (kind: ReportKind | '', next: number): void =>
    setParams({ ...(kind === '' ? {} : { kind }), ...(next === 1 ? {} : { page: String(next) }) });
  return { query, show };
};
