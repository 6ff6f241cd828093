import { createRedisStore } from '../../plugins/response-cache/server/src/redis-store';
import type { Strapi } from '../../plugins/response-cache/server/src/strapi';
import { makeArticle, makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { rawRequest, type RawAnswer } from '../support/raw-request';
import { hasRedis, startRedis, WITHOUT_REDIS, type Redis } from '../support/redis';

interface Counts {
  readonly hits: number;
  readonly misses: number;
  readonly fromStore: number;
}

const countsOf = ({ run }: Instance): Promise<Counts> =>
  run((strapi) => (strapi.plugin('response-cache').service('cache').report() as { counts: Counts }).counts);

const PAST_THE_CACHE = { cookie: 'asks=strapi' };

/** Behind a proxy all servers have one name. */
const HOST = { host: 'cms.example.org' };

const read = ({ url }: Instance, path: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> =>
  rawRequest(url, path, { headers: { ...HOST, ...headers } });

const sql = ({ run }: Instance, statement: string, ...bindings: readonly (string | number)[]): Promise<unknown> =>
  run(
    (strapi, text, values) => strapi.db.connection.raw(text, values as never).then(() => 0),
    statement,
    bindings as readonly (string | number)[]
  );

const here = process.env.TEST_POSTGRES_URL && hasRedis ? describe : describe.skip;

here(`answers that two servers share in Redis (${WITHOUT_REDIS}, and TEST_POSTGRES_URL)`, () => {
  let redis: Redis;
  let servers: readonly Instance[];
  let a: Instance;
  let b: Instance;
  let material: string;
  let other: string;
  let article: string;
  let count = 0;

  /** An address that nobody asked before: no memory has it. */
  const newPath = (address: string): string => {
    count += 1;
    return `${address}${address.includes('?') ? '&' : '?'}pagination[pageSize]=${count}`;
  };
  const newEntry = (id: string): string => {
    count += 1;
    return `/api/materials/${id}?fields[0]=title${'&'.repeat(count)}`;
  };

  /** What a server answers, how it came to it, and whether that is the truth. */
  const asked = async (
    server: Instance,
    path: string
  ): Promise<RawAnswer & { fromStore: boolean; isTrue: boolean }> => {
    const before = await countsOf(server);
    const answer = await read(server, path);
    const after = await countsOf(server);
    const truth = await read(server, path, PAST_THE_CACHE);
    expect(answer.status).toBe(truth.status);
    return {
      ...answer,
      fromStore: after.fromStore > before.fromStore,
      isTrue: JSON.stringify(answer.body) === JSON.stringify(truth.body),
    };
  };

  /** Until Redis has it: nobody waits for that but tests. */
  const stored = async (work: () => Promise<unknown>): Promise<void> => {
    const client = await redis.client();
    const before = await client.dbSize();
    await work();
    for (let turn = 0; turn < 200 && (await client.dbSize()) === before; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const after = await client.dbSize();
    client.destroy();
    expect(after).toBeGreaterThan(before);
  };

  const until = async (claim: () => Promise<boolean>): Promise<void> => {
    for (let turn = 0; turn < 400; turn += 1) {
      if (await claim()) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('It never came true.');
  };

  beforeAll(async () => {
    redis = await startRedis();
    // On a machine with too much to do, Redis may be late without being gone.
    const env = { RESPONSE_CACHE: 'on', REDIS_URL: redis.url, REDIS_TIMEOUT: '1000', LOG_LEVEL: 'error' };
    a = await startInstance({ database: 'postgres', env });
    const url = await a.run((strapi) => String(strapi.db.connection.client.connectionSettings.connectionString));
    b = await startInstance({ database: 'postgres', env: { ...env, DATABASE_URL: url } });
    servers = [a, b];
    material = await makeMaterial(a, { title: 'Heft A', pdfUrl: 'https://files.example.org/a.pdf' });
    other = await makeMaterial(a, { title: 'Heft B' });
    await makeStock(a, material, { quantity: 5 });
    await makeStock(a, other, { quantity: 5 });
    article = await makeArticle(a, { title: 'Zu A', materials: [material] });
  }, 120_000);

  afterAll(async () => {
    for (const server of [...servers].reverse()) await server.stop();
    await redis.kill();
  });

  it('serves what the other one made, without asking Strapi', async () => {
    const path = newPath(`/api/news-articles?populate=materials&filters[documentId]=${article}`);
    await stored(() => read(a, path));
    const mine = await read(a, path);
    const before = await countsOf(b);
    let answer: RawAnswer | null = null;
    const queries = await b.queriesOf(async () => (answer = await read(b, path)));
    const after = await countsOf(b);
    expect(queries).toEqual([]);
    expect([after.fromStore - before.fromStore, after.misses - before.misses]).toEqual([1, 0]);
    expect(answer).toMatchObject({ status: 200, body: mine.body });
    for (const name of ['content-type', 'vary', 'cache-control', 'surrogate-key', 'x-content-type-options']) {
      expect([name, (answer as unknown as RawAnswer).headers[name]]).toEqual([name, mine.headers[name]]);
    }
    await read(b, path);
    expect((await countsOf(b)).hits).toBe(after.hits + 1);
  });

  it('serves GraphQL answers of the other one', async () => {
    const query = `{ material(documentId: "${material}") { title action { type label } } }`;
    const ask = ({ url }: Instance): Promise<RawAnswer> =>
      rawRequest(url, '/graphql', { method: 'POST', headers: HOST, body: { query } });
    await stored(() => ask(a));
    const before = await countsOf(b);
    const answer = await ask(b);
    expect(answer.body).toMatchObject({ data: { material: { title: 'Heft A' } } });
    expect((await countsOf(b)).fromStore).toBe(before.fromStore + 1);
  });

  it('makes an answer anew when what it was made of changed by any hand, and only then', async () => {
    const [own, unrelated] = [newEntry(material), newEntry(material)];
    await stored(() => read(a, own));
    await sql(a, `UPDATE stock_statuses SET quantity = 0 WHERE material = ?`, material);
    expect(await asked(b, own)).toMatchObject({ fromStore: false, isTrue: true });

    await stored(() => read(a, unrelated));
    await sql(b, `UPDATE stock_statuses SET quantity = 3 WHERE material = ?`, other);
    expect(await asked(b, unrelated)).toMatchObject({ fromStore: true, isTrue: true });
    await sql(b, `UPDATE stock_statuses SET quantity = 5 WHERE material = ?`, material);
    expect(await asked(b, unrelated)).toMatchObject({ fromStore: false, isTrue: true });
  });

  it('sees a change that began before the answer was made and was committed after', async () => {
    const path = newEntry(material);
    const change = a.run(
      (strapi, id) =>
        strapi.db
          .transaction(async ({ trx }) => {
            const update = 'UPDATE stock_statuses SET quantity = 0 WHERE material = ?';
            await strapi.db.connection.raw(update, [id]).transacting(trx);
            await new Promise((resolve) => setTimeout(resolve, 1500));
          })
          .then(() => 0),
      material
    );
    // Transactions that begin later end before it.
    await sql(b, `UPDATE stock_statuses SET quantity = 4 WHERE material = ?`, other);
    await stored(() => read(a, path));
    await change;
    expect(await asked(b, path)).toMatchObject({ fromStore: false, isTrue: true });
    await sql(a, `UPDATE stock_statuses SET quantity = 5 WHERE material = ?`, material);
  });

  it('forgets everything, in every server and in Redis, when the cache is emptied', async () => {
    const path = newPath('/api/materials');
    await stored(() => read(a, path));
    await b.run((strapi) => strapi.plugin('response-cache').service('cache').empty());
    expect(await asked(b, path)).toMatchObject({ fromStore: false, isTrue: true });
    // Its own is gone; what the other one made since may be taken.
    const { hits } = await countsOf(a);
    await read(a, path);
    expect((await countsOf(a)).hits).toBe(hits);
  });

  it('keeps nothing personal there, and nothing for ever', async () => {
    const client = await redis.client();
    const before = await client.dbSize();
    const path = newPath('/api/materials');
    await a.asEditor(path);
    await read(a, path, { cookie: 'session=1' });
    await read(a, `${path}&status=draft`, { authorization: 'Bearer nonsense' });
    await read(a, '/api/orders/no-such-token');
    await a.graphql(`{ materials { title } }`, {}, true);
    // They would have been stored before this one.
    await stored(() => read(a, newPath('/api/materials')));
    expect(await client.dbSize()).toBe(before + 1);
    for (const key of await client.keys('*')) {
      expect(key).toMatch(/^inprint:[\w-]{43}$/);
      expect(await client.pTTL(key)).toBeGreaterThan(0);
      expect(await client.pTTL(key)).toBeLessThanOrEqual(900_000);
    }
    client.destroy();
  });

  it('takes no garbage and nobody else’s answers for its own', async () => {
    const client = await redis.client();
    await client.flushAll();
    const [one, two] = [newEntry(material), newEntry(other)];
    await stored(() => read(a, one));
    await stored(() => read(a, two));
    const [first = '', second = ''] = await client.keys('*');
    await client.rename(first, 'kept');
    await client.rename(second, first);
    await client.rename('kept', second);
    expect(await asked(b, one)).toMatchObject({ fromStore: false, isTrue: true });
    expect(await asked(b, two)).toMatchObject({ fromStore: false, isTrue: true });

    for (const spoil of [
      (key: string) => client.set(key, 'garbage'),
      (key: string) => client.set(key, ''),
      async (key: string) => client.set(key, (await client.get(key))?.slice(0, -1) ?? ''),
      async (key: string) => (await client.del(key), client.lPush(key, 'a list')),
    ]) {
      await client.flushAll();
      const path = newEntry(material);
      await stored(() => read(a, path));
      for (const key of await client.keys('*')) await spoil(key);
      expect(await asked(b, path)).toMatchObject({ fromStore: false, isTrue: true });
    }
    client.destroy();
  });

  it('answers right and stays up while Redis is gone, and uses it again when it is back', async () => {
    let isGone = false;
    let n = 0;
    const statuses = new Set<number>();
    const readers = servers.map(async (server) => {
      while (!isGone) {
        statuses.add((await server.asReader(`/api/materials?pagination[pageSize]=${50 + ((n += 1) % 50)}`)).status);
      }
    });
    await redis.kill();
    for (let turn = 0; turn < 10; turn += 1) {
      await sql(a, `UPDATE stock_statuses SET quantity = ? WHERE material = ?`, turn % 3, material);
      for (const server of servers) {
        expect(await asked(server, newEntry(material))).toMatchObject({ fromStore: false, isTrue: true });
        expect(await asked(server, `/api/materials/${material}`)).toMatchObject({ isTrue: true });
      }
    }
    isGone = true;
    await Promise.all(readers);
    expect([...statuses]).toEqual([200]);

    await redis.start();
    await until(async () => {
      const path = newEntry(material);
      await read(a, path);
      return (await asked(b, path)).fromStore;
    });
  });

  it('waits for a Redis that does not answer no longer than it must', async () => {
    await until(async () => {
      const path = newEntry(other);
      await read(a, path);
      return (await asked(b, path)).fromStore;
    });
    redis.freeze();
    try {
      const began = performance.now();
      for (let turn = 0; turn < 20; turn += 1) {
        const path = newEntry(material);
        const answers = await Promise.all(servers.map((server) => read(server, path)));
        expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      }
      // Twenty rounds, in which each server may wait a second for Redis, and then not for a second.
      expect(performance.now() - began).toBeLessThan(8000);
      await sql(a, `UPDATE stock_statuses SET quantity = 2 WHERE material = ?`, material);
      expect(await asked(b, `/api/materials/${material}`)).toMatchObject({ isTrue: true });
    } finally {
      redis.thaw();
    }
    await until(async () => {
      const path = newEntry(material);
      await read(a, path);
      return (await asked(b, path)).fromStore;
    });
  });
});

(hasRedis ? describe : describe.skip)(`a Redis that is used (${WITHOUT_REDIS})`, () => {
  it('is not called slow by a server that was too busy to listen', async () => {
    const redis = await startRedis();
    const warnings: string[] = [];
    const log = { warn: (words: string) => void warnings.push(words) };
    const store = createRedisStore({ log } as unknown as Strapi, { url: redis.url, timeout: 100 });
    try {
      while (!store.isReachable()) await new Promise((resolve) => setTimeout(resolve, 10));
      store.put('name', Buffer.from('bytes'), 60_000);
      expect(await store.get('name')).toEqual(Buffer.from('bytes'));

      redis.freeze();
      const answer = store.get('name');
      await new Promise((resolve) => setImmediate(resolve));
      redis.thaw();
      const end = performance.now() + 400;
      while (performance.now() < end);
      expect(await answer).toEqual(Buffer.from('bytes'));
      expect([warnings, store.isReachable()]).toEqual([[], true]);
    } finally {
      store.close();
      await redis.kill();
    }
  });
});
