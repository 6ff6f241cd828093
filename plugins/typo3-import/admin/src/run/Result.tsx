import { Box, Flex, Typography } from '@strapi/design-system';

import { OUTCOMES, type Counts, type Outcome, type RunSummary } from '../../../domain/run-report';
import { useSay } from '../messages';

const KINDS = ['material', 'news', 'topic'] as const;

const sumOf = (counts: Counts, outcome: Outcome): number => KINDS.reduce((sum, kind) => sum + counts[kind][outcome], 0);

/** What a run did, or what a dry run would do. */
export const Result = ({ summary: { counts, mode } }: { readonly summary: RunSummary }) => {
  const say = useSay();
  return (
    <Box tag="section" aria-labelledby="typo3-result">
      <Typography tag="h2" variant="delta" id="typo3-result">
        {say(mode === 'dry-run' ? 'result.would' : 'result.did')}
      </Typography>
      <Flex tag="dl" gap={4} wrap="wrap" paddingTop={3}>
        {OUTCOMES.map((outcome) => (
          <Box key={outcome} background="neutral0" padding={4} hasRadius shadow="tableShadow" minWidth="12rem">
            <Typography tag="dt" variant="pi" textColor="neutral600">
              {say(`result.${outcome}`)}
            </Typography>
            <Typography
              tag="dd"
              variant="alpha"
              textColor={outcome === 'failed' && sumOf(counts, outcome) > 0 ? 'danger700' : 'neutral800'}
            >
              {sumOf(counts, outcome)}
            </Typography>
            <Typography tag="dd" variant="pi" textColor="neutral600">
              {say('result.kinds', {
                materials: counts.material[outcome],
                news: counts.news[outcome],
                topics: counts.topic[outcome],
              })}
            </Typography>
          </Box>
        ))}
      </Flex>
    </Box>
  );
};
