import { createRequire } from 'node:module';
import path from 'node:path';

import { root } from './prepare.mjs';
import { Problem } from './problem.mjs';

/** @typedef {import('./environment.mjs').Database} Database */

/** Strapi's ES module build imports folders, which Node does not know: its CommonJS build it is. */
const { createStrapi } = createRequire(import.meta.url)('@strapi/strapi');

const HELP = {
  ECONNREFUSED: 'Nothing answers there. Is PostgreSQL running?',
  ENOTFOUND: 'This host is not known.',
  ETIMEDOUT: 'It did not answer in time.',
  '28P01': 'User or password were refused.',
  28000: 'This user may not log in.',
  '3D000': 'There is no such database. Make it with: createdb NAME',
  42501: 'This user may not make tables there. The user needs the right CREATE on the schema “public”.',
  SQLITE_CANTOPEN: 'The file cannot be opened or made.',
  SQLITE_NOTADB: 'The file is no SQLite database.',
  SQLITE_READONLY: 'The file may not be written.',
  EACCES: 'The folder may not be written.',
};

/** Where a database is, without its password. @param {Database} database */
const placeOf = (database) =>
  database.client === 'sqlite'
    ? database.filename
    : `${database.url.host}${database.url.pathname}${database.url.username ? ` as ${database.url.username}` : ''}`;

/** @param {unknown} error @param {Database} database */
const explained = (error, database) => {
  const codes = [error, error?.cause, ...(error?.errors ?? [])].map((each) => each?.code);
  const help = codes.map((code) => HELP[code]).find(Boolean);
  return help ? new Problem(`The database ${placeOf(database)} cannot be used. ${help}`, { cause: error }) : error;
};

/**
 * Loads the built Strapi, without listening yet. Only warnings are logged, unless LOG_LEVEL asks for more.
 *
 * @param {Database} database
 * @throws {Problem} if the database cannot be used
 */
export const loadStrapi = async (database) => {
  process.env.NODE_ENV = 'production';
  process.env.MAILBOX_FOLDER ??= '.tmp/mailbox'; // the demo says where mails are
  process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';
  const strapi = createStrapi({ appDir: root, distDir: path.join(root, 'dist'), autoReload: false });
  strapi.log.level = process.env.LOG_LEVEL || 'warn';
  strapi.config.set('server.logger.startup.enabled', false);
  try {
    return await strapi.load();
  } catch (error) {
    throw explained(error, database);
  }
};
