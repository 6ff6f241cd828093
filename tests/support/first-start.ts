import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { dropDatabase, makeDatabase, type Database, type DatabaseEnv } from './database';

const noted = (note: string): DatabaseEnv => JSON.parse(readFileSync(note, 'utf8')) as DatabaseEnv;

/**
 * The database that a first start leaves behind. Strapi needs seconds to make its tables, and most tests are about what comes after:
 * in a run of many, each worker makes it once and its instances start on copies. `null` in a run of a few, where that does not pay.
 *
 * @param start starts an instance on an empty database, and ends it
 */
export const firstStartOf = async (
  database: Database,
  start: (env: DatabaseEnv) => Promise<void>
): Promise<DatabaseEnv | null> => {
  const { TEST_FIRST_STARTS: folder, JEST_WORKER_ID: worker } = process.env;
  if (!folder) return null;
  const note = path.join(folder, `${worker}-${database}.json`);
  if (!existsSync(note)) {
    const { env } = await makeDatabase(database);
    await start(env);
    writeFileSync(note, JSON.stringify(env));
  }
  return noted(note);
};

/** Removes them all, at the end of the run. */
export const dropFirstStarts = async (): Promise<void> => {
  const { TEST_FIRST_STARTS: folder } = process.env;
  if (!folder) return;
  for (const name of readdirSync(folder)) await dropDatabase(noted(path.join(folder, name)));
  rmSync(folder, { recursive: true, force: true });
};
