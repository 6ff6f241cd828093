import type { OrderState } from '../../../domain/order-state';
import { TABLES } from '../database';
import type { Row, Strapi } from '../strapi';

/** Orders with their addresses: for those who pack and answer for them, never for the public. */
export const createInbox = (strapi: Strapi) => {
  const withLines = async (orders: readonly Row[]): Promise<Row[]> => {
    const knex = strapi.db.connection;
    const ids = orders.map(({ id }) => id as number);
    const lines = (await knex(TABLES.lines).whereIn('order_id', ids).orderBy('position')) as Row[];
    const events = (await knex(TABLES.events).whereIn('order_id', ids).orderBy('id')) as Row[];
    return orders.map((order) => ({
      number: order.number,
      state: order.state,
      locale: order.locale,
      createdAt: order.created_at,
      erasedAt: order.erased_at,
      fee: order.fee_amount ? { amount: order.fee_amount, currency: order.fee_currency } : null,
      recipient: {
        name: order.name,
        organisation: order.organisation,
        street: order.street,
        postalCode: order.postal_code,
        city: order.city,
        country: order.country,
        email: order.email,
      },
      lines: lines
        .filter((line) => String(line.order_id) === String(order.id))
        .map((line) => ({
          material: line.material,
          locale: line.locale,
          title: line.title,
          orderNumber: line.order_number,
          quantity: line.quantity,
        })),
      history: events
        .filter((event) => String(event.order_id) === String(order.id))
        .map(({ state, who, at }) => ({ state, who, at })),
    }));
  };

  return {
    /** Orders, newest first. @param page from 1 */
    async list({ state, page, pageSize }: { state: OrderState | null; page: number; pageSize: number }) {
      const knex = strapi.db.connection;
      const all = () => (state ? knex(TABLES.orders).where({ state }) : knex(TABLES.orders));
      const [counted] = (await all().count({ total: '*' })) as Row[];
      const orders = (await all()
        .orderBy('id', 'desc')
        .limit(pageSize)
        .offset((page - 1) * pageSize)) as Row[];
      return { orders: await withLines(orders), total: Number(counted?.total ?? 0) };
    },

    async find(number: string): Promise<Row | null> {
      const orders = (await strapi.db.connection(TABLES.orders).where({ number })) as Row[];
      return (await withLines(orders))[0] ?? null;
    },

    /** Orders that were placed with an e-mail address. */
    async ordersOf(email: string): Promise<Row[]> {
      const orders = (await strapi.db
        .connection(TABLES.orders)
        .whereRaw('LOWER(email) = LOWER(?)', [email])
        .orderBy('id')) as Row[];
      return withLines(orders);
    },
  };
};
