import { Button, Dialog, Flex } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';

import type { OrderState } from '../../../domain/order-state';
import { useSay } from '../messages';
import { addressLines, type Order } from './order';
import { printPackingList } from './packing-list';

interface Props {
  readonly order: Order;
  readonly canMove: boolean;
  readonly isBusy: boolean;
  readonly move: (order: Order, next: OrderState) => Promise<void>;
}

/** What can be done with an order now: move it on, after a question if it is cancelled, and print what goes into the parcel. */
export const OrderActions = ({ order, canMove, isBusy, move }: Props) => {
  const say = useSay();
  const { locale } = useIntl();
  const [isAsking, setIsAsking] = useState(false);
  const { number, state, next } = order;

  const print = (): void =>
    printPackingList(order, {
      title: say('packing-list.of', { number }),
      columns: [say('packing-list.order-number'), say('packing-list.title'), say('packing-list.copies')],
      language: locale,
    });

  return (
    <>
      <Flex gap={2} wrap="wrap">
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
        {addressLines(order).length > 0 && state !== 'cancelled' ? (
          <Button size="S" variant="tertiary" aria-label={say('packing-list.of', { number })} onClick={print}>
            {say('packing-list')}
          </Button>
        ) : null}
      </Flex>
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
    </>
  );
};
