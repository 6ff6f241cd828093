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

/** Where an order stands. */
export const StateOfOrder = ({ order: { state } }: { readonly order: Order }) => {
  const say = useSay();
  return (
    <Flex>
      <Status variant={COLOURS[state]} size="S">
        <Typography>{say(`state.${state}`)}</Typography>
      </Status>
    </Flex>
  );
};

/** How an order came to where it stands: when, and by whom. */
export const HistoryOfOrder = ({ order }: { readonly order: Order }) => {
  const say = useSay();
  const moment = useMoment();
  const sayWho = useSayWho();
  return order.history.map(({ state, at, ...doer }) => (
    <Typography key={`${state} ${at}`} tag="p" variant="pi" textColor="neutral600">
      {say('history.line', {
        state: say(`state.${state}`),
        moment: moment(at),
        who: sayWho(doer, say('history.by-itself')),
      })}
    </Typography>
  ));
};
