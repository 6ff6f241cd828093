import { MAX_COPIES } from '../../domain/copies';
import type { Reason } from '../../domain/ledger';
import { onHandOf, type Shelf } from '../../domain/shelf';
import { inTransaction, serviceOf, stockTableOf, type Strapi } from './strapi';

/** A change as the stock desk, the side panel and the warehouse's file make it. */
interface DeskChange {
  readonly kind: 'delta' | 'count' | 'uncounted';
  readonly copies?: number;
  /** The copies on the shelf that whoever counted had seen: undefined if they saw none, null for "not counted". */
  readonly seen?: number | null;
  readonly stockStatus: string;
  readonly reason: Exclude<Reason, 'state'>;
  readonly note: string | null;
  /** The id of the admin user; null for a machine. */
  readonly who: number | null;
}

type Problem = 'unknown' | 'not-counted' | 'too-few' | 'too-many' | 'changed';
type Inverse = { kind: 'delta' | 'count'; copies: number } | { kind: 'uncounted' };
type Outcome =
  | { ok: true; before: number | null; after: number | null; short: number; inverse: Inverse }
  | { ok: false; problem: Problem; quantity: number | null };

/** What keeps the books of the copies, for the plugin whose desk shows them. */
interface Books {
  readonly change: (change: DeskChange) => Promise<Outcome>;
  readonly copiesOf: (stockStatuses: readonly string[]) => Promise<ReadonlyMap<string, Shelf>>;
}

const NONE = { committed: 0, short: 0 };

/** @param onHand the copies on the shelf before: a count is of the shelf */
const inverseOf = (before: number | null, after: number | null, onHand: number | null): Inverse => {
  if (before === null) return { kind: 'uncounted' };
  return after === null ? { kind: 'count', copies: onHand ?? before } : { kind: 'delta', copies: before - after };
};

/** Of what the ledger can book, what a desk asks for. */
type DeskBooking = { readonly delta: number } | { readonly count: number | null };

const problemOf = (before: number | null, change: DeskBooking): Problem | null => {
  if ('count' in change) return change.count !== null && change.count > MAX_COPIES ? 'too-many' : null;
  if (before === null) return 'not-counted';
  const after = before + change.delta;
  return after < 0 ? 'too-few' : change.delta > 0 && after > MAX_COPIES ? 'too-many' : null;
};

/** Makes the changes of the stock desk lines of the ledger, with their reason, note and who made them. */
export const delegateStockDesk = (strapi: Strapi): void => {
  const desk = strapi.plugin('availability').service('stock') as {
    delegateTo: (books: Books) => void;
  };
  const change = ({ kind, copies = 0, seen, stockStatus, reason, note, who }: DeskChange): Promise<Outcome> =>
    inTransaction(strapi, async (trx): Promise<Outcome> => {
      const ledger = serviceOf(strapi, 'ledger');
      const booked: DeskBooking = kind === 'delta' ? { delta: copies } : { count: kind === 'count' ? copies : null };
      const row = (await ledger.lock(trx, [stockStatus])).get(stockStatus);
      if (!row) return { ok: false, problem: 'unknown', quantity: null };
      const { committed, short } = (await serviceOf(strapi, 'shelf').of(trx, [stockStatus])).get(stockStatus) ?? NONE;
      const onHand = onHandOf({ available: row.quantity, committed, short });
      if (seen !== undefined && seen !== onHand) return { ok: false, problem: 'changed', quantity: onHand };
      const problem = problemOf(row.quantity, booked);
      if (problem) return { ok: false, problem, quantity: row.quantity };
      const by = who === null ? 'system' : `admin:${who}`;
      const line = await ledger.book(trx, stockStatus, booked, { reason, reference: null, who: by, note });
      if (!line) return { ok: false, problem: 'unknown', quantity: row.quantity };
      await trx(stockTableOf(strapi))
        .where({ document_id: stockStatus })
        .update({ updated_at: new Date(), ...(who === null ? {} : { updated_by_id: who }) });
      const inverse = inverseOf(row.quantity, line.balance, onHand);
      return { ok: true, before: row.quantity, after: line.balance, short: line.short, inverse };
    });
  const copiesOf: Books['copiesOf'] = async (stockStatuses) => {
    const facts = await serviceOf(strapi, 'shelf').of(strapi, stockStatuses);
    return new Map(
      [...facts].map(([id, { available, committed, short }]) => [
        id,
        { available, committed, short: Math.min(short, committed) },
      ])
    );
  };
  desk.delegateTo({ change, copiesOf });
};
