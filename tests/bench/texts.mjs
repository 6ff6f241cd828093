/**
 * What mentions in Markdown cost: a list of 25 entries of 20 kB with three mentions each, from the same data, with the swap and without,
 * nothing kept. The two take turns, and each turn is compared with the one beside it. BENCH_SECONDS and BENCH_ROUNDS as in `bench.mjs`.
 */
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import autocannon from 'autocannon';

import { folder, start } from './instance.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SECONDS = Number(process.env.BENCH_SECONDS ?? 1);
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
    connection: { client: 'sqlite', connection: { filename: env('DATABASE_FILENAME') }, useNullAsDefault: true },
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

const cpuOf = (instance) =>
  instance.run(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  });

const PATH = `/api/essays?pagination[pageSize]=${ENTRIES}`;

const turn = async (instance) => {
  const before = await cpuOf(instance);
  const result = await autocannon({ url: instance.url + PATH, connections: 10, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  return { rate: result.requests.average, cpu: ((await cpuOf(instance)) - before) / result['2xx'] };
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

const instances = [];
try {
  const TEST_APPLICATION = writeApplication();
  const begin = async (name, DATABASE_FILENAME, active) => {
    const env = { TEST_APPLICATION, DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME, INPRINT_ACTIVE: String(active) };
    const instance = await start(name, { ...env, PUBLIC_DIR: path.join(TEST_APPLICATION, 'public') });
    instances.push(instance);
    return instance;
  };
  const original = path.join(folder, 'texts-on.db');
  const maker = await begin('maker', original, false);
  await maker.run(seed, ENTRIES, CHARACTERS);
  await maker.stop();
  instances.pop();
  const copy = path.join(folder, 'texts-off.db');
  cpSync(original, copy);
  const [on, off] = [await begin('on', original, true), await begin('off', copy, false)];
  const [swapped, plain] = await Promise.all([on, off].map(async ({ url }) => (await fetch(url + PATH)).json()));
  const count = (body, pattern) => body.data.flatMap(({ text }) => text.match(pattern) ?? []).length;
  if (count(plain, /\(\/materials\//g) !== ENTRIES * 3 || count(swapped, /\(\/materials\//g) !== 0)
    throw new Error('The mentions are not there, or not brought up to date.');

  const turns = { on: [], off: [] };
  for (const instance of [on, off]) await turn(instance); // both warm
  for (let round = 0; round < ROUNDS; round += 1) {
    const sides = [async () => turns.off.push(await turn(off)), async () => turns.on.push(await turn(on))];
    if (round % 2 === 1) sides.reverse();
    for (const side of sides) await side();
  }
  const percent = (ratio) => `${((ratio - 1) * 100).toFixed(1)} %`;
  const cost = median(turns.on.map(({ rate }, index) => turns.off[index].rate / rate));
  const cpu = median(turns.on.map((one, index) => one.cpu / turns.off[index].cpu));
  console.log(
    `REST, ${ENTRIES} entries of ${CHARACTERS / 1000} kB Markdown with 3 mentions each: plain ${median(turns.off.map(({ rate }) => rate))}/s, with the swap ${median(turns.on.map(({ rate }) => rate))}/s, cost ${percent(cost)} (processor time ${percent(cpu)}: ${median(turns.off.map((one) => one.cpu)).toFixed(1)} and ${median(turns.on.map((one) => one.cpu)).toFixed(1)} ms)`
  );
} finally {
  for (const instance of instances) await instance.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
