/**
 * One of Strapi's insides that Inprint leans on: the driver's own connection behind knex.
 *
 * Statements that run with every order or every answer are prepared once for a connection and run without knex, which would build
 * them anew each time, and the database plan them; that costs as much as running them. Their texts are few and do not change.
 */
import { createHash } from 'node:crypto';

import { dialectOf, isPostgres } from './database/dialect';
import { knowsInside } from './insides';
import type { Row, Strapi } from './strapi';
import { rowsOf, type Executor } from './transactions';

/** The parts of better-sqlite3 that are used here. */
interface SqliteStatement {
  readonly reader: boolean;
  readonly all: (...bindings: readonly unknown[]) => Row[];
  readonly run: (...bindings: readonly unknown[]) => unknown;
}
interface SqliteConnection {
  readonly prepare: (sql: string) => SqliteStatement;
}

/** The parts of pg that are used here. */
interface PostgresConnection {
  readonly query: (statement: {
    readonly name: string;
    readonly text: string;
    readonly values: readonly unknown[];
  }) => Promise<{ rows: Row[] }>;
}

/** The parts of knex's client that are used here. */
interface Client {
  readonly acquireConnection: () => Promise<SqliteConnection & PostgresConnection>;
  readonly releaseConnection: (connection: unknown) => unknown;
  readonly emit: (event: string, ...values: unknown[]) => unknown;
}

const prepared = new WeakMap<SqliteConnection, Map<string, SqliteStatement>>();
const named = new Map<string, { readonly name: string; readonly text: string }>();

const sqliteStatement = (connection: SqliteConnection, sql: string): SqliteStatement => {
  const statements = prepared.get(connection) ?? new Map<string, SqliteStatement>();
  prepared.set(connection, statements);
  const known = statements.get(sql);
  if (known) return known;
  const statement = connection.prepare(sql);
  statements.set(sql, statement);
  return statement;
};

const postgresStatement = (sql: string): { readonly name: string; readonly text: string } => {
  const known = named.get(sql);
  if (known) return known;
  let place = 0;
  const text = sql.replace(/\?/g, () => `$${(place += 1)}`);
  const statement = { name: `inprint_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, text };
  named.set(sql, statement);
  return statement;
};

const runOnSqlite = (connection: SqliteConnection, sql: string, bindings: readonly unknown[]): Row[] => {
  const statement = sqliteStatement(connection, sql);
  if (statement.reader) return statement.all(...bindings);
  statement.run(...bindings);
  return [];
};

/** Whoever watches statements sees these as well, and those that fail. */
const told = <Result>(client: Client, sql: string, bindings: readonly unknown[], run: () => Result): Result => {
  const query = { sql, bindings };
  const fail = (error: unknown): never => {
    client.emit('query-error', error, query);
    throw error;
  };
  client.emit('query', query);
  try {
    const result = run();
    return (result instanceof Promise ? result.catch(fail) : result) as Result;
  } catch (error) {
    return fail(error);
  }
};

/** May statements run on the driver's own connection? Where not, whoever prepares them does without. */
export const knowsConnections = (strapi: Strapi): boolean => {
  const { acquireConnection, releaseConnection } = strapi.db.connection.client as unknown as Partial<Client>;
  return knowsInside(strapi, {
    inside: 'acquireConnection and releaseConnection of knex’s client',
    nicety: 'Preparing statements that run with every answer',
    isKnown: () => typeof acquireConnection === 'function' && typeof releaseConnection === 'function',
  });
};

/** Runs a statement on a connection of its own: outside every transaction. @param sql with `?` for each binding, and no other one */
export const preparedRows = async (strapi: Strapi, sql: string, bindings: readonly unknown[] = []): Promise<Row[]> => {
  const client = strapi.db.connection.client as unknown as Client;
  if (!knowsConnections(strapi)) return rowsOf(strapi, sql, bindings);
  const connection = await client.acquireConnection();
  try {
    return await told(client, sql, bindings, () =>
      isPostgres(strapi)
        ? connection.query({ ...postgresStatement(sql), values: bindings }).then(({ rows }) => rows)
        : runOnSqlite(connection, sql, bindings)
    );
  } finally {
    client.releaseConnection(connection);
  }
};

/** Work of one kind asks with few texts; where there are more, they are forgotten, and prepared anew. */
const MAX_KEPT = 500;

/**
 * On SQLite, prepares each statement that runs meanwhile once, whoever asks it: knex has the driver prepare each of them anew, which is a tenth of
 * what writing many entries takes. Elsewhere, nothing but the work.
 */
export const withStatementsKept = async <Result>(strapi: Strapi, work: () => Promise<Result>): Promise<Result> => {
  if (isPostgres(strapi) || !knowsConnections(strapi)) return work();
  const client = strapi.db.connection.client as unknown as Client;
  const connection = (await client.acquireConnection()) as { prepare?: SqliteConnection['prepare'] };
  client.releaseConnection(connection);
  const kept = new Map<string, SqliteStatement>();
  const prepare = connection.prepare?.bind(connection);
  if (!prepare || Object.hasOwn(connection, 'prepare')) return work(); // somebody else keeps them already
  connection.prepare = (sql) => {
    const known = kept.get(sql);
    if (known) return known;
    if (kept.size >= MAX_KEPT) kept.clear();
    const statement = prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
  try {
    return await work();
  } finally {
    delete connection.prepare;
  }
};

/** A statement that asks for a list of texts: `list` stands inside `IN (…)`. */
export type ListStatement = (list: string) => string;

/** How a list goes into a statement as one value, so that its text stays the same. */
const LIST = {
  sqlite: { places: 'SELECT value FROM json_each(?)', toBinding: (texts: readonly string[]) => JSON.stringify(texts) },
  postgres: { places: 'SELECT unnest(?::text[])', toBinding: (texts: readonly string[]) => texts },
} as const;

/**
 * Runs a statement that asks for a list of texts: prepared, but an ordinary query inside the transaction that is open, if one is.
 *
 * @param bindings what stands before the list in the statement
 */
export const preparedList = (
  strapi: Strapi,
  statement: ListStatement,
  list: readonly string[],
  bindings: readonly unknown[] = []
): Promise<Row[]> => {
  const { places, toBinding } = LIST[dialectOf(strapi).name];
  const sql = statement(places);
  const all = [...bindings, toBinding(list)];
  return strapi.db.inTransaction() ? rowsOf(strapi, sql, all) : preparedRows(strapi, sql, all);
};

/** Runs statements of a transaction on SQLite: at once, one after the other, and nothing comes between. */
export type RunAtOnce = (sql: string, bindings?: readonly unknown[]) => Row[];

/** The connection of an open transaction, for prepared statements. */
export type PreparedIn =
  | { readonly dialect: 'sqlite'; readonly rows: RunAtOnce }
  | { readonly dialect: 'postgres'; readonly rows: (sql: string, bindings?: readonly unknown[]) => Promise<Row[]> };

/** @param trx an open transaction */
export const preparedIn = async (strapi: Strapi, trx: Executor): Promise<PreparedIn> => {
  const client = (trx as unknown as { readonly client: Client }).client;
  const connection = await client.acquireConnection();
  const { name: dialect } = dialectOf(strapi);
  if (dialect === 'sqlite') {
    return {
      dialect,
      rows: (sql, bindings = []) => told(client, sql, bindings, () => runOnSqlite(connection, sql, bindings)),
    };
  }
  return {
    dialect,
    rows: (sql, bindings = []) =>
      told(client, sql, bindings, () =>
        connection.query({ ...postgresStatement(sql), values: bindings }).then(({ rows }) => rows)
      ),
  };
};
