import type { Context } from 'koa';

import { partsOf } from '../../domain/dependency';
import { questionIn, type Kind } from '../../domain/question';
import { noCounts, type Counts } from './serving/counts';
import { emptyCache } from './change-log';
import { createLiveController } from './live/controller';
import { runningOf } from './running';
import { configOf, type Strapi } from './strapi';

/** What the admin shows of this server's cache. */
export interface CacheReport {
  readonly isActive: boolean;
  /** ms since 1970. */
  readonly since: number;
  readonly counts: Counts;
  readonly answers: number;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly store: 'memory' | 'reachable' | 'unreachable';
  readonly outdated: readonly {
    /** ms since 1970. */
    readonly at: number;
    readonly kind: Kind;
    readonly question: string;
    /** The name of the content type, or of the table. */
    readonly what: string;
    /** `document_id=abc`; `~` and `#` as in `dependency.ts`; null for any row. */
    readonly row: string | null;
  }[];
}

/** Routes of the admin: how the cache does, and the button that empties it. */
const createCacheController = (strapi: Strapi) => {
  const nameOf = (table: string): string => {
    const type = Object.values(strapi.contentTypes).find(({ collectionName }) => collectionName === table);
    return type?.info.displayName ?? table;
  };

  return {
    report(ctx: Context): void {
      const report = runningOf(strapi).cache?.report();
      const data: CacheReport = {
        isActive: report !== undefined,
        since: report?.since ?? Date.now(),
        counts: report?.counts ?? noCounts(),
        answers: report?.answers ?? 0,
        bytes: report?.bytes ?? 0,
        maxBytes: configOf(strapi).maxBytes,
        store: report?.store ?? 'memory',
        outdated: (report?.outdated ?? []).map(({ key, because, at }) => {
          const { table, row } = partsOf(because);
          return { at, ...questionIn(key), what: nameOf(table), row };
        }),
      };
      ctx.body = { data };
    },

    async empty(ctx: Context): Promise<void> {
      if (runningOf(strapi).cache !== null) await emptyCache(strapi);
      ctx.status = 204;
    },
  };
};

export default {
  live: ({ strapi }: { strapi: Strapi }) => createLiveController(strapi),
  cache: ({ strapi }: { strapi: Strapi }) => createCacheController(strapi),
};
