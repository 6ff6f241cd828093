import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';

import type { OrderState } from '../../../domain/order-state';
import { fileLanguageOf, ordersFileIn } from '../../../domain/orders-file';
import { useProblemWords } from '../answers';
import { saveAs } from '../save-as';
import type { Order } from './order';
import { narrowedTo, type InboxQuery } from './useInboxQuery';

interface Listed {
  readonly data: readonly Order[];
  readonly meta: {
    readonly page: number;
    readonly pageSize: number;
    readonly total: number;
    readonly overdue: number;
    /** Mails and webhooks that were given up. */
    readonly givenUp: number;
    readonly states: Readonly<Record<OrderState, number>>;
  };
}

/** With what was asked for: the page before stays until the next one is there. */
type Shown = Listed & { readonly query: InboxQuery };

/** The orders of one page, and ways to have them anew. */
export const useInbox = (query: InboxQuery) => {
  const wordsOf = useProblemWords();
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [shown, setShown] = useState<Shown | null>(null);
  const latest = useRef(0);
  // “Undo” is pressed when something else may be shown.
  const wanted = useRef(query);
  wanted.current = query;

  const complain = useCallback(
    (error: unknown) => toggleNotification({ type: 'danger', message: wordsOf(error) }),
    [wordsOf, toggleNotification]
  );

  /** An answer that comes after a later request was made is not shown. */
  const ask = useCallback(
    async (take: (listed: Shown) => void): Promise<void> => {
      const mine = (latest.current += 1);
      const { current } = wanted;
      const params = {
        page: current.page,
        ...(current.isOldestFirst ? { sort: 'oldest' } : {}),
        ...narrowedTo(current),
      };
      try {
        const { data } = await get<Listed>('/ordering/orders', { params });
        if (mine === latest.current) take({ ...data, query: current });
      } catch (error) {
        if (mine === latest.current) complain(error);
      }
    },
    [get, complain]
  );
  const reload = useCallback(() => ask(setShown), [ask]);

  useEffect(() => {
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload, query.tab, query.search, query.isOldestFirst, query.page]);
  // Whoever comes back to the window sees what came in meanwhile.
  useEffect(() => {
    const again = () => void reload();
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [reload]);

  /** Shows an order as it is now, in its place: rows that jump away are clicked by mistake. The counts follow. */
  const put = (order: Order): void => {
    setShown((old) => old && { ...old, data: old.data.map((one) => (one.number === order.number ? order : one)) });
    void ask(({ meta }) => setShown((old) => old && { ...old, meta }));
  };

  return { shown, put, reload, complain };
};

/** Saves orders as a file for the shipper: those that are shown, on all pages, or those with the numbers. */
export const useOrdersFile = (complain: (error: unknown) => void) => {
  const { locale } = useIntl();
  const { get } = useFetchClient();
  return async (which: InboxQuery | readonly Order[]): Promise<void> => {
    const language = fileLanguageOf(locale);
    const params = {
      language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...('tab' in which ? narrowedTo(which) : { numbers: which.map(({ number }) => number).join(',') }),
    };
    try {
      const { data } = await get<Blob>('/ordering/orders.csv', { params, responseType: 'blob' });
      saveAs(ordersFileIn(language).name, data);
    } catch (error) {
      complain(error);
    }
  };
};
