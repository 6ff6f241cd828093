/**
 * What the swap costs: the same reads from the same instance and data, with the plugin on and off, taking turns in one run.
 * `npm run bench`; BENCH_SECONDS (3) is how long a turn takes, BENCH_ROUNDS (4) how many turns each side gets.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import autocannon from 'autocannon';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 4);
const ENTRIES = 1000;
const CONNECTIONS = 10;

const processFile = fileURLToPath(new URL('../support/strapi-process.cjs', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'inprint-bench-'));
const random = () => randomBytes(16).toString('base64');
const secrets = Object.fromEntries(
  ['APP_KEYS', 'API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY', 'JWT_SECRET'].map(
    (name) => [name, random()]
  )
);

const start = async (name, env) => {
  const child = fork(processFile, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...secrets,
      NODE_ENV: 'production',
      RATE_LIMIT: 'off',
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: path.join(folder, `${name}.db`),
      ...env,
    },
  });
  const waiting = new Map();
  let count = 0;
  const url = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The instance “${name}” ended with code ${code}.`)));
    child.on('message', ({ id, ready, result, error }) => {
      if (ready) resolve(ready);
      const asked = waiting.get(id);
      if (error) asked?.reject(new Error(error.stack));
      else asked?.resolve(result);
    });
  });
  const command = (command, payload) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      child.send({ id: count, command, payload });
    });
  return {
    url,
    run: (code, ...args) => command('run', { code: code.toString(), args }),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.removeAllListeners('message');
        child.send({ id: 0, command: 'stop' });
      }),
  };
};

/** Materials in every state, each mentioned by one news article: as a relation and in its text. */
const seed = async (strapi, entries) => {
  const states = ['in-stock', 'out-of-print', 'reprinting', 'on-demand', 'out-of-stock'];
  let first;
  for (let index = 0; index < entries; index += 1) {
    const material = await strapi.documents('api::material.material').create({
      locale: 'de',
      status: 'published',
      data: {
        title: `Heft ${index}`,
        abstract: 'Worum es geht, in einem Satz.',
        pdfUrl: `https://files.example.org/${index}.pdf`,
      },
    });
    const { documentId } = material;
    await strapi.documents('api::stock-status.stock-status').create({
      data: {
        material: documentId,
        availability: states[index % states.length],
        quantity: index % 7,
        orderNumber: `B-${index}`,
      },
    });
    const text = (words) => ({ type: 'text', text: words });
    const article = await strapi.documents('api::news-article.news-article').create({
      locale: 'de',
      status: 'published',
      data: {
        title: `Meldung ${index}`,
        lead: 'Ein Vorspann.',
        date: '2026-01-15',
        materials: [documentId],
        body: [
          ...Array.from({ length: 6 }, () => ({
            type: 'paragraph',
            children: [text('Ein Absatz, der für eine Meldung steht. '.repeat(8))],
          })),
          { type: 'paragraph', material: { documentId }, children: [text('Das Heft')] },
          {
            type: 'paragraph',
            children: [
              text('Mehr im '),
              { type: 'link', url: '/', material: { documentId }, children: [text('Heft')] },
              text('.'),
            ],
          },
        ],
      },
    });
    first ??= article.documentId;
  }
  return first;
};

const reads = (article) => [
  { name: 'REST, 25 materials', path: '/api/materials?pagination[pageSize]=25' },
  { name: 'REST, 1 article + material', path: `/api/news-articles/${article}?populate=materials` },
  {
    name: 'GraphQL, 25 materials',
    query: (action) =>
      `{ materials(pagination: { limit: 25 }) { documentId title slug abstract pdfUrl availability ${action} } }`,
  },
  {
    name: 'GraphQL, 1 article + material',
    query: (action) =>
      `{ newsArticle(documentId: "${article}") { title lead date body materials { title slug ${action} } } }`,
  },
];

const ACTION =
  'action { type label accessibleLabel url notice locale availability onixCode schemaOrg lowStock expectedOn maxPerOrder file { url name mime sizeInBytes locale } }';

/** The processor time an instance has used, in ms: says what a read costs, also on a busy machine. */
const cpuOf = (instance) =>
  instance.run(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  });

const turn = async (instance, read, action) => {
  const before = await cpuOf(instance);
  const result = await autocannon({
    url: instance.url + (read.path ?? '/graphql'),
    connections: CONNECTIONS,
    duration: SECONDS,
    ...(read.query
      ? {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: read.query(action) }),
        }
      : {}),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${read.name}: ${result.non2xx} refusals, ${result.errors} errors`);
  const cpu = ((await cpuOf(instance)) - before) / result['2xx'];
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, cpu };
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const middle = (turns) => ({
  rate: median(turns.map(({ rate }) => rate)),
  p50: median(turns.map(({ p50 }) => p50)),
  p99: median(turns.map(({ p99 }) => p99)),
  cpu: median(turns.map(({ cpu }) => cpu)),
});

const main = async () => {
  console.log(`Making ${ENTRIES} materials and ${ENTRIES} news articles…`);
  const maker = await start('on', {});
  const article = await maker.run(seed, ENTRIES);
  await maker.stop();
  copyFileSync(path.join(folder, 'on.db'), path.join(folder, 'off.db'));
  const on = await start('on', { INPRINT_ACTIVE: 'true' });
  const off = await start('off', { INPRINT_ACTIVE: 'false' });

  const rows = [];
  for (const read of reads(article)) {
    const turns = { on: [], off: [] };
    await turn(on, read, ACTION);
    await turn(off, read, ''); // both warm
    for (let round = 0; round < ROUNDS; round += 1) {
      turns.off.push(await turn(off, read, ''));
      turns.on.push(await turn(on, read, ACTION));
    }
    const [plain, swap] = [middle(turns.off), middle(turns.on)];
    const cost = median(turns.on.map(({ rate }, index) => turns.off[index].rate / rate)) - 1;
    rows.push({
      read: read.name,
      'plain req/s': plain.rate,
      'swap req/s': swap.rate,
      'plain p50 ms': plain.p50,
      'swap p50 ms': swap.p50,
      'plain p99 ms': plain.p99,
      'swap p99 ms': swap.p99,
      'plain cpu ms': Math.round(plain.cpu * 100) / 100,
      'swap cpu ms': Math.round(swap.cpu * 100) / 100,
      'cost %': Math.round(cost * 1000) / 10,
    });
    console.log(
      `${read.name}: plain ${plain.rate}/s, with the swap ${swap.rate}/s, cost ${(cost * 100).toFixed(1)} % (processor time: ${((swap.cpu / plain.cpu - 1) * 100).toFixed(1)} %)`
    );
  }
  console.table(rows);
  await on.stop();
  await off.stop();
};

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
