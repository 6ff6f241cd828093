import { useLocation, useSearchParams } from 'react-router-dom';

import { isOrderState, ORDER_STATES, type OrderState } from '../../../domain/order-state';

/** What the orders are narrowed down to: a state, those that should have left long ago, or nothing. */
export type Tab = OrderState | 'overdue' | 'all';

const [RECEIVED = 'received', PASSED_ON = 'passed-on', ...DONE] = ORDER_STATES;
/** As work goes: what is overdue was passed on. */
export const TABS: readonly Tab[] = ['all', RECEIVED, PASSED_ON, 'overdue', ...DONE];

/** Which orders are shown. */
export interface InboxQuery {
  readonly tab: Tab;
  /** What is known of an order; empty for all. */
  readonly search: string;
  readonly isOldestFirst: boolean;
  /** From 1. */
  readonly page: number;
}

/** What the list leaves with a step of the browser's history, beside the address. */
interface Kept {
  readonly search?: unknown;
}

const tabOf = (name: string | null): Tab => (name === 'overdue' || isOrderState(name) ? name : 'all');

const addressOf = ({ tab, isOldestFirst, page }: InboxQuery): Record<string, string> => ({
  ...(tab === 'all' ? {} : { tab }),
  ...(isOldestFirst ? { sort: 'oldest' } : {}),
  ...(page === 1 ? {} : { page: String(page) }),
});

/** What the server is asked for; of a list and of its file. */
export const narrowedTo = ({ tab, search }: InboxQuery): Record<string, string> => ({
  ...(tab === 'overdue' ? { overdue: 'true' } : tab === 'all' ? {} : { state: tab }),
  ...(search ? { search } : {}),
});

/**
 * Which orders are shown, kept by “back”: in the address, but for the words that are looked for. They are names of people, and
 * addresses end up in logs and bookmarks; the browser keeps the words with its step instead.
 */
export const useInboxQuery = () => {
  const [parameters, setParameters] = useSearchParams();
  const kept = useLocation().state as Kept | null;
  const page = Number(parameters.get('page') ?? 1);
  const query: InboxQuery = {
    tab: tabOf(parameters.get('tab')),
    search: typeof kept?.search === 'string' ? kept.search : '',
    isOldestFirst: parameters.get('sort') === 'oldest',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
  /**
   * Changes a part; everything but turning a page leads back to the first page. What is typed letter by letter is one step for
   * “back”, not one for each letter.
   */
  const show = (part: Partial<InboxQuery>): void => {
    const next = { ...query, page: 1, ...part };
    const isTyping = part.search !== undefined && query.search !== '' && next.search !== '';
    setParameters(addressOf(next), { state: { search: next.search }, replace: isTyping });
  };
  return { query, show };
};

/** The address of the list when it shows this. */
export const toInbox = (query: InboxQuery): string => {
  const parameters = new URLSearchParams(addressOf(query)).toString();
  return `/plugins/ordering${parameters && `?${parameters}`}`;
};

/** The way back to the list as it was, to go with a link that leads away from it. */
export const fromInbox = (query: InboxQuery) => ({ from: toInbox(query), search: query.search });

/** Back to the list as it was, where somebody came from there. */
export const useWayBack = (): { readonly to: string; readonly state: Kept } => {
  const came = useLocation().state as Partial<ReturnType<typeof fromInbox>> | null;
  return { to: came?.from ?? '/plugins/ordering', state: { search: came?.search } };
};
