import { Box, Flex, ProgressBar, Typography } from '@strapi/design-system';

import type { RunInfo } from '../api';
import { useSay } from '../messages';

const MINUTE = 60;

/** How far a run is, and how long it will take. */
export const Progress = ({ progress, mode }: Pick<RunInfo, 'progress' | 'mode'>) => {
  const say = useSay();
  const { done = 0, total = null, secondsLeft = null } = progress ?? {};
  const left =
    secondsLeft === null
      ? say('progress.unknown')
      : secondsLeft < MINUTE
        ? say('progress.seconds', { seconds: Math.ceil(secondsLeft) })
        : say('progress.minutes', { minutes: Math.ceil(secondsLeft / MINUTE) });
  return (
    <Box>
      <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingBottom={2}>
        <Typography id="typo3-progress">{say(`mode.${mode}`)}</Typography>
        <Typography textColor="neutral600">
          {total === null ? say('progress.reading', { done }) : say('progress.of', { done, total })}
        </Typography>
      </Flex>
      <ProgressBar
        value={total ? Math.floor((done / total) * 100) : 0}
        aria-labelledby="typo3-progress"
        style={{ width: '100%' }}
      />
      <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={2} role="status">
        {left}
      </Typography>
    </Box>
  );
};
