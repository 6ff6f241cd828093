import { Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useCallback } from 'react';

import { isOrderState, ORDER_STATES } from '../../../domain/order-state';
import { useSay } from '../messages';
import { OrderSearch } from './OrderSearch';
import type { InboxQuery } from './useInbox';

interface Props {
  readonly query: InboxQuery;
  readonly show: (part: Partial<InboxQuery>) => void;
}

/** Narrows the orders down: by words and by state. */
export const InboxFilters = ({ query: { search, state }, show }: Props) => {
  const say = useSay();
  const look = useCallback((words: string) => show({ search: words }), [show]);
  return (
    <Flex gap={2} wrap="wrap">
      <OrderSearch search={search} look={look} />
      <SingleSelect
        size="S"
        aria-label={say('inbox.state-filter')}
        value={state ?? 'all'}
        onChange={(value) => show({ state: isOrderState(value) ? value : null })}
      >
        <SingleSelectOption value="all">{say('inbox.all')}</SingleSelectOption>
        {ORDER_STATES.map((name) => (
          <SingleSelectOption key={name} value={name}>
            {say(`state.${name}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Flex>
  );
};
