/**
 * What mentions in Markdown cost: a list of 25 entries of 20 kB with three mentions each, from the same data, with the swap and without,
 * nothing kept, asked one after another and ten at once. The two take turns of the same number of requests, and the processor time of
 * each turn is compared with that of the one beside it: that can be told on a machine that others use, too. BENCH_ROUNDS says how many.
 */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import processorTime from '../support/processor-time.cjs';
import { DATABASES } from './databases.mjs';
import { folder, start } from './instance.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REQUESTS = 40;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const ENTRIES = 25;
const CHARACTERS = 20_000;

const type = (name, attributes) => ({
  kind: 'collectionType',
  collectionName: `${name}s`,
  info: { singularName: name, pluralName: `${name}s`, displayName: name },
  options: { draftAndPublish: true },
  attributes,
});
const core = (name, kind) =>
  `module.exports = require('@strapi/strapi').factories.createCore${kind}('api::${name}.${name}');`;
const filesOf = (name, attributes) => ({
  [`src/api/${name}/content-types/${name}/schema.json`]: JSON.stringify(type(name, attributes)),
  [`src/api/${name}/controllers/${name}.js`]: core(name, 'Controller'),
  [`src/api/${name}/services/${name}.js`]: core(name, 'Service'),
  [`src/api/${name}/routes/${name}.js`]: core(name, 'Router'),
});

const FILES = {
  'package.json': JSON.stringify({
    name: 'texts',
    version: '1.0.0',
    dependencies: { '@strapi/strapi': '*', '@strapi/plugin-users-permissions': '*' },
  }),
  'config/database.js': `module.exports = ({ env }) => ({
    connection: env('DATABASE_CLIENT') === 'postgres'
      ? { client: 'postgres', connection: { connectionString: env('DATABASE_URL') } }
      : { client: 'sqlite', connection: { filename: env('DATABASE_FILENAME') }, useNullAsDefault: true },
  });`,
  'config/server.js': `module.exports = ({ env }) => ({ host: '127.0.0.1', port: 0, app: { keys: env.array('APP_KEYS') } });`,
  'config/admin.js': `module.exports = ({ env }) => ({
    auth: { secret: env('ADMIN_JWT_SECRET') }, apiToken: { salt: env('API_TOKEN_SALT') },
    transfer: { token: { salt: env('TRANSFER_TOKEN_SALT') } }, secrets: { encryptionKey: env('ENCRYPTION_KEY') },
  });`,
  'config/plugins.js': `module.exports = ({ env }) => ({
    'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
    availability: {
      enabled: true,
      resolve: ${JSON.stringify(path.join(ROOT, 'plugins/availability'))},
      config: {
        active: env.bool('INPRINT_ACTIVE'),
        material: { uid: 'api::booklet.booklet', title: 'title', pdf: 'pdf', pdfUrl: 'pdfUrl' },
      },
    },
  });`,
  'src/index.js': 'module.exports = {};',
  'public/robots.txt': '',
  ...filesOf('booklet', {
    title: { type: 'string' },
    pdf: { type: 'media', multiple: false, allowedTypes: ['files'] },
    pdfUrl: { type: 'string' },
  }),
  ...filesOf('essay', { title: { type: 'string' }, text: { type: 'richtext' } }),
};

const writeApplication = () => {
  const application = path.join(folder, 'texts');
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(application, name)), { recursive: true });
    writeFileSync(path.join(application, name), text);
  }
  mkdirSync(path.join(application, 'public/uploads'), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(application, 'node_modules'));
  return application;
};

/** Essays, each of which mentions three booklets of its own. */
const seed = async (strapi, entries, characters) => {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  await strapi.db
    .query('plugin::users-permissions.permission')
    .create({ data: { action: 'api::essay.essay.find', role: role.id } });
  const states = ['in-stock', 'out-of-print', 'reprinting'];
  for (let entry = 0; entry < entries; entry += 1) {
    const paragraph = 'A paragraph with *emphasis*, [a link](https://example.org/a) and `code`.\n\n';
    let text = '';
    for (const availability of states) {
      const { documentId } = await strapi.documents('api::booklet.booklet').create({
        status: 'published',
        data: { title: `Booklet ${entry}`, pdfUrl: 'https://files.example.org/a.pdf' },
      });
      await strapi
        .documents('plugin::availability.stock-status')
        .create({ data: { material: documentId, availability } });
      const mention = `More is in [the booklet](/materials/${documentId}).\n\n`;
      text += paragraph.repeat(Math.floor((characters / states.length - mention.length) / paragraph.length)) + mention;
    }
    await strapi
      .documents('api::essay.essay')
      .create({ status: 'published', data: { title: `Essay ${entry}`, text: text + paragraph.slice(0, entry) } });
  }
};

const PATH = `/api/essays?pagination[pageSize]=${ENTRIES}`;

/** Milliseconds of processor time and of waiting, each for one request. */
const turn = async ({ url, ...instance }, connections) => {
  const ask = async () => {
    for (let request = 0; request < REQUESTS / connections; request += 1) {
      const response = await fetch(url + PATH);
      if (response.status !== 200) throw new Error(`Answered with ${response.status}.`);
      await response.arrayBuffer();
    }
  };
  const before = await instance.run(processorTime.usedMs);
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, ask));
  const passed = performance.now() - begun;
  return { passed: passed / REQUESTS, cpu: ((await instance.run(processorTime.usedMs)) - before) / REQUESTS };
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** The two sides take turns; says what a request needs on each, and by how much the one with the swap needs more. */
const compare = async ({ on, off }, connections) => {
  const turns = { on: [], off: [] };
  const take = async (side, instance) => turns[side].push(await turn(instance, connections));
  for (let round = 0; round < ROUNDS; round += 1) {
    const sides = [() => take('off', off), () => take('on', on)];
    if (round % 2 === 1) sides.reverse();
    for (const side of sides) await side();
  }
  const of = (side, what) => median(turns[side].map((one) => one[what])).toFixed(1);
  const cost = (what) => {
    const ratio = median(turns.on.map((one, index) => one[what] / turns.off[index][what]));
    return `${((ratio - 1) * 100).toFixed(1)} %`;
  };
  return `${connections} at once: ${of('off', 'cpu')} and ${of('on', 'cpu')} ms of processor time, ${cost('cpu')} (${of('off', 'passed')} and ${of('on', 'passed')} ms passed, ${cost('passed')})`;
};

/** @throws where the sides do not answer what they should */
const check = async (sides) => {
  const [swapped, plain] = await Promise.all(sides.map(async ({ url }) => (await fetch(url + PATH)).json()));
  const count = (body, pattern) => body.data.flatMap(({ text }) => text.match(pattern) ?? []).length;
  if (count(plain, /\(\/materials\//g) !== ENTRIES * 3 || count(swapped, /\(\/materials\//g) !== 0)
    throw new Error('The mentions are not there, or not brought up to date.');
};

const TEST_APPLICATION = writeApplication();

const measure = async (kind) => {
  const databases = [];
  const instances = [];
  const begin = async (name, database, active) => {
    const env = { TEST_APPLICATION, ...database.env, INPRINT_ACTIVE: String(active) };
    const instance = await start(name, { ...env, PUBLIC_DIR: path.join(TEST_APPLICATION, 'public') });
    instances.push(instance);
    return instance;
  };
  const make = async (name, copied) => {
    const database = await kind.make(name, copied);
    databases.push(database);
    return database;
  };
  try {
    const original = await make('texts_on');
    const maker = await begin('maker', original, false);
    await maker.run(seed, ENTRIES, CHARACTERS);
    await maker.stop();
    instances.pop();
    const copy = await make('texts_off', original);
    const sides = { on: await begin('on', original, true), off: await begin('off', copy, false) };
    await check([sides.on, sides.off]);
    for (const side of [sides.on, sides.off]) for (let warm = 0; warm < 3; warm += 1) await turn(side, 10);
    console.log(`${kind.name}:\n${await compare(sides, 1)}\n${await compare(sides, 10)}`);
  } finally {
    for (const instance of instances) await instance.stop();
    for (const database of databases) await database.drop();
  }
};

console.log(
  `REST, ${ENTRIES} entries of ${CHARACTERS / 1000} kB Markdown with 3 mentions each, plain and with the swap`
);
try {
  for (const kind of DATABASES) await measure(kind);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
