/**
 * `npm run bench:orders`: orders per second and p99 over HTTP, beside the floor: a plain single-row
 * `UPDATE … WHERE quantity >= n` on the same database. SQLite; PostgreSQL as well where TEST_POSTGRES_URL is set.
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
const AT_ONCE = 50;
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

/** Does work many times, some at once, and takes the time of each. */
const measure = async (times, work) => {
  const took = [];
  let left = times;
  const began = performance.now();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const from = performance.now();
      await work();
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = (performance.now() - began) / 1000;
  took.sort((a, b) => a - b);
  return { perSecond: times / seconds, p99: took[Math.floor(took.length * 0.99)] ?? 0 };
};

const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
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

const makeStocked = async (strapi) => {
  const { documentId: material } = await strapi
    .documents('api::material.material')
    .create({ data: { title: 'Heft' }, locale: 'de', status: 'published' });
  await strapi
    .documents('api::stock-status.stock-status')
    .create({ data: { material, availability: 'in-stock', quantity: 1_000_000, whenSoldOut: 'out-of-print' } });
  return material;
};

/** The floor: no HTTP, no ledger, no order; one row of a table of its own. */
const floor = async (strapi, times, atOnce) => {
  const knex = strapi.db.connection;
  await knex.schema.createTable('bench_floor', (table) => table.integer('quantity'));
  await knex('bench_floor').insert({ quantity: 1_000_000 });
  const took = [];
  let left = times;
  const began = performance.now();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const from = performance.now();
      await knex.raw('UPDATE bench_floor SET quantity = quantity - 1 WHERE quantity >= 1');
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1000;
  took.sort((a, b) => a - b);
  await knex.schema.dropTable('bench_floor');
  return { perSecond: times / seconds, p99: took[Math.floor(took.length * 0.99)] ?? 0 };
};

const print = (name, { perSecond, p99 }) =>
  console.log(
    `${name.padEnd(44)} ${perSecond.toFixed(0).padStart(8)} per second   p99 ${p99.toFixed(1).padStart(8)} ms`
  );

const bench = async (name, env) => {
  const instance = await start(env);
  try {
    const material = await instance.run(makeStocked);
    await measure(50, () => order(instance.url, material)); // warm up
    print(`${name}: orders`, await measure(ORDERS, () => order(instance.url, material)));
    print(`${name}: single-row UPDATE (floor)`, await instance.run(floor, ORDERS, AT_ONCE));
  } finally {
    await instance.stop();
  }
};

console.log(`${ORDERS} orders, ${AT_ONCE} at once`);
const folder = mkdtempSync(path.join(tmpdir(), 'inprint-bench-'));
try {
  const mail = { MAILBOX_FOLDER: path.join(folder, 'mailbox') };
  await bench('SQLite', { ...mail, DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'data.db') });
  if (process.env.TEST_POSTGRES_URL) {
    const database = `inprint_bench_${randomBytes(6).toString('hex')}`;
    const server = async (sql) => {
      const client = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    };
    await server(`CREATE DATABASE ${database}`);
    const url = new URL(process.env.TEST_POSTGRES_URL);
    url.pathname = `/${database}`;
    try {
      await bench('PostgreSQL', { ...mail, DATABASE_CLIENT: 'postgres', DATABASE_URL: url.href });
    } finally {
      await server(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    }
  }
} finally {
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
