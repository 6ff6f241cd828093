/**
 * `npm run bench:orders`: orders per second and p99 over HTTP, beside the floor: the smallest program that does the same for an order
 * (`orders-floor.mjs`) on the same kind of database, in a process of its own. They take turns in one run: 1, 50 and 200 at once, one
 * edition that all want and a hundred. SQLite; PostgreSQL as well where TEST_POSTGRES_URL is set.
 */
import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

const ORDERS = Number(process.env.BENCH_ORDERS ?? 1_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
/** Orders of each side before anything is measured. */
const WARM_UP = 1_000;
const AT_ONCE = [1, 50, 200];
const EDITIONS = [1, 100];
const here = path.dirname(fileURLToPath(import.meta.url));
const secret = () => randomBytes(16).toString('base64');

const start = async (env) => {
  const child = fork(path.join(here, '../support/strapi-process.cjs'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      RATE_LIMIT: 'off',
      APP_KEYS: secret(),
      API_TOKEN_SALT: secret(),
      ADMIN_JWT_SECRET: secret(),
      TRANSFER_TOKEN_SALT: secret(),
      ENCRYPTION_KEY: secret(),
      JWT_SECRET: secret(),
      ...env,
    },
  });
  const waiting = new Map();
  const url = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('The instance ended.')));
    child.on('message', ({ id, ready, result, error }) => {
      if (ready) return resolve(ready);
      const asked = waiting.get(id);
      return error ? asked?.reject(new Error(error.message)) : asked?.resolve(result);
    });
  });
  let count = 0;
  const run = (code, ...args) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      child.send({ id: count, command: 'run', payload: { code: code.toString(), args } });
    });
  const stop = () =>
    new Promise((resolve) => {
      child.removeAllListeners('exit').once('exit', resolve);
      child.send({ id: 0, command: 'stop' });
    });
  return { url, run, stop };
};

/** The smallest program, on a database of its own. */
const startFloor = async (client, target) => {
  const child = fork(path.join(here, 'orders-floor.mjs'), [client, target], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('The floor ended.')));
    child.on('message', ({ ready }) => resolve(ready));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.removeAllListeners('exit').once('exit', resolve);
      child.send('stop');
    });
  return { url, stop };
};

/** Does work many times, some at once, and takes the time of each, in ms. */
const measure = async (times, atOnce, work) => {
  agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const took = [];
  let started = 0;
  const began = performance.now();
  const worker = async () => {
    while (started < times) {
      const turn = started;
      started += 1;
      const from = performance.now();
      await work(turn);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { seconds, took };
};

/** One for each turn: a server closes a connection that waited for the other side's turn. */
let agent;
const order = (url, material) =>
  new Promise((resolve, reject) => {
    const request = http.request(
      `${url}/api/orders`,
      { method: 'POST', agent, headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() } },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 201 ? resolve() : reject(new Error(`An order was answered with ${answer.statusCode}.`))
        );
      }
    );
    request.on('error', reject);
    request.end(
      JSON.stringify({
        data: {
          lines: [{ material, locale: 'de', quantity: 1 }],
          recipient: {
            name: 'Ada Beispiel',
            street: 'Beispielweg 1',
            postalCode: '12345',
            city: 'Musterstadt',
            country: 'DE',
            email: 'ada@example.org',
          },
        },
      })
    );
  });

const makeStocked = async (strapi, count) => {
  const materials = [];
  for (let made = 0; made < count; made += 1) {
    const { documentId: material } = await strapi
      .documents('api::material.material')
      .create({ data: { title: `Heft ${made}` }, locale: 'de', status: 'published' });
    await strapi
      .documents('api::stock-status.stock-status')
      .create({ data: { material, availability: 'in-stock', quantity: 1_000_000, whenSoldOut: 'out-of-print' } });
    materials.push(material);
  }
  return materials;
};

const totalOf = (parts) => {
  const took = parts.flatMap((part) => part.took).sort((a, b) => a - b);
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  return { perSecond: took.length / seconds, p99: took[Math.floor(took.length * 0.99)] ?? 0 };
};

/** One row of the table: both sides, turn by turn. */
const compare = async (name, sides, editions, atOnce) => {
  const parts = sides.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { url, materials }] of sides.entries()) {
      const times = Math.ceil((atOnce === 1 ? ORDERS / 5 : ORDERS) / ROUNDS);
      parts[index].push(await measure(times, atOnce, (turn) => order(url, materials[turn % editions])));
    }
  }
  const [orders, floor] = parts.map(totalOf);
  const cells = [
    name,
    editions,
    atOnce,
    ...[orders.perSecond, floor.perSecond, (100 * orders.perSecond) / floor.perSecond].map((value) => value.toFixed(0)),
    ...[orders.p99, floor.p99].map((value) => value.toFixed(1)),
  ];
  console.log(`| ${cells.join(' | ')} |`);
};

const bench = async (name, env, floorTarget) => {
  const instance = await start(env);
  const floor = await startFloor(env.DATABASE_CLIENT, floorTarget);
  try {
    const sides = [
      { url: instance.url, materials: await instance.run(makeStocked, Math.max(...EDITIONS)) },
      { url: floor.url, materials: Array.from({ length: Math.max(...EDITIONS) }, (_, index) => `m${index}`) },
    ];
    // A server that has run for a while has its code compiled: the larger program needs longer for that.
    for (const { url, materials } of sides) {
      await measure(WARM_UP, 50, (turn) => order(url, materials[turn % materials.length]));
    }
    for (const editions of EDITIONS) for (const atOnce of AT_ONCE) await compare(name, sides, editions, atOnce);
  } finally {
    await instance.stop();
    await floor.stop();
  }
};

console.log(`${ORDERS} orders a row (a fifth of it one by one), in ${ROUNDS} turns each\n`);
console.log('| database | editions | at once | orders/s | floor/s | % of it | p99, ms | floor’s p99 |');
console.log('| --- | --: | --: | --: | --: | --: | --: | --: |');
const folder = mkdtempSync(path.join(tmpdir(), 'inprint-bench-'));
const file = (name) => path.join(folder, name);
try {
  const mail = { MAILBOX_FOLDER: file('mailbox') };
  const sqlite = { ...mail, DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: file('data.db') };
  await bench('SQLite', sqlite, file('floor.db'));
  if (process.env.TEST_POSTGRES_URL) {
    const server = async (sql) => {
      const client = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    };
    const names = ['inprint_bench', 'inprint_floor'].map((name) => `${name}_${randomBytes(6).toString('hex')}`);
    const [url, floorUrl] = names.map((name) => {
      const address = new URL(process.env.TEST_POSTGRES_URL);
      address.pathname = `/${name}`;
      return address.href;
    });
    for (const name of names) await server(`CREATE DATABASE ${name}`);
    try {
      await bench('PostgreSQL', { ...mail, DATABASE_CLIENT: 'postgres', DATABASE_URL: url }, floorUrl);
    } finally {
      for (const name of names) await server(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
