import { fstatSync, openSync, readSync, statSync } from 'node:fs';

import { sqliteFileOf, type Strapi } from './strapi';

/** With what every file of SQLite begins. */
const SQLITE_HEADER = 'SQLite format 3\0';

/**
 * The file that was opened, whatever has its name now. It stays open as long as the process lives: POSIX takes every lock of a process on a file,
 * SQLite's own too, when the process closes it once, and the next program to read the database (a backup, a command) would take the last
 * orders away with the log that it believes abandoned (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
const opened = new WeakMap<Strapi, number>();

/** Once the database is open. */
export const rememberSqliteFile = (strapi: Strapi): void => {
  const file = sqliteFileOf(strapi);
  if (file !== null && !opened.has(strapi)) opened.set(strapi, openSync(file, 'r'));
};

const spoilt = (message: string): Error => Object.assign(new Error(message), { code: 'SQLITE_NOTADB' });

/**
 * SQLite answers from memory what it has read already, and takes what is written, also when its file is spoilt, deleted, or another one: nothing
 * of that would be there after the next start. On other databases there is nothing to look at, and before it is open neither. Not
 * asynchronous, as SQLite is not either: some millionths of a second for each request, instead of four turns in Node's queue of threads.
 *
 * @throws where the file cannot be read, or is not what was opened
 */
export const checkSqliteFile = (strapi: Strapi): void => {
  const file = sqliteFileOf(strapi);
  const handle = opened.get(strapi);
  if (file === null || handle === undefined) return;
  const named = statSync(file);
  const known = fstatSync(handle);
  if (named.dev !== known.dev || named.ino !== known.ino) {
    throw spoilt(`“${file}” is another file than the one that this server opened: stop the server, and start it anew.`);
  }
  const header = Buffer.alloc(SQLITE_HEADER.length);
  const length = readSync(handle, header, 0, header.length, 0);
  if (header.toString('latin1', 0, length) !== SQLITE_HEADER) throw spoilt(`“${file}” is no SQLite database.`);
};
