import type { Sql } from '@inprint/kit/content-permissions';
import { createIndex } from '@inprint/kit/indexes';
import { places } from '@inprint/kit/transactions';

import {
  AVAILABILITIES,
  isAwaited,
  isWhenSoldOut,
  WHEN_SOLD_OUT_DEFAULT,
  type Availability,
  type WhenSoldOut,
} from '../../../domain/availability';
import type { ReadableTitles } from '../readable-titles';
import { dayOf, numberOf, rowsOf, textOf } from '../rows';
import { modelOf } from '../setup';
import { serviceOf, tableOf, type Row, type Strapi } from '../strapi';
import { titleCondition } from '../title-search';
import { MAX_TITLES, rankSql } from './materials';

/** One line of the stock desk: an edition. */
export interface DeskRow {
  /** The row of the table: who locks several editions does it in this order. */
  readonly id: number;
  readonly documentId: string;
  readonly material: string;
  readonly title: string;
  readonly edition: string | null;
  readonly orderNumber: string | null;
  readonly availability: Availability;
  /** What can still be promised: available. Null is "not counted". */
  readonly quantity: number | null;
  /** Copies of orders that did not leave yet: on the shelf, and somebody's. */
  readonly committed: number;
  /** Committed copies that the last count did not find. */
  readonly short: number;
  /** What lies on the shelf: available and committed. A count is of this. */
  readonly onHand: number | null;
  readonly lowStockAt: number | null;
  readonly whenSoldOut: WhenSoldOut;
  /** Has the count turned the state, and not an editor? */
  readonly soldOut: boolean;
  readonly expectedOn: string | null;
  readonly updatedAt: string;
}

export const DESK_SORTS = ['updatedAt', 'title', 'orderNumber', 'availability', 'quantity', 'expectedOn'] as const;
export type DeskSort = (typeof DESK_SORTS)[number];

export interface DeskQuery {
  readonly search: string;
  readonly states: readonly Availability[];
  readonly sort: DeskSort;
  readonly order: 'ASC' | 'DESC';
  readonly page: number;
  readonly pageSize: number;
}

/** Counting stops here: nobody turns so many pages, and counting all of them would mean reading them all. */
const MAX_COUNTED = 1000;
const BATCH = 1000;

/** An expected day that has passed is late where copies are awaited. */
const AWAITED = AVAILABILITIES.filter(isAwaited);

/** A row as it is stored, without what orders say. */
type StoredRow = Omit<DeskRow, 'committed' | 'short' | 'onHand'>;

const toRow = (row: Row): StoredRow => ({
  id: Number(row.id),
  documentId: String(row.document_id),
  material: String(row.material),
  title: textOf(row.title) ?? '',
  edition: textOf(row.edition),
  orderNumber: textOf(row.order_number),
  availability: row.availability as Availability,
  quantity: numberOf(row.quantity),
  lowStockAt: numberOf(row.low_stock_at),
  whenSoldOut: isWhenSoldOut(row.when_sold_out) ? row.when_sold_out : WHEN_SOLD_OUT_DEFAULT,
  soldOut: Boolean(row.sold_out),
  expectedOn: dayOf(row.expected_on),
  updatedAt: new Date(row.updated_at as string | number | Date).toISOString(),
});

const ORDER_COLUMNS: Readonly<Record<Exclude<DeskSort, 'title'>, string>> = {
  updatedAt: 's.updated_at',
  orderNumber: 's.order_number',
  availability: 's.availability',
  quantity: 's.quantity',
  expectedOn: 's.expected_on',
};

/** What is not known comes before everything else, as SQLite has it by itself. */
const NULLABLE: ReadonlySet<DeskSort> = new Set(['orderNumber', 'quantity', 'expectedOn']);
const NULLS = { ASC: ' NULLS FIRST', DESC: ' NULLS LAST' } as const;

/** Makes the indexes by which the desk finds a page without reading all editions. */
export const prepareDesk = async (strapi: Strapi): Promise<void> => {
  const config = modelOf(strapi);
  const { quoted: stock } = tableOf(strapi, config.stockStatus.uid);
  const materials = tableOf(strapi, config.material.uid);
  const isSqlite = strapi.db.dialect.client === 'sqlite';
  const nullsFirst = isSqlite ? '' : ' NULLS FIRST';
  const indexes = {
    updated: `${stock} (updated_at, id)`,
    quantity_sorted: `${stock} (quantity${nullsFirst}, id)`,
    expected_sorted: `${stock} (expected_on${nullsFirst}, id)`,
    number_sorted: `${stock} (order_number${nullsFirst}, id)`,
    state: `${stock} (availability, updated_at, id)`,
    number: isSqlite ? `${stock} (order_number COLLATE NOCASE)` : `${stock} (lower(order_number) text_pattern_ops)`,
    low: `${stock} (updated_at) WHERE availability = 'in-stock' AND quantity <= low_stock_at`,
    title: `${materials.quoted} (${materials.quotedColumn(config.material.title)})`,
  };
  for (const [purpose, on] of Object.entries(indexes)) {
    await createIndex(strapi, `INDEX availability_desk_${purpose} ON ${on}`);
  }
};

/** The stock desk's reading half: pages, numbers, and what needs attention. */
export const createStockDesk = (strapi: Strapi) => {
  const isSqlite = (): boolean => strapi.db.dialect.client === 'sqlite';
  const stockTable = (): string => tableOf(strapi, modelOf(strapi).stockStatus.uid).quoted;

  const select = (sql: string, bindings: readonly unknown[]): Promise<Row[]> => rowsOf(strapi, sql, bindings);

  /** With the copies that are promised to orders, of all rows at once; those that can be promised are told anew, of the same moment. */
  const withCommitted = async <Stored extends StoredRow>(
    rows: readonly Stored[]
  ): Promise<(Stored & Pick<DeskRow, 'committed' | 'short' | 'onHand'>)[]> => {
    const known = await serviceOf(strapi, 'stock').copiesOf(rows.map(({ documentId }) => documentId));
    return rows.map((row) => {
      const { available, committed, short } = known.get(row.documentId) ?? {
        available: row.quantity,
        committed: 0,
        short: 0,
      };
      const onHand = available === null ? null : available + committed - short;
      return { ...row, quantity: available, committed, short, onHand };
    });
  };

  const escapeLike = (value: string): string => value.replace(/[\\%_]/g, '\\$&');

  /** In the outcome of a query. As an array, PostgreSQL finds it first and looks it up, where it would read all rows else. */
  const among = (sql: string): string => (isSqlite() ? `IN (${sql})` : `= ANY (ARRAY(${sql}))`);

  /** Editions whose order number begins as the search does, or whose material's title has its words. */
  const searchCondition = (search: string, readable: ReadableTitles): { sql: string; bindings: unknown[] } => {
    const stock = stockTable();
    const { quoted: materials } = tableOf(strapi, modelOf(strapi).material.uid);
    const byNumber = isSqlite()
      ? {
          sql: `SELECT id FROM ${stock} WHERE order_number >= ? COLLATE NOCASE AND order_number < ? COLLATE NOCASE`,
          bindings: [search, `${search}\u{10ffff}`],
        }
      : {
          sql: `SELECT id FROM ${stock} WHERE lower(order_number) LIKE ?`,
          bindings: [`${escapeLike(search.toLowerCase())}%`],
        };
    const title = titleCondition(strapi, search);
    if (!title) return { sql: `s.id ${among(byNumber.sql)}`, bindings: byNumber.bindings };
    const titles = `SELECT id FROM (${title.sql} LIMIT ${MAX_TITLES}) titles ${readable ? `WHERE id IN (${readable.sql})` : ''}`;
    const byTitle = `SELECT id FROM ${stock} WHERE material
      ${among(`SELECT document_id FROM ${materials} WHERE id ${among(titles)}`)}`;
    return {
      sql: `s.id ${among(`${byNumber.sql} UNION ${byTitle}`)}`,
      bindings: [...byNumber.bindings, ...title.bindings, ...(readable?.bindings ?? [])],
    };
  };

  const conditionsOf = ({ search, states }: Pick<DeskQuery, 'search' | 'states'>, titles: ReadableTitles) => {
    const conditions: { sql: string; bindings: readonly unknown[] }[] = [];
    if (states.length > 0) {
      conditions.push({ sql: `s.availability IN (${places(states)})`, bindings: states });
    }
    if (search !== '') conditions.push(searchCondition(search, titles));
    return {
      where: conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : '',
      bindings: conditions.flatMap(({ bindings }) => bindings),
    };
  };

  const columns = (): string =>
    `s.id, s.document_id, s.material, s.edition, s.order_number, s.availability, s.quantity, s.low_stock_at,
     s.when_sold_out, s.sold_out, s.expected_on, s.updated_at`;

  /** The row of the materials table whose title stands for an edition at the desk. */
  const titleRow = (): string => {
    const { quoted } = tableOf(strapi, modelOf(strapi).material.uid);
    return `(SELECT id FROM (SELECT t.id AS id, ${rankSql('t', 's.edition')} AS rank
      FROM ${quoted} t WHERE t.document_id = s.material) versions ORDER BY rank, id LIMIT 1)`;
  };

  const titleOf = (row: string, defaultLocale: string, titles: ReadableTitles): Sql =>
    serviceOf(strapi, 'materials').titleSql(`${row}.material`, `${row}.edition`, defaultLocale, titles);

  const pageSql = (
    query: DeskQuery,
    defaultLocale: string,
    titles: ReadableTitles = null
  ): { sql: string; bindings: unknown[] } => {
    const { where, bindings } = conditionsOf(query, titles);
    const stock = stockTable();
    const limit = [query.pageSize + 1, (query.page - 1) * query.pageSize];
    const titleSql = titleOf('page', defaultLocale, titles);
    if (query.sort !== 'title') {
      const page = `SELECT ${columns()} FROM ${stock} s ${where}
        ORDER BY ${ORDER_COLUMNS[query.sort]} ${query.order}${NULLABLE.has(query.sort) ? NULLS[query.order] : ''}, s.id ${query.order} LIMIT ? OFFSET ?`;
      // Titles are looked up for the rows of the page only.
      return {
        sql: `SELECT page.*, ${titleSql.sql} AS title FROM (${page}) page`,
        bindings: [...titleSql.bindings, ...bindings, ...limit],
      };
    }
    // By the titles that may be read: any other order would tell of the others.
    if (titles !== null) {
      return {
        sql: `SELECT * FROM (SELECT page.*, ${titleSql.sql} AS title FROM (SELECT ${columns()} FROM ${stock} s ${where}) page) titled
          ORDER BY title ${query.order}${NULLS[query.order]}, id LIMIT ? OFFSET ?`,
        bindings: [...titleSql.bindings, ...bindings, ...limit],
      };
    }
    const { quoted: materials, quotedColumn } = tableOf(strapi, modelOf(strapi).material.uid);
    const title = quotedColumn(modelOf(strapi).material.title);
    // With nothing to narrow it down, the titles are walked in the order of their index; CROSS and OFFSET 0 keep the
    // databases to that.
    if (!isSqlite() && where === '') {
      return {
        sql: `SELECT s.*, m.${title} AS title FROM ${materials} m CROSS JOIN LATERAL
          (SELECT ${columns()} FROM ${stock} s WHERE s.material = m.document_id AND m.id = ${titleRow()} OFFSET 0) s
          ORDER BY m.${title} ${query.order}, s.id LIMIT ? OFFSET ?`,
        bindings: [defaultLocale, ...limit],
      };
    }
    const join = where === '' ? 'CROSS JOIN' : 'JOIN';
    return {
      sql: `SELECT ${columns()}, m.${title} AS title FROM ${materials} m ${join} ${stock} s
        ON s.material = m.document_id AND m.id = ${titleRow()} ${where}
        ORDER BY m.${title} ${query.order}, s.id LIMIT ? OFFSET ?`,
      bindings: [defaultLocale, ...bindings, ...limit],
    };
  };

  const byColumn = async (
    column: 'order_number' | 'document_id',
    values: readonly string[],
    titles: ReadableTitles
  ): Promise<DeskRow[]> => {
    const { defaultLocale } = await serviceOf(strapi, 'settings').current();
    const titleSql = titleOf('s', defaultLocale, titles);
    const found: DeskRow[] = [];
    for (let start = 0; start < values.length; start += BATCH) {
      const batch = values.slice(start, start + BATCH);
      const rows = await select(
        `SELECT ${columns()}, ${titleSql.sql} AS title FROM ${stockTable()} s WHERE s.${column} IN (${places(batch)})`,
        [...titleSql.bindings, ...batch]
      );
      found.push(...(await withCommitted(rows.map(toRow))));
    }
    return found;
  };

  return {
    /** The statement that reads a page: for the query plan in tests. */
    pageSql,

    /** One page of the desk. `total` stops at 1,000 (`isMore` then): see `MAX_COUNTED`. */
    async page(query: DeskQuery, titles: ReadableTitles) {
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const { sql, bindings } = pageSql(query, defaultLocale, titles);
      const rows = await withCommitted((await select(sql, bindings)).map(toRow));
      const { where, bindings: counted } = conditionsOf(query, titles);
      const [count] = await select(
        `SELECT COUNT(*) AS total FROM (SELECT 1 FROM ${stockTable()} s ${where} LIMIT ${MAX_COUNTED + 1}) counted`,
        counted
      );
      const total = Number(count?.total ?? 0);
      return {
        rows: rows.slice(0, query.pageSize),
        hasNext: rows.length > query.pageSize,
        total: Math.min(total, MAX_COUNTED),
        isMore: total > MAX_COUNTED,
      };
    },

    /** All editions, in batches, in the order they were made: for the download. */
    async *all(titles: ReadableTitles): AsyncGenerator<DeskRow> {
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const titleSql = titleOf('s', defaultLocale, titles);
      for (let last = 0; ;) {
        const rows = await select(
          `SELECT s.*, ${titleSql.sql} AS title FROM (SELECT ${columns()} FROM ${stockTable()} s WHERE s.id > ? ORDER BY s.id LIMIT ${BATCH}) s`,
          [...titleSql.bindings, last]
        );
        yield* await withCommitted(rows.map(toRow));
        if (rows.length < BATCH) return;
        last = Number(rows.at(-1)?.id);
      }
    },

    /** Editions by their order numbers. */
    async byOrderNumbers(orderNumbers: readonly string[], titles: ReadableTitles): Promise<Map<string, DeskRow>> {
      const found = await byColumn('order_number', orderNumbers, titles);
      return new Map(found.flatMap((row) => (row.orderNumber === null ? [] : [[row.orderNumber, row]])));
    },

    /** Editions by the documentIds of their records. */
    async byRecords(records: readonly string[], titles: ReadableTitles): Promise<Map<string, DeskRow>> {
      const found = await byColumn('document_id', records, titles);
      return new Map(found.map((row) => [row.documentId, row]));
    },

    /** Editions of one material. */
    async editionsOf(material: string, titles: ReadableTitles): Promise<(DeskRow & { successor: string | null })[]> {
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const titleSql = titleOf('s', defaultLocale, titles);
      const rows = await select(
        `SELECT ${columns()}, s.successor, ${titleSql.sql} AS title FROM ${stockTable()} s WHERE s.material = ? ORDER BY s.edition NULLS FIRST`,
        [...titleSql.bindings, material]
      );
      return withCommitted(rows.map((row) => ({ ...toRow(row), successor: textOf(row.successor) })));
    },

    /** How many editions are in each state. */
    async glance(): Promise<Record<Availability, number>> {
      const rows = await select(
        `SELECT availability, COUNT(*) AS editions FROM ${stockTable()} GROUP BY availability`,
        []
      );
      const counted = Object.fromEntries(rows.map(({ availability, editions }) => [availability, Number(editions)]));
      return Object.fromEntries(AVAILABILITIES.map((state) => [state, counted[state] ?? 0])) as Record<
        Availability,
        number
      >;
    },

    /** What somebody should look at, at most `most` of each kind, the longest waiting first. */
    async attention(most: number, titles: ReadableTitles) {
      const { defaultLocale, today } = await serviceOf(strapi, 'settings').current();
      const config = modelOf(strapi);
      const { quoted: materials, quotedColumn } = tableOf(strapi, config.material.uid);
      const stock = stockTable();
      const titleSql = titleOf('s', defaultLocale, titles);
      const read = async (where: string, order: string, bindings: readonly unknown[]): Promise<DeskRow[]> => {
        const rows = await select(
          `SELECT s.*, ${titleSql.sql} AS title FROM (SELECT ${columns()} FROM ${stock} s WHERE ${where} ORDER BY ${order} LIMIT ${most}) s`,
          [...titleSql.bindings, ...bindings]
        );
        return withCommitted(rows.map(toRow));
      };
      const files = serviceOf(strapi, 'facts').pdfLink();
      const { pdfUrl } = config.material;
      const hasAddress = pdfUrl === null ? '1 = 0' : `p.${quotedColumn(pdfUrl)} IS NOT NULL`;
      const published = `SELECT 1 FROM ${materials} p WHERE p.document_id = s.material AND p.published_at IS NOT NULL`;
      const runningLow = serviceOf(strapi, 'lowStock').condition('s');
      const [withoutPdf, late, low] = [
        await read(
          `s.availability IN ('out-of-print', 'reprint-undecided') AND EXISTS (${published})
           AND NOT EXISTS (${published} AND (${hasAddress} OR EXISTS (${files.existsSql('p.id')})))`,
          's.updated_at',
          files.bindings
        ),
        await read(`s.expected_on < ? AND s.availability IN (${places(AWAITED)})`, 's.expected_on', [
          today,
          ...AWAITED,
        ]),
        await read(runningLow.sql, 's.updated_at', runningLow.bindings),
      ];
      return { withoutPdf, late, low };
    },
  };
};
