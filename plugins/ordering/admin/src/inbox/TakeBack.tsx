import { Button, Dialog } from '@strapi/design-system';

import { useSay } from '../messages';
import type { Order } from './order';

/** What is asked before a state is taken back: of the others, readers learn, or were told that the parcel is on its way. */
const QUESTIONS = { sent: 'take-back.sent', cancelled: 'take-back.cancelled' } as const;

interface Props {
  readonly order: Order;
  readonly isBusy: boolean;
  readonly takeBack: (order: Order) => Promise<void>;
}

/** Takes the last step of an order back: a mistaken click. */
export const TakeBack = ({ order, isBusy, takeBack }: Props) => {
  const say = useSay();
  const { number, state } = order;
  const label = say('take-back', { state: say(`state.${state}`) });
  const go = (): void => void takeBack(order);
  const button = { size: 'S', variant: 'tertiary', disabled: isBusy, children: label } as const;
  if (state !== 'sent' && state !== 'cancelled') return <Button {...button} onClick={go} />;
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button {...button} />
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{label}</Dialog.Header>
        <Dialog.Body>
          <Dialog.Description textAlign="center">{say(QUESTIONS[state], { number })}</Dialog.Description>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {say('take-back.keep')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button fullWidth onClick={go}>
              {say('take-back.yes')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
