import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Client } from 'pg';

export type Database = 'sqlite' | 'postgres';

/** What an instance needs to know to use it: DATABASE_CLIENT, and DATABASE_FILENAME or DATABASE_URL. */
export type DatabaseEnv = Readonly<Record<string, string>>;

export interface OwnDatabase {
  readonly env: DatabaseEnv;
  readonly drop: () => Promise<void>;
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

const onServer = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

/** Removes a database that `makeDatabase` made. */
export const dropDatabase = async ({ DATABASE_FILENAME, DATABASE_URL }: DatabaseEnv): Promise<void> => {
  if (DATABASE_FILENAME) rmSync(path.dirname(DATABASE_FILENAME), { recursive: true, force: true });
  if (DATABASE_URL) await onServer(`DROP DATABASE IF EXISTS ${nameIn(DATABASE_URL)} WITH (FORCE)`);
};

const own = (env: DatabaseEnv): OwnDatabase => ({ env, drop: () => dropDatabase(env) });

/**
 * A database nobody else uses: a file on SQLite, a database on PostgreSQL. It outlives the instances on it.
 *
 * @param copyOf what is to be in it; without one it is empty. Nobody may have it open.
 */
export const makeDatabase = async (database: Database, copyOf?: DatabaseEnv): Promise<OwnDatabase> => {
  if (database === 'sqlite') {
    const folder = mkdtempSync(path.join(tmpdir(), 'inprint-database-'));
    const file = path.join(folder, 'data.db');
    if (copyOf?.DATABASE_FILENAME) cpSync(copyOf.DATABASE_FILENAME, file);
    return own({ DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: file });
  }
  const name = `inprint_test_${randomBytes(6).toString('hex')}`;
  const template = copyOf?.DATABASE_URL ? ` TEMPLATE ${nameIn(copyOf.DATABASE_URL)}` : '';
  await onServer(`CREATE DATABASE ${name}${template}`);
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
  url.pathname = `/${name}`;
  return own({ DATABASE_CLIENT: 'postgres', DATABASE_URL: url.href });
};
