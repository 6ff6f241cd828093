import { Box, Button, Flex, Typography } from '@strapi/design-system';

import type { ImportState } from '../../../domain/admin-contract';
import { useEntriesQuery } from '../api';
import { useProblem, useSay } from '../messages';
import { EntryCard } from './EntryCard';
import { EntryFilters } from './EntryFilters';
import { useShownEntries } from './useShownEntries';

interface Props {
  readonly id: string;
  readonly state: ImportState;
  readonly mayApply: boolean;
}

/** The report: everything that was repaired, lost, guessed or suggested. */
export const Entries = ({ id, state, mayApply }: Props) => {
  const say = useSay();
  const problemOf = useProblem();
  const { query, show } = useShownEntries();
  const { data: found, error, isFetching } = useEntriesQuery({ id, state, ...query });
  const { total = 0, kinds = {} } = found?.meta ?? {};
  const lastPage = Math.max(1, Math.ceil(total / query.pageSize));

  return (
    <Box tag="section" aria-labelledby="typo3-findings" aria-busy={isFetching}>
      <Typography tag="h2" variant="delta" id="typo3-findings">
        {say('findings.title')}
      </Typography>
      <Box paddingTop={3} paddingBottom={3}>
        <EntryFilters query={query} kinds={kinds} show={show} />
      </Box>
      {error ? (
        <Typography role="alert" textColor="danger700">
          {problemOf(error)}
        </Typography>
      ) : null}
      <Typography tag="p" role="status" paddingBottom={3}>
        {found ? say('findings.found', { total }) : say('loading')}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {found?.data.map((entry) => (
          <EntryCard key={entry.id} importId={id} entry={entry} mayApply={mayApply} />
        ))}
      </Flex>
      {lastPage > 1 ? (
        <Flex tag="nav" aria-label={say('pages.title')} gap={2} justifyContent="flex-end" paddingTop={4}>
          <Button variant="tertiary" disabled={query.page === 1} onClick={() => show({ page: query.page - 1 })}>
            {say('pages.previous')}
          </Button>
          <Typography aria-live="polite">{say('pages.page', { page: query.page, last: lastPage })}</Typography>
          <Button variant="tertiary" disabled={query.page >= lastPage} onClick={() => show({ page: query.page + 1 })}>
            {say('pages.next')}
          </Button>
        </Flex>
      ) : null}
    </Box>
  );
};
