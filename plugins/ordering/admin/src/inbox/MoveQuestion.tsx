import { Button, Dialog, Field, TextInput } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';

import { useSay, type MessageKey } from '../messages';
import { MAX_TRACKING, type Order } from './order';

/** Steps of which the reader is told at once: they are asked about first. */
export type AskedStep = 'sent' | 'cancelled';

const WORDS = {
  sent: { question: 'sent.question', keep: 'sent.keep', variant: 'default' },
  cancelled: { question: 'cancel.question', keep: 'cancel.keep', variant: 'danger' },
} as const satisfies Record<AskedStep, Record<'question' | 'keep', MessageKey> & { variant: string }>;

interface Props {
  /** What is about to happen to which orders; null where nothing is asked. */
  readonly asked: { readonly orders: readonly Order[]; readonly step: AskedStep } | null;
  /** Puts the focus where whoever was asked goes on. */
  readonly goOn: () => void;
  /** With null, if it was not meant. */
  readonly onAnswer: (answer: { readonly tracking: string } | null) => void;
}

/** Asks before readers get a mail. Several orders are sent, never cancelled at once. For one parcel, with the number that it has at its carrier. */
export const MoveQuestion = ({ asked, goOn, onAnswer }: Props) => {
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  const [tracking, setTracking] = useState('');
  useEffect(() => setTracking(''), [asked]);
  // While it fades out, it goes on saying what it said.
  const last = useRef(asked);
  if (asked) last.current = asked;
  const { orders = [], step = 'sent' } = last.current ?? {};
  const words = WORDS[step];
  const [{ number } = { number: '' }] = orders;
  const isOne = orders.length === 1;
  const label = say(isOne ? `move.${step}` : 'bulk.sent');
  const yes = (): void => onAnswer({ tracking: tracking.trim() });

  return (
    <Dialog.Root open={asked !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onAnswer(null))}>
      <Dialog.Content
        onOpenAutoFocus={(event) => {
          if (!field.current) return;
          event.preventDefault();
          field.current.focus();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          goOn();
        }}
      >
        <Dialog.Header>
          {isOne ? say('move.of', { move: label, number }) : say('bulk.of', { move: label, count: orders.length })}
        </Dialog.Header>
        <Dialog.Body alignItems="stretch" gap={4}>
          <Dialog.Description textAlign="center">
            {isOne ? say(words.question, { number }) : say('sent.question.many', { count: orders.length })}
          </Dialog.Description>
          {step === 'sent' && isOne ? (
            <Field.Root name="tracking" hint={say('tracking.hint')} width="100%">
              <Field.Label>{say('tracking')}</Field.Label>
              <TextInput
                ref={field}
                autoComplete="off"
                maxLength={MAX_TRACKING}
                value={tracking}
                onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTracking(event.target.value)}
                onKeyDown={(event: React.KeyboardEvent) => {
                  // Scanners end with Enter. The Enter that opened this must not answer it.
                  if (event.key === 'Enter' && tracking.trim() !== '') yes();
                }}
              />
              <Field.Hint />
            </Field.Root>
          ) : null}
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {say(words.keep)}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button variant={words.variant} fullWidth onClick={yes}>
              {label}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
