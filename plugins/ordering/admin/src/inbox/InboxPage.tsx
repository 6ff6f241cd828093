import { Box, Button, Flex, Link, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';

import { isOrderState, ORDER_STATES, type OrderState } from '../../../domain/order-state';
import { useSay } from '../messages';
import { Pages } from '../Pages';
import { PlainTable } from '../PlainTable';
import { PERMISSIONS } from '../plugin';
import { OrderRow } from './OrderRow';
import { useInbox } from './useInbox';

const COLUMNS = ['number', 'recipient', 'lines', 'state', 'next'] as const;

/** All orders, newest first: read them, pass them on, send them, cancel them. */
const Inbox = () => {
  const say = useSay();
  const [state, setState] = useState<OrderState | null>(null);
  const [page, setPage] = useState(1);
  const { shown, busy, move, download } = useInbox(state, page);
  const { allowedActions } = useRBAC([...PERMISSIONS.move, ...PERMISSIONS.people, ...PERMISSIONS.reprint]);
  const orders = shown?.data ?? [];
  const { total = 0, pageSize = 1 } = shown?.meta ?? {};

  return (
    <Page.Main aria-busy={shown === null}>
      <Page.Title>{say('plugin.name')}</Page.Title>
      <Layouts.Header
        title={say('plugin.name')}
        subtitle={shown ? say('inbox.found', { total }) : say('loading')}
        primaryAction={
          <Button variant="tertiary" startIcon={<Download aria-hidden />} onClick={() => void download()}>
            {say('inbox.download')}
          </Button>
        }
      />
      <Layouts.Action
        endActions={
          <Flex gap={4}>
            {allowedActions.canErase ? (
              <Link tag={NavLink} to="/plugins/ordering/people">
                {say('people.title')}
              </Link>
            ) : null}
            {allowedActions.canRead ? (
              <Link tag={NavLink} to="/plugins/reprint">
                {say('reprint.title')}
              </Link>
            ) : null}
          </Flex>
        }
        startActions={
          <SingleSelect
            size="S"
            aria-label={say('inbox.state-filter')}
            value={state ?? 'all'}
            onChange={(value) => {
              setState(isOrderState(value) ? value : null);
              setPage(1);
            }}
          >
            <SingleSelectOption value="all">{say('inbox.all')}</SingleSelectOption>
            {ORDER_STATES.map((name) => (
              <SingleSelectOption key={name} value={name}>
                {say(`state.${name}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        }
      />
      <Layouts.Content>
        <PlainTable
          label={say('plugin.name')}
          columns={COLUMNS.map((column) => ({ key: column, heading: say(`column.${column}`) }))}
        >
          {orders.map((order) => (
            <OrderRow
              key={order.number}
              order={order}
              canMove={allowedActions.canMove === true}
              isBusy={busy === order.number}
              move={move}
            />
          ))}
          {shown && orders.length === 0 ? (
            <tr>
              <td colSpan={COLUMNS.length}>
                <Typography>{say('inbox.empty')}</Typography>
              </td>
            </tr>
          ) : null}
        </PlainTable>
        <Box paddingTop={4}>
          <Pages page={page} isLast={page * pageSize >= total} show={setPage} />
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
};

const InboxPage = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <Inbox />
  </Page.Protect>
);

export default InboxPage;
