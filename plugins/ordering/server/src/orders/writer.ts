import { preparedIn } from '@inprint/kit/prepared';

import type { UnfilledLines } from '../../../domain/filling';
import { settle, type Settled } from '../../../domain/settling';
import { speechFor } from '../../../domain/speech';
import {
  configOf,
  inTransaction,
  isPostgres,
  serviceOf,
  stockTableOf,
  withRetry,
  type Executor,
  type Strapi,
} from '../strapi';
import type { FormError } from './answer';
import { brokenRules } from './rules';
import { takeAtOnce, writeOnPostgres } from './writer-postgres';
import { writeOnSqlite } from './writer-sqlite';
import type { NewOrder } from './writing';

/** What became of an order. */
export type Outcome =
  | { readonly kind: 'taken' }
  /** There is an answer under its key already. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'unfilled'; readonly lines: UnfilledLines }
  | { readonly kind: 'breaks-rules'; readonly problems: readonly FormError[] }
  | { readonly kind: 'failed'; readonly error: unknown };

/** An order that is filled, with the copies that it takes. */
export interface Filled {
  readonly order: NewOrder;
  readonly settled: Extract<Settled, { kind: 'filled' }>;
}

type Outcomes = Map<NewOrder, Outcome>;

const editionsOf = (orders: readonly NewOrder[]): string[] => [
  ...new Set(orders.flatMap(({ lines }) => lines.flatMap(({ stock }) => (stock ? [stock.stockStatus] : [])))),
];

/** The first order of each key, or of each recipient. */
const firstOfEach = (orders: readonly NewOrder[], of: (order: NewOrder) => string): NewOrder[] => {
  const first = new Map<string, NewOrder>();
  for (const order of orders) if (!first.has(of(order))) first.set(of(order), order);
  return [...first.values()];
};

/**
 * Writes orders down: what they take, the order, its lines, what happened, the mails that are to be sent, and the answer under its key,
 * all or nothing for each. Orders that come at once share a transaction; each is confirmed after the commit.
 */
export const createWriter = (strapi: Strapi) => {
  /** The rules that hold only as long as nobody else orders: asked again where nobody can. */
  const rulesBrokenBy = async (
    trx: Executor,
    { lines, recipient: { country }, recipientKey, locale }: NewOrder
  ): Promise<FormError[]> => brokenRules(strapi, trx, lines, { country, recipientKey }, speechFor(locale));

  /** @returns the outcome of some of them, of one at least */
  const writeLocked = (asked: readonly NewOrder[]): Promise<Outcomes> =>
    inTransaction(strapi, async (trx) => {
      const countsRecipients = configOf(strapi).rules.perRecipient !== null;
      // Orders of one recipient are judged by those before them, one at a time.
      const orders = countsRecipients ? firstOfEach(asked, ({ recipientKey }) => recipientKey) : asked;
      const editions = await serviceOf(strapi, 'ledger').lock(trx, editionsOf(orders));
      const outcomes: Outcomes = new Map();
      const filled: Filled[] = [];
      const all = settle(
        orders.map(({ lines }) => lines),
        editions
      );
      for (const [index, settled] of all.entries()) {
        const order = orders[index] as NewOrder;
        if (settled.kind === 'unfilled') outcomes.set(order, settled);
        if (settled.kind !== 'filled') continue;
        const problems = countsRecipients ? await rulesBrokenBy(trx, order) : [];
        if (problems.length > 0) outcomes.set(order, { kind: 'breaks-rules', problems });
        else filled.push({ order, settled });
      }
      const prepared = await preparedIn(strapi, trx);
      const { kept, soldOut } = await (prepared.dialect === 'sqlite'
        ? writeOnSqlite(strapi, prepared.rows, filled)
        : writeOnPostgres(strapi, prepared.rows, filled));
      const wasAnswered = filled.some(({ order }) => !kept.has(order.key));
      // What an order took that was answered already was not taken: who went without it is settled again.
      if (wasAnswered) for (const [order, { kind }] of outcomes) if (kind === 'unfilled') outcomes.delete(order);
      for (const { order } of filled) outcomes.set(order, { kind: kept.has(order.key) ? 'taken' : 'answered' });
      // The last copy went: editors see it first at the stock desk. Before that an order is no news there.
      if (soldOut.length > 0) {
        await trx(stockTableOf(strapi)).whereIn('document_id', soldOut).update({ updated_at: new Date() });
      }
      return outcomes;
    });

  /** What is wrong with one of them is not the others' fault: alone, it fails alone. */
  const writeAlone = async (orders: readonly NewOrder[]): Promise<Outcomes> => {
    const outcomes: Outcomes = new Map();
    for (const order of orders) {
      try {
        for (const [one, outcome] of await withRetry(strapi, () => writeLocked([order]))) outcomes.set(one, outcome);
      } catch (error) {
        outcomes.set(order, { kind: 'failed', error });
      }
    }
    return outcomes;
  };

  const writeSome = async (orders: readonly NewOrder[]): Promise<Outcomes> => {
    // In a transaction of somebody else's nothing can be tried again.
    if (strapi.db.inTransaction()) return writeLocked(orders);
    try {
      const isPlain = isPostgres(strapi) && !configOf(strapi).rules.perRecipient;
      const kept = isPlain ? await withRetry(strapi, () => takeAtOnce(strapi, orders)) : null;
      if (kept === null) return await withRetry(strapi, () => writeLocked(orders));
      return new Map(orders.map((order) => [order, { kind: kept.has(order.key) ? 'taken' : 'answered' }]));
    } catch {
      return writeAlone(orders); // there it fails again, and is told
    }
  };

  return {
    /** @returns what became of each order, in their order */
    async write(orders: readonly NewOrder[]): Promise<Outcome[]> {
      const outcomes: Outcomes = new Map();
      for (let left = [...orders]; left.length > 0; left = left.filter((order) => !outcomes.has(order))) {
        const some = firstOfEach(left, ({ key }) => key);
        for (const [order, outcome] of await writeSome(some)) outcomes.set(order, outcome);
      }
      return orders.map((order) => outcomes.get(order) as Outcome);
    },
  };
};
