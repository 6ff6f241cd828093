import { withRetry } from '@inprint/kit/transactions';

import { MAX_COPIES } from '../../../domain/copies';
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
  /**
   * The copies on the shelf that whoever counted had seen (null: not counted): where there are others by now, nothing is written.
   * Undefined: they saw none.
   */
  readonly seen?: number | null;
};

export type StockOutcome =
  | {
      readonly ok: true;
      readonly before: number | null;
      readonly after: number | null;
      /** Copies that are promised to orders and were not found on the shelf. */
      readonly short: number;
      /** What takes this change back, whatever else happened in between. */
      readonly inverse: QuantityChange;
    }
  | {
      readonly ok: false;
      readonly problem: 'unknown' | 'not-counted' | 'too-few' | 'too-many' | 'busy' | 'changed';
      /** The copies that there are; where they changed meanwhile, those on the shelf. */
      readonly quantity: number | null;
    };

/** The copies of an edition, all as they are at one moment. */
interface Copies {
  /** Those that can be promised; null where nobody counts. */
  readonly available: number | null;
  /** Those that belong to orders. */
  readonly committed: number;
  /** Those of them that the last count did not find. */
  readonly short: number;
}

/** What keeps the books of the copies: a plugin with a ledger. */
export interface StockBooks {
  readonly change: (change: StockChange) => Promise<StockOutcome>;
  readonly copiesOf: (stockStatuses: readonly DocumentId[]) => Promise<ReadonlyMap<DocumentId, Copies>>;
}

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

  const move = async ({ stockStatus, who, seen }: StockChange, copies: number): Promise<StockOutcome> => {
    const { name, quantity, documentId } = table();
    const knex = strapi.db.connection;
    const fits = Math.abs(copies) <= MAX_COPIES; // else a number that PostgreSQL's integer cannot hold
    const seenOnly = seen === undefined ? {} : { [quantity]: seen };
    const rows = !fits
      ? []
      : ((await runInTransaction(
          strapi,
          knex(name)
            .where({ [documentId]: stockStatus, ...seenOnly })
            .whereBetween(quantity, [Math.max(0, -copies), MAX_COPIES - Math.max(0, copies)])
            .update({ [quantity]: knex.raw('?? + ?', [quantity, copies]), ...stamp(who) })
            .returning(quantity)
        )) as Row[]);
    const row = rows[0];
    if (row) {
      const after = Number(row[quantity]);
      return { ok: true, before: after - copies, after, short: 0, inverse: { kind: 'delta', copies: -copies } };
    }
    const now = await quantityOf(stockStatus);
    if (now === undefined) return { ok: false, problem: 'unknown', quantity: null };
    if (seen !== undefined && seen !== now) return { ok: false, problem: 'changed', quantity: now };
    if (now === null) return { ok: false, problem: 'not-counted', quantity: null };
    return { ok: false, problem: copies < 0 ? 'too-few' : 'too-many', quantity: now };
  };

  /** Sets a quantity to what was counted, if it still is what it was when the difference was reckoned. */
  const set = async ({ stockStatus, who, seen }: StockChange, after: number | null): Promise<StockOutcome> => {
    const { name, quantity, documentId } = table();
    const knex = strapi.db.connection;
    if (after !== null && after > MAX_COPIES) {
      return { ok: false, problem: 'too-many', quantity: (await quantityOf(stockStatus)) ?? null };
    }
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await quantityOf(stockStatus);
      if (before === undefined) return { ok: false, problem: 'unknown', quantity: null };
      if (seen !== undefined && seen !== before) return { ok: false, problem: 'changed', quantity: before };
      const unchanged = knex(name).where(documentId, stockStatus);
      const changed = await runInTransaction(
        strapi,
        (before === null ? unchanged.whereNull(quantity) : unchanged.where(quantity, before)).update({
          [quantity]: after,
          ...stamp(who),
        })
      );
      if (Number(changed) === 0) continue;
      return { ok: true, before, after, short: 0, inverse: inverseOf(before, after) };
    }
    return { ok: false, problem: 'busy', quantity: (await quantityOf(stockStatus)) ?? null };
  };

  const inverseOf = (before: number | null, after: number | null): QuantityChange => {
    if (before === null) return { kind: 'uncounted' };
    return after === null ? { kind: 'count', copies: before } : { kind: 'delta', copies: before - after };
  };

  let books: StockBooks | null = null;

  return {
    /** Lets another plugin that keeps a ledger carry out all changes, so that each becomes a line with its reason. */
    delegateTo(other: StockBooks): void {
      books = other;
    },

    /** The copies of some editions as the books have them; none where nobody takes orders. */
    copiesOf: async (stockStatuses: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, Copies>> =>
      books ? books.copiesOf(stockStatuses) : new Map<DocumentId, Copies>(),

    /**
     * Changes a quantity, or says why not: it never goes below 0, and what is not counted has nothing to add to.
     * The state follows by itself (`database.ts`).
     */
    async change(change: StockChange): Promise<StockOutcome> {
      return withRetry(strapi, () => {
        if (books) return books.change(change);
        if (change.kind === 'delta') return move(change, change.copies);
        return set(change, change.kind === 'count' ? change.copies : null);
      });
    },
  };
};
