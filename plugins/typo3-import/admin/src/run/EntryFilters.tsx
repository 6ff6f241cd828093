import { SingleSelect, SingleSelectOption } from '@strapi/design-system';

import { REPORT_KINDS, type ReportKind } from '../../../domain/run-report';
import { useSay } from '../messages';

interface Props {
  readonly kind: ReportKind | '';
  readonly counts: Readonly<Partial<Record<ReportKind, number>>>;
  readonly show: (kind: ReportKind | '') => void;
}

const ALL = 'all';

/** The report by kind, what wants a decision first. */
export const EntryFilters = ({ kind, counts, show }: Props) => {
  const say = useSay();
  return (
    <SingleSelect
      size="S"
      aria-label={say('report.kind')}
      value={kind === '' ? ALL : kind}
      onChange={(chosen) => show(chosen === ALL ? '' : (chosen as ReportKind))}
    >
      <SingleSelectOption value={ALL}>{say('report.kind.all')}</SingleSelectOption>
      {REPORT_KINDS.filter((each) => counts[each]).map((each) => (
        <SingleSelectOption key={each} value={each}>
          {say('report.kind.count', { kind: say(`kind.${each}`), count: counts[each] ?? 0 })}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};
