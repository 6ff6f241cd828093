import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { NavLink } from 'react-router-dom';

import { useSay } from '../messages';

/** Above the orders: some of what readers or programs should have been told was given up. */
export const UndeliveredMark = ({ count }: { readonly count: number }) => {
  const say = useSay();
  return (
    <Box background="danger100" borderColor="danger200" hasRadius padding={4} marginBottom={4}>
      <Flex gap={3} wrap="wrap">
        <WarningCircle aria-hidden fill="danger600" />
        <Typography textColor="danger700">{say('messages.mark', { count })}</Typography>
        <Link tag={NavLink} to="/plugins/ordering/messages">
          {say('messages.open')}
        </Link>
      </Flex>
    </Box>
  );
};
