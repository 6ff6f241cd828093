/* eslint-disable no-console -- a command speaks to its terminal */
/**
 * `npx inprint ledger:verify [TABLE]`: is every quantity the sum of its ledger lines, and do the triggers stand that keep it so? Reads the
 * database that Strapi's configuration names and changes nothing. The table of the stock statuses is that of the type which
 * `availability` is set up for, or the one that is named. Ends with 0 if all adds up, with 1 and each difference if not, with 2 if it
 * could not look.
 */
import { existsSync } from 'node:fs';

import { CommandProblem, runCommand, withContentTypes, withDatabase } from '@inprint/kit/command-line';
import { dialectOf } from '@inprint/kit/database/dialect';
import { materialModelOf } from '@inprint/kit/neighbours';
import { schemaOf, type Strapi } from '@inprint/kit/strapi';
import { rowsOf } from '@inprint/kit/transactions';
import { findTriggerProblems } from '@inprint/kit/triggers';

import { ledgerTriggers, TABLES } from '../server/src/database';
import { findAllDifferences } from '../server/src/services/ledger';

/** @throws in words, if there is no database with a ledger in it */
const requireLedger = async (strapi: Strapi, stock: string): Promise<void> => {
  const filename: unknown = strapi.config.get('database.connection.connection.filename');
  // SQLite would make an empty one.
  if (strapi.db.dialect.client === 'sqlite' && typeof filename === 'string' && !existsSync(filename)) {
    throw new CommandProblem(`There is no database at ${filename}: nothing was checked.`);
  }
  for (const table of [stock, TABLES.ledger]) {
    if (!(await strapi.db.getSchemaConnection().hasTable(table))) {
      throw new CommandProblem(
        `There is no table “${table}” in this database: nothing was checked. Start Inprint on it once, or name the right one.`
      );
    }
  }
};

/** What no sum shows: a trigger that is not in force lets the next sale go by. */
const findMissingTriggers = async (strapi: Strapi, stock: string): Promise<string[]> => {
  const problems = await findTriggerProblems(
    dialectOf(strapi),
    ledgerTriggers(() => stock),
    (sql, bindings) => rowsOf(strapi, sql, bindings)
  );
  return problems.map(
    ({ trigger, table, problem }) =>
      `The trigger ${trigger} on ${table} is ${problem}: what is written is not booked. Start Inprint once, it puts that right.`
  );
};

/** @throws in words, where no stock is set up */
const stockTableOf = (strapi: Strapi): string => {
  const model = materialModelOf(strapi);
  if (!model) {
    throw new CommandProblem(
      'The plugin “availability” is not set up here: nothing was checked. “npx inprint check” says what is missing; or name the table of the stock statuses.'
    );
  }
  return (schemaOf(strapi, model.stockStatus.uid) as unknown as { readonly collectionName: string }).collectionName;
};

const verify = async (strapi: Strapi, stock: string): Promise<void> => {
  await requireLedger(strapi, stock);
  const differences = [
    ...(await findAllDifferences(strapi.db.connection, stock)),
    ...(await findMissingTriggers(strapi, stock)),
  ];
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) process.exitCode = 1;
  else console.log('The ledger adds up: every quantity is the sum of its lines.');
};

runCommand(() => {
  const [named] = process.argv.slice(2);
  return named === undefined
    ? withContentTypes((strapi) => verify(strapi, stockTableOf(strapi)))
    : withDatabase((strapi) => verify(strapi, named));
});
