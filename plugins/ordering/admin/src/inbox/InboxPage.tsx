import { Box, Button, Flex, Link, VisuallyHidden } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useCallback, useState } from 'react';
import { NavLink } from 'react-router-dom';

import { useSay } from '../messages';
import { Pages } from '../Pages';
import { RowTable } from '../../../../availability/admin/src/parts/RowTable';
import { PERMISSIONS } from '../plugin';
import { InboxFilters } from './InboxFilters';
import { OrderRow } from './OrderRow';
import { useInbox, type InboxQuery } from './useInbox';

const COLUMNS = ['number', 'recipient', 'lines', 'state', 'next'] as const;

/** All orders, newest first: read them, pass them on, send them, cancel them. */
const Inbox = () => {
  const say = useSay();
  const [query, setQuery] = useState<InboxQuery>({ state: null, search: '', page: 1 });
  /** Changes a part; everything but turning a page leads back to the first page. */
  const show = useCallback((part: Partial<InboxQuery>) => setQuery((old) => ({ ...old, page: 1, ...part })), []);
  const { page } = query;
  const { shown, busy, move, download } = useInbox(query);
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
        startActions={<InboxFilters query={query} show={show} />}
      />
      <Layouts.Content>
        <VisuallyHidden>
          <p role="status">{shown?.search ? say('inbox.found', { total }) : ''}</p>
        </VisuallyHidden>
        <RowTable
          label={say('plugin.name')}
          columns={COLUMNS.map((column) => ({ key: column, heading: say(`column.${column}`) }))}
          nothing={shown && orders.length === 0 ? say(shown.search ? 'inbox.nothing-found' : 'inbox.empty') : null}
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
        </RowTable>
        <Box paddingTop={4}>
          <Pages page={page} isLast={page * pageSize >= total} show={(next) => show({ page: next })} />
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
