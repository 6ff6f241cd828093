import { Button, Dialog } from '@strapi/design-system';

import type { OrderState } from '../../../domain/order-state';
import { useSay } from '../messages';
import type { Order } from './order';

/** Steps that cannot be taken back, and of which the reader is told at once: they are asked about first. */
const QUESTIONS = {
  sent: { question: 'sent.question', keep: 'sent.keep', variant: 'default' },
  cancelled: { question: 'cancel.question', keep: 'cancel.keep', variant: 'danger' },
} as const;

const isAsked = (step: OrderState): step is keyof typeof QUESTIONS => Object.hasOwn(QUESTIONS, step);

interface Props {
  readonly order: Order;
  readonly step: OrderState;
  readonly isBusy: boolean;
  readonly move: (order: Order, next: OrderState) => Promise<void>;
}

/** A button that moves an order on, after a question where there is no way back. */
export const OrderStep = ({ order, step, isBusy, move }: Props) => {
  const say = useSay();
  const { number } = order;
  const label = say(`move.${step}` as 'move.sent');
  const title = say('move.of', { move: label, number });
  const go = (): void => void move(order, step);
  const button = {
    size: 'S',
    variant: step === 'cancelled' ? 'danger-light' : 'secondary',
    disabled: isBusy,
    'aria-label': title,
    children: label,
  } as const;

  if (!isAsked(step)) return <Button {...button} onClick={go} />;
  const { question, keep, variant } = QUESTIONS[step];
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button {...button} />
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{title}</Dialog.Header>
        <Dialog.Body>{say(question, { number })}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary">{say(keep)}</Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant={variant} onClick={go}>
              {label}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
