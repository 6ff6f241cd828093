import { Button, Dialog } from '@strapi/design-system';
import type { RefObject } from 'react';

import { useSay, type MessageKey } from '../messages';
import type { Turn } from './order-button';

const WORDS = {
  taken: { title: 'stock.ask.title', body: 'stock.ask.body', yes: 'stock.ask.yes' },
  'brought-back': { title: 'stock.ask-back.title', body: 'stock.ask-back.body', yes: 'stock.ask-back.yes' },
} as const satisfies Record<Turn, Record<'title' | 'body' | 'yes', MessageKey>>;

interface Props {
  /** Which edition, and what would become of its button; null where nothing is asked. */
  readonly asked: { readonly title: string; readonly turn: Turn } | null;
  /** The field that made the question necessary. The dialog has no button of its own to go back to. */
  readonly from: RefObject<HTMLElement | null>;
  readonly onAnswer: (isMeant: boolean) => void;
}

/** Asks before readers lose their order button, or get back one that nobody may have meant. */
export const OrderButtonQuestion = ({ asked, from, onAnswer }: Props) => {
  const say = useSay();
  const words = WORDS[asked?.turn ?? 'taken'];
  return (
    <Dialog.Root open={asked !== null} onOpenChange={(open) => (open ? undefined : onAnswer(false))}>
      <Dialog.Content
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          from.current?.focus();
        }}
      >
        <Dialog.Header>{say(words.title)}</Dialog.Header>
        <Dialog.Body>{asked ? say(words.body, { title: asked.title }) : null}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {say('stock.ask.no')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant="danger" fullWidth onClick={() => onAnswer(true)}>
              {say(words.yes)}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
