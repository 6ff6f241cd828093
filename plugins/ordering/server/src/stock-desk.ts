import { MOST_COPIES } from '../../domain/copies';
import type { Reason, StockChange } from '../../domain/ledger';
import { inTransaction, serviceOf, stockTableOf, type Strapi } from './strapi';

/** A change as the stock desk, the side panel and the warehouse's file make it. */
interface DeskChange {
  readonly kind: 'delta' | 'count' | 'uncounted';
  readonly copies?: number;
  readonly stockStatus: string;
  readonly reason: Exclude<Reason, 'state'>;
  readonly note: string | null;
  /** The id of the admin user; null for a machine. */
  readonly who: number | null;
}

type Problem = 'unknown' | 'not-counted' | 'too-few' | 'too-many';
type Inverse = { kind: 'delta' | 'count'; copies: number } | { kind: 'uncounted' };
type Outcome =
  | { ok: true; before: number | null; after: number | null; inverse: Inverse }
  | { ok: false; problem: Problem; quantity: number | null };

const inverseOf = (before: number | null, after: number | null): Inverse => {
  if (before === null) return { kind: 'uncounted' };
  return after === null ? { kind: 'count', copies: before } : { kind: 'delta', copies: before - after };
};

const problemOf = (before: number | null, change: StockChange): Problem | null => {
  if ('count' in change) return change.count !== null && change.count > MOST_COPIES ? 'too-many' : null;
  if (before === null) return 'not-counted';
  const after = before + change.delta;
  return after < 0 ? 'too-few' : change.delta > 0 && after > MOST_COPIES ? 'too-many' : null;
};

/** Makes the changes of the stock desk lines of the ledger, with their reason, note and who made them. */
export const leadStockDeskThrough = (strapi: Strapi): void => {
  const desk = strapi.plugin('availability').service('stock') as {
    leadThrough: (door: (change: DeskChange) => Promise<Outcome>) => void;
  };
  desk.leadThrough(({ kind, copies = 0, stockStatus, reason, note, who }) =>
    inTransaction(strapi, async (trx): Promise<Outcome> => {
      const ledger = serviceOf(strapi, 'ledger');
      const change: StockChange = kind === 'delta' ? { delta: copies } : { count: kind === 'count' ? copies : null };
      const row = (await ledger.lock(trx, [stockStatus])).get(stockStatus);
      if (!row) return { ok: false, problem: 'unknown', quantity: null };
      const problem = problemOf(row.quantity, change);
      if (problem) return { ok: false, problem, quantity: row.quantity };
      const by = who === null ? 'system' : `admin:${who}`;
      const line = await ledger.book(trx, stockStatus, change, { reason, reference: null, who: by, note });
      if (!line) return { ok: false, problem: 'unknown', quantity: row.quantity };
      await trx(stockTableOf(strapi))
        .where({ document_id: stockStatus })
        .update({ updated_at: new Date(), ...(who === null ? {} : { updated_by_id: who }) });
      return { ok: true, before: row.quantity, after: line.balance, inverse: inverseOf(row.quantity, line.balance) };
    })
  );
};
