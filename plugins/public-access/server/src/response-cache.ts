import { neighbourOf } from '@inprint/kit/neighbours';

import type { Strapi } from './strapi';

/** Calls a function when the response cache, where it is installed, learns that another server changed rows of these types. */
export const whenOthersChange = (strapi: Strapi, uids: readonly string[], act: () => void): void => {
  const cache = neighbourOf(strapi, 'response-cache', 'cache');
  const tables = uids.map((uid) => strapi.db.metadata.get(uid).tableName);
  cache?.whenChanged((changed) => {
    if (changed === null || tables.some((table) => changed.has(table))) act();
  });
};
