import { access, constants, statfs } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { checkSqliteFile } from '../sqlite-file';
import { configOf, sqliteFileOf, uploadsFolderOf, type Strapi } from '../strapi';

const BYTES_PER_MEGABYTE = 1024 * 1024;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const useDatabase = async (strapi: Strapi): Promise<void> => {
  checkSqliteFile(strapi);
  await strapi.db.connection.raw('SELECT 1');
};

/** A statement is answered in time. */
export const checkDatabase = async (strapi: Strapi): Promise<string[]> => {
  const { timeoutSeconds } = configOf(strapi).readiness;
  const stop = new AbortController();
  const late = pause(timeoutSeconds * 1000, `The database did not answer within ${timeoutSeconds} s.`, {
    signal: stop.signal,
    ref: false,
  });
  const used = useDatabase(strapi).then(
    () => null,
    (error: unknown) => `The database cannot be used: ${messageOf(error)}`
  );
  const problem = await Promise.race([used, late.catch(() => null)]);
  stop.abort();
  return problem === null ? [] : [problem];
};

/** @returns why nothing can be written in a folder; null where something can */
export const whyNotWritable = async (folder: string): Promise<string | null> => {
  try {
    await access(folder, constants.W_OK);
    return null;
  } catch (error) {
    return `Nothing can be written in “${folder}”: ${messageOf(error)}`;
  }
};

const checkFolder = async (folder: string, minFreeMegabytes: number): Promise<string[]> => {
  const problem = await whyNotWritable(folder);
  if (problem !== null) return [problem];
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / BYTES_PER_MEGABYTE);
  return free < minFreeMegabytes
    ? [`Only ${free} MB are free on the disk of “${folder}”; ${minFreeMegabytes} MB should be.`]
    : [];
};

/** Files can be written where uploads and a SQLite file are, and there is room. */
export const checkFolders = async (strapi: Strapi): Promise<string[]> => {
  const file = sqliteFileOf(strapi);
  const folders = [...new Set([uploadsFolderOf(strapi), ...(file === null ? [] : [path.dirname(file)])])];
  const { minFreeMegabytes } = configOf(strapi).readiness;
  return (await Promise.all(folders.map((folder) => checkFolder(folder, minFreeMegabytes)))).flat();
};
