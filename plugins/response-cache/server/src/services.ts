import type { ResponseCacheServices } from '@inprint/kit/neighbours';

import { emptyCache, pruneChangeLog } from './change-log';
import { runningOf } from './running';
import type { Strapi } from './strapi';
import type { ReportedRows } from './recorder';
import type { OnChange } from './change-detector';

const services = {
  cache: ({ strapi }: { strapi: Strapi }) => ({
    /**
     * Calls a function when the database says that something changed, before any answer is made from then on: for what is
     * remembered between requests. Not called where the cache is not active.
     */
    whenChanged: (listener: OnChange): void => {
      const { cache, waiting } = runningOf(strapi);
      if (cache) cache.whenChanged(listener);
      else waiting.push(listener);
    },
    /**
     * Reads something that many answers are made of, or remembers it for as long as none of the rows changed that it says it was made
     * of. Outside of answers that may be kept, and where the cache is not active, it is read each time.
     *
     * @param name says all that it depends on, apart from the database
     */
    remember: <Value extends { readonly reads: readonly ReportedRows[] }>(
      name: string,
      read: () => Promise<Value>
    ): Promise<Value> => runningOf(strapi).cache?.rememberReported(name, read) ?? read(),
    /** The moment that it is now, for `isOutdated`. */
    moment: (): number => runningOf(strapi).recent?.now() ?? 0,
    /**
     * Did something change since that moment that an answer with one of these keys was made of? For whoever makes one thing of several
     * answers: a cache before the portal that was told of the change already must not keep it. False where the cache is not active.
     */
    isOutdated: (since: number, keys: ReadonlySet<string>): boolean =>
      runningOf(strapi).recent?.isOutdated(since, keys) ?? false,
    /** Forgets every answer, in all servers and in the store. */
    empty: () => emptyCache(strapi),
    /** Removes what nobody needs any more from the change log: every server does it each minute. */
    prune: () => pruneChangeLog(strapi),
    /** Numbers since the start, and the answers that were outdated last. */
    report: () => runningOf(strapi).cache?.report() ?? null,
  }),
} satisfies {
  readonly [Name in keyof ResponseCacheServices]: (site: { strapi: Strapi }) => ResponseCacheServices[Name];
};

export default services;
