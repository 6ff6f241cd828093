import type { OrderState } from '../../../domain/order-state';
import { TABLES } from '../database';
import { configOf, inTransaction, type Row, type Strapi } from '../strapi';

const DAY = 24 * 3600 * 1000;

const ADDRESS = ['name', 'organisation', 'street', 'postal_code', 'city', 'country', 'email', 'recipient_key'] as const;
const NO_ADDRESS = Object.fromEntries(ADDRESS.map((column) => [column, null]));

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

  const erase = (where: (query: ReturnType<typeof strapi.db.connection>) => void): Promise<number> =>
    inTransaction(strapi, async (trx) => {
      const query = trx(TABLES.orders).whereNull('erased_at');
      where(query as never);
      return (await query.update({ ...NO_ADDRESS, erased_at: new Date().toISOString() })) as number;
    });

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

    /** Everything that is kept about an e-mail address. */
    async exportOf(email: string): Promise<Row[]> {
      const orders = (await strapi.db.connection(TABLES.orders).whereRaw('LOWER(email) = LOWER(?)', [email])) as Row[];
      return withLines(orders);
    },

    /** Takes the address off all orders of an e-mail address; orders and ledger stay. @returns how many orders */
    eraseOf: (email: string): Promise<number> =>
      erase((query) => void query.whereRaw('LOWER(email) = LOWER(?)', [email])),

    /** Takes the address off orders that were done long enough ago, and forgets their kept answers. */
    async eraseOld(now = Date.now()): Promise<number> {
      const { keepDays } = configOf(strapi).privacy;
      if (keepDays === null) return 0;
      const before = new Date(now - keepDays * DAY).toISOString();
      return erase((query) => void query.whereIn('state', ['sent', 'cancelled']).where('created_at', '<', before));
    },
  };
};
