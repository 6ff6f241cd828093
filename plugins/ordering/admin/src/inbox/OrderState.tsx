import { Flex, Status, Typography } from '@strapi/design-system';

import type { OrderState as State } from '../../../domain/order-state';
import { useMoment, useSay } from '../messages';
import { useSayWho } from '../who';
import type { Order } from './order';

const COLOURS = {
  received: 'primary',
  'passed-on': 'secondary',
  sent: 'success',
  cancelled: 'neutral',
} as const satisfies Record<State, string>;

/** Where an order stands, and how it came there: when, and by whom. */
export const OrderState = ({ order }: { readonly order: Order }) => {
  const say = useSay();
  const moment = useMoment();
  const sayWho = useSayWho();
  return (
    <>
      <Flex>
        <Status variant={COLOURS[order.state]} size="S">
          <Typography>{say(`state.${order.state}`)}</Typography>
        </Status>
      </Flex>
      {order.history.map(({ state, at, ...doer }) => (
        <Typography key={`${state} ${at}`} tag="p" variant="pi" textColor="neutral600" style={{ whiteSpace: 'normal' }}>
          {say('history.line', {
            state: say(`state.${state}`),
            moment: moment(at),
            who: sayWho(doer, say('history.by-itself')),
          })}
        </Typography>
      ))}
    </>
  );
};
