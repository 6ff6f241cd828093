import { whenLeaving } from '@inprint/kit/leaving';
import { declareMetrics } from '@inprint/kit/metrics';

import { createChangedKeys } from '../../../domain/changed-keys';
import { nextDayChange } from '../../../domain/day-change';
import type { Cache } from '../cache';
import type { ResponseCacheConfig } from '../config';
import { cacheKeysOf } from '../key-header';
import { configOf, type Strapi } from '../strapi';
import { createListeners, type Listeners } from './listeners';

/** How often the database is asked for changes while somebody listens, in ms. */
const POLL_EVERY_MS = 250;
/** Several writes of one change are told together, in ms. */
const GATHER_MS = 100;

/**
 * Tells those who listen which keys are outdated, after the change was committed, whichever server wrote it.
 *
 * @returns the listeners, and what is to be done again and again, with the ms between
 */
export const createLiveChanges = (
  strapi: Strapi,
  cache: Cache,
  { heartbeatSeconds, ...limits }: NonNullable<ResponseCacheConfig['live']>
): {
  readonly listeners: Listeners;
  readonly work: readonly { readonly milliseconds: number; readonly work: () => void }[];
} => {
  const { timeZone } = configOf(strapi);
  const listeners = createListeners(limits);
  const changed = createChangedKeys(cacheKeysOf(strapi).keyOf);
  let isGathering = false;
  let dayEnds = nextDayChange(timeZone, Date.now());

  const tell = (): void => {
    isGathering = false;
    const keys = changed.take();
    if (keys.length > 0) listeners.tell(keys);
  };
  const add = (what: Parameters<typeof changed.add>[0]): void => {
    if (listeners.count() === 0) return;
    changed.add(what);
    if (isGathering) return;
    isGathering = true;
    setTimeout(tell, GATHER_MS).unref();
  };
  cache.whenChanged((what, isStillBlind) => {
    if (!isStillBlind) add(what);
  });

  const poll = (): void => {
    if (listeners.count() > 0) void cache.poll();
    if (Date.now() < dayEnds) return;
    // Answers may name days, and end with them.
    dayEnds = nextDayChange(timeZone, Date.now());
    add(null);
  };

  whenLeaving(strapi, 'response-cache', listeners.close);
  declareMetrics(strapi, {
    name: 'inprint_live_listeners',
    help: 'Open connections of pages that are told what changed.',
    kind: 'gauge',
    labels: [],
    read: () => [{ value: listeners.count() }],
  });
  return {
    listeners,
    work: [
      { milliseconds: POLL_EVERY_MS, work: poll },
      { milliseconds: heartbeatSeconds * 1000, work: listeners.beat },
    ],
  };
};
