import type { Cache } from './cache';
import { emptyCache, pruneChangeLog } from './change-log';
import type { Strapi } from './strapi';
import type { ToldRows } from './recorder';
import type { OnChange } from './witness';

let running: Cache | null = null;

/** Who wants to know of changes and asked before the cache ran: plugins start in no order that they could rely on. */
const waiting: OnChange[] = [];

/** Hands the running cache to who asks for it by Strapi's services. */
export const setCache = (cache: Cache | null): void => {
  running = cache;
  if (cache) for (const listener of waiting.splice(0)) cache.whenChanged(listener);
};

/** The running cache; null where it is not active. */
export const runningCache = (): Cache | null => running;

const services = {
  cache: ({ strapi }: { strapi: Strapi }) => ({
    /**
     * Calls a function when the database says that something changed, before any answer is made from then on: for what is
     * remembered between requests. Not called where the cache is not active.
     */
    whenChanged: (listener: OnChange): void => {
      if (running) running.whenChanged(listener);
      else waiting.push(listener);
    },
    /**
     * Reads something that many answers are made of, or remembers it for as long as none of the rows changed that it says it was made
     * of. Outside of answers that may be kept, and where the cache is not active, it is read each time.
     *
     * @param name says all that it depends on, apart from the database
     */
    remember: <Value extends { readonly reads: readonly ToldRows[] }>(
      name: string,
      read: () => Promise<Value>
    ): Promise<Value> => running?.rememberTold(name, read) ?? read(),
    /** Forgets every answer, in all servers and in the store. */
    empty: () => emptyCache(strapi),
    /** Removes what nobody needs any more from the change log: every server does it each minute. */
    prune: () => pruneChangeLog(strapi),
    /** Numbers since the start, and the answers that were outdated last. */
    report: () => running?.report() ?? null,
  }),
};

export default services;
