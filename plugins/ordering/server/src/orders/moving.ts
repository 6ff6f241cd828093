import { TAKEN } from '../../../domain/committed';
import type { ReaderMail } from '../../../domain/mail';
import type { Recipient } from '../../../domain/order-input';
import {
  isOrderState,
  isToBeSent,
  ORDER_STATES,
  stateBehind,
  statesBefore,
  type OrderState,
} from '../../../domain/order-state';
import { TABLES } from '../database';
import { configOf, inTransaction, serviceOf, withRetry, type Executor, type Row, type Strapi } from '../strapi';
import { recipientText } from './rules';
import { addressColumns } from './writing';

const DAY = 24 * 3600 * 1000;

interface Moved {
  readonly state: OrderState;
  readonly moved: boolean;
}

/** What came of taking a step back. */
export type TakenBack =
  { readonly outcome: 'done'; readonly state: OrderState } | { readonly outcome: 'too-late' | 'too-few' | 'unknown' };

/** There are not that many copies any more: ends the transaction, so that nothing is taken. */
class TooFew extends Error {}

/** The copies of an order that a count knows of, by edition. Locks these. */
const countedCopies = async (strapi: Strapi, trx: Executor, order: Row): Promise<Map<string, number>> => {
  const lines = (await trx(TABLES.lines)
    .where({ order_id: order.id })
    .whereIn('counted', [TAKEN.counted, TAKEN.byCount])
    .groupBy('stock_status')
    .select('stock_status')
    .sum({ copies: 'quantity' })) as Row[];
  const copies = new Map(lines.map((line) => [String(line.stock_status), Number(line.copies)]));
  const rows = await serviceOf(strapi, 'ledger').lock(trx, [...copies.keys()]);
  // Where the record is gone or no longer counted, there is nothing to give back to.
  for (const id of copies.keys()) if ((rows.get(id)?.quantity ?? null) === null) copies.delete(id);
  return copies;
};

/** Gives the copies of a cancelled order back, of each edition in one line of the ledger. */
const giveBack = async (strapi: Strapi, trx: Executor, order: Row, who: string): Promise<void> => {
  const why = { reason: 'cancellation', reference: String(order.number), who } as const;
  for (const [stockStatus, copies] of await countedCopies(strapi, trx, order)) {
    await serviceOf(strapi, 'ledger').book(trx, stockStatus, { delta: copies }, why);
  }
};

/** Takes the copies of an order again that was cancelled. @throws TooFew */
const takeAgain = async (strapi: Strapi, trx: Executor, order: Row, who: string): Promise<void> => {
  const why = { reason: 'order', reference: String(order.number), who } as const;
  for (const [stockStatus, copies] of await countedCopies(strapi, trx, order)) {
    if (!(await serviceOf(strapi, 'ledger').takeCopies(trx, stockStatus, copies, why))) throw new TooFew();
  }
};

/** Moves orders from state to state, and corrects them. */
export const createMoving = (strapi: Strapi) => {
  const tell = (trx: Executor, order: unknown, mail: ReaderMail): PromiseLike<unknown> =>
    serviceOf(strapi, 'outbox').add(trx, 'mail-reader', { order, mail });

  const note = (trx: Executor, order: Row, state: OrderState, who: string, at: string | null): PromiseLike<unknown> =>
    trx(TABLES.events).insert({ order_id: order.id, state, who, ...(at === null ? {} : { at }) });

  const moveFrom = (
    from: readonly OrderState[],
    which: Row,
    next: OrderState,
    who: string,
    at: string | null = null,
    tracking: string | null = null
  ): Promise<Moved | null> =>
    withRetry(strapi, () =>
      inTransaction(strapi, async (trx) => {
        const moved =
          (await trx(TABLES.orders)
            .where(which)
            .whereIn('state', [...from])
            .update({ state: next, ...(tracking === null ? {} : { tracking }) })) === 1;
        const order = (await trx(TABLES.orders).where(which).first()) as Row | undefined;
        if (!order || !isOrderState(order.state)) return null;
        if (!moved) return { state: order.state, moved };
        await note(trx, order, next, who, at);
        if (next === 'cancelled') await giveBack(strapi, trx, order, who);
        if (next === 'sent' || next === 'cancelled') await tell(trx, order.number, next);
        return { state: next, moved };
      })
    );

  /** When an order came into its present state. */
  const sinceWhen = async (trx: Executor, order: Row): Promise<string> => {
    const event = (await trx(TABLES.events)
      .where({ order_id: order.id, state: order.state })
      .orderBy('id', 'desc')
      .first()) as Row | undefined;
    return String(event?.at ?? '');
  };

  const stepBack = async (trx: Executor, number: string, who: string): Promise<TakenBack> => {
    const order = (await trx(TABLES.orders).where({ number }).forUpdate().first()) as Row | undefined;
    if (!order || !isOrderState(order.state)) return { outcome: 'unknown' };
    const before = stateBehind(order.state);
    const earliest = new Date(Date.now() - configOf(strapi).takeBackWithinDays * DAY).toISOString();
    if (!before || order.erased_at !== null || (await sinceWhen(trx, order)) < earliest) return { outcome: 'too-late' };
    const moved = await trx(TABLES.orders).where({ number, state: order.state }).update({ state: before });
    if (Number(moved) !== 1) return { outcome: 'too-late' };
    if (order.state === 'cancelled') {
      await takeAgain(strapi, trx, order, who);
      await tell(trx, number, 'restored');
    }
    await note(trx, order, before, who, null);
    return { outcome: 'done', state: before };
  };

  return {
    /**
     * Moves an order on, once. A cancelled order gives its counted copies back.
     *
     * @param at when it happened, ISO 8601 in UTC; null is now
     * @param tracking the parcel's number at its carrier, for one that is sent
     * @returns the order's state now, and whether this call moved it; null if there is no such order
     */
    move: (
      number: string,
      next: OrderState,
      who: string,
      at: string | null = null,
      tracking: string | null = null
    ): Promise<Moved | null> => moveFrom(statesBefore(next), { number }, next, who, at, tracking),

    /** Writes down, or corrects, the number at its carrier of a parcel that was sent. @returns whether there was one */
    async correctTracking(number: string, tracking: string): Promise<boolean> {
      const changed = await strapi.db
        .connection(TABLES.orders)
        .where({ number, state: 'sent' })
        .whereNull('erased_at')
        .update({ tracking });
      return Number(changed) === 1;
    },

    /** Cancels an order for the reader who holds its token, until it is passed on. @returns null if there is no such order */
    cancelByReader: (token: string): Promise<Moved | null> => moveFrom(['received'], { token }, 'cancelled', 'reader'),

    /** Takes “sent” or “cancelled” back, within `takeBackWithinDays`. What was cancelled takes its copies again. */
    async takeBack(number: string, who: string): Promise<TakenBack> {
      try {
        return await withRetry(strapi, () => inTransaction(strapi, (trx) => stepBack(trx, number, who)));
      } catch (error) {
        if (error instanceof TooFew) return { outcome: 'too-few' };
        throw error;
      }
    },

    /** Corrects the address of an order that was not sent yet. @returns whether there was one */
    async correctAddress(number: string, recipient: Recipient): Promise<boolean> {
      const changed = await strapi.db
        .connection(TABLES.orders)
        .where({ number })
        .whereIn('state', ORDER_STATES.filter(isToBeSent))
        .whereNull('erased_at')
        .update({
          ...addressColumns(recipient),
          recipient_key: serviceOf(strapi, 'limits').pseudonym(recipientText(recipient)),
        });
      return Number(changed) === 1;
    },
  };
};
