import type { Cache } from './cache';
import type { nameMiddlewares } from './known-middlewares';
import type { Strapi } from './strapi';
import type { OnChange } from './change-detector';

/** What runs beside one Strapi. There may be several in a process. */
interface Running {
  /** Null where it is not active, or not yet. */
  cache: Cache | null;
  /** Who wants to know of changes and asked before the cache ran: plugins start in no order that they could rely on. */
  waiting: OnChange[];
  fingerprint: string;
  timers: NodeJS.Timeout[];
  middlewares: ReturnType<typeof nameMiddlewares> | null;
}

const running = new WeakMap<Strapi, Running>();

export const runningOf = (strapi: Strapi): Running => {
  const known = running.get(strapi);
  if (known) return known;
  const made: Running = { cache: null, waiting: [], fingerprint: '', timers: [], middlewares: null };
  running.set(strapi, made);
  return made;
};
