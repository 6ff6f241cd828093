import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';

import { useProblemWords } from '../answers';
import { useSay } from '../messages';
import type { Undelivered } from './message';

interface Listed {
  readonly data: readonly Undelivered[];
  readonly meta: { readonly total: number };
}

const PATH = '/ordering/messages';

/** Messages that were given up, and a way to send one or all of them again. */
export const useUndelivered = () => {
  const say = useSay();
  const problemWords = useProblemWords();
  const { get, post } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [listed, setListed] = useState<Listed | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const complain = useCallback(
    (error: unknown) => toggleNotification({ type: 'danger', message: problemWords(error) }),
    [problemWords, toggleNotification]
  );
  const load = useCallback(() => get<Listed>(PATH).then(({ data }) => setListed(data)), [get]);
  useEffect(() => {
    load().catch(complain);
  }, [load, complain]);

  /** What holds afterwards is shown, also where somebody else was quicker. */
  const sendAgain = async (which: number | 'all'): Promise<void> => {
    setIsBusy(true);
    try {
      if (which === 'all') {
        const { data } = await post<{ data: { count: number } }>(`${PATH}/send-again`);
        toggleNotification({ type: 'success', message: say('messages.on-its-way', { count: data.data.count }) });
      } else {
        await post(`${PATH}/${which}/send-again`);
        toggleNotification({ type: 'success', message: say('messages.on-its-way', { count: 1 }) });
      }
    } catch (error) {
      complain(error);
    }
    await load().catch(complain);
    setIsBusy(false);
  };

  return { listed, isBusy, sendAgain };
};
