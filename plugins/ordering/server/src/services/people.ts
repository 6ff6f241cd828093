import { databaseNow } from '@inprint/kit/database/clock';

import { TABLES } from '../database';
import { configOf, inTransaction, serviceOf, type Executor, type Row, type Strapi } from '../strapi';

const DAY = 24 * 3600 * 1000;

const ADDRESS = [
  'name',
  'organisation',
  'street',
  'postal_code',
  'city',
  'country',
  'email',
  'recipient_key',
  'tracking',
] as const;
const NO_ADDRESS = Object.fromEntries(ADDRESS.map((column) => [column, null]));

/** What came of erasing a person: how much, or the numbers of the orders that stand against it. */
export type Erasing =
  | { readonly outcome: 'erased'; readonly orders: number; readonly waiting: number }
  | { readonly outcome: 'open-orders'; readonly numbers: readonly string[] };

/** What is kept about people: shown, handed out and forgotten. Orders and the ledger keep their copies, without names. */
export const createPeople = (strapi: Strapi) => {
  const now = (): string => new Date().toISOString();
  const withEmail = 'LOWER(email) = LOWER(?)';

  const forgetOrders = async (trx: Executor, narrow: (query: ReturnType<Executor>) => unknown): Promise<number> => {
    const query = trx(TABLES.orders).whereNull('erased_at');
    narrow(query);
    return (await query.update({ ...NO_ADDRESS, erased_at: now() })) as number;
  };

  return {
    /** Everything that is kept about an e-mail address. */
    exportOf: async (email: string) => ({
      orders: await serviceOf(strapi, 'inbox').ordersOf(email),
      waiting: await serviceOf(strapi, 'waitlist').exportOf(email),
    }),

    /**
     * Takes an e-mail address, and the name and street that came with it, out of all that is kept. Nothing is erased while an
     * order is still to be sent: without its address it could not be, and its copies would be lost.
     */
    eraseOf: (email: string): Promise<Erasing> =>
      inTransaction(strapi, async (trx): Promise<Erasing> => {
        const open = (await trx(TABLES.orders)
          .whereRaw(withEmail, [email])
          .whereIn('state', ['received', 'passed-on'])
          .orderBy('id')
          .select('number')) as Row[];
        if (open.length > 0) return { outcome: 'open-orders', numbers: open.map(({ number }) => String(number)) };
        // An order that comes in meanwhile keeps its address: only what is done is forgotten.
        const orders = await forgetOrders(trx, (query) =>
          query.whereRaw(withEmail, [email]).whereIn('state', ['sent', 'cancelled'])
        );
        const waiting = await serviceOf(strapi, 'waitlist').eraseOf(trx, email);
        return { outcome: 'erased', orders, waiting };
      }),

    /**
     * Forgets what is older than the set days: addresses of orders that were sent or cancelled so long ago, of those who waited and
     * were told, kept answers, which hold orders' secret tokens, messages that were sent or given up, refusals, and reports of the feed.
     *
     * @param at now, by the database's clock: a server whose own clock is ahead must not erase what is still needed
     * @returns how many orders lost their address
     */
    async eraseOld(at?: number): Promise<number> {
      const moment = at ?? (await databaseNow(strapi));
      const { keepDays, keepAnswersDays, keepRefusalsDays, keepReportsDays } = configOf(strapi).privacy;
      const before = (days: number): string => new Date(moment - days * DAY).toISOString();
      await strapi.db.connection(TABLES.requests).where('created_at', '<', before(keepAnswersDays)).delete();
      await serviceOf(strapi, 'outbox').forgetSent(keepAnswersDays, moment);
      await strapi.db.connection(TABLES.refusals).where('refused_at', '<', before(keepRefusalsDays)).delete();
      // Sent again after that, a batch's lines are found in the ledger, and booked no second time.
      await strapi.db.connection(TABLES.batches).where('created_at', '<', before(keepReportsDays)).delete();
      await serviceOf(strapi, 'outbox').forgetGivenUp(before(keepReportsDays));
      await serviceOf(strapi, 'shelf').forgetMovements(moment);
      if (keepDays === null) return 0;
      return inTransaction(strapi, async (trx) => {
        await serviceOf(strapi, 'waitlist').forgetErasedBefore(trx, before(2 * keepDays));
        await serviceOf(strapi, 'waitlist').eraseToldBefore(trx, before(keepDays));
        return forgetOrders(trx, (query) =>
          query
            .whereIn('state', ['sent', 'cancelled'])
            .where('created_at', '<', before(keepDays))
            .whereNotExists(
              trx(TABLES.events)
                .whereRaw(`${TABLES.events}.order_id = ${TABLES.orders}.id`)
                .where('at', '>=', before(keepDays))
                .select(trx.raw('1'))
            )
        );
      });
    },
  };
};
