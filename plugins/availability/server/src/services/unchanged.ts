import { knowsConnections } from '@inprint/kit/prepared';

import type { Strapi } from '../strapi';

/** The parts of better-sqlite3 that are used here. */
interface Connection {
  readonly prepare: (sql: string) => { readonly raw: () => { readonly get: () => readonly number[] } };
}

/** Lists that readers ask for again and again are few; more than these are not kept. */
const MAX_REMEMBERED = 500;

/**
 * Every row that this connection changed, by whatever door, and a number that moves when any other connection commits:
 * https://www.sqlite.org/lang_corefunc.html#total_changes and https://www.sqlite.org/pragma.html#pragma_data_version
 */
const STATE_OF_DATABASE = 'SELECT total_changes(), (SELECT data_version FROM pragma_data_version)';

/**
 * Remembers what was read from SQLite for as long as not one row of the whole database has changed since: exact, because the
 * database itself is asked each time. Elsewhere, and inside a transaction, nothing is remembered.
 */
export const createMemory = <Value>(strapi: Strapi) => {
  let connection: Connection | null = null;
  let statement: { readonly get: () => readonly number[] } | null = null;
  let state = '';
  const values = new Map<string, Value>();

  const stateNow = async (): Promise<string> => {
    const { client } = strapi.db.connection;
    const acquired = (await client.acquireConnection()) as Connection;
    try {
      if (acquired !== connection || !statement) {
        values.clear();
        connection = acquired;
        statement = acquired.prepare(STATE_OF_DATABASE).raw();
      }
      return statement.get().join('/');
    } finally {
      client.releaseConnection(acquired);
    }
  };

  /**
   * @param key says all that the value depends on, apart from the database
   * @param read reads the value
   */
  return async (key: string, read: () => Promise<Value>): Promise<Value> => {
    if (strapi.db.dialect.client !== 'sqlite' || strapi.db.inTransaction() || !knowsConnections(strapi)) return read();
    const now = await stateNow();
    if (now !== state) values.clear();
    state = now;
    const known = values.get(key);
    if (known !== undefined) return known;
    // The state was asked for before reading: a change during the reading moves it, and what was read is not used again.
    const value = await read();
    if (values.size >= MAX_REMEMBERED) values.clear();
    if (state === now) values.set(key, value);
    return value;
  };
};
