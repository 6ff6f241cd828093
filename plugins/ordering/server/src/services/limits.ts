import { createHmac } from 'node:crypto';

import {
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterAbstract,
  type RateLimiterRes,
} from 'rate-limiter-flexible';

import { TABLES } from '../database';
import { configOf, isPostgres, type Strapi } from '../strapi';

type Subject = 'client' | 'address' | 'guesses' | 'waiting' | 'waitingAddress';

/**
 * Rate limits that hold on all servers: they are counted in the database on PostgreSQL, and in memory on SQLite, which
 * serves one process. Neither knows whom it counts: keys are hashed.
 */
export const createLimits = (strapi: Strapi) => {
  let limiters: Readonly<Record<Subject, RateLimiterAbstract>> | null = null;

  const make = (subject: Subject): RateLimiterAbstract => {
    const { points, seconds: duration } = configOf(strapi).limits[subject];
    const inMemory = new RateLimiterMemory({ keyPrefix: subject, points, duration });
    if (!isPostgres(strapi)) return inMemory;
    return new RateLimiterPostgres({
      keyPrefix: subject,
      points,
      duration,
      storeClient: strapi.db.connection,
      storeType: 'knex',
      tableName: TABLES.limits,
      tableCreated: true,
      insuranceLimiter: inMemory,
    });
  };

  const limiterOf = (subject: Subject): RateLimiterAbstract => {
    limiters ??= {
      client: make('client'),
      address: make('address'),
      guesses: make('guesses'),
      waiting: make('waiting'),
      waitingAddress: make('waitingAddress'),
    };
    return limiters[subject];
  };

  const secret = (): string => (strapi.config.get('server.app.keys') as string[])[0] ?? '';

  return {
    /** A text that stands for another one and does not tell it. */
    pseudonym: (value: string): string => createHmac('sha256', secret()).update(value).digest('base64url'),

    /** Counts one try. @returns seconds to wait, or null if it may go on */
    async secondsToWait(subject: Subject, who: string): Promise<number | null> {
      if (!configOf(strapi).limits.enabled) return null;
      try {
        await limiterOf(subject).consume(this.pseudonym(who));
        return null;
      } catch (refused) {
        if (refused instanceof Error) throw refused;
        return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
      }
    },

    /** Counts nothing. @returns seconds to wait where all tries are used up, else null */
    async secondsUntilFree(subject: Subject, who: string): Promise<number | null> {
      if (!configOf(strapi).limits.enabled) return null;
      const used = await limiterOf(subject).get(this.pseudonym(who));
      return used && used.remainingPoints <= 0 ? Math.max(1, Math.ceil(used.msBeforeNext / 1000)) : null;
    },

    /** Counts a try as more than one. */
    async addTries(subject: Subject, who: string, tries: number): Promise<void> {
      if (configOf(strapi).limits.enabled) await limiterOf(subject).penalty(this.pseudonym(who), tries);
    },
  };
};
