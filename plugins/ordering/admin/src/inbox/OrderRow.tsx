import { Box, Button, Dialog, Flex, Status, Td, Tr, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';

import type { OrderState } from '../../../domain/order-state';
import { useMoment, useSay } from '../messages';
import { addressLines, type Order } from './order';
import { printPackingList } from './packing-list';

const COLOURS = {
  received: 'primary',
  'passed-on': 'secondary',
  sent: 'success',
  cancelled: 'neutral',
} as const satisfies Record<OrderState, string>;

interface Props {
  readonly order: Order;
  readonly canMove: boolean;
  readonly isBusy: boolean;
  readonly move: (order: Order, next: OrderState) => Promise<void>;
}

/** The table would take Enter for leaving the cell, and no button in it could be pressed with it. */
const keepEnter = (event: React.KeyboardEvent): void => {
  if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) event.stopPropagation();
};

/** One order: who, what, where it stands, and what can be done next. */
export const OrderRow = ({ order, canMove, isBusy, move }: Props) => {
  const say = useSay();
  const moment = useMoment();
  const { locale } = useIntl();
  const [isAsking, setIsAsking] = useState(false);
  const { number, state, next, recipient, lines, history } = order;
  const address = addressLines(order);

  return (
    <Tr>
      <Td>
        <Typography fontWeight="bold">{number}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {moment(order.createdAt)}
        </Typography>
      </Td>
      <Td>
        {address.length === 0 ? <Typography textColor="neutral600">{say('erased')}</Typography> : null}
        {address.map((line) => (
          <Typography key={line} tag="p">
            {line}
          </Typography>
        ))}
        <Typography tag="p" variant="pi" textColor="neutral600">
          {recipient.email}
        </Typography>
      </Td>
      <Td>
        <Box maxWidth="28rem">
          {lines.map(({ title, quantity, locale: language, orderNumber }) => (
            <Typography key={`${title}-${language}-${quantity}`} tag="p" style={{ whiteSpace: 'normal' }}>
              {say('line', { title, quantity, language })} {orderNumber}
            </Typography>
          ))}
        </Box>
      </Td>
      <Td>
        <Status variant={COLOURS[state]} size="S">
          <Typography>{say(`state.${state}`)}</Typography>
        </Status>
        {history.map(({ state: was, at, who }) => (
          <Typography key={at} tag="p" variant="pi" textColor="neutral600">
            {say('history.line', {
              state: say(`state.${was}`),
              moment: moment(at),
              who: who === 'reader' ? say('history.reader') : who,
            })}
          </Typography>
        ))}
      </Td>
      <Td>
        <Flex gap={2} wrap="wrap" onKeyDown={keepEnter}>
          {canMove
            ? next.map((step) => {
                const label = say(`move.${step}` as 'move.sent');
                return (
                  <Button
                    key={step}
                    size="S"
                    variant={step === 'cancelled' ? 'danger-light' : 'secondary'}
                    disabled={isBusy}
                    aria-label={say('move.of', { move: label, number })}
                    onClick={() => (step === 'cancelled' ? setIsAsking(true) : void move(order, step))}
                  >
                    {label}
                  </Button>
                );
              })
            : null}
          {address.length > 0 && state !== 'cancelled' ? (
            <Button
              size="S"
              variant="tertiary"

              aria-label={say('packing-list.of', { number })}
              onClick={() =>
                printPackingList(order, {
                  title: say('packing-list.of', { number }),
                  columns: [say('packing-list.order-number'), say('packing-list.title'), say('packing-list.copies')],
                  language: locale,
                })
              }
            >
              {say('packing-list')}
            </Button>
          ) : null}
        </Flex>
        <div onKeyDown={(event) => event.stopPropagation()}>
          <Dialog.Root open={isAsking} onOpenChange={setIsAsking}>
            <Dialog.Content>
              <Dialog.Header>{say('move.of', { move: say('move.cancelled'), number })}</Dialog.Header>
              <Dialog.Body>{say('cancel.question', { number })}</Dialog.Body>
              <Dialog.Footer>
                <Dialog.Cancel>
                  <Button variant="tertiary">{say('cancel.keep')}</Button>
                </Dialog.Cancel>
                <Dialog.Action>
                  <Button variant="danger" onClick={() => void move(order, 'cancelled')}>
                    {say('move.cancelled')}
                  </Button>
                </Dialog.Action>
              </Dialog.Footer>
            </Dialog.Content>
          </Dialog.Root>
        </div>
      </Td>
    </Tr>
  );
};
