import { withRetry } from '@inprint/kit/transactions';

import { MOST_COPIES } from '../../../domain/copies';
import type { DocumentId } from '../../../domain/facts';
import { modelOf } from '../setup';
import { runInTransaction, tableOf, type Row, type Strapi } from '../strapi';

/** Why a quantity changes. The same words as in a ledger's lines. */
export type StockChangeReason = 'delivery' | 'correction' | 'feed' | 'order' | 'cancellation';

/** What happens to a quantity: copies come or go, somebody counted, or nobody counts any more. */
export type QuantityChange =
  | { readonly kind: 'delta'; readonly copies: number }
  | { readonly kind: 'count'; readonly copies: number }
  | { readonly kind: 'uncounted' };

/** One change of one edition's quantity. */
export type StockChange = QuantityChange & {
  /** The stock status record. */
  readonly stockStatus: DocumentId;
  readonly reason: StockChangeReason;
  readonly note: string | null;
  /** The id of the admin user; null for a machine. */
  readonly who: number | null;
};

export type StockOutcome =
  | {
      readonly ok: true;
      readonly before: number | null;
      readonly after: number | null;
      /** What takes this change back, whatever else happened in between. */
      readonly inverse: QuantityChange;
    }
  | {
      readonly ok: false;
      readonly problem: 'unknown' | 'not-counted' | 'too-few' | 'too-many' | 'busy';
      readonly quantity: number | null;
    };

/** How often a count is tried again when others change the quantity at the same time. */
const TRIES = 20;

/**
 * The one door through which a quantity changes. Each change is one conditional statement: read, then write would let two
 * requests lose a change or sell a copy twice.
 */
export const createStock = (strapi: Strapi) => {
  const table = () => {
    const { name, column } = tableOf(strapi, modelOf(strapi).stockStatus.uid);
    return { name, quantity: column('quantity'), documentId: column('documentId') };
  };

  const quantityOf = async (documentId: DocumentId): Promise<number | null | undefined> => {
    const { name, quantity, documentId: key } = table();
    const rows = await runInTransaction(
      strapi,
      strapi.db.connection(name).where(key, documentId).limit(1).select(quantity)
    );
    const row = (rows as Row[])[0];
    if (!row) return undefined;
    const value = row[quantity];
    return value === null || value === undefined ? null : Number(value);
  };

  const stamp = (who: number | null): Row => ({
    updated_at: new Date(),
    ...(who === null ? {} : { updated_by_id: who }),
  });

  const move = async ({ stockStatus, who }: StockChange, copies: number): Promise<StockOutcome> => {
    const { name, quantity, documentId } = table();
    const knex = strapi.db.connection;
    const fits = Math.abs(copies) <= MOST_COPIES; // else a number that PostgreSQL's integer cannot hold
    const rows = !fits
      ? []
      : ((await runInTransaction(
          strapi,
          knex(name)
            .where(documentId, stockStatus)
            .whereBetween(quantity, [Math.max(0, -copies), MOST_COPIES - Math.max(0, copies)])
            .update({ [quantity]: knex.raw('?? + ?', [quantity, copies]), ...stamp(who) })
            .returning(quantity)
        )) as Row[]);
    const row = rows[0];
    if (row) {
      const after = Number(row[quantity]);
      return { ok: true, before: after - copies, after, inverse: { kind: 'delta', copies: -copies } };
    }
    const now = await quantityOf(stockStatus);
    if (now === undefined) return { ok: false, problem: 'unknown', quantity: null };
    if (now === null) return { ok: false, problem: 'not-counted', quantity: null };
    return { ok: false, problem: copies < 0 ? 'too-few' : 'too-many', quantity: now };
  };

  /** Sets a quantity to what was counted, if it still is what it was when the difference was reckoned. */
  const set = async ({ stockStatus, who }: StockChange, after: number | null): Promise<StockOutcome> => {
    const { name, quantity, documentId } = table();
    const knex = strapi.db.connection;
    if (after !== null && after > MOST_COPIES) {
      return { ok: false, problem: 'too-many', quantity: (await quantityOf(stockStatus)) ?? null };
    }
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await quantityOf(stockStatus);
      if (before === undefined) return { ok: false, problem: 'unknown', quantity: null };
      const unchanged = knex(name).where(documentId, stockStatus);
      const changed = await runInTransaction(
        strapi,
        (before === null ? unchanged.whereNull(quantity) : unchanged.where(quantity, before)).update({
          [quantity]: after,
          ...stamp(who),
        })
      );
      if (Number(changed) === 0) continue;
      return { ok: true, before, after, inverse: inverseOf(before, after) };
    }
    return { ok: false, problem: 'busy', quantity: (await quantityOf(stockStatus)) ?? null };
  };

  const inverseOf = (before: number | null, after: number | null): QuantityChange => {
    if (before === null) return { kind: 'uncounted' };
    return after === null ? { kind: 'count', copies: before } : { kind: 'delta', copies: before - after };
  };

  let door: ((change: StockChange) => Promise<StockOutcome>) | null = null;

  return {
    /** Lets another plugin that keeps a ledger carry out all changes, so that each becomes a line with its reason. */
    leadThrough(other: (change: StockChange) => Promise<StockOutcome>): void {
      door = other;
    },

    /**
     * Changes a quantity, or says why not: it never goes below 0, and what is not counted has nothing to add to.
     * The state follows by itself (`database.ts`).
     */
    async change(change: StockChange): Promise<StockOutcome> {
      return withRetry(strapi, () => {
        if (door) return door(change);
        if (change.kind === 'delta') return move(change, change.copies);
        return set(change, change.kind === 'count' ? change.copies : null);
      });
    },
  };
};
