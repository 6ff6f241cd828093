import { preparedRows } from '@inprint/kit/prepared';

import { takenFrom } from '../../../domain/committed';
import { copiesWanted } from '../../../domain/filling';
import { TABLES } from '../database';
import { configOf, quotedStockTableOf, type Row, type Strapi } from '../strapi';
import { messagesOf } from './messages-of';
import type { Filled } from './writer';
import type { Written } from './writer-sqlite';
import { addressColumns, type NewOrder } from './writing';

/** What an edition has to be for the orders to be right. */
interface Expected {
  readonly stock_status: string;
  readonly availability: string;
  readonly is_counted: boolean;
  readonly copies: number;
}

/**
 * Everything that is written of some orders, in one statement: one way to the database and back, and whoever waits for an edition
 * waits no longer than it takes.
 *
 * Bindings: the orders; the copies that each takes of each edition; what was expected of the editions; whether these are locked
 * already. Where they are not, they are locked here, and unless each is as it was expected to be and has copies left afterwards, nothing
 * is written. A key that has its answer already is passed over.
 */
const writeSql = (stock: string): string => `
  WITH sent AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(?::jsonb) AS s (place int, key text, body_hash text, status int, answer text, number text, token text,
      locale text, name text, organisation text, street text, postal_code text, city text, country text, email text, recipient_key text,
      fee_amount text, fee_currency text, lines jsonb, messages jsonb)
  ), wanted AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(?::jsonb) AS w (place int, stock_status text, copies int)
  ), expected AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(?::jsonb) AS e (stock_status text, availability text, is_counted boolean, copies int)
  ), locked AS MATERIALIZED (
    SELECT s.id, s.document_id, s.material, s.edition, s.order_number, s.availability, s.quantity FROM ${stock} s
    WHERE s.document_id = ANY (ARRAY(SELECT stock_status FROM expected)) ORDER BY s.id FOR UPDATE
  ), checked AS MATERIALIZED (
    SELECT ?::boolean OR NOT EXISTS (
      SELECT 1 FROM expected e LEFT JOIN locked l ON l.document_id = e.stock_status
      WHERE l.id IS NULL OR l.availability <> e.availability OR (l.quantity IS NOT NULL) <> e.is_counted
        OR (e.copies > 0 AND l.quantity <= e.copies)) AS is_right
  ), kept AS (
    INSERT INTO ${TABLES.requests} (idempotency_key, body_hash, status, answer)
    SELECT key, body_hash, status, answer FROM sent, checked WHERE is_right ORDER BY key
    ON CONFLICT DO NOTHING RETURNING idempotency_key AS key
  ), fresh AS MATERIALIZED (
    SELECT sent.* FROM sent JOIN kept USING (key)
  ), taken AS (
    INSERT INTO ${TABLES.ledger} (stock_status, material, edition, order_number, availability, delta, balance, reason, reference, who)
    SELECT l.document_id, l.material, l.edition, l.order_number, l.availability, -w.copies,
      l.quantity - SUM(w.copies) OVER (PARTITION BY w.stock_status ORDER BY w.place), 'order', f.number, 'reader'
    FROM fresh f JOIN wanted w USING (place) JOIN locked l ON l.document_id = w.stock_status
    ORDER BY w.place
    RETURNING stock_status, balance
  ), orders AS (
    INSERT INTO ${TABLES.orders} (number, token, state, locale, name, organisation, street, postal_code, city, country, email,
      recipient_key, fee_amount, fee_currency)
    SELECT number, token, 'received', locale, name, organisation, street, postal_code, city, country, email,
      recipient_key, fee_amount, fee_currency FROM fresh ORDER BY place
    RETURNING id, number
  ), lines AS (
    INSERT INTO ${TABLES.lines} (order_id, position, material, locale, title, stock_status, edition, order_number, quantity, counted)
    SELECT o.id, l.* FROM orders o JOIN fresh f USING (number), jsonb_to_recordset(f.lines) AS l (position int, material text,
      locale text, title text, stock_status text, edition text, order_number text, quantity int, counted int)
  ), events AS (
    INSERT INTO ${TABLES.events} (order_id, state, who) SELECT id, 'received', 'reader' FROM orders ORDER BY id
  ), messages AS (
    INSERT INTO ${TABLES.outbox} (kind, payload)
    SELECT m.kind, m.payload FROM fresh f, jsonb_to_recordset(f.messages) AS m (kind text, payload text) ORDER BY f.place
  )
  SELECT (SELECT is_right FROM checked) AS is_right, ARRAY(SELECT key FROM kept) AS keys,
    ARRAY(SELECT stock_status FROM taken WHERE balance = 0) AS sold_out`;

const bindingsFor = (
  strapi: Strapi,
  filled: readonly Filled[],
  expected: readonly Expected[],
  isLocked: boolean
): unknown[] => {
  const { fee } = configOf(strapi).rules;
  const sent = filled.map(({ order, settled }, place) => ({
    ...{ place, key: order.key, body_hash: order.bodyHash, number: order.number, token: order.token },
    ...{ status: order.answer.status, answer: JSON.stringify(order.answer.body), locale: order.locale },
    ...addressColumns(order.recipient),
    ...{ recipient_key: order.recipientKey, fee_amount: fee?.amount ?? null, fee_currency: fee?.currency ?? null },
    lines: order.lines.map(({ index, material, locale, title, stock, quantity }) => ({
      ...{ position: index, material, locale, title, quantity, counted: settled.taken.get(index) },
      ...{ stock_status: stock?.stockStatus ?? '', edition: stock?.edition, order_number: stock?.orderNumber },
    })),
    messages: messagesOf(strapi, order),
  }));
  const wanted = filled.flatMap(({ settled }, place) =>
    [...settled.copies].map(([stockStatus, copies]) => ({ place, stock_status: stockStatus, copies }))
  );
  return [JSON.stringify(sent), JSON.stringify(wanted), JSON.stringify(expected), isLocked];
};

const keysIn = (row: Row | undefined): ReadonlySet<string> => new Set(row?.keys as string[]);

/** Writes orders in the transaction that is open, whose editions are locked. */
export const writeOnPostgres = async (
  strapi: Strapi,
  rows: (sql: string, bindings: readonly unknown[]) => Promise<Row[]>,
  filled: readonly Filled[]
): Promise<Written> => {
  if (filled.length === 0) return { kept: new Set(), soldOut: [] };
  const copies = filled.flatMap(({ settled }) => [...settled.copies.keys()]);
  const expected = [...new Set(copies)].map((id) => ({
    stock_status: id,
    availability: '',
    is_counted: true,
    copies: 0,
  }));
  const [row] = await rows(writeSql(quotedStockTableOf(strapi)), bindingsFor(strapi, filled, expected, true));
  return { kept: keysIn(row), soldOut: (row?.sold_out ?? []) as string[] };
};

/** What the editions were when the orders were looked at, and the copies that these take of them together. */
const expectedFor = (orders: readonly NewOrder[], filled: readonly Filled[]): Expected[] => {
  const copies = new Map<string, number>();
  for (const { settled } of filled)
    for (const [id, taken] of settled.copies) copies.set(id, (copies.get(id) ?? 0) + taken);
  const editions = new Map(
    orders.flatMap(({ lines }) => lines.flatMap(({ stock }) => (stock ? [[stock.stockStatus, stock] as const] : [])))
  );
  return [...editions].map(([id, { availability, quantity }]) => ({
    ...{ stock_status: id, availability, is_counted: quantity !== null },
    copies: copies.get(id) ?? 0,
  }));
};

/**
 * Takes orders in one statement, as long as there is more than enough of everything. Outside every transaction: the statement is one.
 *
 * @returns the keys that had no answer yet; null where nothing was written, because somebody has to look more closely
 */
export const takeAtOnce = async (strapi: Strapi, orders: readonly NewOrder[]): Promise<ReadonlySet<string> | null> => {
  const filled = orders.map((order): Filled => ({
    order,
    settled: {
      kind: 'filled',
      copies: copiesWanted(order.lines),
      taken: new Map(order.lines.flatMap(({ index, stock }) => (stock ? [[index, takenFrom(stock)] as const] : []))),
    },
  }));
  const bindings = bindingsFor(strapi, filled, expectedFor(orders, filled), false);
  const [row] = await preparedRows(strapi, writeSql(quotedStockTableOf(strapi)), bindings);
  return row?.is_right === true ? keysIn(row) : null;
};
