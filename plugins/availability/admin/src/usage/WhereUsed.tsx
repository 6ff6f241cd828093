import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';

import { useSayOfTexts } from '../text-editor/messages';
import { fetchUsages, useAnswer } from './usage-api';
import { UsageList } from './UsageList';

const STEP = 20;
const MOST = 100;

/** The texts that mention a material, in each language, drafts too. */
export const WhereUsed = ({ documentId }: { readonly documentId: string }) => {
  const say = useSayOfTexts();
  const [shown, setShown] = useState(STEP);
  const answer = useAnswer(`${documentId} ${shown}`, () => fetchUsages([documentId], 1, shown));

  if (answer.is === 'loading') return <Typography textColor="neutral700">{say('usage.loading')}</Typography>;
  if (answer.is === 'failed') {
    return <Typography textColor="danger700">{say('usage.failed', { reason: answer.reason })}</Typography>;
  }
  const { data, meta } = answer.data;
  if (meta.total === 0) return <Typography textColor="neutral700">{say('usage.none')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Typography fontWeight="bold">{say('usage.count', { count: meta.total - meta.hidden })}</Typography>
      <UsageList usages={data} />
      {meta.hidden > 0 ? (
        <Typography variant="pi" textColor="neutral700">
          {say('usage.hidden', { count: meta.hidden })}
        </Typography>
      ) : null}
      {meta.total > shown && shown < MOST ? (
        <Button variant="tertiary" onClick={() => setShown(shown + STEP)}>
          {say('usage.more')}
        </Button>
      ) : null}
    </Flex>
  );
};
