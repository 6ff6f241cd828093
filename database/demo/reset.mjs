/**
 * `npm run demo:reset`: deletes the demo's SQLite file and the files that it uploaded, after asking. `--yes` does not ask.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';

import { readEnvironment } from './environment.mjs';
import { loadEnvFile, root } from './prepare.mjs';
import { Problem, report } from './problem.mjs';

/** What SQLite keeps beside a database. */
const SIDE_FILES = ['', '-wal', '-shm', '-journal'];

/** @param {string} filename */
const openDatabase = async (filename) => {
  try {
    const { default: Database } = await import('better-sqlite3');
    return new Database(filename, { readonly: true, fileMustExist: true });
  } catch (cause) {
    throw new Problem(`${filename} cannot be read. If nothing is installed yet, run: npm ci`, { cause });
  }
};

/**
 * The names, without extension, of the files that the database knows in its uploads.
 *
 * @param {string} filename
 * @returns {Promise<string[]>}
 * @throws {Problem} if it is not a database of the demo
 */
const uploadsOf = async (filename) => {
  const database = await openDatabase(filename);
  try {
    const isDemo = database
      .prepare(`SELECT 1 FROM strapi_core_store_settings WHERE key LIKE 'core\\_inprint\\_demo\\_%' ESCAPE '\\'`)
      .get();
    if (!isDemo) throw new Problem(`${filename} does not hold the demo, so it was left alone.`);
    return database.prepare(`SELECT hash FROM files WHERE provider = 'local'`).pluck().all();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${filename} is not a database of the demo, so it was left alone.`, { cause: error });
  } finally {
    database.close();
  }
};

/** The uploaded files with all their sizes. @param {string} folder @param {readonly string[]} hashes */
const filesIn = (folder, hashes) => {
  const known = new Set(hashes.flatMap((hash) => ['', 'thumbnail_', 'small_', 'large_'].map((size) => size + hash)));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => known.has(path.parse(name).name))
    .map((name) => path.join(folder, name));
};

/** @param {string} question */
const isAgreed = async (question) => {
  if (process.argv.includes('--yes')) return true;
  if (!process.stdin.isTTY)
    throw new Problem('Nobody can be asked here. To delete without asking: npm run demo:reset -- --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^(y|yes|j|ja)$/i.test(answer.trim());
};

const reset = async () => {
  process.chdir(root);
  loadEnvFile();
  const { database } = readEnvironment(process.env, root);
  if (database.client !== 'sqlite') {
    throw new Problem(
      'On PostgreSQL, start over with an empty database: dropdb NAME && createdb NAME. Nothing was deleted.'
    );
  }
  const { filename } = database;
  if (!existsSync(filename)) return console.log(`There is no database at ${filename}; nothing to do.`);
  const uploads = filesIn(path.resolve(root, process.env.PUBLIC_DIR || 'public', 'uploads'), await uploadsOf(filename));
  if (
    !(await isAgreed(`Delete ${filename} and its ${uploads.length} uploaded files, for good? Stop the demo first.`))
  ) {
    return console.log('Nothing was deleted.');
  }
  for (const file of [...uploads, ...SIDE_FILES.map((end) => filename + end)]) rmSync(file, { force: true });
  console.log(`Deleted the database and ${uploads.length} uploaded files. The next “npm run demo” starts afresh.`);
};

reset().catch(report);
