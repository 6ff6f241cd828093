/**
 * `npm run bench:import -- [RECORDS] [dry-run]`: imports a generated dump into an empty SQLite database; says the peak of memory and the
 * rate, beside a plain loop of Strapi creates of the same articles. 50,000 records by default.
 */
import { fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { MAPPING, writeLargeDump } from '../support/typo3-large-dump.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const RECORDS = Number(process.argv[2] ?? 50_000);
const IS_DRY = process.argv.includes('dry-run');
const PLAIN = Math.min(RECORDS, Number(process.env.BENCH_PLAIN ?? 500));
const secret = () => randomBytes(16).toString('base64');
const folder = mkdtempSync(path.join(tmpdir(), 'inprint-bench-import-'));

const env = (database) => ({
  ...process.env,
  ...{
    NODE_ENV: 'production',
    APP_KEYS: secret(),
    API_TOKEN_SALT: secret(),
    ADMIN_JWT_SECRET: secret(),
    TRANSFER_TOKEN_SALT: secret(),
  },
  ...{
    ENCRYPTION_KEY: secret(),
    JWT_SECRET: secret(),
    DATABASE_CLIENT: 'sqlite',
    DATABASE_FILENAME: path.join(folder, database),
  },
});

/** The most memory that a process had at once, in MB. */
const peakOf = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const importAll = async (dump) => {
  const mapping = path.join(folder, 'mapping.yaml');
  writeFileSync(mapping, MAPPING);
  const report = path.join(folder, 'report.json');
  const child = spawn(
    process.execPath,
    [
      ...[
        '--max-old-space-size=512',
        '--expose-gc',
        'plugins/typo3-import/dist/commands/import-typo3.js',
        '--source',
        dump,
        '--mapping',
        mapping,
        '--report',
        report,
      ],
      ...(IS_DRY ? [] : ['--write']),
    ],
    { cwd: root, env: env('import.db'), stdio: ['ignore', 'inherit', 'inherit'] }
  );
  let peak = 0;
  const watch = setInterval(() => {
    try {
      peak = Math.max(peak, peakOf(child.pid));
    } catch {
      clearInterval(watch); // it ended between two looks
    }
  }, 100);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`The import ended with ${code}.`);
  const { summary } = JSON.parse(readFileSync(report, 'utf8'));
  const seconds = (Date.parse(summary.endedAt) - Date.parse(summary.startedAt)) / 1000;
  return { peak, seconds };
};

/** What an import without this plugin would be: one create after the other. */
const plainLoop = async () => {
  const child = fork(path.join(root, 'tests/support/strapi-process.cjs'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: env('plain.db'),
  });
  const answer = (wanted) =>
    new Promise((resolve, reject) => {
      child.on('message', (message) => {
        if (wanted(message)) resolve(message);
        if (message.error) reject(new Error(message.error.message));
      });
    });
  await answer(({ ready }) => ready);
  const done = answer(({ id }) => id === 1);
  const code = async (strapi, count) => {
    const materials = [];
    for (let number = 0; number < count / 50; number += 1) {
      const data = { title: `Heft ${number}` };
      materials.push(
        (await strapi.documents('api::material.material').create({ locale: 'de', data, status: 'published' }))
          .documentId
      );
    }
    const began = performance.now();
    for (let number = 0; number < count; number += 1) {
      const paragraph = (text) => ({ type: 'paragraph', children: [{ type: 'text', text }] });
      await strapi.documents('api::news-article.news-article').create({
        locale: 'de',
        data: {
          title: `Meldung ${number}`,
          lead: 'Kurz',
          date: '2013-03-27',
          materials: [materials[number % materials.length]],
          body: [1, 2, 3, 4].map(() => paragraph('Text '.repeat(60))),
        },
        status: 'published',
      });
    }
    return (performance.now() - began) / 1000;
  };
  child.send({ id: 1, command: 'run', payload: { code: code.toString(), args: [PLAIN] } });
  const { result } = await done;
  child.kill();
  return result;
};

try {
  const dump = path.join(folder, 'dump.sql');
  await writeLargeDump(dump, RECORDS);
  const size = Math.round(statSync(dump).size / 1024 / 1024);
  const { peak, seconds } = await importAll(dump);
  console.log(
    `${RECORDS} news records (${size} MB of SQL)${IS_DRY ? ', a dry run' : ''}: ${seconds.toFixed(1)} s, ${(RECORDS / seconds).toFixed(0)} a second, at most ${peak.toFixed(0)} MB of memory`
  );
  if (!IS_DRY) {
    const plain = await plainLoop();
    console.log(`A plain loop of ${PLAIN} creates: ${(PLAIN / plain).toFixed(0)} a second`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
