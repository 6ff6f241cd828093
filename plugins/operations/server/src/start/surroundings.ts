import { existsSync } from 'node:fs';
import path from 'node:path';

import { checkBeforeSync } from '@inprint/kit/before-sync';
import { rowsOf } from '@inprint/kit/transactions';

import { checkFolders, whyNotWritable } from '../readiness/checks';
import { sqliteFileOf, type Strapi } from '../strapi';

/** Clocks of machines that are kept right differ by less, in seconds. */
const MAX_CLOCK_DIFFERENCE = 30;

/** @throws where the role may not make tables: every start has to be able to */
const requireRights = async (strapi: Strapi): Promise<void> => {
  const [row] = await rowsOf(
    strapi,
    `SELECT current_user AS role, current_schema() AS schema, has_schema_privilege(current_schema(), 'CREATE') AS may`
  );
  if (row?.may === true) return;
  const { role, schema } = row ?? {};
  throw new Error(
    schema
      ? `The database’s role “${String(role)}” may not make tables in the schema “${String(schema)}”. Let the database’s owner say: GRANT USAGE, CREATE ON SCHEMA "${String(schema)}" TO "${String(role)}";`
      : `The database’s role “${String(role)}” can use no schema of this database. Name one that is there (DATABASE_SCHEMA), and let its owner say: GRANT USAGE, CREATE ON SCHEMA … TO "${String(role)}";`
  );
};

/** Mails and webhooks are due by the database’s clock; what readers and the log are told is by the server’s own. */
const compareClocks = async (strapi: Strapi): Promise<void> => {
  const before = Date.now();
  const [row] = await rowsOf(strapi, `SELECT EXTRACT(EPOCH FROM clock_timestamp()) AS now`);
  const ahead = Math.round((before + Date.now()) / 2000 - Number(row?.now));
  if (Math.abs(ahead) <= MAX_CLOCK_DIFFERENCE) return;
  strapi.log.warn(
    `plugin::operations: this server’s clock is ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} the database’s. Mails and webhooks go out by the database’s clock; times in the log and in the admin are wrong until both clocks are set.`
  );
};

/** Readers can go on without uploads: it is said, at the start and by `/_ready`, and does not keep the site from starting. */
const tellFolders = async (strapi: Strapi): Promise<void> => {
  for (const problem of await checkFolders(strapi)) strapi.log.error(`plugin::operations: ${problem}`);
};

/**
 * SQLite writes a journal beside its file, also for a server that would only read. Asked before the file is opened: the driver’s own words
 * are “unable to open database file”.
 *
 * @throws where nothing can be written there
 */
export const requireWritableDatabase = async (strapi: Strapi): Promise<void> => {
  const file = sqliteFileOf(strapi);
  if (file === null) return;
  // What is not there yet is made by Strapi.
  for (const place of [path.dirname(file), file].filter((name) => existsSync(name))) {
    const problem = await whyNotWritable(place);
    if (problem !== null) {
      throw new Error(
        `${problem} The database of SQLite is there (DATABASE_FILENAME): let the server’s user write in it, or name another.`
      );
    }
  }
};

/**
 * Looks at what the server stands on, before anything is changed there.
 *
 * @throws in words, where it could not do its work
 */
export const checkSurroundings = (strapi: Strapi): void => {
  checkBeforeSync(strapi, async () => {
    const isPostgres = strapi.db.dialect.client === 'postgres';
    if (isPostgres) await requireRights(strapi);
    await tellFolders(strapi);
    if (isPostgres) await compareClocks(strapi);
  });
};
