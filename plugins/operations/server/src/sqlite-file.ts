import { open, stat } from 'node:fs/promises';

import { sqliteFileOf, type Strapi } from './strapi';

/** With what every file of SQLite begins. */
const SQLITE_HEADER = 'SQLite format 3\0';

/** The file that was opened, whatever has its name now. */
const opened = new WeakMap<Strapi, string>();

const identityOf = async (file: string): Promise<string> => {
  const { dev, ino } = await stat(file);
  return `${dev} ${ino}`;
};

/** Once the database is open. */
export const rememberSqliteFile = async (strapi: Strapi): Promise<void> => {
  const file = sqliteFileOf(strapi);
  if (file !== null) opened.set(strapi, await identityOf(file));
};

const spoilt = (message: string): Error => Object.assign(new Error(message), { code: 'SQLITE_NOTADB' });

/**
 * SQLite answers from memory what it has read already, and takes what is written, also when its file is spoilt, deleted, or another one: nothing
 * of that would be there after the next start. On other databases there is nothing to look at.
 *
 * @throws where the file cannot be read, or is not what was opened
 */
export const checkSqliteFile = async (strapi: Strapi): Promise<void> => {
  const file = sqliteFileOf(strapi);
  if (file === null) return;
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SQLITE_HEADER.length), 0, SQLITE_HEADER.length, 0);
    if (buffer.toString('latin1', 0, bytesRead) !== SQLITE_HEADER) throw spoilt(`“${file}” is no SQLite database.`);
    const known = opened.get(strapi);
    const { dev, ino } = await handle.stat();
    if (known !== undefined && known !== `${dev} ${ino}`) {
      throw spoilt(
        `“${file}” is another file than the one that this server opened: stop the server, and start it anew.`
      );
    }
  } finally {
    await handle.close();
  }
};
