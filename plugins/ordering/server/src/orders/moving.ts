import { TAKEN } from '../../../domain/committed';
import type { ReaderMail } from '../../../domain/mail';
import { isOrderState, statesBefore, type OrderState } from '../../../domain/order-state';
import { TABLES } from '../database';
import { inTransaction, serviceOf, withRetry, type Executor, type Row, type Strapi } from '../strapi';

/** Gives the copies of a cancelled order back, of each edition in one line of the ledger. */
const giveBack = async (strapi: Strapi, trx: Executor, order: Row, who: string): Promise<void> => {
  const ledger = serviceOf(strapi, 'ledger');
  const lines = (await trx(TABLES.lines)
    .where({ order_id: order.id })
    .whereIn('counted', [TAKEN.counted, TAKEN.byCount])
    .groupBy('stock_status')
    .select('stock_status')
    .sum({ copies: 'quantity' })) as Row[];
  await ledger.lock(
    trx,
    lines.map(({ stock_status: id }) => String(id))
  );
  for (const { stock_status: stockStatus, copies } of lines) {
    // Where the record is gone or no longer counted, there is nothing to give back to.
    await ledger.book(
      trx,
      String(stockStatus),
      { delta: Number(copies) },
      { reason: 'cancellation', reference: String(order.number), who }
    );
  }
};

/** Moves orders from state to state. */
export const createMoving = (strapi: Strapi) => ({
  /**
   * Moves an order on, once. A cancelled order gives its counted copies back.
   *
   * @returns the order's state now, and whether this call moved it; null if there is no such order
   */
  move: (number: string, next: OrderState, who: string): Promise<{ state: OrderState; moved: boolean } | null> =>
    withRetry(strapi, () =>
      inTransaction(strapi, async (trx) => {
        const moved =
          (await trx(TABLES.orders).where({ number }).whereIn('state', statesBefore(next)).update({ state: next })) ===
          1;
        const order = (await trx(TABLES.orders).where({ number }).first()) as Row | undefined;
        if (!order || !isOrderState(order.state)) return null;
        if (!moved) return { state: order.state, moved };
        await trx(TABLES.events).insert({ order_id: order.id, state: next, who });
        if (next === 'cancelled') await giveBack(strapi, trx, order, who);
        if (next === 'sent' || next === 'cancelled') {
          await serviceOf(strapi, 'outbox').add(trx, 'mail-reader', {
            order: number,
            mail: next satisfies ReaderMail,
          });
        }
        return { state: next, moved };
      })
    ),
});
