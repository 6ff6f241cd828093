import { createHash } from 'node:crypto';

import { rowsOf } from '../rows';
import type { Row, Strapi } from '../strapi';

/** The parts of better-sqlite3 that are used here. */
interface SqliteStatement {
  readonly all: (...bindings: readonly unknown[]) => Row[];
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

/** A statement that asks for several documentIds: `idList` stands inside `IN (…)`. */
export type StatementText = (idList: string) => string;

/** How the ids go into a statement as one value, so that it stays the same. */
const ID_LIST = {
  sqlite: { places: 'SELECT value FROM json_each(?)', toBinding: (ids: readonly string[]) => JSON.stringify(ids) },
  postgres: { places: 'SELECT unnest(?::text[])', toBinding: (ids: readonly string[]) => ids },
} as const;

/**
 * Runs the statements that every answer with a material waits for.
 *
 * They are prepared once for a connection and run without knex, which would build them anew for each request, and the database plan
 * them; that costs as much as running them. Inside a transaction they are ordinary queries.
 */
export const createSelect = (strapi: Strapi) => {
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

  const runPrepared = async (sql: string, bindings: readonly unknown[]): Promise<Row[]> => {
    const { client } = strapi.db.connection;
    const connection = (await client.acquireConnection()) as SqliteConnection & PostgresConnection;
    client.emit('query', { sql, bindings: [...bindings] }); // whoever watches queries sees these as well
    try {
      if (strapi.db.dialect.client === 'sqlite') return sqliteStatement(connection, sql).all(...bindings);
      return (await connection.query({ ...postgresStatement(sql), values: bindings })).rows;
    } finally {
      client.releaseConnection(connection);
    }
  };

  /**
   * @param bindings what stands before the ids in the statement
   * @param ids documentIds
   */
  return (text: StatementText, bindings: readonly string[], ids: readonly string[]): Promise<Row[]> => {
    const { places, toBinding } = ID_LIST[strapi.db.dialect.client as keyof typeof ID_LIST];
    const sql = text(places);
    const all = [...bindings, toBinding(ids)];
    return strapi.db.inTransaction() ? rowsOf(strapi, sql, all) : runPrepared(sql, all);
  };
};
