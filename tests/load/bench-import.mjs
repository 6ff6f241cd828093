/**
 * `npm run bench:import -- [RECORDS] [dry-run]`: imports a generated dump into an empty SQLite database, and says the rate and the peak of
 * memory. Then imports and a plain loop of Strapi creates of articles of the same kind, by turns in one process: the ratio of their CPU
 * time is what a loaded machine changes little. 50,000 records by default; BENCH_PLAIN says how many are created by turns.
 */
import { fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { MAPPING, writeLargeDump } from '../support/typo3-large-dump.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const RECORDS = Number(process.argv[2] ?? 50_000);
const IS_DRY = process.argv.includes('dry-run');
const PLAIN = Math.min(RECORDS, Number(process.env.BENCH_PLAIN ?? 2000));
const ROUNDS = 5;
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

/** The CPU time that a process has used, in seconds. Linux counts it in hundredths. */
const cpuOf = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

/** The most memory that a process had at once, in MB. */
const peakOf = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const rateOf = (count, { seconds, cpu }) =>
  `${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} a second, ${((cpu / count) * 1000).toFixed(1)} ms of CPU for each`;

const importAll = async (dump) => {
  const mapping = path.join(folder, 'mapping.yaml');
  writeFileSync(mapping, MAPPING);
  const report = path.join(folder, 'report.json');
  const child = spawn(
    process.execPath,
    [
      ...[
        '--max-old-space-size=512', // as in `npm run import:typo3`
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
    { cwd: root, env: env('import.db'), stdio: ['ignore', 'inherit', 'pipe'] }
  );
  let cpuBefore = 0;
  child.stderr.on('data', (said) => {
    process.stderr.write(said);
    if (String(said).includes('Reading the source')) cpuBefore = cpuOf(child.pid);
  });
  let peak = 0;
  let cpu = 0;
  const watch = setInterval(() => {
    try {
      peak = Math.max(peak, peakOf(child.pid));
      cpu = cpuOf(child.pid);
    } catch {
      clearInterval(watch); // it ended between two looks
    }
  }, 100);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`The import ended with ${code}.`);
  const { summary } = JSON.parse(readFileSync(report, 'utf8'));
  const seconds = (Date.parse(summary.endedAt) - Date.parse(summary.startedAt)) / 1000;
  return { peak, seconds, cpu: cpu - cpuBefore };
};

/** One Strapi on a database of its own. @returns runs a function in it */
const startStrapi = async () => {
  const child = fork(path.join(root, 'tests/support/strapi-process.cjs'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: env('side-by-side.db'),
  });
  await new Promise((resolve) => child.once('message', resolve));
  let calls = 0;
  const run = (code, ...args) =>
    new Promise((resolve, reject) => {
      calls += 1;
      const id = calls;
      const hear = (message) => {
        if (message.id !== id) return;
        child.off('message', hear);
        if (message.error) reject(new Error(message.error.message));
        else resolve(message.result);
      };
      child.on('message', hear);
      child.send({ id, command: 'run', payload: { code: code.toString(), args } });
    });
  return { run, stop: () => child.kill() };
};

/** Imports a dump. @returns what it took, in seconds */
const importOnce = async (strapi, dump, text, stagingFile) => {
  const importer = strapi.plugin('typo3-import').service('importer');
  const source = await importer.open(dump, {});
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  await importer.run({
    ...{ runId: stagingFile, source, mapping: importer.parseMapping(text), fileadmin: '', stagingFile, write: true },
    ...{ overwrite: false, applySuggestions: false },
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  await source.close();
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1_000_000 };
};

/** What an import without this plugin would be: one create after the other. */
const plainLoop = async (strapi, count, first) => {
  const materials = [];
  for (let number = 0; number < count / 50; number += 1) {
    const data = { title: `Heft ${first + number}` };
    const made = await strapi.documents('api::material.material').create({ locale: 'de', data, status: 'published' });
    materials.push(made.documentId);
  }
  const words = (times) => ({ type: 'text', text: 'Jugendhilfe '.repeat(times) });
  const paragraph = (...children) => ({ type: 'paragraph', children });
  const item = (times) => ({ type: 'list-item', children: [words(times)] });
  const link = (url, more) => ({ type: 'link', url, ...more, children: [{ type: 'text', text: 'das Heft' }] });
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  for (let number = 0; number < count; number += 1) {
    const documentId = materials[number % materials.length];
    await strapi.documents('api::news-article.news-article').create({
      locale: 'de',
      data: {
        title: `Meldung ${first + number}`,
        slug: `plain-${first + number}`,
        lead: 'Jugendhilfe '.repeat(12),
        date: '2013-03-27',
        materials: [documentId],
        body: [
          paragraph(words(40)),
          paragraph(words(2), link(`/materials/${documentId}`, { material: { documentId } }), words(60)),
          { type: 'list', format: 'unordered', children: [item(8), item(5)] },
          paragraph(words(80), link('/de/news/meldung-1'), words(1)),
        ],
      },
      status: 'published',
    });
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1_000_000 };
};

/** Imports and loops by turns in one process, after a first turn that counts for nothing: other work disturbs both alike. */
const sideBySide = async () => {
  const size = Math.max(20, Math.floor(PLAIN / ROUNDS));
  const dump = path.join(folder, 'side-by-side.sql');
  await writeLargeDump(dump, size);
  const { run, stop } = await startStrapi();
  const ratios = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const mapping = MAPPING.replace(/^source: .*$/m, `source: round-${round}`);
      const plain = await run(plainLoop, size, round * size);
      const imported = await run(importOnce, dump, mapping, path.join(folder, `round-${round}.db`));
      if (round === 0) continue;
      ratios.push(imported.cpu / plain.cpu);
      console.log(`Round ${round}: import ${rateOf(size, imported)}; loop ${rateOf(size, plain)}`);
    }
  } finally {
    stop();
  }
  const middle = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)];
  console.log(`CPU of an imported record beside that of a plain create, middle of ${ROUNDS}: ${middle.toFixed(2)}`);
};

try {
  const dump = path.join(folder, 'dump.sql');
  await writeLargeDump(dump, RECORDS);
  const size = Math.round(statSync(dump).size / 1024 / 1024);
  const imported = await importAll(dump);
  console.log(
    `${RECORDS} news records (${size} MB of SQL)${IS_DRY ? ', a dry run' : ''}: ${rateOf(RECORDS, imported)}, at most ${imported.peak.toFixed(0)} MB of memory`
  );
  if (!IS_DRY) await sideBySide();
  console.log(`Load of the machine, over one and five minutes: ${loadavg()[0].toFixed(1)} ${loadavg()[1].toFixed(1)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
