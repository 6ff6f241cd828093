import { randomUUID } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import knex from 'knex';

import { makeMaterial, makeStock } from '../support/content';
import { makeDatabase, type OwnDatabase } from '../support/database';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const ORDERS = 50;

/** An order whose body is sent in two halves, so that it is surely open in between. */
interface HalfSent {
  readonly sendRest: () => void;
  /** Its answer, or null where the connection was cut. */
  readonly answer: Promise<{
    readonly status: number;
    readonly connection: string | undefined;
    readonly number: string;
  } | null>;
}

const beginOrder = (url: string, material: string): Promise<HalfSent> =>
  new Promise((resolve, reject) => {
    const recipient = {
      ...{ name: 'Ada Beispiel', street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
      email: 'ada@example.org',
    };
    const body = JSON.stringify({ data: { lines: [{ material, locale: 'de', quantity: 1 }], recipient } });
    const request = http.request(`${url}/api/orders`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': randomUUID(),
        // The server says “100 Continue” once it has the request in hand.
        expect: '100-continue',
      },
    });
    const answer = new Promise<Awaited<HalfSent['answer']>>((settle) => {
      request.on('error', () => settle(null));
      request.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('error', () => settle(null));
        response.on('end', () =>
          settle({
            status: response.statusCode ?? 0,
            connection: response.headers.connection,
            number: (JSON.parse(text) as { data?: { number?: string } }).data?.number ?? text,
          })
        );
      });
    });
    request.once('error', reject);
    request.once('continue', () => {
      request.write(body.slice(0, 20));
      resolve({ sendRest: () => request.end(body.slice(20)), answer });
    });
    request.flushHeaders();
  });

const refusesConnections = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
    socket.once('connect', () => resolve(false));
    socket.once('error', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(20);
};

/** The numbers of the orders in a database that no server has open. */
const orderNumbersIn = async ({ env }: OwnDatabase): Promise<string[]> => {
  const database = env.DATABASE_URL
    ? knex({ client: 'pg', connection: env.DATABASE_URL })
    : knex({ client: 'better-sqlite3', connection: { filename: env.DATABASE_FILENAME ?? '' }, useNullAsDefault: true });
  try {
    return await database('ordering_orders').pluck<string[]>('number');
  } finally {
    await database.destroy();
  }
};

/** Whoever restarts or upgrades a server sends SIGTERM, with readers in the middle of their orders. */
onEveryDatabase('SIGTERM', (kind) => {
  let database: OwnDatabase;
  let instance: Instance;

  beforeEach(async () => {
    database = await makeDatabase(kind);
  });
  afterEach(async () => {
    await instance.stop();
    await database.drop();
  });

  it(`answers ${ORDERS} open orders before the server goes, and each of them is there`, async () => {
    instance = await startInstance({ database: kind, env: database.env });
    const material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 1000 });
    const orders = await Promise.all(Array.from({ length: ORDERS }, () => beginOrder(instance.url, material)));

    const ended = instance.terminate();
    // New connections are refused while the open ones wait.
    await until(() => refusesConnections(instance.url));
    for (const { sendRest } of orders) sendRest();
    const answers = await Promise.all(orders.map(({ answer }) => answer));
    expect(await ended).toBe(0);

    expect(answers.map((answer) => answer?.status)).toEqual(Array.from({ length: ORDERS }, () => 201));
    expect(new Set(answers.map((answer) => answer?.connection))).toEqual(new Set(['close']));
    const kept = await orderNumbersIn(database);
    expect(kept.sort()).toEqual(answers.map((answer) => answer?.number).sort());
  });

  it('does not wait for ever for a request that does not come to its end', async () => {
    instance = await startInstance({ database: kind, env: { ...database.env, SHUTDOWN_GRACE_SECONDS: '1' } });
    const material = await makeMaterial(instance);
    const order = await beginOrder(instance.url, material);

    expect(await instance.terminate()).toBe(0);
    expect(await order.answer).toBeNull();
    expect(instance.log()).toMatch(/1 of 1 open requests were not answered within 1 s/);
    expect(await orderNumbersIn(database)).toEqual([]);
  });
});
