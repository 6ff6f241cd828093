import { places } from '@inprint/kit/transactions';
import { databaseNow } from '@inprint/kit/database/clock';
import { dialectOf } from '@inprint/kit/database/dialect';

import { TAKEN } from '../../../domain/committed';
import type { Counted, Shelf } from '../../../domain/shelf';
import { TABLES } from '../database';
import { numberOf, quotedStockTableOf, rowsOf, textOf, type Executor, type Row, type Strapi } from '../strapi';

/** What is known of an edition's copies. */
export interface ShelfFacts extends Shelf {
  /** When it was last counted, ISO 8601 in UTC. */
  readonly countedAt: string | null;
}

const OPEN = `('received', 'passed-on')`;
const DAY = 24 * 3600 * 1000;
/** Counts may arrive so late; movements are kept for twice as long. */
export const LATEST_COUNT_DAYS = 30;

const sumOf = (rows: readonly Row[]): number => Number(rows[0]?.copies ?? 0);

/** The first moment at which an order of `o` was known to the warehouse: it was passed on, or it left. */
const KNOWN = `EXISTS (SELECT 1 FROM ${TABLES.events} k WHERE k.order_id = o.id AND k.state IN ('passed-on', 'sent') AND k.at <= ?)`;

/** The moment at which an order of `o` came into its present state. */
const INTO_STATE = `(SELECT MAX(x.at) FROM ${TABLES.events} x WHERE x.order_id = o.id AND x.state = o.state)`;

/** What lies on the shelf and is promised, and what came and left since a moment. */
export const createShelf = (strapi: Strapi) => {
  const linesOf = (states: string, condition: string): string =>
    `SELECT COALESCE(SUM(l.quantity), 0) AS copies FROM ${TABLES.orders} o JOIN ${TABLES.lines} l ON l.order_id = o.id
     WHERE o.state IN ${states} AND l.stock_status = ? AND l.counted <> ${TAKEN.onDemand} AND ${condition}`;

  /** Copies that came (positive) or went since a moment, orders left out. */
  const moved = async (trx: Executor, stockStatus: string, since: string): Promise<number> =>
    sumOf(
      await rowsOf(
        trx,
        `SELECT COALESCE(SUM(copies), 0) AS copies FROM ${TABLES.movements} WHERE stock_status = ? AND happened_at > ?`,
        [stockStatus, since]
      )
    );

  const sentSince = async (trx: Executor, stockStatus: string, since: string): Promise<number> =>
    sumOf(await rowsOf(trx, linesOf(`('sent')`, `${INTO_STATE} > ?`), [stockStatus, since]));

  /** Copies of orders that a warehouse did not know of at a moment: it cannot have taken them off. */
  const unknownAt = async (trx: Executor, stockStatus: string, moment: string): Promise<number> =>
    sumOf(await rowsOf(trx, linesOf(OPEN, `NOT ${KNOWN}`), [stockStatus, moment])) +
    sumOf(await rowsOf(trx, linesOf(`('sent')`, `${INTO_STATE} > ? AND NOT ${KNOWN}`), [stockStatus, moment, moment]));

  /** Copies of orders that the warehouse had taken off, and that were cancelled since. */
  const returnedSince = async (trx: Executor, stockStatus: string, since: string): Promise<number> =>
    sumOf(await rowsOf(trx, linesOf(`('cancelled')`, `${INTO_STATE} > ? AND ${KNOWN}`), [stockStatus, since, since]));

  return {
    /**
     * The facts of some editions, all as they are at one moment: an order that is placed between two questions would count twice, or not at
     * all.
     *
     * @param on a transaction; or Strapi, outside of one
     */
    async of(on: Strapi | Executor, stockStatuses: readonly string[]): Promise<Map<string, ShelfFacts>> {
      if (stockStatuses.length === 0) return new Map();
      const rows = await rowsOf(
        on,
        `SELECT s.document_id, s.quantity, c.short, c.counted_at,
           (SELECT COALESCE(SUM(l.quantity), 0) FROM ${TABLES.lines} l JOIN ${TABLES.orders} o ON o.id = l.order_id
            WHERE l.stock_status = s.document_id AND l.counted <> ${TAKEN.onDemand} AND o.state IN ${OPEN}) AS committed
         FROM ${quotedStockTableOf(strapi)} s LEFT JOIN ${TABLES.counts} c ON c.stock_status = s.document_id
         WHERE s.document_id IN (${places(stockStatuses)})`,
        stockStatuses
      );
      return new Map(
        rows.map(({ document_id: id, quantity, committed, short, counted_at: countedAt }) => [
          String(id),
          {
            available: numberOf(quantity),
            committed: Number(committed),
            short: Number(short ?? 0),
            countedAt: textOf(countedAt),
          },
        ])
      );
    },

    /** Copies that came to the shelf (positive) or left it since a moment. */
    shelfSince: async (trx: Executor, stockStatus: string, since: string): Promise<number> =>
      (await moved(trx, stockStatus, since)) - (await sentSince(trx, stockStatus, since)),

    /**
     * What became of what can be promised since a warehouse said how much that is, at a moment; it takes the orders off itself
     * that it knows of.
     */
    promisedSince: async (trx: Executor, stockStatus: string, moment: string | null): Promise<number> => {
      const at = moment ?? new Date(await databaseNow(strapi, trx)).toISOString();
      const known = (await returnedSince(trx, stockStatus, at)) - (await unknownAt(trx, stockStatus, at));
      return moment === null ? known : known + (await moved(trx, stockStatus, moment));
    },

    /** Remembers that copies came or went, for counts that arrive late. @param at now if null */
    noteMovement: async (trx: Executor, stockStatus: string, copies: number, at: string | null): Promise<void> => {
      await trx(TABLES.movements).insert({
        stock_status: stockStatus,
        copies,
        happened_at: at ?? trx.raw(dialectOf(strapi).now),
      });
    },

    /** Remembers what a change left missing and, where it was a count, when. @param at now if null; undefined: it was no count */
    noteCount: async (
      trx: Executor,
      stockStatus: string,
      { short }: Counted,
      at: string | null | undefined
    ): Promise<void> => {
      if (at === undefined) await trx(TABLES.counts).where({ stock_status: stockStatus }).update({ short });
      else {
        await trx(TABLES.counts)
          .insert({ stock_status: stockStatus, counted_at: at ?? trx.raw(dialectOf(strapi).now), short })
          .onConflict('stock_status')
          .merge();
      }
    },

    /** From now on the copies of open orders that nobody had counted are the count's: cancelled, they come back to it. */
    adoptUncounted: async (trx: Executor, stockStatus: string): Promise<void> => {
      await trx(TABLES.lines)
        .where({ stock_status: stockStatus, counted: TAKEN.uncounted })
        .whereIn('order_id', trx(TABLES.orders).whereIn('state', ['received', 'passed-on']).select('id'))
        .update({ counted: TAKEN.byCount });
    },

    /** Forgets movements that no count asks for any more. */
    forgetMovements: (moment: number): Promise<number> =>
      strapi.db
        .connection(TABLES.movements)
        .where('happened_at', '<', new Date(moment - 2 * LATEST_COUNT_DAYS * DAY).toISOString())
        .delete() as unknown as Promise<number>,
  };
};
