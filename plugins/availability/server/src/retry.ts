import { setTimeout as pause } from 'node:timers/promises';

import { isRow, type Strapi } from './strapi';

/** PostgreSQL: serialization failure, deadlock, lock not available. SQLite: another process is writing. */
const PASSING = new Set(['40001', '40P01', '55P03', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);
const MOST_TRIES = 8;

/**
 * Does work again when the database had to refuse it for the sake of somebody else's. No deadlock reaches a client.
 *
 * @param work is begun anew as a whole: in a transaction that is open already it is done once, and whoever opened that begins anew
 */
export const withRetry = async <Result>(strapi: Strapi, work: () => Promise<Result>): Promise<Result> => {
  if (strapi.db.inTransaction()) return work();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = isRow(error) ? error.code : undefined;
      if (typeof code !== 'string' || !PASSING.has(code) || attempt === MOST_TRIES) throw error;
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
};
