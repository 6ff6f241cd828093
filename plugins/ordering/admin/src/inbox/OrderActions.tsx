import { Button, Flex } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import type { OrderState } from '../../../domain/order-state';
import { useFormats } from '../formats';
import { useSay } from '../messages';
import { addressLines, type Order } from './order';
import { OrderStep } from './OrderStep';
import { printPackingList } from './packing-list';

interface Props {
  readonly order: Order;
  readonly canMove: boolean;
  readonly isBusy: boolean;
  readonly move: (order: Order, next: OrderState) => Promise<void>;
}

/** What can be done with an order now: move it on, and print what goes into the parcel. */
export const OrderActions = ({ order, canMove, isBusy, move }: Props) => {
  const say = useSay();
  const { locale } = useIntl();
  const { language } = useFormats();
  const { number, state, next } = order;

  const print = (): void =>
    printPackingList(order, {
      title: say('packing-list.of', { number }),
      columns: [say('packing-list.order-number'), say('packing-list.title'), say('packing-list.copies')],
      language: locale,
      nameOf: language,
    });

  return (
    <Flex gap={2} wrap="wrap">
      {canMove
        ? next.map((step) => <OrderStep key={step} order={order} step={step} isBusy={isBusy} move={move} />)
        : null}
      {addressLines(order, locale).length > 0 && state !== 'cancelled' ? (
        <Button size="S" variant="tertiary" aria-label={say('packing-list.of', { number })} onClick={print}>
          {say('packing-list')}
        </Button>
      ) : null}
    </Flex>
  );
};
