import { ORDER_STATES, type OrderState } from '../../../domain/order-state';
import { TABLES } from '../database';
import { configOf, serviceOf, type Row, type Strapi } from '../strapi';
import { conditionOf } from './order-search';

const DAY = 24 * 3600 * 1000;
/** Orders whose lines are read in one query. */
const ORDERS_AT_ONCE = 500;

/** Which orders somebody wants to see. */
interface Wanted {
  /** `null` for every state. */
  readonly state: OrderState | null;
  /** What is known of an order; empty for all. */
  readonly search: string;
  /** Only these, by their numbers; undefined for all. */
  readonly numbers?: readonly string[];
  /** Only those that were passed on long ago and not marked as sent. */
  readonly isOverdue?: boolean;
}

interface ListQuery extends Wanted {
  /** Instead of the newest. */
  readonly isOldestFirst: boolean;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** Rows by the order that they belong to. */
const byOrder = (rows: readonly Row[]): Map<string, Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row.order_id);
    const known = found.get(key);
    if (known) known.push(row);
    else found.set(key, [row]);
  }
  return found;
};

/** Orders with their addresses: for those who pack and answer for them, never for the public. */
export const createInbox = (strapi: Strapi) => {
  const withLines = async (orders: readonly Row[]): Promise<Row[]> => {
    const knex = strapi.db.connection;
    const ids = orders.map(({ id }) => id as number);
    const lines = byOrder((await knex(TABLES.lines).whereIn('order_id', ids).orderBy('position')) as Row[]);
    const happened = (await knex(TABLES.events).whereIn('order_id', ids).orderBy('id')) as Row[];
    const events = byOrder(happened);
    const names = await serviceOf(strapi, 'names').of(happened.map(({ who }) => String(who)));
    return orders.map((order) => ({
      number: order.number,
      state: order.state,
      locale: order.locale,
      tracking: order.tracking,
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
      lines: (lines.get(String(order.id)) ?? []).map((line) => ({
        material: line.material,
        locale: line.locale,
        title: line.title,
        orderNumber: line.order_number,
        quantity: line.quantity,
      })),
      history: (events.get(String(order.id)) ?? []).map(({ state, who, at }) => ({
        state,
        who,
        name: names.get(String(who)) ?? null,
        at,
      })),
    }));
  };

  /** Passed on so long ago that it should have left: a condition on orders. */
  const overdue = (): { sql: string; bindings: string[] } => {
    const since = new Date(Date.now() - configOf(strapi).overdueAfterDays * DAY).toISOString();
    return {
      sql: `state = 'passed-on' AND NOT EXISTS (SELECT 1 FROM ${TABLES.events} e
        WHERE e.order_id = ${TABLES.orders}.id AND e.state = 'passed-on' AND e.at >= ?)`,
      bindings: [since],
    };
  };

  /** Makes queries for the orders that are wanted. */
  const queriesFor = async ({ state, search, numbers, isOverdue = false }: Wanted) => {
    const late = isOverdue ? overdue() : null;
    const found = search === '' ? null : await conditionOf(strapi, search);
    return () => {
      const query = strapi.db.connection(TABLES.orders);
      if (state) query.where({ state });
      if (numbers) query.whereIn('number', [...numbers]);
      if (late) query.whereRaw(late.sql, late.bindings);
      if (found) query.whereRaw(found.sql, found.bindings);
      return query;
    };
  };

  return {
    /** A page of orders. */
    async list({ page, pageSize, isOldestFirst, ...wanted }: ListQuery) {
      const all = await queriesFor(wanted);
      const [counted] = (await all().count({ total: '*' })) as Row[];
      const orders = (await all()
        .orderBy('id', isOldestFirst ? 'asc' : 'desc')
        .limit(pageSize)
        .offset((page - 1) * pageSize)) as Row[];
      return { orders: await withLines(orders), total: Number(counted?.total ?? 0) };
    },

    /** All orders that are wanted, newest first, some at a time: for a list that must not leave any out. */
    async *all(wanted: Wanted): AsyncGenerator<Row[]> {
      const all = await queriesFor(wanted);
      let before = Number.MAX_SAFE_INTEGER;
      for (;;) {
        const orders = (await all().where('id', '<', before).orderBy('id', 'desc').limit(ORDERS_AT_ONCE)) as Row[];
        if (orders.length > 0) yield await withLines(orders);
        if (orders.length < ORDERS_AT_ONCE) return;
        before = Number(orders.at(-1)?.id);
      }
    },

    /** How many orders were passed on long ago and not marked as sent, of those that have these words. */
    async countOverdue(search: string): Promise<number> {
      const all = await queriesFor({ state: null, search, isOverdue: true });
      const [counted] = (await all().count({ total: '*' })) as Row[];
      return Number(counted?.total ?? 0);
    },

    /** How many orders are in each state, of those that have these words. */
    async countByState(search: string): Promise<Record<OrderState, number>> {
      const all = await queriesFor({ state: null, search });
      const rows = (await all().groupBy('state').select('state').count({ total: '*' })) as Row[];
      const totals = new Map(rows.map(({ state, total }) => [String(state), Number(total)]));
      return Object.fromEntries(ORDER_STATES.map((state) => [state, totals.get(state) ?? 0])) as Record<
        OrderState,
        number
      >;
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
