import { Box, Link, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';

import type { OrderState as State } from '../../../domain/order-state';
import { useFormats } from '../formats';
import { useMoment, useSay } from '../messages';
import { addressLines, type Order } from './order';
import { OrderActions } from './OrderActions';
import { OrderState } from './OrderState';

interface Props {
  readonly order: Order;
  readonly canMove: boolean;
  readonly isBusy: boolean;
  readonly move: (order: Order, next: State) => Promise<void>;
}

/** One order: who, what, where it stands, and what can be done next. */
export const OrderRow = ({ order, canMove, isBusy, move }: Props) => {
  const say = useSay();
  const moment = useMoment();
  const { locale } = useIntl();
  const { language } = useFormats();
  const { number, recipient, lines } = order;
  const address = addressLines(order, locale);

  return (
    <tr>
      <th scope="row">
        <Link tag={NavLink} to={`/plugins/ordering/${number}`} aria-label={say('order.open', { number })}>
          {number}
        </Link>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {moment(order.createdAt)}
        </Typography>
      </th>
      <td>
        {address.length === 0 ? <Typography textColor="neutral600">{say('erased')}</Typography> : null}
        {address.map((line) => (
          <Typography key={line} tag="p">
            {line}
          </Typography>
        ))}
        <Typography tag="p" variant="pi" textColor="neutral600">
          {recipient.email}
        </Typography>
      </td>
      <td>
        <Box maxWidth="28rem">
          {lines.map(({ title, quantity, locale: ordered, orderNumber }) => (
            <Typography key={`${title}-${ordered}-${quantity}`} tag="p" style={{ whiteSpace: 'normal' }}>
              {say('line', { title, quantity, language: language(ordered) })} {orderNumber}
            </Typography>
          ))}
        </Box>
      </td>
      <td>
        <OrderState order={order} />
      </td>
      <td>
        <OrderActions order={order} canMove={canMove} isBusy={isBusy} move={move} />
      </td>
    </tr>
  );
};
