import { Box, Button, Flex, Typography } from '@strapi/design-system';

import type { ImportState } from '../../../domain/admin-contract';
import { useFindingsQuery } from '../api';
import { useProblem, useSay } from '../messages';
import { FindingCard } from './FindingCard';
import { FindingFilters } from './FindingFilters';
import { useShownFindings } from './useShownFindings';

interface Props {
  readonly id: string;
  readonly state: ImportState;
  readonly mayApply: boolean;
}

/** The report: everything that was repaired, lost, guessed or suggested. */
export const Findings = ({ id, state, mayApply }: Props) => {
  const say = useSay();
  const problemOf = useProblem();
  const { query, show } = useShownFindings();
  const { data: found, error, isFetching } = useFindingsQuery({ id, state, ...query });
  const { total = 0, kinds = {} } = found?.meta ?? {};
  const lastPage = Math.max(1, Math.ceil(total / query.pageSize));

  return (
    <Box tag="section" aria-labelledby="typo3-findings" aria-busy={isFetching}>
      <Typography tag="h2" variant="delta" id="typo3-findings">
        {say('findings.title')}
      </Typography>
      <Box paddingTop={3} paddingBottom={3}>
        <FindingFilters query={query} kinds={kinds} show={show} />
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
        {found?.data.map((finding) => (
          <FindingCard key={finding.id} importId={id} finding={finding} mayApply={mayApply} />
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
