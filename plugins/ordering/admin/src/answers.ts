import { useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';

import { isOrderState } from '../../domain/order-state';
import { useSay } from './messages';

/** How Strapi's fetch client hands on what the server says of a request that failed. */
interface Refused {
  readonly response?: {
    readonly data?: {
      readonly error?: { readonly status?: number; readonly message?: string; readonly details?: Refusal };
    };
  };
}

/** Refusals that have words of their own. */
const WORDS_OF_CODES = { 'too-late': 'problem.too-late', 'too-few': 'problem.too-few' } as const;

/** What we add to a refusal, for those who put it into words. */
interface Refusal {
  readonly code?: string;
  /** The state that an order has by now. */
  readonly state?: unknown;
  /** Orders that have to be sent first. */
  readonly orders?: unknown;
  readonly errors?: readonly { readonly path?: readonly string[] }[];
}

/** Says why a request failed, in the language of the person who made it. */
export const useProblemWords = (): ((error: unknown) => string) => {
  const say = useSay();
  return useCallback(
    (error) => {
      const refused = (error as Refused).response?.data?.error;
      // Nobody answered, or something that is not Strapi.
      if (!refused) return say('problem.unreachable');
      const { code = '', state, orders, errors = [] } = refused.details ?? {};
      if (isOrderState(state)) return say('problem.moved', { state: say(`state.${state}`) });
      if (Array.isArray(orders)) return say('problem.open-orders', { orders: orders.join(', ') });
      if (errors.some(({ path }) => path?.[0] === 'day')) return say('problem.day');
      if (Object.hasOwn(WORDS_OF_CODES, code)) return say(WORDS_OF_CODES[code as keyof typeof WORDS_OF_CODES]);
      if (refused.status === 404) return say('problem.gone');
      return say('problem.other', { message: String(refused.message) });
    },
    [say]
  );
};

/** An answer of the admin's API: as it is asked for, with what went wrong in words. */
export interface Asked<Answer> {
  readonly answer: Answer | null;
  readonly problem: string | null;
}

const NOTHING = { answer: null, problem: null } as const;

/** Asks the admin's API, again when the path changes. An empty path asks nothing. */
export const useAnswer = <Answer>(path: string): Asked<Answer> => {
  const { get } = useFetchClient();
  const wordsOf = useProblemWords();
  const [asked, setAsked] = useState<Asked<Answer> & { readonly path: string }>({ ...NOTHING, path: '' });
  useEffect(() => {
    if (path === '') return;
    let isCurrent = true;
    get<Answer>(path)
      .then(({ data }) => isCurrent && setAsked({ answer: data, problem: null, path }))
      .catch((error: unknown) => isCurrent && setAsked({ answer: null, problem: wordsOf(error), path }));
    return () => {
      isCurrent = false;
    };
  }, [get, path, wordsOf]);
  return asked.path === path ? asked : NOTHING;
};
