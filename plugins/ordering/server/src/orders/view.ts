import type { OrderState } from '../../../domain/order-state';
import { TABLES } from '../database';
import { textOf, type Row, type Strapi } from '../strapi';

/** An order as whoever holds its token sees it: no address. */
export interface OrderView {
  readonly number: string;
  readonly state: OrderState;
  /** Can whoever holds the token still cancel it? */
  readonly canCancel: boolean;
  /** The parcel's number at its carrier, once it was sent. */
  readonly tracking: string | null;
  readonly createdAt: string;
  readonly fee: { readonly amount: string; readonly currency: string } | null;
  readonly lines: readonly {
    material: string;
    locale: string;
    title: string;
    orderNumber: string | null;
    quantity: number;
  }[];
  readonly history: readonly { state: string; at: string }[];
}

export const viewOf = async (strapi: Strapi, order: Row): Promise<OrderView> => {
  const knex = strapi.db.connection;
  const lines = (await knex(TABLES.lines).where({ order_id: order.id }).orderBy('position')) as Row[];
  const events = (await knex(TABLES.events).where({ order_id: order.id }).orderBy('id')) as Row[];
  return {
    number: String(order.number),
    state: String(order.state) as OrderState,
    canCancel: order.state === 'received',
    tracking: textOf(order.tracking),
    createdAt: String(order.created_at),
    fee: order.fee_amount ? { amount: String(order.fee_amount), currency: String(order.fee_currency) } : null,
    lines: lines.map((line) => ({
      material: String(line.material),
      locale: String(line.locale),
      title: String(line.title),
      orderNumber: textOf(line.order_number),
      quantity: Number(line.quantity),
    })),
    history: events.map(({ state, at }) => ({ state: String(state), at: String(at) })),
  };
};
