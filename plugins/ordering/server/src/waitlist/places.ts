import { dialectOf } from '@inprint/kit/database/dialect';

import { TABLES } from '../database';
import { configOf, type Executor, type Row, type Strapi } from '../strapi';

const DAY = 24 * 3600 * 1000;

/** The rows of the waitlist. */
export const createPlaces = (strapi: Strapi) => {
  const oldestUnconfirmed = (now = Date.now()): string =>
    new Date(now - configOf(strapi).waitlist.confirmWithinDays * DAY).toISOString();

  return {
    now: (trx: Executor) => trx.raw(dialectOf(strapi).now),
    /** What was noted before that moment and never confirmed is gone. */
    oldestUnconfirmed,

    /** Has a material looked at again: somebody may have to be told. */
    lookAgainAt: (trx: Executor, material: string): PromiseLike<unknown> => trx(TABLES.changed).insert({ material }),

    async byToken(executor: Executor, token: string): Promise<Row | null> {
      const row = (await executor(TABLES.waitlist).where({ token }).first()) as Row | undefined;
      if (!row || (row.state === 'pending' && String(row.created_at) < oldestUnconfirmed())) return null;
      return row;
    },

    /** Forgets addresses, and that anybody waited. @returns how many places */
    async erase(executor: Executor, where: (query: ReturnType<Executor>) => void): Promise<number> {
      const query = executor(TABLES.waitlist).whereNull('erased_at');
      where(query);
      return (await query.update({
        email: null,
        erased_at: new Date().toISOString(),
        state: strapi.db.connection.raw(`CASE state WHEN 'told' THEN 'told' ELSE 'gone' END`),
      })) as number;
    },
  };
};

export type Places = ReturnType<typeof createPlaces>;
