import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import type { RefObject } from 'react';

import type { Turn } from '../../../domain/order-button';
import type { WantedChange } from '../../../server/src/usage/controller';
import { useSay, type MessageKey } from '../messages';
import type { Effects } from '../usage/usage-api';
import { WhatChanges } from '../what-changes/WhatChanges';

const WORDS = {
  taken: { title: 'stock.ask.title', body: 'stock.ask.body', yes: 'stock.ask.yes' },
  'brought-back': { title: 'stock.ask-back.title', body: 'stock.ask-back.body', yes: 'stock.ask-back.yes' },
  other: { title: 'stock.ask-other.title', body: 'stock.ask-other.body', yes: 'stock.ask-other.yes' },
  file: { title: 'stock.ask.title', body: 'stock.ask.body.file', yes: 'stock.ask.yes' },
} as const satisfies Record<Turn | 'other' | 'file', Record<'title' | 'body' | 'yes', MessageKey>>;

/** Which edition (of a file: how many, and the first titles), and what would become of its button. */
export interface Asked {
  readonly title: string;
  readonly turn: keyof typeof WORDS;
  readonly count?: number;
  /** What would be written: the pages that change are named. */
  readonly change?: WantedChange;
  readonly onKnown?: (effects: Effects) => void;
}

interface Props {
  /** Null where nothing is asked. */
  readonly asked: Asked | null;
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
        <Dialog.Body>
          {asked ? (
            <Flex direction="column" alignItems="stretch" gap={4} width="100%">
              <Typography textAlign={asked.change ? 'start' : 'center'}>
                {say(words.body, { title: asked.title, count: asked.count ?? 1 })}
              </Typography>
              {asked.change ? <WhatChanges change={asked.change} onKnown={asked.onKnown} /> : null}
            </Flex>
          ) : null}
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {say('stock.ask.no')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant={asked?.turn === 'other' ? 'default' : 'danger'} fullWidth onClick={() => onAnswer(true)}>
              {say(words.yes)}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
