import { Box, Flex, Typography } from '@strapi/design-system';

import type { MaterialState } from '../../../server/src/usage/service';
import { StateBadge } from '../stock/StateBadge';
import type { Known } from './material-states';
import { useSayOfTexts } from './messages';

/** The button and notice as readers see them; it is a picture of a button, nothing to press. */
const Offer = ({ state: { action } }: { readonly state: MaterialState }) => {
  const say = useSayOfTexts();
  if (!action) {
    return (
      <Typography tag="span" variant="pi" textColor="warning700">
        {say('text.unpublished')}
      </Typography>
    );
  }
  return (
    <Flex tag="span" gap={2} wrap="wrap" alignItems="center">
      {action.notice ? (
        <Typography tag="span" variant="pi" textColor="neutral800">
          {action.notice}
        </Typography>
      ) : null}
      {action.label ? (
        <Box
          tag="span"
          background="primary600"
          hasRadius
          paddingLeft={3}
          paddingRight={3}
          paddingTop={1}
          paddingBottom={1}
        >
          <Typography tag="span" variant="pi" fontWeight="bold" textColor="neutral0" title={action.url ?? undefined}>
            {action.label}
          </Typography>
        </Box>
      ) : (
        <Typography tag="span" variant="pi" textColor="neutral700">
          {say('text.nothing-to-click')}
        </Typography>
      )}
    </Flex>
  );
};

/** What readers get of a material now, in the language of the entry; or in words why nobody can tell. */
export const WhatReadersGet = ({ answer, title }: { readonly answer: Known; readonly title: string }) => {
  const say = useSayOfTexts();
  return (
    <Flex tag="span" direction="column" alignItems="flex-start" gap={2}>
      <Flex tag="span" gap={2} wrap="wrap" alignItems="center">
        <Typography tag="span" fontWeight="bold">
          {answer.is === 'known' ? answer.state.title : title}
        </Typography>
        {answer.is === 'known' && answer.state.action ? (
          <StateBadge state={answer.state.action.availability} otherwise={say('text.no-stock')} />
        ) : null}
      </Flex>
      {answer.is === 'known' ? (
        <Offer state={answer.state} />
      ) : (
        <Typography tag="span" variant="pi" textColor={answer.is === 'loading' ? 'neutral700' : 'danger700'}>
          {say(`text.${answer.is}`)}
        </Typography>
      )}
    </Flex>
  );
};
