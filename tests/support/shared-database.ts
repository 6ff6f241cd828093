import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Client } from 'pg';

import type { Database } from './instance';

/** A database that outlives the instances on it, for two servers side by side and for one that comes back. */
export const makeSharedDatabase = async (
  database: Database
): Promise<{ env: Record<string, string>; drop: () => Promise<void> }> => {
  if (database === 'sqlite') {
    const folder = mkdtempSync(path.join(tmpdir(), 'inprint-storm-'));
    return {
      env: { DATABASE_FILENAME: path.join(folder, 'data.db') },
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const server = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: process.env.TEST_POSTGRES_URL });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const name = `inprint_storm_${randomBytes(6).toString('hex')}`;
  await server(`CREATE DATABASE ${name}`);
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
  url.pathname = `/${name}`;
  return { env: { DATABASE_URL: url.href }, drop: () => server(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};
