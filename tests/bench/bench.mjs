/**
 * What the swap costs: the same reads from the same instance and data, with the plugin on and off, taking turns in one run.
 * Then how fast kept answers are (plugins/response-cache), beside plain Strapi, the smallest Koa app and plain Node with the same bytes.
 * `npm run bench`; BENCH_ONLY=cache leaves the first part out; BENCH_SECONDS (1) is how long a turn takes, BENCH_ROUNDS (15) how many turns each side gets,
 * BENCH_CONNECTIONS (10) how many ask at once. Many short turns, because
 * a machine's own speed drifts: each turn is compared with the one beside it, and the middle of these ratios is the cost.
 */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import autocannon from 'autocannon';

import processorTime from '../support/processor-time.cjs';
import { DATABASES } from './databases.mjs';
import { folder, start } from './instance.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 1);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const ENTRIES = 1000;
const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 10);

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

/**
 * The four reads. `factsPath` and FACTS ask plain Strapi for what the swap looks at beside the materials: their files. The stock, which plain
 * Strapi would need one more request for, is left out in its favour.
 */
const reads = (article) => [
  {
    name: 'REST, 25 materials',
    path: '/api/materials?pagination[pageSize]=25',
    factsPath: '/api/materials?pagination[pageSize]=25&populate=pdf',
  },
  {
    name: 'REST, 1 article + material',
    path: `/api/news-articles/${article}?populate=materials`,
    factsPath: `/api/news-articles/${article}?populate[materials][populate]=pdf`,
  },
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

const FACTS = 'pdf { url name mime ext size }';

const asked = (read, action) =>
  read.query
    ? {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: read.query(action) }),
      }
    : {};

/** Every reader comes from a site of their own, and so has an answer of their own: none is kept for them. */
let sites = 0;
const fromNewSite = (request) => {
  sites += 1;
  return { ...request, headers: { ...request.headers, origin: `https://site-${sites}.example.org` } };
};

const turn = async (instance, read, action, isNew = false) => {
  const before = instance.run ? await instance.run(processorTime.usedMs) : 0;
  const path = (action === FACTS ? read.factsPath : read.path) ?? '/graphql';
  const result = await autocannon({
    url: instance.url + path,
    connections: CONNECTIONS,
    duration: SECONDS,
    ...asked(read, action),
    ...(isNew ? { requests: [{ path, setupRequest: fromNewSite }] } : {}),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${read.name}: ${result.non2xx} refusals, ${result.errors} errors`);
  const cpu = instance.run ? ((await instance.run(processorTime.usedMs)) - before) / result['2xx'] : 0;
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, cpu };
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const middle = (turns) => ({
  rate: median(turns.map(({ rate }) => rate)),
  p50: median(turns.map(({ p50 }) => p50)),
  p99: median(turns.map(({ p99 }) => p99)),
  cpu: median(turns.map(({ cpu }) => cpu)),
});

/** Plain Node, or the smallest Koa app, with the bytes that a read is answered with. */
const startFloor = async (kind) => {
  const child = fork(fileURLToPath(new URL('./floor.mjs', import.meta.url)), [kind]);
  const said = () => new Promise((resolve) => child.once('message', resolve));
  const { ready: url } = await said();
  const ask = (question) => {
    const answer = said();
    child.send(question);
    return answer;
  };
  return {
    url,
    serve: (text) => ask({ text }),
    memory: async () => (await ask({ memory: true })).memory,
    stop: () => child.disconnect(),
  };
};

/** The memory of an instance's process, in bytes. */
const memoryOf = (instance) => (instance.run ? instance.run(() => process.memoryUsage().rss) : instance.memory());

/**
 * How fast answers are: plain Strapi, plain Strapi that is asked for the files as well, Inprint where every question is a new one, Inprint
 * with the answer kept, and those who only send the same bytes. All take turns.
 */
const cacheTable = async ({ off, cold, warm, article }) => {
  const [koa, node] = [await startFloor('koa'), await startFloor('node')];
  const sides = {
    plain: [off, '', true],
    'plain + files': [off, FACTS, true],
    cold: [cold, ACTION, true],
    warm: [warm, ACTION, false],
    koa: [koa, ACTION, false],
    node: [node, ACTION, false],
  };
  const play = (name, read) => {
    const [instance, action, isNew] = sides[name];
    return turn(instance, read, action, isNew);
  };
  const names = Object.keys(sides);
  const before = await memoryOf(warm);
  const [rates, latencies] = [[], []];
  for (const read of reads(article)) {
    const answer = await fetch(warm.url + (read.path ?? '/graphql'), asked(read, ACTION));
    const text = await answer.text();
    await koa.serve(text);
    await node.serve(text);
    const turns = Object.fromEntries(names.map((name) => [name, []]));
    for (const name of names) await play(name, read);
    for (let round = 0; round < ROUNDS; round += 1) {
      // Nobody always goes first.
      for (let index = 0; index < names.length; index += 1) {
        const name = names[(index + round) % names.length];
        turns[name].push(await play(name, read));
      }
    }
    const of = Object.fromEntries(names.map((name) => [name, middle(turns[name])]));
    /** The middle of the ratios of turns that stood beside each other. */
    const ratio = (one, other) =>
      Math.round(median(turns[one].map(({ rate }, index) => rate / turns[other][index].rate)) * 100) / 100;
    rates.push({
      'requests a second': read.name,
      ...Object.fromEntries(names.map((name) => [name, Math.round(of[name].rate)])),
      'cold / plain + files': ratio('cold', 'plain + files'),
      'warm / plain': ratio('warm', 'plain'),
      'warm / koa': ratio('warm', 'koa'),
    });
    latencies.push({
      'p99 in ms': read.name,
      ...Object.fromEntries(names.map((name) => [name, of[name].p99])),
      'cpu ms: plain + files': Math.round(of['plain + files'].cpu * 100) / 100,
      'cpu ms: cold': Math.round(of.cold.cpu * 100) / 100,
      'cpu ms: warm': Math.round(of.warm.cpu * 1000) / 1000,
    });
  }
  console.table(rates);
  console.table(latencies);
  const megabytes = async (side) => Math.round((await memoryOf(side)) / 1024 / 1024);
  console.log(
    `Memory in MB: plain ${await megabytes(off)}, cold ${await megabytes(cold)}, warm ${await megabytes(warm)} (before its first answer ${Math.round(before / 1024 / 1024)}), Koa ${await megabytes(koa)}, Node ${await megabytes(node)}.`
  );
  for (const side of [koa, node]) side.stop();
};

/** What the swap costs, without the cache. */
const swapTable = async ({ off, on, article }) => {
  const rows = [];
  for (const read of reads(article)) {
    const turns = { on: [], off: [] };
    await turn(on, read, ACTION);
    await turn(off, read, ''); // both warm
    for (let round = 0; round < ROUNDS; round += 1) {
      const sides = [
        async () => turns.off.push(await turn(off, read, '')),
        async () => turns.on.push(await turn(on, read, ACTION)),
      ];
      if (round % 2 === 1) sides.reverse(); // nobody always goes first
      for (const side of sides) await side();
    }
    const [plain, swap] = [middle(turns.off), middle(turns.on)];
    const costs = turns.on.map(({ rate }, index) => (turns.off[index].rate / rate - 1) * 100).sort((a, b) => a - b);
    const cost = median(costs);
    const quarter = Math.floor(costs.length / 4);
    const spread = `${costs[quarter].toFixed(1)} to ${costs[costs.length - 1 - quarter].toFixed(1)} %`;
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
      'cost %': Math.round(cost * 10) / 10,
      'half of the turns': spread,
    });
    console.log(
      `${read.name}: plain ${plain.rate}/s, with the swap ${swap.rate}/s, cost ${cost.toFixed(1)} % (half of the turns ${spread}; processor time ${((swap.cpu / plain.cpu - 1) * 100).toFixed(1)} %)`
    );
  }
  console.table(rows);
};

const measure = async ({ name, make }) => {
  console.log(`${name}: making ${ENTRIES} materials and ${ENTRIES} news articles…`);
  const original = await make('on');
  const databases = [original];
  const started = [];
  const begin = async (name, database, env) => {
    const instance = await start(name, { ...database.env, ...env });
    started.push(instance);
    return instance;
  };
  try {
    const maker = await start('maker', original.env);
    const article = await maker.run(seed, ENTRIES);
    await maker.stop();
    for (const name of ['off', 'warm', 'cold']) databases.push(await make(name, original));
    const on = await begin('on', databases[0], { INPRINT_ACTIVE: 'true', RESPONSE_CACHE: 'off' });
    const off = await begin('off', databases[1], { INPRINT_ACTIVE: 'false', RESPONSE_CACHE: 'off' });
    if (process.env.BENCH_ONLY !== 'cache') await swapTable({ off, on, article });
    await on.stop();
    started.splice(started.indexOf(on), 1);
    const warm = await begin('warm', databases[2], { INPRINT_ACTIVE: 'true', RESPONSE_CACHE: 'on' });
    const cold = await begin('cold', databases[3], { INPRINT_ACTIVE: 'true', RESPONSE_CACHE: 'on' });
    await cacheTable({ off, cold, warm, article });
  } finally {
    for (const instance of started) await instance.stop();
    for (const { drop } of databases) await drop();
  }
};

try {
  for (const database of DATABASES) await measure(database);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
