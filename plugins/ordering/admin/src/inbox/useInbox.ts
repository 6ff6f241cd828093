import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { useIntl } from 'react-intl';

import type { OrderState } from '../../../domain/order-state';
import { fileLanguageOf, ordersFileIn } from '../../../domain/orders-file';
import { useProblemWords } from '../answers';
import { useSay } from '../messages';
import { saveAs } from '../save-as';
import type { Order } from './order';
import { useOrderMove } from './useOrderMove';

interface Page {
  /** What was looked for; empty for all. */
  readonly search: string;
  readonly data: readonly Order[];
  readonly meta: { readonly page: number; readonly pageSize: number; readonly total: number };
}

/** Which orders are shown. */
export interface InboxQuery {
  readonly state: OrderState | null;
  /** What is known of an order; empty for all. */
  readonly search: string;
  readonly page: number;
}

/** What the server is asked for; of a list and of its file. */
const narrowedTo = (state: OrderState | null, search: string) => ({
  ...(state ? { state } : {}),
  ...(search ? { search } : {}),
});

/** The orders of one page, and what can be done with them. */
export const useInbox = ({ state, search, page }: InboxQuery) => {
  const say = useSay();
  const wordsOf = useProblemWords();
  const { locale } = useIntl();
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [shown, setShown] = useState<Page | null>(null);
  const { busy, move } = useOrderMove((moved) =>
    setShown((old) => old && { ...old, data: old.data.map((order) => (order.number === moved.number ? moved : order)) })
  );

  const complain = useCallback(
    (error: unknown) => toggleNotification({ type: 'danger', message: wordsOf(error) }),
    [say, toggleNotification]
  );

  useEffect(() => {
    let isCurrent = true;
    get<Omit<Page, 'search'>>('/ordering/orders', {
      params: { page, ...narrowedTo(state, search) },
    })
      .then(({ data }) => {
        if (isCurrent) setShown({ ...data, search });
      })
      .catch(complain);
    return () => {
      isCurrent = false;
    };
  }, [get, state, search, page, complain]);

  const download = async (): Promise<void> => {
    const language = fileLanguageOf(locale);
    try {
      const { data } = await get<Blob>('/ordering/orders.csv', {
        params: { language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...narrowedTo(state, search) },
        responseType: 'blob',
      });
      saveAs(ordersFileIn(language).name, data);
    } catch (error) {
      complain(error);
    }
  };

  return { shown, busy, move, download };
};
