import type { RunAtOnce } from '@inprint/kit/prepared';

import { TABLES } from '../database';
import { configOf, quotedStockTableOf, type Strapi } from '../strapi';
import { messagesOf } from './messages-of';
import type { Filled } from './writer';
import { addressColumns } from './writing';

/** What was written. */
export interface Written {
  /** The keys that had no answer yet. */
  readonly kept: ReadonlySet<string>;
  /** The editions whose last copy went. */
  readonly soldOut: readonly string[];
}

const places = (columns: string): string =>
  columns
    .split(',')
    .map(() => '?')
    .join(', ');
const insertInto = (table: string, columns: string): string =>
  `INSERT INTO ${table} (${columns}) VALUES (${places(columns)})`;

const KEEP = `${insertInto(TABLES.requests, 'idempotency_key, body_hash, status, answer')} ON CONFLICT DO NOTHING RETURNING status`;
const ORDER = `${insertInto(
  TABLES.orders,
  'number, token, state, locale, name, organisation, street, postal_code, city, country, email, recipient_key, fee_amount, fee_currency'
)} RETURNING id`;
const LINE = insertInto(
  TABLES.lines,
  'order_id, position, material, locale, title, stock_status, edition, order_number, quantity, counted'
);
const EVENT = `INSERT INTO ${TABLES.events} (order_id, state, who) VALUES (?, 'received', 'reader')`;
const MESSAGE = insertInto(TABLES.outbox, 'kind, payload');
/** As everywhere: what is read beforehand decides nothing. */
const take = (stock: string): string => `
  INSERT INTO ${TABLES.ledger} (stock_status, material, edition, order_number, availability, delta, balance, reason, reference, who)
  SELECT s.document_id, s.material, s.edition, s.order_number, s.availability, -CAST(? AS INTEGER), s.quantity - CAST(? AS INTEGER),
    'order', ?, 'reader' FROM ${stock} s
  WHERE s.document_id = ? AND s.availability = 'in-stock' AND s.quantity >= CAST(? AS INTEGER) RETURNING balance`;

/** Writes orders in the transaction that is open, whose editions nobody else changes: SQLite has one writer at a time. */
export const writeOnSqlite = (strapi: Strapi, run: RunAtOnce, filled: readonly Filled[]): Written => {
  const { fee } = configOf(strapi).rules;
  const takeCopies = take(quotedStockTableOf(strapi));
  const kept = new Set<string>();
  const soldOut: string[] = [];
  for (const { order, settled } of filled) {
    const { key, bodyHash, answer, number, token, locale, recipient, recipientKey, lines } = order;
    if (run(KEEP, [key, bodyHash, answer.status, JSON.stringify(answer.body)]).length === 0) continue;
    kept.add(key);
    for (const [stockStatus, copies] of settled.copies) {
      const [line] = run(takeCopies, [copies, copies, number, stockStatus, copies]);
      if (!line) throw new Error(`The edition ${stockStatus} changed while it was locked.`);
      if (Number(line.balance) === 0) soldOut.push(stockStatus);
    }
    const address = Object.values(addressColumns(recipient));
    const names = [number, token, 'received', locale, ...address, recipientKey];
    const [{ id } = {}] = run(ORDER, [...names, fee?.amount ?? null, fee?.currency ?? null]);
    for (const { index, material, locale: language, title, stock, quantity } of lines) {
      const edition = [stock?.stockStatus ?? '', stock?.edition ?? null, stock?.orderNumber ?? null];
      run(LINE, [id, index, material, language, title, ...edition, quantity, settled.taken.get(index)]);
    }
    run(EVENT, [id]);
    for (const { kind, payload } of messagesOf(strapi, order)) run(MESSAGE, [kind, payload]);
  }
  return { kept, soldOut };
};
