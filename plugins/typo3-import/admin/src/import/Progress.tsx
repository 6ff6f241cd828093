import { Box, Flex, ProgressBar, Typography } from '@strapi/design-system';

import type { ImportRun } from '../../../domain/admin-contract';
import { useSay } from '../messages';

const MINUTE = 60;

/** How far an import is, and how long it will take. */
export const Progress = ({ progress, state }: Pick<ImportRun, 'progress' | 'state'>) => {
  const say = useSay();
  const { done = 0, total = 0, secondsLeft = null } = progress ?? {};
  const percent = total > 0 ? Math.floor((done / total) * 100) : 0;
  const left =
    secondsLeft === null
      ? say('progress.unknown')
      : secondsLeft < MINUTE
        ? say('progress.seconds', { seconds: Math.ceil(secondsLeft) })
        : say('progress.minutes', { minutes: Math.ceil(secondsLeft / MINUTE) });
  return (
    <Box>
      <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingBottom={2}>
        <Typography id="typo3-progress">
          {say(state === 'checking' ? 'progress.checking' : 'progress.running')}
        </Typography>
        <Typography textColor="neutral600">{say('progress.of', { done, total })}</Typography>
      </Flex>
      <ProgressBar value={percent} aria-labelledby="typo3-progress" style={{ width: '100%' }} />
      <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={2} role="status">
        {left}
      </Typography>
    </Box>
  );
};
