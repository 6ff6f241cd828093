import { dialectOf, type Dialect } from '@inprint/kit/database/dialect';
import { quoteName } from '@inprint/kit/database/names';
import { installTriggers, type Trigger, type TriggerSet } from '@inprint/kit/triggers';

import { ORDERABLE } from '../../domain/order-rules';
import {
  createIndex,
  inTransaction,
  isPostgres,
  rowsOf,
  stockTableOf,
  withRetry,
  type Executor,
  type Strapi,
} from './strapi';

/**
 * The tables of orders and the ledger are this plugin's own and no content types: no REST route, GraphQL type or
 * `populate` leads to an address. Strapi leaves tables alone that it did not make.
 *
 * What the database itself keeps true about the ledger, through whatever door a row is written:
 *
 * - a line is never changed and never deleted;
 * - each line follows from the one before: `balance` is the balance before and `delta`. So the sum of an edition's lines is its
 *   quantity (a quantity that is not counted is a `balance` of NULL, and adds nothing);
 * - writing a line changes the stock status, in the same statement: the ledger is the door;
 * - a change of a stock status by any other door (Document Service, admin, SQL) is booked as a `correction` when copies
 *   changed, and as a `state` line of delta 0 when its state or its keys did.
 */
export const TABLES = {
  ledger: 'ordering_ledger',
  orders: 'ordering_orders',
  lines: 'ordering_order_lines',
  events: 'ordering_order_events',
  requests: 'ordering_requests',
  refusals: 'ordering_refusals',
  outbox: 'ordering_outbox',
  batches: 'ordering_feed_batches',
  waitlist: 'ordering_waitlist',
  counts: 'ordering_counts',
  movements: 'ordering_movements',
  downloads: 'ordering_downloads',
  limits: 'ordering_rate_limits',
  changed: 'ordering_changed_materials',
  actions: 'ordering_material_actions',
  changedPages: 'ordering_changed_pages',
  pages: 'ordering_pages',
  lowStock: 'ordering_low_stock',
} as const;

/** For `IN`. */
export const ORDERABLE_SQL = `(${ORDERABLE.map((state) => `'${state}'`).join(', ')})`;

/** Times are ISO 8601 texts in UTC on both databases: they sort, and read alike. */
const tables = ({ idColumn: id, now }: Dialect): string[] => {
  const at = `TEXT NOT NULL DEFAULT ${now}`;
  return [
    `TABLE IF NOT EXISTS ${TABLES.ledger} (
      id ${id}, stock_status TEXT NOT NULL, material TEXT, edition TEXT, order_number TEXT, availability TEXT,
      delta INTEGER NOT NULL, balance INTEGER CHECK (balance >= 0),
      reason TEXT NOT NULL CHECK (reason IN ('order', 'cancellation', 'delivery', 'correction', 'feed', 'state')),
      reference TEXT, who TEXT, note TEXT, booked_at ${at})`,
    `INDEX ${TABLES.ledger}_stock_index ON ${TABLES.ledger} (stock_status, id)`,
    // A feed's line is booked once, also when its batch is sent again or by two at once.
    `UNIQUE INDEX ${TABLES.ledger}_feed_unique ON ${TABLES.ledger} (reference) WHERE reason = 'feed'`,
    `INDEX ${TABLES.ledger}_material_index ON ${TABLES.ledger} (material, id)`,
    `TABLE IF NOT EXISTS ${TABLES.orders} (
      id ${id}, number TEXT NOT NULL UNIQUE, token TEXT NOT NULL UNIQUE, state TEXT NOT NULL, locale TEXT NOT NULL,
      name TEXT, organisation TEXT, street TEXT, postal_code TEXT, city TEXT, country TEXT, email TEXT,
      recipient_key TEXT, fee_amount TEXT, fee_currency TEXT, created_at ${at}, erased_at TEXT, tracking TEXT)`,
    `INDEX ${TABLES.orders}_recipient_index ON ${TABLES.orders} (recipient_key, created_at)`,
    `INDEX ${TABLES.orders}_state_index ON ${TABLES.orders} (state, id)`,
    `TABLE IF NOT EXISTS ${TABLES.lines} (
      id ${id}, order_id BIGINT NOT NULL REFERENCES ${TABLES.orders} (id), position INTEGER NOT NULL,
      material TEXT NOT NULL, locale TEXT NOT NULL, title TEXT NOT NULL, stock_status TEXT NOT NULL, edition TEXT,
      order_number TEXT, quantity INTEGER NOT NULL CHECK (quantity > 0), counted INTEGER NOT NULL,
      UNIQUE (order_id, position))`,
    `INDEX ${TABLES.lines}_material_index ON ${TABLES.lines} (material)`,
    `TABLE IF NOT EXISTS ${TABLES.events} (
      id ${id}, order_id BIGINT NOT NULL REFERENCES ${TABLES.orders} (id), state TEXT NOT NULL, who TEXT NOT NULL, at ${at})`,
    `INDEX ${TABLES.events}_order_index ON ${TABLES.events} (order_id)`,
    `INDEX ${TABLES.events}_state_index ON ${TABLES.events} (state, at)`,
    // When an edition was last counted, and how many committed copies were not found then.
    `TABLE IF NOT EXISTS ${TABLES.counts} (
      stock_status TEXT PRIMARY KEY, counted_at TEXT NOT NULL, short INTEGER NOT NULL DEFAULT 0 CHECK (short >= 0))`,
    // Copies that came or went, by when they did: for counts that arrive late. No orders are in it.
    `TABLE IF NOT EXISTS ${TABLES.movements} (
      id ${id}, stock_status TEXT NOT NULL, copies INTEGER NOT NULL, happened_at TEXT NOT NULL)`,
    `INDEX ${TABLES.movements}_stock_index ON ${TABLES.movements} (stock_status, happened_at)`,
    `TABLE IF NOT EXISTS ${TABLES.requests} (
      idempotency_key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, created_at ${at})`,
    `TABLE IF NOT EXISTS ${TABLES.refusals} (
      id ${id}, material TEXT NOT NULL, locale TEXT NOT NULL, stock_status TEXT, quantity INTEGER NOT NULL, refused_at ${at})`,
    `INDEX ${TABLES.refusals}_material_index ON ${TABLES.refusals} (material)`,
    `TABLE IF NOT EXISTS ${TABLES.outbox} (
      id ${id}, kind TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due_at ${at},
      done_at TEXT, given_up_at TEXT, last_error TEXT, created_at ${at})`,
    `INDEX ${TABLES.outbox}_due_index ON ${TABLES.outbox} (due_at) WHERE done_at IS NULL AND given_up_at IS NULL`,
    `TABLE IF NOT EXISTS ${TABLES.batches} (
      batch TEXT PRIMARY KEY, body_hash TEXT NOT NULL, report TEXT, who TEXT, created_at ${at})`,
    // One row for each address, material and language that is waited for: pending (not confirmed yet), waiting, told, gone.
    `TABLE IF NOT EXISTS ${TABLES.waitlist} (
      id ${id}, material TEXT NOT NULL, locale TEXT NOT NULL, stock_status TEXT NOT NULL, email TEXT, token TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL CHECK (state IN ('pending', 'waiting', 'told', 'gone')),
      created_at ${at}, confirmed_at TEXT, told_at TEXT, erased_at TEXT)`,
    `INDEX ${TABLES.waitlist}_stock_index ON ${TABLES.waitlist} (stock_status, state, confirmed_at)`,
    `UNIQUE INDEX ${TABLES.waitlist}_place_unique ON ${TABLES.waitlist} (material, locale, LOWER(email)) WHERE state IN ('pending', 'waiting')`,
    `INDEX ${TABLES.waitlist}_material_index ON ${TABLES.waitlist} (material, locale, state)`,
    // Downloads of a file of the media library in a day (UTC). No reader is in it.
    `TABLE IF NOT EXISTS ${TABLES.downloads} (
      file_url TEXT NOT NULL, day TEXT NOT NULL, copies INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (file_url, day))`,
    // Materials that something was written about, noted by the database itself; see `changes/triggers.ts`.
    `TABLE IF NOT EXISTS ${TABLES.changed} (id ${id}, material TEXT NOT NULL)`,
    // What readers were last known to be able to do, by language.
    `TABLE IF NOT EXISTS ${TABLES.actions} (
      material TEXT NOT NULL, locale TEXT NOT NULL, action TEXT NOT NULL, changed_at ${at}, PRIMARY KEY (material, locale))`,
    // Published pages that something was written about; see `changes/page-triggers.ts`.
    `TABLE IF NOT EXISTS ${TABLES.changedPages} (id ${id}, content_type TEXT NOT NULL, document_id TEXT NOT NULL)`,
    // What the pages of the site were last known to show; without a language, the locale is empty.
    `TABLE IF NOT EXISTS ${TABLES.pages} (
      content_type TEXT NOT NULL, document_id TEXT NOT NULL, locale TEXT NOT NULL, slug TEXT, digest TEXT NOT NULL,
      PRIMARY KEY (content_type, document_id, locale))`,
    // Editions that run low and were told of.
    `TABLE IF NOT EXISTS ${TABLES.lowStock} (stock_status TEXT PRIMARY KEY, told_at ${at})`,
    // In the shape that rate-limiter-flexible wants.
    `TABLE IF NOT EXISTS ${TABLES.limits} (key VARCHAR(255) PRIMARY KEY, points INTEGER NOT NULL DEFAULT 0, expire BIGINT)`,
  ];
};

/** Places were unique by stock record before: of two for one material and language, the older one stays. */
const placesByLanguage = async (trx: Executor): Promise<void> => {
  await trx.raw(`DROP INDEX IF EXISTS ${TABLES.waitlist}_once_unique`);
  await trx.raw(
    `UPDATE ${TABLES.waitlist} SET state = 'gone', email = NULL WHERE state IN ('pending', 'waiting') AND id NOT IN (
       SELECT MIN(id) FROM ${TABLES.waitlist} WHERE state IN ('pending', 'waiting') GROUP BY material, locale, LOWER(email))`
  );
};

const APPEND_ONLY = 'The ledger is append-only: book a correction instead of changing a line.';
const OUT_OF_STEP =
  'This ledger line does not follow from the one before: balance must be the balance before and delta.';

/** The line that brings the ledger up to a stock status that was changed by another door; none if nothing differs. */
const syncSql = (stock: string, row: string, who: string): string => `
  INSERT INTO ${TABLES.ledger} (stock_status, material, edition, order_number, availability, delta, balance, reason, who)
  SELECT s.document_id, s.material, s.edition, s.order_number, s.availability,
    COALESCE(s.quantity, 0) - COALESCE(l.balance, 0), s.quantity,
    CASE WHEN COALESCE(s.quantity, 0) = COALESCE(l.balance, 0) THEN 'state' ELSE 'correction' END, ${who}
  FROM ${stock} s LEFT JOIN ${TABLES.ledger} l
    ON l.id = (SELECT MAX(x.id) FROM ${TABLES.ledger} x WHERE x.stock_status = s.document_id)
  WHERE s.id = ${row}.id AND s.document_id IS NOT NULL AND (l.id IS NULL OR s.quantity IS DISTINCT FROM l.balance
    OR s.availability IS DISTINCT FROM l.availability OR s.material IS DISTINCT FROM l.material
    OR s.edition IS DISTINCT FROM l.edition OR s.order_number IS DISTINCT FROM l.order_number);`;

/** A deleted stock status has no copies any more; what it had is booked out, so that its lines still add up. */
const closingSql = `
  INSERT INTO ${TABLES.ledger} (stock_status, material, edition, order_number, delta, balance, reason, note)
  SELECT OLD.document_id, OLD.material, OLD.edition, OLD.order_number, -COALESCE(OLD.quantity, 0), NULL, 'correction', 'deleted'
  WHERE OLD.document_id IS NOT NULL;`;

/**
 * A stock status that was deleted comes back under its own `documentId` by an import of content alone. What was sold since the file was
 * written is in this ledger and not in the file: the count from before the import goes on.
 */
const keepCountSql = (stock: string, row: string): string => `
  INSERT INTO ${TABLES.ledger} (stock_status, material, edition, order_number, availability, delta, balance, reason, note)
  SELECT s.document_id, s.material, s.edition, s.order_number, s.availability,
    COALESCE(kept.balance, 0) - COALESCE(s.quantity, 0), kept.balance, 'correction', 'count kept at import'
  FROM ${stock} s
    JOIN ${TABLES.ledger} opened ON opened.id = (SELECT MAX(x.id) FROM ${TABLES.ledger} x WHERE x.stock_status = s.document_id)
    JOIN ${TABLES.ledger} closed ON closed.note = 'deleted' AND closed.id =
      (SELECT MAX(x.id) FROM ${TABLES.ledger} x WHERE x.stock_status = s.document_id AND x.id < opened.id)
    JOIN ${TABLES.ledger} kept ON kept.id =
      (SELECT MAX(x.id) FROM ${TABLES.ledger} x WHERE x.stock_status = s.document_id AND x.id < closed.id)
  WHERE s.id = ${row}.id AND kept.balance IS DISTINCT FROM s.quantity;`;

const OPENED_BY = `CASE WHEN NEW.created_by_id IS NULL THEN NULL ELSE 'admin:' || NEW.created_by_id END`;

/** A line is never changed and never deleted. */
const keeping = (): Trigger[] => {
  const refuse = `SELECT RAISE(ABORT, '${APPEND_ONLY}');`;
  const raise = `BEGIN RAISE EXCEPTION '${APPEND_ONLY}'; END`;
  const table = TABLES.ledger;
  return [
    { name: 'keep_rows', table, postgres: { event: 'BEFORE UPDATE OR DELETE', body: raise } },
    { name: 'keep_all', table, postgres: { event: 'BEFORE TRUNCATE', each: 'STATEMENT', body: raise } },
    { name: 'keep_update', table, sqlite: { event: 'BEFORE UPDATE', body: refuse } },
    { name: 'keep_delete', table, sqlite: { event: 'BEFORE DELETE', body: refuse } },
    {
      // INSERT OR REPLACE deletes without telling the delete trigger.
      name: 'keep_replace',
      table,
      sqlite: {
        event: 'BEFORE INSERT',
        when: `EXISTS (SELECT 1 FROM ${table} WHERE id = NEW.id)`,
        body: refuse,
      },
    },
  ];
};

/** Each line follows from the one before, and changes the stock status. */
const booking = (stock: string): Trigger[] => {
  const table = TABLES.ledger;
  const apply = `UPDATE ${stock} SET quantity = NEW.balance
      WHERE document_id = NEW.stock_status AND quantity IS DISTINCT FROM NEW.balance;`;
  return [
    {
      name: 'chain',
      table,
      sqlite: {
        event: 'BEFORE INSERT',
        when: `COALESCE(NEW.balance, 0) <> NEW.delta + COALESCE((
      SELECT balance FROM ${table} WHERE stock_status = NEW.stock_status ORDER BY id DESC LIMIT 1), 0)`,
        body: `SELECT RAISE(ABORT, '${OUT_OF_STEP}');`,
      },
      postgres: {
        event: 'BEFORE INSERT',
        // The stock row is locked first, so that two lines of one edition are written one after the other.
        body: `DECLARE before INTEGER;
  BEGIN
    PERFORM 1 FROM ${stock} WHERE document_id = NEW.stock_status FOR UPDATE;
    SELECT balance INTO before FROM ${table} WHERE stock_status = NEW.stock_status ORDER BY id DESC LIMIT 1;
    IF COALESCE(NEW.balance, 0) <> NEW.delta + COALESCE(before, 0) THEN RAISE EXCEPTION '${OUT_OF_STEP}'; END IF;
    RETURN NEW;
  END`,
      },
    },
    {
      name: 'apply',
      table,
      sqlite: { event: 'AFTER INSERT', body: apply },
      postgres: {
        event: 'AFTER INSERT',
        // This runs after the whole statement, which may have written several lines of an edition: the last one says what there is.
        body: `DECLARE last INTEGER;
  BEGIN
    SELECT balance INTO last FROM ${table} WHERE stock_status = NEW.stock_status ORDER BY id DESC LIMIT 1;
    UPDATE ${stock} SET quantity = last WHERE document_id = NEW.stock_status AND quantity IS DISTINCT FROM last;
    RETURN NULL;
  END`,
      },
    },
  ];
};

/** What changes a stock status by another door is booked. */
const noting = (stock: string, table: string): Trigger[] => {
  const opened = `${syncSql(stock, 'NEW', OPENED_BY)} ${keepCountSql(stock, 'NEW')}`;
  const changed = syncSql(stock, 'NEW', 'NULL');
  const block = (statements: string): string => `BEGIN ${statements} RETURN NULL; END`;
  return [
    {
      name: 'opened',
      table,
      sqlite: { event: 'AFTER INSERT', body: opened },
      postgres: { event: 'AFTER INSERT', body: block(opened) },
    },
    { name: 'changed', table, postgres: { event: 'AFTER UPDATE', body: block(changed) } },
    { name: 'counted', table, sqlite: { event: 'AFTER UPDATE OF quantity', body: changed } },
    {
      name: 'stated',
      table,
      sqlite: { event: 'AFTER UPDATE OF availability, material, edition, order_number', body: changed },
    },
    {
      name: 'closed',
      table,
      sqlite: { event: 'AFTER DELETE', body: closingSql },
      postgres: { event: 'AFTER DELETE', body: block(closingSql) },
    },
  ];
};

/** What the database keeps true about the ledger. @param stockTable the table of the stock statuses, unquoted */
export const ledgerTriggers = (stockTable: () => string): TriggerSet => ({
  owner: 'ledger',
  replaces: ['ordering_v'],
  triggers() {
    const stock = quoteName(stockTable());
    return [...keeping(), ...booking(stock), ...noting(stock, stockTable())];
  },
});

/** A stock status that is older than this plugin has no line yet; where there are lines, differences are for `ledger:verify`. */
const openKnown = (trx: Executor, stock: string): Promise<unknown> =>
  rowsOf(
    trx,
    `INSERT INTO ${TABLES.ledger} (stock_status, material, edition, order_number, availability, delta, balance, reason, note)
     SELECT s.document_id, s.material, s.edition, s.order_number, s.availability, COALESCE(s.quantity, 0), s.quantity,
       'correction', 'opening balance'
     FROM ${stock} s WHERE s.document_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM ${TABLES.ledger} l WHERE l.stock_status = s.document_id)`
  );

/** Columns that came after their table. */
const ADDED = [{ table: TABLES.orders, column: 'tracking', type: 'TEXT' }] as const;

const addColumns = async (trx: Executor): Promise<void> => {
  for (const { table, column, type } of ADDED) {
    if (await trx.schema.hasColumn(table, column)) continue;
    await trx.raw(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
  }
};

/** Makes tables, indexes and triggers that are not there yet: several servers may start at once. */
export const prepareDatabase = async (strapi: Strapi): Promise<void> => {
  const dialect = dialectOf(strapi);
  // One wait for the disk for each order instead of three, and who only reads need not wait for who writes.
  if (!isPostgres(strapi)) await strapi.db.connection.raw('PRAGMA journal_mode = WAL');
  await withRetry(strapi, () =>
    inTransaction(strapi, async (trx) => {
      for (const sql of dialect.beforePreparing('ordering_prepare')) await trx.raw(sql);
      for (const statement of tables(dialect)) {
        if (statement.startsWith(`UNIQUE INDEX ${TABLES.waitlist}_`)) await placesByLanguage(trx);
        if (statement.startsWith('TABLE')) await trx.raw(`CREATE ${statement}`);
        else await createIndex(strapi, statement);
      }
      await addColumns(trx);
    })
  );
  await installTriggers(strapi, 'ledger');
  await inTransaction(strapi, (trx) => openKnown(trx, quoteName(stockTableOf(strapi))));
};
