import type { Sql } from '@inprint/kit/content-permissions';
import { availabilityOf } from '@inprint/kit/neighbours';
import { places } from '@inprint/kit/transactions';
import type { Context } from 'koa';

import type { OrderState } from '../../../domain/order-state';
import {
  copiesPerMonth,
  daysLeft,
  givenOutByMonth,
  lastCopyOn,
  MAX_MONTHS,
  runOutOf,
  sumOf,
  type OrderedCopies,
  type Pace,
  type WarehouseCopies,
} from '../../../domain/reprint';
import { ORDERABLE_SQL, TABLES } from '../database';
import { modelOf, numberOf, rowsOf, serviceOf, quotedStockTableOf, textOf, type Row, type Strapi } from '../strapi';

const dayOf = (value: unknown): string | null =>
  value instanceof Date ? value.toISOString().slice(0, 10) : (textOf(value)?.slice(0, 10) ?? null);

/** A line after which the edition could be ordered. */
const orderableAfter = (line: string): string =>
  `(${line}.availability IN ${ORDERABLE_SQL} AND (${line}.availability = 'on-demand' OR ${line}.balance IS NULL OR ${line}.balance > 0))`;

/** When the edition whose key this is stopped being orderable: the first line after the last one that left it so. NULL while it is. */
const endedAt = (key: string): string => `(
  SELECT e.booked_at FROM ${TABLES.ledger} e WHERE e.stock_status = ${key} AND e.id = (
    SELECT MIN(n.id) FROM ${TABLES.ledger} n WHERE n.stock_status = ${key} AND n.id > COALESCE((
      SELECT MAX(o.id) FROM ${TABLES.ledger} o WHERE o.stock_status = ${key} AND ${orderableAfter('o')}), 0)))`;

const WAITING = `SELECT stock_status, COUNT(*) AS people FROM ${TABLES.waitlist} WHERE state = 'waiting' GROUP BY stock_status`;

/** Refused since the edition ended; the end is looked up once for each edition, not for each refusal. */
const REFUSED = `SELECT f.stock_status, COUNT(*) AS orders, SUM(f.quantity) AS copies
  FROM (SELECT k.stock_status, ${endedAt('k.stock_status')} AS since
    FROM (SELECT DISTINCT stock_status FROM ${TABLES.refusals} WHERE stock_status IS NOT NULL) k) ended
  JOIN ${TABLES.refusals} f ON f.stock_status = ended.stock_status AND f.refused_at >= ended.since
  GROUP BY f.stock_status`;

const COLUMNS = `s.document_id, s.material, s.edition, s.order_number, s.availability, s.quantity, s.expected_on,
  COALESCE(w.people, 0) AS waiting, COALESCE(r.orders, 0) AS refused_orders, COALESCE(r.copies, 0) AS refused_copies`;

/** An edition, and how much it is missed. */
export interface WantedEdition {
  readonly stockStatus: string;
  readonly material: string;
  readonly title: string;
  readonly edition: string | null;
  readonly orderNumber: string | null;
  readonly availability: string;
  readonly quantity: number | null;
  readonly expectedOn: string | null;
  /** Since when it cannot be ordered (ISO 8601, UTC); null: it can. */
  readonly endedAt: string | null;
  readonly waiting: number;
  /** When the last copy goes, as they went in the last year (`2027-03-01`); null: none is left, or nobody can say. */
  readonly lastCopyOn: string | null;
  /** Order lines that could not be filled since, and the copies they asked for. */
  readonly refused: { readonly orders: number; readonly copies: number };
}

/** How editions are put in order: by how much they are missed, or by when their last copy goes. */
export const REPRINT_SORTS = ['demand', 'runs-out'] as const;
export type ReprintSort = (typeof REPRINT_SORTS)[number];

const YEAR_DAYS = 365;
const DAY = 24 * 3600 * 1000;
const NO_PACE: Pace = { copies: 0, days: YEAR_DAYS };

/** What a reprint does not help: a recalled text is not printed again. */
const NOT_WITHDRAWN = `s.availability <> 'withdrawn'`;

/** The titles that whoever asks may read; `null`: all. */
type ReadableTitles = Sql | null;

/**
 * What speaks for printing an edition again, and what its ledger says of the past. Reads only, in as many queries as
 * there are kinds of facts.
 */
export const createReprint = (strapi: Strapi) => {
  const rows = (sql: string, bindings: readonly unknown[] = []): Promise<Row[]> =>
    rowsOf(strapi.db.connection, sql, bindings);
  const materials = () => availabilityOf(strapi, 'materials');

  const wantedFrom = (): string =>
    `${quotedStockTableOf(strapi)} s LEFT JOIN (${WAITING}) w ON w.stock_status = s.document_id
     LEFT JOIN (${REFUSED}) r ON r.stock_status = s.document_id`;

  /** How fast copies went in the last year: ordered here and not cancelled, or reported by the warehouse. @param ids of all if null */
  const pacesOf = async (ids: readonly string[] | null): Promise<Map<string, Pace>> => {
    if (ids?.length === 0) return new Map();
    const since = new Date(Date.now() - YEAR_DAYS * DAY);
    const found = await rows(
      `SELECT l.stock_status, MIN(l.booked_at) AS first, SUM(CASE WHEN l.booked_at >= ? AND
         (l.reason IN ('order', 'cancellation') OR (l.reason = 'feed' AND l.delta < 0)) THEN -l.delta ELSE 0 END) AS copies
       FROM ${TABLES.ledger} l ${ids ? `WHERE l.stock_status IN (${places(ids)})` : ''} GROUP BY l.stock_status`,
      [since.toISOString(), ...(ids ?? [])]
    );
    return new Map(
      found.map((row) => {
        const known = (Date.now() - Date.parse(String(row.first))) / DAY;
        return [String(row.stock_status), { copies: Number(row.copies), days: Math.min(YEAR_DAYS, known) }];
      })
    );
  };

  const toEditions = async (found: readonly Row[], readable: ReadableTitles): Promise<WantedEdition[]> => {
    const titles = new Map(
      (
        await materials().titlesOf(
          found.map(({ material }) => String(material)),
          readable
        )
      ).map(({ documentId, title }) => [documentId, title])
    );
    const paces = await pacesOf(found.map((row) => String(row.document_id)));
    return found.map((row) => ({
      stockStatus: String(row.document_id),
      material: String(row.material),
      title: titles.get(String(row.material)) ?? '',
      edition: textOf(row.edition),
      orderNumber: textOf(row.order_number),
      availability: String(row.availability),
      quantity: numberOf(row.quantity),
      expectedOn: dayOf(row.expected_on),
      endedAt: textOf(row.ended_at),
      waiting: Number(row.waiting),
      lastCopyOn:
        row.availability === 'in-stock'
          ? lastCopyOn(numberOf(row.quantity), paces.get(String(row.document_id)) ?? NO_PACE, new Date())
          : null,
      refused: { orders: Number(row.refused_orders), copies: Number(row.refused_copies) },
    }));
  };

  /** Editions whose title has these words or whose order number begins so. */
  const conditionOf = async (search: string, titles: ReadableTitles): Promise<{ sql: string; bindings: unknown[] }> => {
    if (search === '') return { sql: `WHERE ${NOT_WITHDRAWN}`, bindings: [] };
    const found = (await materials().search(search, titles)).map(({ documentId }) => documentId);
    const escaped = `${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const titled = found.length > 0 ? `s.material IN (${places(found)}) OR ` : '';
    return {
      sql: `WHERE ${NOT_WITHDRAWN} AND (${titled}LOWER(s.order_number) LIKE ? ESCAPE '\\')`,
      bindings: [...found, escaped],
    };
  };

  /** PDFs of a material in the media library that stand for an edition, and whether one lies elsewhere. */
  const filesOf = async (material: string, edition: string | null) => {
    const { uid, pdf, pdfUrl } = modelOf(strapi).material;
    const versions = (await strapi.db.query(uid as never).findMany({
      where: { documentId: material, ...(edition === null ? {} : { locale: edition }) } as never,
      populate: { [pdf]: { select: ['url'] } } as never,
    })) as Row[];
    const urls = versions.map((version) => (version[pdf] as { url?: string } | null)?.url).filter((url) => url);
    return {
      urls: [...new Set(urls as string[])],
      hasExternal:
        pdfUrl !== null && versions.some((version) => typeof version[pdfUrl] === 'string' && version[pdfUrl] !== ''),
    };
  };

  const downloadsOf = async (urls: readonly string[], since: string | null) => {
    const [first] = await rows(`SELECT MIN(day) AS day FROM ${TABLES.downloads}`);
    if (since === null || urls.length === 0) return { countedSince: textOf(first?.day), copies: 0 };
    const [sum] = await rows(
      `SELECT COALESCE(SUM(copies), 0) AS copies FROM ${TABLES.downloads}
       WHERE file_url IN (${places(urls)}) AND day >= ?`,
      [...urls, since.slice(0, 10)]
    );
    return { countedSince: textOf(first?.day), copies: Number(sum?.copies ?? 0) };
  };

  const runningOut = async (
    condition: { sql: string; bindings: readonly unknown[] },
    offset: number,
    most: number,
    titles: ReadableTitles
  ) => {
    const counted = await rows(
      `SELECT s.document_id, s.quantity FROM ${quotedStockTableOf(strapi)} s
       ${condition.sql} AND s.availability = 'in-stock' AND s.quantity IS NOT NULL ORDER BY s.id`,
      condition.bindings
    );
    const paces = await pacesOf(null);
    const going = counted
      .map((row) => ({
        id: String(row.document_id),
        left: daysLeft(numberOf(row.quantity), paces.get(String(row.document_id)) ?? NO_PACE),
      }))
      .filter((one): one is { id: string; left: number } => one.left !== null)
      .sort((one, other) => one.left - other.left);
    const ids = going.slice(offset, offset + most).map(({ id }) => id);
    if (ids.length === 0) return { editions: [], total: going.length };
    const found = await rows(
      `SELECT ${COLUMNS}, ${endedAt('s.document_id')} AS ended_at FROM ${wantedFrom()} WHERE s.document_id IN (${places(ids)})`,
      ids
    );
    const editions = await toEditions(found, titles);
    editions.sort((one, other) => ids.indexOf(one.stockStatus) - ids.indexOf(other.stockStatus));
    return { editions, total: going.length };
  };

  return {
    /** Which titles the person who asks may read. */
    readableTo: (ctx: Context): Promise<ReadableTitles> => materials().readableTo(ctx),

    /**
     * Editions, the most wanted first: by people who wait and orders that were refused since it ended. Or those whose last copy goes
     * first; which of them never does, as it looks now, is left out then. Withdrawn ones are not in it.
     *
     * @param page from 1
     */
    async list(
      {
        search,
        page,
        pageSize,
        sort = 'demand',
      }: { search: string; page: number; pageSize: number; sort?: ReprintSort },
      titles: ReadableTitles = null
    ) {
      const { sql, bindings } = await conditionOf(search, titles);
      if (sort === 'runs-out') return runningOut({ sql, bindings }, (page - 1) * pageSize, pageSize, titles);
      const found = await rows(
        `SELECT page.*, ${endedAt('page.document_id')} AS ended_at FROM (
           SELECT s.id, ${COLUMNS} FROM ${wantedFrom()} ${sql}
           ORDER BY COALESCE(w.people, 0) + COALESCE(r.orders, 0) DESC,
             CASE WHEN s.availability IN ${ORDERABLE_SQL} THEN 1 ELSE 0 END, s.id DESC
           LIMIT ? OFFSET ?) page
         ORDER BY page.waiting + page.refused_orders DESC,
           CASE WHEN page.availability IN ${ORDERABLE_SQL} THEN 1 ELSE 0 END, page.id DESC`,
        [...bindings, pageSize, (page - 1) * pageSize]
      );
      const [count] = await rows(`SELECT COUNT(*) AS total FROM ${quotedStockTableOf(strapi)} s ${sql}`, bindings);
      return { editions: await toEditions(found, titles), total: Number(count?.total ?? 0) };
    },

    /** The case for printing one edition again; null if there is no such stock status. */
    async caseFor(stockStatus: string, titles: ReadableTitles = null, today = new Date()) {
      const [row] = await rows(
        `SELECT ${COLUMNS}, ${endedAt('s.document_id')} AS ended_at,
           (SELECT l.booked_at FROM ${TABLES.ledger} l WHERE l.id = (SELECT MAX(x.id) FROM ${TABLES.ledger} x
             WHERE x.stock_status = s.document_id AND x.delta < 0 AND x.balance = 0)) AS last_copy_at,
           (SELECT MIN(l.balance) FROM ${TABLES.ledger} l WHERE l.stock_status = s.document_id) AS least
         FROM ${wantedFrom()} WHERE s.document_id = ?`,
        [stockStatus]
      );
      if (!row) return null;
      const [edition] = await toEditions([row], titles);
      if (!edition) return null;
      const ordered = await rows(
        `SELECT SUBSTR(o.created_at, 1, 7) AS month, o.state AS state, SUM(l.quantity) AS copies
         FROM ${TABLES.lines} l JOIN ${TABLES.orders} o ON o.id = l.order_id
         WHERE l.material = ? AND l.stock_status = ? GROUP BY SUBSTR(o.created_at, 1, 7), o.state`,
        [edition.material, stockStatus]
      );
      const warehouse = await rows(
        `SELECT SUBSTR(booked_at, 1, 7) AS month, -SUM(delta) AS copies FROM ${TABLES.ledger}
         WHERE stock_status = ? AND reason = 'feed' AND delta < 0 GROUP BY SUBSTR(booked_at, 1, 7)`,
        [stockStatus]
      );
      const months = givenOutByMonth(
        ordered.map((entry): OrderedCopies => ({
          month: String(entry.month),
          state: String(entry.state) as OrderState,
          copies: Number(entry.copies),
        })),
        warehouse.map((entry): WarehouseCopies => ({ month: String(entry.month), copies: Number(entry.copies) })),
        today.toISOString().slice(0, 7)
      );
      const { urls, hasExternal } = await filesOf(edition.material, edition.edition);
      return {
        ...edition,
        lastCopyAt: textOf(row.last_copy_at),
        runOut: runOutOf(numberOf(row.least)),
        givenOut: {
          months: months.slice(-MAX_MONTHS),
          all: sumOf(months),
          since: months[0]?.month ?? null,
          perMonth: copiesPerMonth(months, edition.endedAt?.slice(0, 7) ?? null),
        },
        downloads: { ...(await downloadsOf(urls, edition.endedAt)), hasFile: urls.length > 0, hasExternal },
      };
    },

    /** Lines of an edition's ledger, newest first, with the names of who booked them. @param page from 1 */
    async history(stockStatus: string, page: number, pageSize: number) {
      const { lines, total } = await serviceOf(strapi, 'ledger').pageOf(stockStatus, page, pageSize);
      const names = await serviceOf(strapi, 'names').of(lines.map(({ who }) => who));
      return { lines: lines.map((line) => ({ ...line, name: names.get(line.who ?? '') ?? null })), total };
    },
  };
};
