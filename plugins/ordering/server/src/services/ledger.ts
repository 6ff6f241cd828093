import { MOST_COPIES } from '../../../domain/copies';
import { findDifferences, type Account, type LedgerLine, type Reason, type StockChange } from '../../../domain/ledger';
import { TABLES } from '../database';
import {
  isPostgres,
  numberOf,
  rowsOf,
  quotedStockTableOf,
  stockTableOf,
  textOf,
  type Executor,
  type Row,
  type Strapi,
} from '../strapi';

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
    allowed: `s.quantity + CAST(? AS INTEGER) BETWEEN 0 AND ${MOST_COPIES}`,
  },
  count: { balance: 'CAST(? AS INTEGER)', allowed: '(CAST(? AS INTEGER) IS NULL OR TRUE)' },
} as const;

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

  return {
    /** Locks stock statuses until the end of the transaction, in one order for everybody, and reads them. */
    async lock(trx: Executor, stockStatuses: readonly string[]): Promise<Map<string, StockRow>> {
      const ids = [...new Set(stockStatuses)];
      if (ids.length === 0) return new Map();
      const rows = await rowsOf(
        trx,
        `SELECT id, document_id, material, edition, order_number, availability, quantity FROM ${quotedStockTableOf(strapi)}
         WHERE document_id IN (${ids.map(() => '?').join(',')}) ORDER BY id ${locked()}`,
        ids
      );
      return new Map(rows.map((row) => [String(row.document_id), toStockRow(row)]));
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
     * Books copies that came or went, or a count as of now.
     *
     * @returns the line, or null where it cannot be: no such stock status, fewer than no copies or too many left, or a
     *   delta on copies that are not counted
     */
    async book(trx: Executor, stockStatus: string, change: StockChange, why: Cause): Promise<LedgerLine | null> {
      const [kind, value] = 'delta' in change ? (['delta', change.delta] as const) : (['count', change.count] as const);
      const { balance, allowed } = CHANGES[kind];
      const rows = await rowsOf(
        trx,
        `INSERT INTO ${TABLES.ledger} (${columns})
         SELECT ${facts}, COALESCE(${balance}, 0) - COALESCE(s.quantity, 0), ${balance}, ${cause} FROM ${quotedStockTableOf(strapi)} s
         WHERE s.document_id = ? AND ${allowed} ${locked()}
         RETURNING *`,
        [value, value, ...bindings(why), stockStatus, value]
      );
      return rows[0] ? toLine(rows[0]) : null;
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
  return accounts.flatMap(findDifferences);
};
