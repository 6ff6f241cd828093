import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';

import { useProblemWords } from '../answers';
import { useSay } from '../messages';
import { MAX_TRACKING, type Order } from './order';

interface Props {
  readonly order: Order;
  readonly canMove: boolean;
  readonly onCorrected: (order: Order) => void;
}

/** The number that the parcel has at its carrier; it often comes after the parcel went, and is corrected here. */
export const Tracking = ({ order: { number, state, tracking, erasedAt }, canMove, onCorrected }: Props) => {
  const say = useSay();
  const wordsOf = useProblemWords();
  const { put } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [typed, setTyped] = useState(tracking ?? '');
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => setTyped(tracking ?? ''), [tracking]);
  const words = typed.trim();

  const store = async (): Promise<void> => {
    if (words === '' || words === tracking) return;
    setIsBusy(true);
    try {
      const sent = { data: { state: 'sent', tracking: words } };
      const { data } = await put<{ data: Order }>(`/ordering/orders/${encodeURIComponent(number)}/state`, sent);
      toggleNotification({ type: 'success', message: say('tracking.stored', { number }) });
      onCorrected(data.data);
    } catch (error) {
      toggleNotification({ type: 'danger', message: wordsOf(error) });
    } finally {
      setIsBusy(false);
    }
  };

  if (state !== 'sent' || erasedAt !== null) return null;
  if (!canMove) {
    return tracking === null ? null : (
      <Typography tag="p" paddingTop={3}>
        {say('tracking.of', { tracking })}
      </Typography>
    );
  }
  return (
    <Box
      tag="form"
      paddingTop={3}
      maxWidth="40rem"
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        void store();
      }}
    >
      <Field.Root name="tracking" hint={say('tracking.later')}>
        <Field.Label>{say('tracking')}</Field.Label>
        <Flex gap={2}>
          <Box grow={1}>
            <TextInput
              size="S"
              autoComplete="off"
              maxLength={MAX_TRACKING}
              value={typed}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
            />
          </Box>
          <Button type="submit" variant="secondary" loading={isBusy} disabled={words === '' || words === tracking}>
            {say('tracking.store')}
          </Button>
        </Flex>
        <Field.Hint />
      </Field.Root>
    </Box>
  );
};
