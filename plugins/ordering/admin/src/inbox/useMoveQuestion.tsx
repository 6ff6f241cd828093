import { useRef, useState } from 'react';

import type { OrderState } from '../../../domain/order-state';
import { MoveQuestion, type AskedStep } from './MoveQuestion';
import type { Order } from './order';
import type { useOrderMove } from './useOrderMove';

const isAsked = (step: OrderState): step is AskedStep => step === 'sent' || step === 'cancelled';

/** Where whoever works by keyboard goes on: the row's link, or the page, stays when the button that was pressed goes. */
const restOf = (from: HTMLElement): HTMLElement | null =>
  from.closest('tr')?.querySelector('a') ?? from.closest('main');

/**
 * Moves orders on, after a question where there is no way back. The question is no part of a row: rows come and go while somebody types
 * the number of a parcel.
 *
 * @returns `begin`, to be called with the button that was pressed, and the question to render
 */
export const useMoveQuestion = ({ move, moveAll }: Pick<ReturnType<typeof useOrderMove>, 'move' | 'moveAll'>) => {
  const [asked, setAsked] = useState<{ readonly orders: readonly Order[]; readonly step: AskedStep } | null>(null);
  const goOnAt = useRef<HTMLElement | null>(null);

  const go = (orders: readonly Order[], step: OrderState, tracking: string): void => {
    const [first, ...others] = orders;
    if (first && others.length === 0) void move(first, step, tracking);
    else void moveAll(orders, step);
  };

  const begin = (orders: readonly Order[], step: OrderState, from: HTMLElement): void => {
    goOnAt.current = from;
    if (isAsked(step)) return setAsked({ orders, step });
    restOf(from)?.focus();
    go(orders, step, '');
  };

  const question = (
    <MoveQuestion
      asked={asked}
      goOn={() => goOnAt.current?.focus()}
      onAnswer={(answer) => {
        setAsked(null);
        if (!asked || !answer) return;
        goOnAt.current = goOnAt.current && (restOf(goOnAt.current) ?? goOnAt.current);
        go(asked.orders, asked.step, answer.tracking);
      }}
    />
  );
  return { begin, question };
};
