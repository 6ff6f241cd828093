import type { Cache } from './cache';
import type { RecentChanges } from '../../domain/recent-changes';
import type { Listeners } from './live/listeners';
import type { nameMiddlewares } from './known-middlewares';
import type { Strapi } from './strapi';
import type { OnChange } from './change-detector';

/** What runs beside one Strapi. There may be several in a process. */
interface Running {
  /** Null where it is not active, or not yet. */
  cache: Cache | null;
  /** Who wants to know of changes and asked before the cache ran: plugins start in no order that they could rely on. */
  waiting: OnChange[];
  /** Who is told what changed; null where nobody is. */
  listeners: Listeners | null;
  /** What changed lately; null where the cache is not active. */
  recent: RecentChanges | null;
  fingerprint: string;
  timers: NodeJS.Timeout[];
  middlewares: ReturnType<typeof nameMiddlewares> | null;
}

const running = new WeakMap<Strapi, Running>();

export const runningOf = (strapi: Strapi): Running => {
  const known = running.get(strapi);
  if (known) return known;
  const made: Running = {
    cache: null,
    waiting: [],
    listeners: null,
    recent: null,
    fingerprint: '',
    timers: [],
    middlewares: null,
  };
  running.set(strapi, made);
  return made;
};
