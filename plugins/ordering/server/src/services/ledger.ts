import { places } from '@inprint/kit/transactions';
import { MAX_COPIES } from '../../../domain/copies';
import { TAKEN } from '../../../domain/committed';
import {
  findBrokenPromise,
  findDifferences,
  type Account,
  type Commitment,
  type LedgerLine,
  type Reason,
  type StockChange,
} from '../../../domain/ledger';
import { afterChange, onHandOf, type Counted } from '../../../domain/shelf';
import { TABLES } from '../database';
import {
  isPostgres,
  numberOf,
  rowsOf,
  quotedStockTableOf,
  serviceOf,
  stockTableOf,
  textOf,
  type Executor,
  type Row,
  type Strapi,
} from '../strapi';
import type { ShelfFacts } from './shelf';

/** What a line says about its cause. */
export interface Cause {
  readonly reason: Reason;
  readonly reference: string | null;
  readonly who: string | null;
  readonly note?: string | null;
}

/** A stock status as orders see it. */
export interface StockRow {
  readonly id: number;
  readonly stockStatus: string;
  readonly material: string;
  readonly edition: string | null;
  readonly orderNumber: string | null;
  readonly availability: string;
  readonly quantity: number | null;
}

export const toStockRow = (row: Row): StockRow => ({
  id: Number(row.id),
  stockStatus: String(row.document_id),
  material: String(row.material),
  edition: textOf(row.edition),
  orderNumber: textOf(row.order_number),
  availability: String(row.availability),
  quantity: numberOf(row.quantity),
});

const toLine = (row: Row): LedgerLine => ({
  id: Number(row.id),
  stockStatus: String(row.stock_status),
  material: textOf(row.material),
  edition: textOf(row.edition),
  orderNumber: textOf(row.order_number),
  availability: textOf(row.availability),
  delta: Number(row.delta),
  balance: numberOf(row.balance),
  reason: String(row.reason) as Reason,
  reference: textOf(row.reference),
  who: textOf(row.who),
  note: textOf(row.note),
  bookedAt: String(row.booked_at),
});

/** The copies after each kind of change, as SQL over the stock row `s`, and when it may be booked. */
const CHANGES = {
  delta: {
    balance: 's.quantity + CAST(? AS INTEGER)',
    allowed: `s.quantity + CAST(? AS INTEGER) BETWEEN 0 AND ${MAX_COPIES}`,
  },
  count: { balance: 'CAST(? AS INTEGER)', allowed: '(CAST(? AS INTEGER) IS NULL OR TRUE)' },
} as const;

/** Reasons of lines that move a promise and nothing on the shelf. */
const ORDERED: ReadonlySet<Reason> = new Set(['order', 'cancellation']);

const NOTHING_KNOWN: ShelfFacts = { available: null, committed: 0, short: 0, countedAt: null };

/** A line of the ledger, and what is missing on the shelf after it. */
export interface Booked extends LedgerLine {
  /** Committed copies that are not there. */
  readonly short: number;
}

/**
 * The one door for copies. Each change is one conditional statement that writes a ledger line; the database's triggers
 * carry it to the stock status. What is read beforehand decides nothing.
 */
export const createLedger = (strapi: Strapi) => {
  const columns =
    'stock_status, material, edition, order_number, availability, delta, balance, reason, reference, who, note';
  const facts = 's.document_id, s.material, s.edition, s.order_number, s.availability';
  const cause = 'CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT)';
  /** PostgreSQL: whoever waited for the row looks at it again. SQLite has one writer at a time. */
  const locked = (): string => (isPostgres(strapi) ? 'FOR UPDATE' : '');
  const bindings = ({ reason, reference, who, note = null }: Cause): unknown[] => [reason, reference, who, note];

  /** What an edition is after a change; its row is locked. */
  const afterBooking = async (
    trx: Executor,
    { stockStatus, quantity: available }: StockRow,
    change: StockChange,
    at: string | null
  ): Promise<Counted | null> => {
    const shelf = serviceOf(strapi, 'shelf');
    const { committed, short } = (await shelf.of(trx, [stockStatus])).get(stockStatus) ?? NOTHING_KNOWN;
    let since = 0;
    if ('count' in change && at !== null) since = await shelf.shelfSince(trx, stockStatus, at);
    if ('available' in change) since = await shelf.promisedSince(trx, stockStatus, at);
    return afterChange({ available, committed, short }, change, since);
  };

  return {
    /** Locks stock statuses until the end of the transaction, in one order for everybody, and reads them. */
    async lock(trx: Executor, stockStatuses: readonly string[]): Promise<Map<string, StockRow>> {
      const ids = [...new Set(stockStatuses)];
      if (ids.length === 0) return new Map();
      const rows = await rowsOf(
        trx,
        `SELECT id, document_id, material, edition, order_number, availability, quantity FROM ${quotedStockTableOf(strapi)}
         WHERE document_id IN (${places(ids)}) ORDER BY id ${locked()}`,
        ids
      );
      return new Map(rows.map((row) => [String(row.document_id), toStockRow(row)]));
    },

    /** Locks an edition and says what lies on the shelf; null is "not counted", undefined "no such record". */
    async onHand(trx: Executor, stockStatus: string): Promise<number | null | undefined> {
      const row = (await this.lock(trx, [stockStatus])).get(stockStatus);
      if (!row) return undefined;
      const { committed, short } =
        (await serviceOf(strapi, 'shelf').of(trx, [stockStatus])).get(stockStatus) ?? NOTHING_KNOWN;
      return onHandOf({ available: row.quantity, committed, short });
    },

    /**
     * Takes copies of a counted edition in stock.
     *
     * @returns false if there are not that many, or it is not in stock: then nothing was taken
     */
    async takeCopies(trx: Executor, stockStatus: string, copies: number, why: Cause): Promise<boolean> {
      const rows = await rowsOf(
        trx,
        `INSERT INTO ${TABLES.ledger} (${columns})
         SELECT ${facts}, -CAST(? AS INTEGER), s.quantity - CAST(? AS INTEGER), ${cause} FROM ${quotedStockTableOf(strapi)} s
         WHERE s.document_id = ? AND s.availability = 'in-stock' AND s.quantity >= CAST(? AS INTEGER) ${locked()}
         RETURNING balance`,
        [copies, copies, ...bindings(why), stockStatus, copies]
      );
      const [line] = rows;
      // The last copy went: editors see it first at the stock desk. Before that an order is no news there.
      if (line && Number(line.balance) === 0) {
        await trx(stockTableOf(strapi)).where({ document_id: stockStatus }).update({ updated_at: new Date() });
      }
      return line !== undefined;
    },

    /**
     * Books copies that came or went, a count of the shelf, or how many can be promised. What is committed stays committed.
     *
     * @param at the moment that this is of, ISO 8601 in UTC: what left or came since is taken into account; null is now
     * @returns the line, or null where it cannot be: no such stock status, fewer than no copies or too many left, or a
     *   delta on copies that are not counted
     */
    async book(
      trx: Executor,
      stockStatus: string,
      change: StockChange,
      why: Cause,
      at: string | null = null
    ): Promise<Booked | null> {
      const row = (await this.lock(trx, [stockStatus])).get(stockStatus);
      if (!row) return null;
      const next = await afterBooking(trx, row, change, at);
      if (!next) return null;
      const isDelta = 'delta' in change;
      const [kind, value] = isDelta
        ? (['delta', (next.available ?? 0) - (row.quantity ?? 0)] as const)
        : (['count', next.available] as const);
      const { balance, allowed } = CHANGES[kind];
      const rows = await rowsOf(
        trx,
        `INSERT INTO ${TABLES.ledger} (${columns})
         SELECT ${facts}, COALESCE(${balance}, 0) - COALESCE(s.quantity, 0), ${balance}, ${cause} FROM ${quotedStockTableOf(strapi)} s
         WHERE s.document_id = ? AND ${allowed} ${locked()}
         RETURNING *`,
        [value, value, ...bindings(why), stockStatus, value]
      );
      if (!rows[0]) return null;
      const shelf = serviceOf(strapi, 'shelf');
      await shelf.noteCount(trx, stockStatus, next, isDelta ? undefined : at);
      if (isDelta && !ORDERED.has(why.reason)) await shelf.noteMovement(trx, stockStatus, change.delta, at);
      if (!isDelta && row.quantity === null && next.available !== null) await shelf.adoptUncounted(trx, stockStatus);
      return { ...toLine(rows[0]), short: next.short };
    },

    /** The lines of a stock status, oldest first, up to a moment (ISO 8601, UTC) if one is given. */
    async linesOf(stockStatus: string, until?: string): Promise<LedgerLine[]> {
      const query = strapi.db.connection(TABLES.ledger).where({ stock_status: stockStatus }).orderBy('id');
      if (until !== undefined) query.where('booked_at', '<=', until);
      return ((await query) as Row[]).map(toLine);
    },

    /** Lines of a stock status, newest first, and how many there are. @param page from 1 */
    async pageOf(stockStatus: string, page: number, pageSize: number): Promise<{ lines: LedgerLine[]; total: number }> {
      const all = () => strapi.db.connection(TABLES.ledger).where({ stock_status: stockStatus });
      const [count] = (await all().count({ total: '*' })) as Row[];
      const lines = (await all()
        .orderBy('id', 'desc')
        .limit(pageSize)
        .offset((page - 1) * pageSize)) as Row[];
      return { lines: lines.map(toLine), total: Number(count?.total ?? 0) };
    },

    /** The last line of a stock status, or the last one up to a moment (ISO 8601, UTC). */
    async lastLine(stockStatus: string, until?: string): Promise<LedgerLine | null> {
      const query = strapi.db.connection(TABLES.ledger).where({ stock_status: stockStatus }).orderBy('id', 'desc');
      if (until !== undefined) query.where('booked_at', '<=', until);
      const row = (await query.first()) as Row | undefined;
      return row ? toLine(row) : null;
    },

    /** Every difference between the ledger and the stock statuses, in words; none is how it should be. */
    verify: (): Promise<string[]> => findAllDifferences(strapi.db.connection, quotedStockTableOf(strapi)),
  };
};

/** As `verify`, on a connection without Strapi: for the command line. */
export const findAllDifferences = async (connection: Executor, stock: string): Promise<string[]> => {
  const rows = await rowsOf(
    connection,
    `SELECT k.key AS stock_status, s.document_id AS known, s.quantity AS quantity, l.id AS line, l.balance AS balance,
       COALESCE(s.order_number, l.order_number) AS order_number, COALESCE(k.total, 0) AS total
     FROM (SELECT key, SUM(delta) AS total, MAX(line) AS last FROM (
         SELECT stock_status AS key, delta, id AS line FROM ${TABLES.ledger}
         UNION ALL SELECT document_id, 0, NULL FROM ${stock} WHERE document_id IS NOT NULL) parts GROUP BY key) k
     LEFT JOIN ${stock} s ON s.document_id = k.key
     LEFT JOIN ${TABLES.ledger} l ON l.id = k.last
     ORDER BY k.key`
  );
  const accounts = rows.map((row): Account => ({
    stockStatus: String(row.stock_status),
    orderNumber: textOf(row.order_number),
    sum: Number(row.total),
    lastBalance: row.line === null ? undefined : numberOf(row.balance),
    quantity: row.known === null ? undefined : numberOf(row.quantity),
  }));
  return [...accounts.flatMap(findDifferences), ...(await findUncommitted(connection))];
};

/** Orders whose copies are not those that the ledger took for them. */
const findUncommitted = async (connection: Executor): Promise<string[]> => {
  const rows = await rowsOf(
    connection,
    `SELECT o.number, o.state, w.stock_status, w.copies AS wanted, COALESCE(t.taken, 0) AS taken FROM (
       SELECT order_id, stock_status, SUM(quantity) AS copies FROM ${TABLES.lines}
       WHERE counted = ${TAKEN.counted} GROUP BY order_id, stock_status) w
     JOIN ${TABLES.orders} o ON o.id = w.order_id
     LEFT JOIN (SELECT reference, stock_status, -SUM(delta) AS taken FROM ${TABLES.ledger}
       WHERE reason IN ('order', 'cancellation') GROUP BY reference, stock_status) t
       ON t.reference = o.number AND t.stock_status = w.stock_status
     ORDER BY o.id, w.stock_status`
  );
  return rows
    .map((row): Commitment => ({
      order: String(row.number),
      state: String(row.state),
      stockStatus: String(row.stock_status),
      wanted: Number(row.wanted),
      taken: Number(row.taken),
    }))
    .flatMap(findBrokenPromise);
};
