import { setTimeout as pause } from 'node:timers/promises';

import { isRow, type Row, type Strapi } from './strapi';

export type Knex = Strapi['db']['connection'];
/** A transaction, or the connection itself where one statement is enough. */
export type Executor = Knex | Parameters<Parameters<Knex['transaction']>[0]>[0];

/** Runs work in a transaction, inside the one that is open, if one is. It is over once the database has confirmed it. */
export const inTransaction = <Result>(strapi: Strapi, work: (trx: Executor) => Promise<Result>): Promise<Result> =>
  strapi.db.transaction(({ trx }) => work(trx as unknown as Executor)) as Promise<Result>;

/**
 * Runs a query of ours inside the transaction that is open, if one is. On SQLite there is one connection: a query
 * beside an open transaction would wait for itself.
 */
export const runInTransaction = async <Result>(
  strapi: Strapi,
  query: { transacting: (trx: never) => unknown } & PromiseLike<Result>
): Promise<Result> => {
  if (!strapi.db.inTransaction()) return query;
  return strapi.db.transaction(async ({ trx }) => query.transacting(trx as never) as Promise<Result>);
};

const toRows = (answer: unknown): Row[] =>
  (Array.isArray(answer) ? answer : ((answer as { rows?: Row[] } | null)?.rows ?? [])) as Row[];

const isStrapi = (on: Strapi | Executor): on is Strapi => typeof on === 'object' && 'db' in on;

/**
 * The rows of a statement of ours, whatever the driver wraps them in.
 *
 * @param on a transaction, or Strapi: then inside the transaction that is open, if one is
 */
export const rowsOf = async (on: Strapi | Executor, sql: string, bindings: readonly unknown[] = []): Promise<Row[]> => {
  if (!isStrapi(on)) return toRows(await on.raw(sql, [...bindings] as never));
  return toRows(await runInTransaction(on, on.db.connection.raw(sql, [...bindings] as never)));
};

/** `?, ?, ?` for a list of bindings. */
export const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** SQLite takes at most 500 rows in one statement. */
const ROWS_AT_ONCE = 400;

/** Rows in parts that each fit into one statement. */
export function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let first = 0; first < items.length; first += ROWS_AT_ONCE) yield items.slice(first, first + ROWS_AT_ONCE);
}

const codeOf = (error: unknown): unknown =>
  isRow(error) || error instanceof Error ? (error as { code?: unknown }).code : undefined;

/** What the database answers when a unique index refuses a row. */
export const isUniqueViolation = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
};

/** PostgreSQL: serialization failure, deadlock, lock not available. SQLite: another process is writing. */
const TRANSIENT = new Set<unknown>(['40001', '40P01', '55P03', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);
const MAX_TRIES = 8;

/** Also of a commit that was refused for the sake of somebody else's. */
const isTransient = (error: unknown): boolean =>
  TRANSIENT.has(codeOf(error)) || (error instanceof Error && TRANSIENT.has(codeOf(error.cause)));

/**
 * Does work again when the database had to refuse it for the sake of somebody else's. No deadlock reaches a client.
 *
 * @param work is begun anew as a whole: in a transaction that is open already it is done once, and whoever opened that begins anew
 */
export const withRetry = async <Result>(strapi: Strapi, work: () => Promise<Result>): Promise<Result> => {
  if (strapi.db.inTransaction()) return work();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || attempt === MAX_TRIES) throw error;
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
};
