import { Box } from '@strapi/design-system';
import { useEffect } from 'react';

import type { WantedChange } from '../../../server/src/usage/controller';
import { useSay } from '../messages';
import { fetchEffects, useAnswer, type Effects } from '../usage/usage-api';
import { ChangedPages } from './ChangedPages';
import { Unanswered } from './Unanswered';

interface Props {
  readonly change: WantedChange;
  /** Told once it is known, for whoever keeps it after the change was written. */
  readonly onKnown?: (effects: Effects) => void;
}

/** What a change will do, before it is saved. */
export const WhatChanges = ({ change, onKnown }: Props) => {
  const say = useSay();
  const answer = useAnswer(JSON.stringify(change), () => fetchEffects(change));
  const effects = answer.is === 'known' ? answer.data : null;
  useEffect(() => {
    if (effects) onKnown?.(effects);
    // Whoever listens is told of what is known, and not of each time it is drawn.
  }, [effects]);
  return (
    <Box role="status" aria-label={say('effect.title')} width="100%">
      <Unanswered answer={answer} />
      {effects ? <ChangedPages effects={effects} /> : null}
    </Box>
  );
};
