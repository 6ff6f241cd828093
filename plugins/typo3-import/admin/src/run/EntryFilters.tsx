import { SearchOnEnter } from '@inprint/kit/admin/SearchOnEnter';
import { SingleSelect, SingleSelectOption } from '@strapi/design-system';

import { REPORT_KINDS, reasonOf, type ReportKind } from '../../../domain/run-report';
import type { ReportFilter } from '../api';
import { useFormats, useSay } from '../messages';
import { CONFIDENCES } from './useShownEntries';

interface Props {
  readonly filter: ReportFilter;
  readonly counts: Readonly<Partial<Record<ReportKind, number>>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly show: (changed: Partial<ReportFilter>) => void;
}

const ALL = 'all';

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly onChoose: (value: string) => void;
}

/** One of several, or all of them. */
const Choice = ({ label, all, value, options, onChoose }: ChoiceProps) => (
  <SingleSelect
    size="S"
    aria-label={label}
    value={value === '' ? ALL : value}
    onChange={(chosen) => onChoose(chosen === ALL ? '' : String(chosen))}
  >
    <SingleSelectOption value={ALL}>{all}</SingleSelectOption>
    {options.map((option) => (
      <SingleSelectOption key={option.value} value={option.value}>
        {option.words}
      </SingleSelectOption>
    ))}
  </SingleSelect>
);

/** The report by kind, what wants a decision first; by reason, by how sure it is, and by record. */
export const EntryFilters = ({ filter, counts, reasons, show }: Props) => {
  const say = useSay();
  const { reportLanguage } = useFormats();
  const withCount = (words: string, count: number): string => say('report.kind.count', { kind: words, count });
  return (
    <>
      <Choice
        label={say('report.kind')}
        all={say('report.kind.all')}
        value={filter.kind}
        options={REPORT_KINDS.filter((each) => counts[each]).map((each) => ({
          value: each,
          words: withCount(say(`kind.${each}`), counts[each] ?? 0),
        }))}
        onChoose={(kind) => show({ kind: kind as ReportKind | '', reason: '' })}
      />
      <Choice
        label={say('report.reason')}
        all={say('report.reason.all')}
        value={filter.reason}
        options={Object.entries(reasons).map(([reason, count]) => ({
          value: reason,
          words: withCount(reasonOf(reason, reportLanguage), count),
        }))}
        onChoose={(reason) => show({ reason })}
      />
      <Choice
        label={say('report.confidence')}
        all={say('report.confidence.all')}
        value={filter.confidence}
        options={CONFIDENCES.map((each) => ({ value: each, words: say(`confidence.${each}`) }))}
        onChoose={(confidence) => show({ confidence: confidence as ReportFilter['confidence'] })}
      />
      <SearchOnEnter
        name="record"
        label={say('report.record')}
        placeholder={say('report.record.hint')}
        clear={say('report.record.clear')}
        search={filter.record}
        onSearch={(record) => show({ record })}
      />
    </>
  );
};
