/** Databases that a benchmark makes and throws away. PostgreSQL is where TEST_POSTGRES_URL says. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import pg from 'pg';

import { folder } from './instance.mjs';

const onServer = async (sql) => {
  const client = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await client.connect();
  await client.query(sql);
  await client.end();
};

const fileOf = (name) => path.join(folder, `${name}.db`);

const sqlite = {
  name: 'SQLite',
  /** An empty database, or a copy of one that nobody uses at the moment. */
  async make(name, copied) {
    if (copied) copyFileSync(fileOf(copied.name), fileOf(name));
    return {
      name,
      env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: fileOf(name) },
      drop: async () => rmSync(fileOf(name), { force: true }),
    };
  },
};

const postgres = {
  name: 'PostgreSQL',
  async make(name, copied) {
    const full = `inprint_bench_${name.replace(/\W/g, '_')}_${randomBytes(4).toString('hex')}`;
    await onServer(`CREATE DATABASE ${full}${copied ? ` TEMPLATE ${copied.name}` : ''}`);
    const url = new URL(process.env.TEST_POSTGRES_URL);
    url.pathname = `/${full}`;
    return {
      name: full,
      env: { DATABASE_CLIENT: 'postgres', DATABASE_URL: url.href },
      drop: () => onServer(`DROP DATABASE IF EXISTS ${full} WITH (FORCE)`),
    };
  },
};

const all = process.env.TEST_POSTGRES_URL ? [sqlite, postgres] : [sqlite];

/** SQLite; PostgreSQL too where there is one. BENCH_DATABASE=PostgreSQL, or SQLite, takes one of them. */
export const DATABASES = all.filter(({ name }) => [name, undefined].includes(process.env.BENCH_DATABASE));
