import { Box, Flex, Typography } from '@strapi/design-system';

import type { ImportRun } from '../../../domain/admin-contract';
import { useSay } from '../messages';

const COUNTS = ['created', 'updated', 'unchanged', 'kept', 'failed'] as const;

/** What a run did, or what a dry run would do. */
export const Result = ({ result, state }: Pick<ImportRun, 'result' | 'state'>) => {
  const say = useSay();
  if (result === null) return null;
  return (
    <Box tag="section" aria-labelledby="typo3-result">
      <Typography tag="h2" variant="delta" id="typo3-result">
        {say(state === 'checked' ? 'result.would' : 'result.did')}
      </Typography>
      <Flex tag="dl" gap={4} wrap="wrap" paddingTop={3}>
        {COUNTS.map((name) => (
          <Box key={name} background="neutral0" padding={4} hasRadius shadow="tableShadow" minWidth="9rem">
            <Typography tag="dt" variant="pi" textColor="neutral600">
              {say(`result.${name}`)}
            </Typography>
            <Typography
              tag="dd"
              variant="alpha"
              textColor={name === 'failed' && result.failed > 0 ? 'danger700' : 'neutral800'}
            >
              {result[name]}
            </Typography>
          </Box>
        ))}
      </Flex>
    </Box>
  );
};
