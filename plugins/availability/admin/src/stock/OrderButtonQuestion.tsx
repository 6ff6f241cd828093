import { Button, Dialog } from '@strapi/design-system';
import type { RefObject } from 'react';

import { useSay } from '../messages';

interface Props {
  /** What is asked about; null where nothing is asked. */
  readonly title: string | null;
  /** The field that made the question necessary. The dialog has no button of its own to go back to. */
  readonly from: RefObject<HTMLElement | null>;
  readonly onAnswer: (isMeant: boolean) => void;
}

/** Asks before readers lose their order button. */
export const OrderButtonQuestion = ({ title, from, onAnswer }: Props) => {
  const say = useSay();
  return (
    <Dialog.Root open={title !== null} onOpenChange={(open) => (open ? undefined : onAnswer(false))}>
      <Dialog.Content
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          from.current?.focus();
        }}
      >
        <Dialog.Header>{say('stock.ask.title')}</Dialog.Header>
        <Dialog.Body>{title === null ? null : say('stock.ask.body', { title })}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {say('stock.ask.no')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant="danger" fullWidth onClick={() => onAnswer(true)}>
              {say('stock.ask.yes')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
