import { useEffect, useState } from 'react';

import type { Order } from './order';
import { toInbox, type InboxQuery } from './useInboxQuery';

const NOTHING: ReadonlySet<string> = new Set();

/** Orders that are chosen on the page that is shown: with another page or other words, nothing is. */
export const useSelection = (orders: readonly Order[], query: InboxQuery) => {
  const [numbers, setNumbers] = useState(NOTHING);
  useEffect(() => setNumbers(NOTHING), [toInbox(query), query.search]);
  const chosen = orders.filter(({ number }) => numbers.has(number));

  const choose = (which: readonly Order[], isChosen: boolean): void =>
    setNumbers((old) => {
      const next = new Set(old);
      for (const { number } of which)
        if (isChosen) next.add(number);
        else next.delete(number);
      return next;
    });
  return { chosen, choose, clear: () => setNumbers(NOTHING) };
};
