import { Button, Flex, Typography } from '@strapi/design-system';

import type { OrderState } from '../../../domain/order-state';
import { useSay } from '../messages';
import { isPrintable, type Order } from './order';
import { usePackingLists } from './usePackingLists';

/** What is done with several orders at once; cancelling is thought about one by one. */
const STEPS = ['passed-on', 'sent'] as const satisfies readonly OrderState[];

interface Props {
  readonly chosen: readonly Order[];
  readonly canMove: boolean;
  readonly isBusy: boolean;
  readonly begin: (orders: readonly Order[], step: OrderState, from: HTMLElement) => void;
  readonly download: (orders: readonly Order[]) => Promise<void>;
  readonly clear: () => void;
}

/** What can be done with the orders that are chosen. A step is taken by those that can take it. */
export const BulkActions = ({ chosen, canMove, isBusy, begin, download, clear }: Props) => {
  const say = useSay();
  const print = usePackingLists();
  return (
    <Flex role="group" aria-label={say('inbox.bulk')} gap={2} wrap="wrap">
      <Typography fontWeight="bold">{say('inbox.chosen', { count: chosen.length })}</Typography>
      {canMove
        ? STEPS.map((step) => {
            const able = chosen.filter(({ next }) => next.includes(step));
            return (
              <Button
                key={step}
                size="S"
                variant="secondary"
                disabled={isBusy || able.length === 0}
                onClick={(event: React.MouseEvent<HTMLButtonElement>) => begin(able, step, event.currentTarget)}
              >
                {say(`bulk.${step}`)}
              </Button>
            );
          })
        : null}
      <Button size="S" variant="tertiary" disabled={!chosen.some(isPrintable)} onClick={() => print(chosen)}>
        {say('inbox.print')}
      </Button>
      <Button size="S" variant="tertiary" onClick={() => void download(chosen)}>
        {say('inbox.download-chosen')}
      </Button>
      <Button size="S" variant="ghost" onClick={clear}>
        {say('inbox.choose-none')}
      </Button>
    </Flex>
  );
};
