import { Typography } from '@strapi/design-system';

import { useSay } from '../messages';
import type { Answer } from '../usage/usage-api';

/** What stands where the changes are not known: that they are asked for, or why they cannot be told. */
export const Unanswered = ({ answer }: { readonly answer: Answer<unknown> }) => {
  const say = useSay();
  if (answer.is === 'known') return null;
  return answer.is === 'loading' ? (
    <Typography variant="pi">{say('effect.loading')}</Typography>
  ) : (
    <Typography variant="pi" textColor="danger700">
      {say('effect.failed', { reason: answer.reason })}
    </Typography>
  );
};
