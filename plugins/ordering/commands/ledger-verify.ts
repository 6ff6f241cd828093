/* eslint-disable no-console -- a command speaks to its terminal */
/**
 * `npm run ledger:verify`: is every quantity the sum of its ledger lines? Reads the database that Strapi's configuration
 * names and changes nothing. Ends with 0 if all adds up, with 1 and each difference if not, with 2 if it
 * could not look.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';

import { env } from '@strapi/utils';
import knex, { type Knex } from 'knex';

import { TABLES } from '../server/src/database';
import { findAllDifferences } from '../server/src/services/ledger';

const CLIENTS: Readonly<Record<string, string>> = { sqlite: 'better-sqlite3', postgres: 'pg' };

/** @throws in words, if there is no database with a ledger in it */
const requireLedger = async (connection: Knex, stock: string): Promise<void> => {
  for (const table of [stock, TABLES.ledger]) {
    if (!(await connection.schema.hasTable(table))) {
      throw new Error(
        `There is no table “${table}” in this database: nothing was checked. Start Inprint on it once, or name the right one.`
      );
    }
  }
};

const connect = (): Knex => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const file = path.resolve('dist/config/database.js');
  if (!existsSync(file)) throw new Error('Build the server first: npm run build:server');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known at run time
  const configured = require(file) as { default: (parameters: object) => { connection: Knex.Config } };
  const { connection } = configured.default({ env });
  const { filename } = (connection.connection ?? {}) as { filename?: string };
  // SQLite would make an empty one.
  if (filename && !existsSync(filename)) throw new Error(`There is no database at ${filename}: nothing was checked.`);
  return knex({ ...connection, client: CLIENTS[String(connection.client)] ?? connection.client });
};

const main = async (): Promise<void> => {
  const connection = connect();
  try {
    const stock = process.argv[2] ?? 'stock_statuses';
    await requireLedger(connection, stock);
    const differences = await findAllDifferences(connection as never, stock);
    for (const difference of differences) console.error(difference);
    if (differences.length > 0) process.exitCode = 1;
    else console.log('The ledger adds up: every quantity is the sum of its lines.');
  } finally {
    await connection.destroy();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
