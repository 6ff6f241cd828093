import { Box, Button, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { RowTable } from '../../../../availability/admin/src/parts/RowTable';
import { useMoment, useSay } from '../messages';
import { PERMISSIONS } from '../plugin';
import { wordsOf, type Undelivered } from './message';
import { useUndelivered } from './useUndelivered';

const COLUMNS = ['message', 'order', 'since', 'error', 'again'] as const;

interface RowProps {
  readonly message: Undelivered;
  readonly canSend: boolean;
  readonly isBusy: boolean;
  readonly sendAgain: (id: number) => Promise<void>;
}

const MessageRow = ({ message, canSend, isBusy, sendAgain }: RowProps) => {
  const say = useSay();
  const moment = useMoment();
  const { id, order, error, givenUpAt } = message;
  const words = wordsOf(say, message);
  return (
    <tr>
      <th scope="row">
        <Typography style={{ whiteSpace: 'normal' }}>{words}</Typography>
      </th>
      <td>
        {order ? (
          <Link tag={NavLink} to={`/plugins/ordering/${order}`} aria-label={say('order.open', { number: order })}>
            {order}
          </Link>
        ) : (
          '–'
        )}
      </td>
      <td>
        <Typography>{moment(givenUpAt)}</Typography>
      </td>
      <td>
        <Box maxWidth="36rem">
          <Typography style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{error ?? '–'}</Typography>
        </Box>
      </td>
      <td>
        {canSend ? (
          <Button
            size="S"
            variant="secondary"
            disabled={isBusy}
            aria-label={say('messages.again.of', { message: words, moment: moment(givenUpAt) })}
            onClick={() => void sendAgain(id)}
          >
            {say('messages.again')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
};

const UndeliveredMessages = () => {
  const say = useSay();
  const { listed, isBusy, sendAgain } = useUndelivered();
  const { allowedActions } = useRBAC(PERMISSIONS.move);
  const canSend = allowedActions.canMove === true;
  const messages = listed?.data ?? [];
  const total = listed?.meta.total ?? 0;
  return (
    <Page.Main aria-busy={listed === null}>
      <Page.Title>{say('messages.title')}</Page.Title>
      <Layouts.Header
        title={say('messages.title')}
        subtitle={say('messages.lead')}
        navigationAction={
          <Link tag={NavLink} to="/plugins/ordering" end startIcon={<ArrowLeft aria-hidden />}>
            {say('order.back')}
          </Link>
        }
        primaryAction={
          canSend && total > 1 ? (
            <Button variant="secondary" disabled={isBusy} onClick={() => void sendAgain('all')}>
              {say('messages.all')}
            </Button>
          ) : null
        }
      />
      <Layouts.Content>
        <RowTable
          label={say('messages.title')}
          columns={COLUMNS.map((column) => ({ key: column, heading: say(`messages.column.${column}`) }))}
          nothing={listed && messages.length === 0 ? say('messages.none') : null}
        >
          {messages.map((message) => (
            <MessageRow key={message.id} {...{ message, canSend, isBusy, sendAgain }} />
          ))}
        </RowTable>
        {total > messages.length ? (
          <Typography tag="p" paddingTop={4}>
            {say('messages.shown', { shown: messages.length, total })}
          </Typography>
        ) : null}
      </Layouts.Content>
    </Page.Main>
  );
};

/** Mails and webhooks that were given up: what they were, why, and “send again”. */
export const UndeliveredPage = () => (
  <Page.Protect permissions={PERMISSIONS.read as never}>
    <UndeliveredMessages />
  </Page.Protect>
);
