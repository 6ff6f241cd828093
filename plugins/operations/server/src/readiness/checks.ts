import { access, constants, statfs } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { configOf, sqliteFileOf, uploadsFolderOf, type Strapi } from '../strapi';

const BYTES_PER_MEGABYTE = 1024 * 1024;

/** A statement is answered in time. */
export const checkDatabase = async (strapi: Strapi): Promise<string[]> => {
  const { timeoutSeconds } = configOf(strapi).readiness;
  const stop = new AbortController();
  const late = pause(timeoutSeconds * 1000, `The database did not answer within ${timeoutSeconds} s.`, {
    signal: stop.signal,
    ref: false,
  });
  const asked = strapi.db.connection.raw('SELECT 1').then(
    () => null,
    (error: unknown) => `The database cannot be used: ${error instanceof Error ? error.message : String(error)}`
  );
  const problem = await Promise.race([asked, late.catch(() => null)]);
  stop.abort();
  return problem === null ? [] : [problem];
};

const checkFolder = async (folder: string, minFreeMegabytes: number): Promise<string[]> => {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    return [`Nothing can be written in “${folder}”: ${(error as Error).message}`];
  }
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / BYTES_PER_MEGABYTE);
  return free < minFreeMegabytes
    ? [`Only ${free} MB are free on the disk of “${folder}”; ${minFreeMegabytes} MB should be.`]
    : [];
};

/** Files can be written where uploads and a SQLite file are. */
export const checkDisk = async (strapi: Strapi): Promise<string[]> => {
  const file = sqliteFileOf(strapi);
  const folders = [...new Set([uploadsFolderOf(strapi), ...(file === null ? [] : [path.dirname(file)])])];
  const { minFreeMegabytes } = configOf(strapi).readiness;
  return (await Promise.all(folders.map((folder) => checkFolder(folder, minFreeMegabytes)))).flat();
};
