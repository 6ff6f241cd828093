import { Box, Checkbox, Flex, Link, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';

import { countryNameOf } from '../../../domain/country';
import type { OrderState as State } from '../../../domain/order-state';
import { useFormats } from '../formats';
import { useMoment, useSay } from '../messages';
import type { Order } from './order';
import { OrderActions } from './OrderActions';
import { StateOfOrder } from './OrderState';
import { fromInbox, type InboxQuery } from './useInboxQuery';

/** A cell of two lines; what does not fit is read by its tooltip, and on the order's page. */
const Lines = styled(Box)<{ $most: string }>`
  max-width: ${({ $most }) => $most};
  padding-block: ${({ theme }) => theme.spaces[1]};

  > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;

const Small = ({ children }: { readonly children: React.ReactNode }) => (
  <Typography tag="p" variant="pi" textColor="neutral600">
    {children}
  </Typography>
);

interface Props {
  readonly order: Order;
  /** What the list shows, for the way back to it. */
  readonly query: InboxQuery;
  readonly isChosen: boolean;
  readonly choose: (isChosen: boolean) => void;
  readonly canMove: boolean;
  readonly isBusy: boolean;
  readonly begin: (orders: readonly Order[], step: State, from: HTMLElement) => void;
}

const Recipient = ({ order: { recipient } }: Pick<Props, 'order'>) => {
  const say = useSay();
  const { locale } = useIntl();
  const who = [recipient.name, recipient.organisation].filter(Boolean).join(', ');
  const city = [recipient.postalCode, recipient.city].filter(Boolean).join(' ');
  const where = [city, recipient.country && countryNameOf(recipient.country, locale)].filter(Boolean).join(', ');
  if (who === '') return <Typography textColor="neutral600">{say('erased')}</Typography>;
  return (
    <Lines $most="max(16rem, 14vw)" title={[who, recipient.street, where, recipient.email].filter(Boolean).join('\n')}>
      <Typography tag="p">{who}</Typography>
      <Small>{where}</Small>
    </Lines>
  );
};

const Ordered = ({ order: { lines } }: Pick<Props, 'order'>) => {
  const say = useSay();
  const { language } = useFormats();
  const [first = '', second = '', ...others] = lines.map(({ title, quantity, locale, orderNumber }) =>
    [say('line', { title, quantity, language: language(locale) }), orderNumber].filter(Boolean).join(' ')
  );
  return (
    <Lines $most="max(24rem, 22vw)" title={[first, second, ...others].join('\n')}>
      <Typography tag="p">{first}</Typography>
      {others.length > 0 ? (
        <Small>{say('inbox.more-lines', { count: others.length + 1 })}</Small>
      ) : second === '' ? null : (
        <Typography tag="p">{second}</Typography>
      )}
    </Lines>
  );
};

/** One order: who, what, where it stands, and what can be done next. */
export const OrderRow = ({ order, query, isChosen, choose, ...actions }: Props) => {
  const say = useSay();
  const moment = useMoment();
  const { number } = order;
  return (
    <tr>
      <th scope="row" style={{ minWidth: 0 }}>
        <Flex gap={2}>
          <Checkbox
            aria-label={say('inbox.choose', { number })}
            checked={isChosen}
            onCheckedChange={(checked) => choose(checked === true)}
          />
          <Lines $most="none">
            <Link
              tag={NavLink}
              to={`/plugins/ordering/${number}`}
              state={fromInbox(query)}
              aria-label={say('order.open', { number })}
            >
              {number}
            </Link>
            <Small>{moment(order.createdAt)}</Small>
          </Lines>
        </Flex>
      </th>
      <td>
        <Recipient order={order} />
      </td>
      <td>
        <Ordered order={order} />
      </td>
      <td>
        <StateOfOrder order={order} />
      </td>
      <td>
        <OrderActions order={order} isCompact {...actions} />
      </td>
    </tr>
  );
};
