import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { OrderState } from '../../../domain/order-state';
import { useProblemWords } from '../answers';
import { useSay } from '../messages';
import type { Order } from './order';

/** Moves orders on and says what came of it. @param onMoved is told the order as it is now */
export const useOrderMove = (onMoved: (order: Order) => void) => {
  const say = useSay();
  const wordsOf = useProblemWords();
  const { get, put } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [busy, setBusy] = useState<string | null>(null);

  const move = async ({ number }: Order, next: OrderState): Promise<void> => {
    setBusy(number);
    try {
      const { data } = await put<{ data: Order }>(`/ordering/orders/${number}/state`, { data: { state: next } });
      onMoved(data.data);
      toggleNotification({ type: 'success', message: say('moved', { number, state: say(`state.${next}`) }) });
    } catch (error) {
      toggleNotification({ type: 'danger', message: wordsOf(error) });
      // Somebody else was quicker, it may be: shown is what holds now.
      await get<{ data: Order }>(`/ordering/orders/${number}`).then(
        ({ data }) => onMoved(data.data),
        () => {}
      );
    } finally {
      setBusy(null);
    }
  };

  return { busy, move };
};
