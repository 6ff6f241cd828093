import type { Metric } from '@inprint/kit/metrics';

import type { Cache } from './cache';

/** What can be counted of one server's cache. Each request is counted once. */
export const cacheMetrics = (cache: Cache): readonly Metric[] => [
  {
    name: 'inprint_cache_requests_total',
    help: 'Requests by what the cache did: hit (kept here), store (kept by another server), shared (made for somebody else at that moment), miss (made anew), bypass (never asked of it).',
    kind: 'counter',
    labels: ['outcome'],
    read: () => {
      const { hits, fromStore, shared, misses, passed } = cache.report().counts;
      const by = { hit: hits, store: fromStore, shared, miss: misses, bypass: passed };
      return Object.entries(by).map(([outcome, value]) => ({ labels: { outcome }, value }));
    },
  },
  {
    name: 'inprint_cache_bytes',
    help: 'Memory that kept answers take.',
    kind: 'gauge',
    labels: [],
    read: () => [{ value: cache.report().bytes }],
  },
];
