import { runInTransaction, type Row, type Strapi } from '../strapi';

/** The parts of better-sqlite3 that are used here. */
interface Statement {
  readonly all: (...bindings: readonly string[]) => Row[];
}
interface Connection {
  readonly prepare: (sql: string) => Statement;
}

/** A statement that asks for several documentIds: `idList` stands inside `IN (…)`. */
export type StatementText = (idList: string) => string;

/**
 * Runs the statements that every answer with a material waits for.
 *
 * On SQLite they are prepared once for a connection and run without knex, which would build and prepare them anew for each
 * request; that costs as much as running them. The ids go in as one JSON text, so that the statement stays the same.
 * Inside a transaction, and on PostgreSQL, they are ordinary queries.
 */
export const createSelect = (strapi: Strapi) => {
  const prepared = new WeakMap<Connection, Map<string, Statement>>();

  const statementOf = (connection: Connection, sql: string): Statement => {
    const statements = prepared.get(connection) ?? new Map<string, Statement>();
    prepared.set(connection, statements);
    const known = statements.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };

  const runPrepared = async (sql: string, bindings: readonly string[]): Promise<Row[]> => {
    const { client } = strapi.db.connection;
    const connection = (await client.acquireConnection()) as Connection;
    client.emit('query', { sql, bindings: [...bindings] }); // whoever watches queries sees these as well
    try {
      return statementOf(connection, sql).all(...bindings);
    } finally {
      client.releaseConnection(connection);
    }
  };

  const runQuery = async (sql: string, bindings: readonly string[]): Promise<Row[]> => {
    const answer: unknown = await runInTransaction(strapi, strapi.db.connection.raw(sql, [...bindings]));
    return (Array.isArray(answer) ? answer : (answer as { rows: Row[] }).rows) as Row[];
  };

  /**
   * @param bindings what stands before the ids in the statement
   * @param ids documentIds
   */
  return (text: StatementText, bindings: readonly string[], ids: readonly string[]): Promise<Row[]> => {
    if (strapi.db.dialect.client !== 'sqlite') {
      return runQuery(text(ids.map(() => '?').join(',')), [...bindings, ...ids]);
    }
    const sql = text('SELECT value FROM json_each(?)');
    const all = [...bindings, JSON.stringify(ids)];
    return strapi.db.inTransaction() ? runQuery(sql, all) : runPrepared(sql, all);
  };
};
