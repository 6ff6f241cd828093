import { Button, Flex, IconButton } from '@strapi/design-system';
import { Cross, File } from '@strapi/icons';

import type { OrderState } from '../../../domain/order-state';
import { useSay } from '../messages';
import { isPrintable, type Order } from './order';
import { usePackingLists } from './usePackingLists';

interface Props {
  readonly order: Order;
  readonly canMove: boolean;
  readonly isBusy: boolean;
  readonly begin: (orders: readonly Order[], step: OrderState, from: HTMLElement) => void;
  /** In a row of many: what is done seldom is a picture. */
  readonly isCompact?: boolean;
}

/** What can be done with an order now: move it on, and print what goes into the parcel. */
export const OrderActions = ({ order, canMove, isBusy, begin, isCompact = false }: Props) => {
  const say = useSay();
  const print = usePackingLists();
  const { number, next } = order;

  const step = (state: OrderState) => {
    const move = say(`move.${state}` as 'move.sent');
    const label = say('move.of', { move, number });
    const go = (event: React.MouseEvent<HTMLButtonElement>): void => begin([order], state, event.currentTarget);
    if (isCompact && state === 'cancelled') {
      return (
        <IconButton key={state} size="S" variant="danger-light" label={label} disabled={isBusy} onClick={go}>
          <Cross />
        </IconButton>
      );
    }
    const variant = state === 'cancelled' ? 'danger-light' : 'secondary';
    return (
      <Button key={state} size="S" variant={variant} disabled={isBusy} aria-label={label} onClick={go}>
        {move}
      </Button>
    );
  };

  const printing = { label: say('packing-list.of', { number }), onClick: () => print([order]) };
  const packingList = !isPrintable(order) ? null : isCompact ? (
    <IconButton size="S" variant="tertiary" {...printing}>
      <File />
    </IconButton>
  ) : (
    <Button size="S" variant="tertiary" aria-label={printing.label} onClick={printing.onClick}>
      {say('packing-list')}
    </Button>
  );

  return (
    <Flex gap={2} wrap={isCompact ? 'nowrap' : 'wrap'}>
      {canMove ? next.filter((state) => state !== 'cancelled').map(step) : null}
      {packingList}
      {canMove && next.includes('cancelled') ? step('cancelled') : null}
    </Flex>
  );
};
