import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import type { OrderState } from '../../../domain/order-state';
import { UNDO_STAYS_MS, UndoNotice } from '../../../../availability/admin/src/parts/UndoNotice';
import { useProblemWords } from '../answers';
import { useSay } from '../messages';
import type { Order } from './order';

/** What became of several orders that were to be moved. */
interface MovedAll {
  readonly moved: readonly string[];
  /** With the state that they have instead; null for those that are gone. */
  readonly refused: readonly { readonly number: string; readonly state: OrderState | null }[];
}

interface Props {
  /** Is told an order as it is now. */
  readonly onMoved: (order: Order) => void;
  /** Is told that several were moved. */
  readonly onMovedAll?: () => void;
}

/** Moves orders on and takes that back, and says what came of it. */
export const useOrderMove = ({ onMoved, onMovedAll }: Props) => {
  const say = useSay();
  const wordsOf = useProblemWords();
  const { get, put, post } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [busy, setBusy] = useState<readonly string[]>([]);

  const addressOf = (number: string): string => `/ordering/orders/${encodeURIComponent(number)}`;
  const complain = (error: unknown): void => toggleNotification({ type: 'danger', message: wordsOf(error) });
  /** Somebody else was quicker, it may be: shown is what holds now. */
  const showAnew = (number: string): Promise<void> =>
    get<{ data: Order }>(addressOf(number)).then(
      ({ data }) => onMoved(data.data),
      () => {}
    );

  const offerUndo = (words: string, undo: () => Promise<boolean>): void => {
    const message = (<UndoNotice words={words} label={say('undo')} takeBack={undo} />) as React.ReactNode;
    // The type says string, the notification renders any content: a link to another page would not undo anything.
    toggleNotification({ type: 'success', message: message as string, timeout: UNDO_STAYS_MS });
  };

  /** @returns whether it was taken back */
  const takeBack = async (number: string): Promise<boolean> => {
    try {
      const { data } = await post<{ data: Order }>(`${addressOf(number)}/take-back`);
      onMoved(data.data);
      toggleNotification({
        type: 'success',
        message: say('moved', { number, state: say(`state.${data.data.state}`) }),
      });
      return true;
    } catch (error) {
      complain(error);
      await showAnew(number);
      return false;
    }
  };

  const takeBackAll = async (numbers: readonly string[]): Promise<boolean> => {
    try {
      for (const number of numbers) await post(`${addressOf(number)}/take-back`);
      toggleNotification({ type: 'success', message: say('taken-back.many', { count: numbers.length }) });
      return true;
    } catch (error) {
      complain(error);
      return false;
    } finally {
      onMovedAll?.();
    }
  };

  const busyWith = async (numbers: readonly string[], work: () => Promise<unknown>): Promise<void> => {
    setBusy(numbers);
    await work();
    setBusy([]);
  };

  /** @param tracking the parcel's number at its carrier; empty where there is none */
  const move = ({ number }: Order, next: OrderState, tracking = ''): Promise<void> =>
    busyWith([number], async () => {
      try {
        const sent = { data: { state: next, ...(tracking === '' ? {} : { tracking }) } };
        const { data } = await put<{ data: Order }>(`${addressOf(number)}/state`, sent);
        onMoved(data.data);
        const words = say('moved', { number, state: say(`state.${next}`) });
        if (next === 'passed-on') offerUndo(words, () => takeBack(number));
        else toggleNotification({ type: 'success', message: words });
      } catch (error) {
        complain(error);
        await showAnew(number);
      }
    });

  const sayOfAll = ({ moved, refused }: MovedAll, next: OrderState): void => {
    const words = say('moved.many', { count: moved.length, state: say(`state.${next}`) });
    if (moved.length > 0 && next === 'passed-on') offerUndo(words, () => takeBackAll(moved));
    else if (moved.length > 0) toggleNotification({ type: 'success', message: words });
    if (refused.length === 0) return;
    const orders = refused.map(({ number, state }) => `${number} (${say(state ? `state.${state}` : 'deleted')})`);
    toggleNotification({ type: 'warning', message: say('problem.not-moved', { orders: orders.join(', ') }) });
  };

  const moveAll = (orders: readonly Order[], next: OrderState): Promise<void> => {
    const numbers = orders.map(({ number }) => number);
    return busyWith(numbers, async () => {
      try {
        const { data } = await put<{ data: MovedAll }>('/ordering/orders/state', { data: { numbers, state: next } });
        sayOfAll(data.data, next);
      } catch (error) {
        complain(error);
      }
      onMovedAll?.();
    });
  };

  return { busy, move, moveAll, takeBack: ({ number }: Order) => busyWith([number], () => takeBack(number)) };
};
