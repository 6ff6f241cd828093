/**
 * `npm run load:mixed -- --minutes 60`: readers, buyers, people who wait, editors and the warehouse at once, for as long as is said, on a
 * database of its own (PostgreSQL where TEST_POSTGRES_URL is set, else SQLite). `--pause 1000` lets each wait so many ms before the next
 * request, where others use the machine. Prints what a server that runs for years must not lose:
 * memory, descriptors, and the rows of every table that grew, at the start and at the end.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import pg from 'pg';

import { folder as benchFolder, start } from '../bench/instance.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, pause: { type: 'string', default: '150' } },
});
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 24 * 60)) throw new Error('--minutes takes a number of minutes, at most a day.');
/** How long each waits before its next request, in ms. */
const thinkMs = Number(values.pause);
if (!(thinkMs >= 0 && thinkMs <= 60_000)) throw new Error('--pause takes a number of milliseconds, at most 60000.');

const MATERIALS = 200;
/** Requests that are under way at the same time. */
const AT_ONCE = 8;
/** So often memory is looked at in between: does it go on growing? */
const LOOKS = 6;

const folder = mkdtempSync(path.join(tmpdir(), 'inprint-load-'));
const server = process.env.TEST_POSTGRES_URL;
const name = `inprint_load_${randomBytes(4).toString('hex')}`;
const onServer = async (sql) => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};
const database = async () => {
  if (!server) return { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'data.db') };
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { DATABASE_CLIENT: 'postgres', DATABASE_URL: url.href };
};

const instance = await start('mixed load', { ...(await database()), MAILBOX_FOLDER: path.join(folder, 'mailbox') });
const token = await instance.run(async (strapi) => {
  const made = await strapi.service('admin::api-token').create({ name: 'load', type: 'full-access', lifespan: null });
  return made.accessKey;
});
const editor = { authorization: `Bearer ${token}` };
const ask = async (address, method = 'GET', body = undefined, headers = {}) => {
  const answer = await fetch(instance.url + address, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
};

const materials = [];
for (let i = 0; i < MATERIALS; i += 1) {
  const made = await ask('/api/materials?locale=de', 'POST', { data: { title: `Heft ${i}` } }, editor);
  const material = made.body.data.documentId;
  const sold = i === 0 ? { quantity: 0, whenSoldOut: 'reprinting' } : { quantity: 100_000 };
  const data = { material, availability: 'in-stock', orderNumber: `B-${i}`, ...sold };
  const stock = await ask('/api/stock-statuses', 'POST', { data }, editor);
  materials.push({ material, stock: stock.body.data.documentId, orderNumber: `B-${i}` });
}

const [gone] = materials.splice(0, 1);
const any = (list) => list[Math.floor(Math.random() * list.length)];
const recipient = () => ({
  ...{ name: 'Ada Beispiel', street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  email: `${randomUUID()}@example.org`,
});

/** What people do, and how often in a hundred. */
const DOINGS = [
  [35, 'reads a list', () => ask(`/api/materials?locale=de&pagination[page]=${1 + Math.floor(Math.random() * 8)}`)],
  [20, 'reads an entry', () => ask(`/api/materials/${any(materials).material}?locale=de`)],
  [
    10,
    'asks GraphQL',
    () => ask('/graphql', 'POST', { query: '{ materials(locale: "de") { documentId action { type } } }' }),
  ],
  [
    15,
    'orders',
    () => {
      const lines = [{ material: any(materials).material, locale: 'de', quantity: 1 + Math.floor(Math.random() * 3) }];
      return ask(
        '/api/orders',
        'POST',
        { data: { lines, recipient: recipient() } },
        { 'idempotency-key': randomUUID() }
      );
    },
  ],
  [
    5,
    'orders what is gone',
    () => {
      const lines = [{ material: gone.material, locale: 'de', quantity: 1 }];
      return ask(
        '/api/orders',
        'POST',
        { data: { lines, recipient: recipient() } },
        { 'idempotency-key': randomUUID() }
      );
    },
  ],
  [
    5,
    'waits for what is gone',
    () =>
      ask('/api/waitlist', 'POST', {
        data: { material: gone.material, locale: 'de', email: `${randomUUID()}@example.org` },
      }),
  ],
  [
    3,
    'edits a text',
    () =>
      ask(`/api/materials/${any(materials).material}?locale=de`, 'PUT', { data: { subtitle: randomUUID() } }, editor),
  ],
  [
    4,
    'counts a shelf',
    () => ask(`/api/stock-statuses/${any(materials).stock}`, 'PUT', { data: { quantity: 100_000 } }, editor),
  ],
  [
    3,
    'sends the warehouse’s feed',
    () =>
      ask(
        '/api/stock-feed',
        'PUT',
        { data: { batch: randomUUID(), lines: [{ orderNumber: any(materials).orderNumber, delta: 10 }] } },
        editor
      ),
  ],
];

const seen = new Map();
const doSomething = async () => {
  let dice = Math.random() * 100;
  const [, what, act] = DOINGS.find(([often]) => (dice -= often) < 0) ?? DOINGS[0];
  const { status } = await act().catch((error) => ({ status: error.cause?.code ?? error.message }));
  const key = `${what}: ${status}`;
  seen.set(key, (seen.get(key) ?? 0) + 1);
};

const memory = () =>
  instance.run(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc');
    const { rss } = process.memoryUsage();
    collect();
    return { rss: Math.round(rss / 1024 / 1024), heap: Math.round(process.memoryUsage().heapUsed / 1024 / 1024) };
  });

const measure = async () => ({ ...(await memory()), ...(await sizes()) });

const sizes = () =>
  instance.run(async (strapi) => {
    const fs = process.getBuiltinModule('node:fs');
    const knex = strapi.db.connection;
    const isSqlite = strapi.db.dialect.client === 'sqlite';
    const rowsOf = (answer) => answer.rows ?? answer;
    const tables = rowsOf(
      await knex.raw(
        isSqlite
          ? `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'`
          : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`
      )
    );
    const rows = {};
    for (const { name: table } of tables) rows[table] = Number((await knex(table).count({ n: '*' }))[0].n);
    const [{ bytes }] = rowsOf(
      await knex.raw(
        isSqlite
          ? 'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()'
          : 'SELECT pg_database_size(current_database()) AS bytes'
      )
    );
    return {
      descriptors: fs.existsSync('/proc/self/fd') ? fs.readdirSync('/proc/self/fd').length : null,
      database: Math.round(Number(bytes) / 1024 / 1024),
      rows,
    };
  });

/** Mails that wait are no leak: they are sent first. */
const settle = () =>
  instance.run(async (strapi) => {
    const outbox = strapi.plugin('ordering').service('outbox');
    while ((await outbox.sendDue()) > 0);
  });

// A server that has just started has not yet read what it needs.
for (let i = 0; i < 300; i += 1) await doSomething();
await settle();
seen.clear();
const before = await measure();
const ends = Date.now() + minutes * 60_000;
const somebody = async () => {
  while (Date.now() < ends) {
    await doSomething();
    await pause(thinkMs);
  }
};
const between = [];
const watch = async () => {
  for (let i = 1; i < LOOKS; i += 1) {
    await pause((minutes * 60_000) / LOOKS);
    between.push(await memory());
  }
};
await Promise.all([watch(), ...Array.from({ length: AT_ONCE }, somebody)]);
await settle();
const after = await measure();
await instance.run((strapi) => strapi.plugin('ordering').service('people').eraseOld());

const line = (what, first, last) => console.log(`| ${what} | ${first} | ${last} |`);
console.log(`${minutes} minutes on ${server ? 'PostgreSQL' : 'SQLite'}, Node ${process.version}.\n`);
line('', 'at the start', 'at the end');
line('---', '---:', '---:');
line('memory (RSS), MB', before.rss, after.rss);
line('JavaScript heap after a collection, MB', before.heap, after.heap);
line('open descriptors', before.descriptors, after.descriptors);
line('database, MB', before.database, after.database);
for (const [table, last] of Object.entries(after.rows)) {
  const first = before.rows[table] ?? 0;
  if (first !== last) line(`rows of \`${table}\``, first, last);
}
const said = between.map(({ rss, heap }) => `${rss} (${heap})`).join(', ');
console.log(`\nMemory (heap) in between, MB: ${said}\n`);
for (const [what, times] of [...seen].sort()) console.log(`${String(times).padStart(8)}  ${what}`);

await instance.stop();
if (server) await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
for (const used of [folder, benchFolder]) rmSync(used, { recursive: true, force: true });
