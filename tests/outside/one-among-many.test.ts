import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { makeMaterial, makeStock, orderFor } from '../support/content';
import { makeDatabase, type OwnDatabase } from '../support/database';
import { startInstance, type Answer, type Instance } from '../support/instance';

const SOON_MS = 5000;
const CONNECTIONS = 10;

const onPostgres = process.env.TEST_POSTGRES_URL ? describe : describe.skip;

/** Topics are locked by somebody: whatever reads them waits, and holds its connection meanwhile. */
onPostgres('one client among many', () => {
  let database: OwnDatabase;
  let instance: Instance;
  let locker: Client;

  beforeAll(async () => {
    database = await makeDatabase('postgres');
    instance = await startInstance({
      database: 'postgres',
      env: { ...database.env, RATE_LIMIT: 'on', TRUST_PROXY: '1', DATABASE_POOL_MAX: String(CONNECTIONS) },
    });
    const topic = await instance.asEditor('/api/topics?locale=de', { method: 'POST', body: { data: { name: 'Alter' } } }); // prettier-ignore
    await makeMaterial(instance, { title: 'Heft', topics: [topic.body.data.documentId] });
    locker = new Client({ connectionString: database.env.DATABASE_URL });
    await locker.connect();
  });
  afterAll(async () => {
    await locker?.end();
    await instance?.stop();
    await database?.drop();
  });

  const whileLocked = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await locker.query('BEGIN');
    await locker.query('LOCK TABLE topics IN ACCESS EXCLUSIVE MODE');
    try {
      return await work();
    } finally {
      await locker.query('COMMIT');
    }
  };

  const waitingForLock = async (): Promise<number> => {
    const { rows } = await locker.query<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    );
    return Number(rows[0]?.count);
  };

  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await pause(20);
  };

  const askAs = (address: string, path: string, signal?: AbortSignal): Promise<Response> =>
    fetch(instance.url + path, { headers: { 'x-forwarded-for': address }, ...(signal ? { signal } : {}) });

  it('that asks fifty things at once cannot hold all connections: others are answered', async () => {
    const all = await whileLocked(async () => {
      const asked = Array.from({ length: 50 }, (_, index) => askAs('192.0.2.1', `/api/topics?pagination[start]=${index}`)); // prettier-ignore
      await until(async () => (await waitingForLock()) > 0);
      await pause(300); // so that all who may go on have gone on
      expect(await waitingForLock()).toBeLessThan(CONNECTIONS);
      const started = performance.now();
      expect((await askAs('192.0.2.2', '/api/materials')).status).toBe(200);
      expect(performance.now() - started).toBeLessThan(SOON_MS);
      return asked;
    });
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('that goes away is worked for no more', async () => {
    const PATH = '/api/topics?populate=materials';
    const readsMaterials = async (isPatient: boolean): Promise<boolean> => {
      const statements = await instance.statementsOf(async () => {
        const leaving = new AbortController();
        const asked = whileLocked(async () => {
          const answer = askAs('192.0.2.3', PATH, leaving.signal).catch(() => null);
          await until(async () => (await waitingForLock()) > 0);
          if (!isPatient) leaving.abort();
          await pause(200);
          return [answer];
        });
        await Promise.all(await asked);
        await until(async () => (await waitingForLock()) === 0);
        await pause(500);
      });
      return statements.some(({ sql }) => /"materials"/.test(sql));
    };
    expect(await readsMaterials(true)).toBe(true);
    expect(await readsMaterials(false)).toBe(false);
  });

  it('holds a connection no longer than a statement may take', async () => {
    const { rows } = await instance.run(
      async (strapi) => strapi.db.connection.raw('SHOW statement_timeout') as Promise<{ rows: object[] }>
    );
    expect(rows).toEqual([{ statement_timeout: '30s' }]);
  });

  it('finds what lets in as somebody else in no line of the log', async () => {
    const material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 5 });
    const { token } = (await orderFor(instance, material)).body.data as { token: string };
    const preview = `eyJhIjoxfQ.${'p'.repeat(43)}`;
    const answers: Answer[] = [];
    for (const path of [`/api/orders/${token}`, `/api/preview/${preview}`, `/de/materials/heft?preview=${preview}`, `/api/materials?_q=Ada+Beispiel`]) {
      answers.push(await instance.asReader(path));
    } // prettier-ignore
    expect(answers[0]?.status).toBe(200);
    const log = instance.log();
    expect(log).toMatch(/GET \/api\/orders\/…/);
    for (const secret of [token, 'p'.repeat(43), 'Ada+Beispiel', 'ada@example.org']) expect(log).not.toContain(secret);
  });
});
