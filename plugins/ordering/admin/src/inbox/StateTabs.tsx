import { Badge, Box, Flex, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';

import type { OrderState } from '../../../domain/order-state';
import { useSay } from '../messages';
import { TABS, toInbox, type InboxQuery, type Tab } from './useInboxQuery';

const Row = styled(Flex)`
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral200};
`;
/** Looks like the design system's tabs, and is a link: it can be opened in a tab of the browser, and “back” leads back. */
const TabLink = styled(Link)`
  display: flex;
  gap: ${({ theme }) => theme.spaces[2]};
  align-items: center;
  margin-bottom: -1px;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  border-bottom: 2px solid transparent;
  color: ${({ theme }) => theme.colors.neutral700};
  text-decoration: none;

  &:hover {
    color: ${({ theme }) => theme.colors.neutral800};
  }
  &[aria-current] {
    border-bottom-color: ${({ theme }) => theme.colors.primary600};
    color: ${({ theme }) => theme.colors.primary700};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

interface Counts {
  readonly states: Readonly<Record<OrderState, number>>;
  readonly overdue: number;
}

const countOf = (tab: Tab, { states, overdue }: Counts): number => {
  if (tab === 'overdue') return overdue;
  return tab === 'all' ? Object.values(states).reduce((sum, count) => sum + count, 0) : states[tab];
};

interface Props {
  readonly query: InboxQuery;
  /** Null until they are known. */
  readonly counts: Counts | null;
}

/** The orders by state, with how many there are in each. */
export const StateTabs = ({ query, counts }: Props) => {
  const say = useSay();
  return (
    <Row tag="nav" aria-label={say('inbox.tabs')} wrap="wrap" marginBottom={3}>
      {TABS.map((tab) => {
        const count = counts && countOf(tab, counts);
        const isUrgent = tab === 'overdue' && count !== null && count > 0;
        return (
          <TabLink
            key={tab}
            to={toInbox({ ...query, tab, page: 1 })}
            state={{ search: query.search }}
            aria-current={tab === query.tab ? 'page' : undefined}
          >
            <Typography textColor="inherit" fontWeight={tab === query.tab ? 'bold' : undefined}>
              {say(`inbox.tab.${tab}`)}
            </Typography>
            <Badge
              backgroundColor={isUrgent ? 'danger100' : 'neutral150'}
              textColor={isUrgent ? 'danger700' : 'neutral700'}
            >
              {count ?? <Box aria-hidden>–</Box>}
            </Badge>
          </TabLink>
        );
      })}
    </Row>
  );
};
