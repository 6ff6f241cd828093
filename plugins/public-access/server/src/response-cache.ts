import type { Strapi } from './strapi';

interface CacheService {
  readonly whenChanged: (listener: (changed: ReadonlySet<string> | null) => void) => void;
}

/** Calls a function when the response cache, where it is installed, learns that another server changed rows of these types. */
export const whenOthersChange = (strapi: Strapi, uids: readonly string[], act: () => void): void => {
  const cache = strapi.plugin('response-cache')?.service('cache') as CacheService | undefined;
  const tables = uids.map((uid) => strapi.db.metadata.get(uid).tableName);
  cache?.whenChanged((changed) => {
    if (changed === null || tables.some((table) => changed.has(table))) act();
  });
};
