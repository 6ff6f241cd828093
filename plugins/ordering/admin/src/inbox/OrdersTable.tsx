import { Box, Checkbox, Flex, IconButton, Typography } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import type { Ref } from 'react';

import type { OrderState } from '../../../domain/order-state';
import { PlainTable } from '../../../../availability/admin/src/parts/PlainTable';
import { useSay } from '../messages';
import type { Order } from './order';
import { OrderRow } from './OrderRow';
import type { InboxQuery } from './useInboxQuery';

const COLUMNS = ['recipient', 'lines', 'state', 'next'] as const;

interface Props {
  readonly orders: readonly Order[];
  readonly query: InboxQuery;
  readonly show: (part: Partial<InboxQuery>) => void;
  readonly chosen: readonly Order[];
  readonly choose: (orders: readonly Order[], isChosen: boolean) => void;
  /** The box that chooses all of the page. */
  readonly chooseAll: Ref<HTMLButtonElement>;
  readonly canMove: boolean;
  readonly busy: readonly string[];
  readonly begin: (orders: readonly Order[], step: OrderState, from: HTMLElement) => void;
  /** Words for a table without rows. */
  readonly nothing: string | null;
}

const FirstHeading = ({
  orders,
  query: { isOldestFirst },
  show,
  chosen,
  choose,
  chooseAll,
}: Pick<Props, 'orders' | 'query' | 'show' | 'chosen' | 'choose' | 'chooseAll'>) => {
  const say = useSay();
  const isAll = orders.length > 0 && chosen.length === orders.length;
  return (
    <th
      scope="col"
      aria-sort={isOldestFirst ? 'ascending' : 'descending'}
      style={{ minWidth: 0, whiteSpace: 'nowrap' }}
    >
      <Flex gap={1}>
        <Checkbox
          ref={chooseAll}
          aria-label={say('inbox.choose-all')}
          checked={isAll || (chosen.length > 0 && 'indeterminate')}
          disabled={orders.length === 0}
          onCheckedChange={() => choose(orders, !isAll)}
        />
        <Typography variant="sigma" textColor="neutral600">
          {say('column.number')}
        </Typography>
        <IconButton
          variant="ghost"
          label={say(isOldestFirst ? 'inbox.newest-first' : 'inbox.oldest-first')}
          onClick={() => show({ isOldestFirst: !isOldestFirst })}
        >
          {isOldestFirst ? <CaretUp /> : <CaretDown />}
        </IconButton>
      </Flex>
    </th>
  );
};

/** The orders of a page, a row of two lines for each. */
export const OrdersTable = ({ orders, query, show, chosen, choose, chooseAll, nothing, ...row }: Props) => {
  const say = useSay();
  return (
    <>
      <PlainTable label={say('plugin.name')} isCompact>
        <thead>
          <tr>
            <FirstHeading {...{ orders, query, show, chosen, choose, chooseAll }} />
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                <Typography variant="sigma" textColor="neutral600">
                  {say(`column.${column}`)}
                </Typography>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <OrderRow
              key={order.number}
              order={order}
              query={query}
              isChosen={chosen.includes(order)}
              choose={(isChosen) => choose([order], isChosen)}
              canMove={row.canMove}
              isBusy={row.busy.includes(order.number)}
              begin={row.begin}
            />
          ))}
        </tbody>
      </PlainTable>
      {nothing === null ? null : (
        <Box padding={6} background="neutral0">
          <Typography>{nothing}</Typography>
        </Box>
      )}
    </>
  );
};
