import { Box, Button, Flex, Typography } from '@strapi/design-system';

import { useReportQuery, type RunInfo } from '../api';
import { useProblem, useSay } from '../messages';
import { Problem } from '../Problem';
import { ApplyButton } from './ApplyButton';
import { EntryCard } from './EntryCard';
import { EntryFilters } from './EntryFilters';
import { useShownEntries } from './useShownEntries';

interface Props {
  readonly run: RunInfo;
  readonly mayRun: boolean;
}

/** The report: everything that was repaired, lost, guessed or suggested. */
export const Entries = ({ run: { id, mode }, mayRun }: Props) => {
  const say = useSay();
  const problemOf = useProblem();
  const { filter, page, pageSize, show } = useShownEntries();
  const { data: report, error, isFetching } = useReportQuery({ id, ...filter, page, pageSize });
  const total = report?.meta.pagination.total ?? 0;
  const lastPage = Math.max(1, Math.ceil(total / pageSize));

  return (
    <Box tag="section" aria-labelledby="typo3-report" aria-busy={isFetching}>
      <Typography tag="h2" variant="delta" id="typo3-report">
        {say('report.title')}
      </Typography>
      <Flex paddingTop={3} paddingBottom={3} gap={3} wrap="wrap">
        <EntryFilters
          filter={filter}
          counts={report?.meta.counts ?? {}}
          reasons={report?.meta.reasons ?? {}}
          show={show}
        />
        <Typography role="status">{report ? say('report.found', { total }) : say('loading')}</Typography>
      </Flex>
      <Problem words={error ? problemOf(error) : null} />
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {report?.data.map((entry) => (
          <EntryCard key={entry.id} entry={entry}>
            {mode === 'write' && mayRun && entry.suggestion && entry.state ? (
              <ApplyButton run={id} entry={entry.id} state={entry.state} />
            ) : null}
          </EntryCard>
        ))}
      </Flex>
      {lastPage > 1 ? (
        <Flex tag="nav" aria-label={say('pages.title')} gap={2} justifyContent="flex-end" paddingTop={4}>
          <Button variant="tertiary" disabled={page === 1} onClick={() => show({}, page - 1)}>
            {say('pages.previous')}
          </Button>
          <Typography aria-live="polite">{say('pages.page', { page, last: lastPage })}</Typography>
          <Button variant="tertiary" disabled={page >= lastPage} onClick={() => show({}, page + 1)}>
            {say('pages.next')}
          </Button>
        </Flex>
      ) : null}
    </Box>
  );
};
