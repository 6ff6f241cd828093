import { Box, Button, Flex, Link, VisuallyHidden } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useRef } from 'react';
import { NavLink } from 'react-router-dom';

import { useSay } from '../messages';
import { Pages } from '../Pages';
import { PERMISSIONS } from '../plugin';
import { BulkActions } from './BulkActions';
import { OrderSearch } from './OrderSearch';
import { OrdersTable } from './OrdersTable';
import { StateTabs } from './StateTabs';
import { UndeliveredMark } from './UndeliveredMark';
import { useInbox, useOrdersFile } from './useInbox';
import { useInboxQuery } from './useInboxQuery';
import { useMoveQuestion } from './useMoveQuestion';
import { useOrderMove } from './useOrderMove';
import { useSelection } from './useSelection';

const OtherPages = () => {
  const say = useSay();
  const { allowedActions } = useRBAC([...PERMISSIONS.people, ...PERMISSIONS.reprint]);
  return (
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
  );
};

/** Why the table has no rows. */
const NOTHING = { overdue: 'inbox.none-overdue', search: 'inbox.nothing-found', none: 'inbox.empty' } as const;

/** All orders: find them, pass them on, send them, cancel them, one by one or several at once. */
const Inbox = () => {
  const say = useSay();
  const { query, show } = useInboxQuery();
  const { page, tab, search, isOldestFirst } = query;
  const { shown, put, reload, complain } = useInbox(query);
  const download = useOrdersFile(complain);
  const orders = shown?.data ?? [];
  const { total = 0, pageSize = 1, givenUp = 0 } = shown?.meta ?? {};
  const { chosen, choose, clear } = useSelection(orders, query);
  const chooseAll = useRef<HTMLButtonElement>(null);
  const clearAll = (): void => {
    clear();
    // The buttons go that were pressed.
    chooseAll.current?.focus();
  };
  const moves = useOrderMove({
    onMoved: put,
    onMovedAll: () => {
      clearAll();
      void reload();
    },
  });
  const { begin, question } = useMoveQuestion(moves);
  const { allowedActions } = useRBAC(PERMISSIONS.move);
  const canMove = allowedActions.canMove === true;
  const found = say(tab === 'overdue' ? 'inbox.found.overdue' : 'inbox.found', { total });
  const why = shown?.query.search ? 'search' : shown?.query.tab === 'overdue' ? 'overdue' : 'none';
  const [older, newer] = [say('pages.next'), say('pages.previous')];

  return (
    <Page.Main aria-busy={shown === null}>
      <Page.Title>{say('plugin.name')}</Page.Title>
      <Layouts.Header
        title={say('plugin.name')}
        subtitle={shown ? found : say('loading')}
        primaryAction={
          <Button variant="tertiary" startIcon={<Download aria-hidden />} onClick={() => void download(query)}>
            {say('inbox.download')}
          </Button>
        }
      />
      <Layouts.Action
        endActions={<OtherPages />}
        startActions={
          chosen.length > 0 ? (
            <BulkActions {...{ chosen, canMove, begin, download, clear: clearAll }} isBusy={moves.busy.length > 0} />
          ) : (
            <OrderSearch search={search} look={(words) => show({ search: words })} />
          )
        }
      />
      <Layouts.Content>
        <VisuallyHidden>
          <p role="status">
            {chosen.length > 0 ? say('inbox.chosen', { count: chosen.length }) : shown?.query.search ? found : ''}
          </p>
        </VisuallyHidden>
        {givenUp > 0 ? <UndeliveredMark count={givenUp} /> : null}
        <StateTabs query={query} counts={shown?.meta ?? null} />
        <OrdersTable
          {...{ orders, query, show, chosen, choose, chooseAll, canMove, begin }}
          busy={moves.busy}
          nothing={shown && orders.length === 0 ? say(NOTHING[why]) : null}
        />
        <Box paddingTop={4}>
          <Pages
            page={page}
            isLast={page * pageSize >= total}
            show={(next) => show({ page: next })}
            backwards={isOldestFirst ? older : newer}
            forwards={isOldestFirst ? newer : older}
          />
        </Box>
      </Layouts.Content>
      {question}
    </Page.Main>
  );
};

const InboxPage = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <Inbox />
  </Page.Protect>
);

export default InboxPage;
