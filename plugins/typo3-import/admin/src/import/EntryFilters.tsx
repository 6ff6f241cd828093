import { Flex, Searchbar, SearchForm, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useEffect, useState } from 'react';

import type { EntriesMeta, EntriesQuery } from '../../../domain/admin-contract';
import type { Confidence } from '../../../domain/contract';
import { REPORT_KINDS, type ReportKind } from '../../../domain/run-report';
import { useSay } from '../messages';
import { CONFIDENCES } from './useShownEntries';

interface Props {
  readonly query: EntriesQuery;
  readonly kinds: EntriesMeta['kinds'];
  readonly show: (part: Partial<Pick<EntriesQuery, 'kind' | 'confidence' | 'search'>>) => void;
}

const ALL = 'all';

/** The report by kind, by how sure they are, and by words. */
export const EntryFilters = ({ query, kinds, show }: Props) => {
  const say = useSay();
  const [typed, setTyped] = useState(query.search);
  useEffect(() => setTyped(query.search), [query.search]);
  return (
    <Flex gap={2} wrap="wrap">
      <SearchForm
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          show({ search: typed.trim() });
        }}
      >
        <Searchbar
          name="search"
          size="S"
          value={typed}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
          onClear={() => {
            setTyped('');
            show({ search: '' });
          }}
          clearLabel={say('findings.search.clear')}
          placeholder={say('findings.search.placeholder')}
        >
          {say('findings.search')}
        </Searchbar>
      </SearchForm>
      <SingleSelect
        size="S"
        aria-label={say('findings.kind')}
        value={query.kind === '' ? ALL : query.kind}
        onChange={(kind) => show({ kind: kind === ALL ? '' : (kind as ReportKind) })}
      >
        <SingleSelectOption value={ALL}>{say('findings.kind.all')}</SingleSelectOption>
        {REPORT_KINDS.filter((kind) => kinds[kind]).map((kind) => (
          <SingleSelectOption key={kind} value={kind}>
            {say('findings.kind.count', { kind: say(`kind.${kind}`), count: kinds[kind] ?? 0 })}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <SingleSelect
        size="S"
        aria-label={say('findings.confidence')}
        value={query.confidence === '' ? ALL : query.confidence}
        onChange={(confidence) => show({ confidence: confidence === ALL ? '' : (confidence as Confidence) })}
      >
        <SingleSelectOption value={ALL}>{say('findings.confidence.all')}</SingleSelectOption>
        {CONFIDENCES.map((confidence) => (
          <SingleSelectOption key={confidence} value={confidence}>
            {say(`confidence.${confidence}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Flex>
  );
};
