import fc from 'fast-check';
import { Client } from 'pg';

import { makeArticle, makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Database, type Instance } from '../support/instance';

const ON = { RESPONSE_CACHE: 'on', LOG_LEVEL: 'warn' };
/** better-sqlite3 brings no types. */
interface Sqlite {
  readonly exec: (sql: string) => unknown;
  readonly close: () => unknown;
}
// eslint-disable-next-line @typescript-eslint/no-require-imports
const BetterSqlite = require('better-sqlite3') as new (filename: string, options: object) => Sqlite;

/** As many as fit in a minute or so; CACHE_INTERLEAVINGS=10000 tries as many as were promised. */
const INTERLEAVINGS = Number(process.env.CACHE_INTERLEAVINGS ?? 100);

interface Report {
  readonly counts: {
    readonly hits: number;
    readonly unchanged: number;
    readonly shared: number;
    readonly misses: number;
  };
}

const reportOf = ({ run }: Instance): Promise<Report> =>
  run((strapi) => strapi.plugin('response-cache').service('cache').report() as Report);

/** Whoever sends a cookie is answered by Strapi itself: the truth. */
const PAST_THE_CACHE = { cookie: 'asks=strapi' };

interface Read {
  readonly path: string;
  readonly query?: string;
}

const read = (instance: Instance, { path, query }: Read, headers: Record<string, string> = {}): Promise<Answer> =>
  instance.asReader(path, { headers, ...(query ? { method: 'POST', body: { query } } : {}) });

interface World {
  readonly materials: readonly string[];
  readonly articles: readonly string[];
  readonly topic: string;
  readonly reads: readonly Read[];
}

const makeWorld = async (instance: Instance): Promise<World> => {
  const materials = [
    await makeMaterial(instance, { title: 'Heft A', pdfUrl: 'https://files.example.org/a.pdf' }),
    await makeMaterial(instance, { title: 'Heft B' }),
  ];
  for (const [index, material] of materials.entries()) {
    await makeStock(instance, material, { quantity: 5, orderNumber: `B-${index}` });
  }
  const [a = '', b = ''] = materials;
  const topicAnswer = await instance.asEditor('/api/topics?locale=de', {
    method: 'POST',
    body: { data: { name: 'Thema', materials: [a] } },
  });
  const topic = (topicAnswer.body as { data: { documentId: string } }).data.documentId;
  const text = [{ type: 'paragraph', material: { documentId: b }, children: [{ type: 'text', text: 'Das Heft' }] }];
  const articles = [
    await makeArticle(instance, { title: 'Zu A', materials: [a], body: text }),
    await makeArticle(instance, { title: 'Zu B', materials: [b] }),
  ];
  const reads: Read[] = [
    { path: '/api/materials' },
    { path: `/api/materials/${a}?populate=*` },
    { path: '/api/materials/slug/heft-a?locale=de' },
    { path: '/api/materials?filters[availability][$eq]=in-stock&sort=title' },
    { path: `/api/news-articles/${articles[0]}?populate=materials` },
    { path: `/api/news-articles/${articles[1]}?populate=*` },
    { path: '/api/topics?populate=materials' },
    { path: `/api/availability?materials=${a},${b}&locale=de` },
    { path: '/api/materials?locale=fr' },
    { path: '/graphql', query: '{ materials { documentId title pdf { name } action { type notice label } } }' },
    {
      path: '/graphql',
      query: `{ newsArticle(documentId: "${articles[0]}") { title body materials { title action { type label } topics { name } } } }`,
    },
  ];
  return { materials, articles, topic, reads };
};

/** Every way in which what readers see can be changed; the number makes each write a new one. */
type Door = (instance: Instance, world: World, n: number) => Promise<unknown>;

const doors: Readonly<Record<string, Door>> = {
  'the API': (instance, { materials }, n) =>
    instance.asEditor(`/api/materials/${materials[n % 2]}?locale=de`, {
      method: 'PUT',
      body: { data: { abstract: `Worum es geht, ${n}` } },
    }),
  'an article over the API': (instance, { articles }, n) =>
    instance.asEditor(`/api/news-articles/${articles[n % 2]}?locale=de`, {
      method: 'PUT',
      body: { data: { lead: `Vorspann ${n}` } },
    }),
  'an order': (instance, { materials }, n) =>
    instance.asReader('/api/orders', {
      method: 'POST',
      headers: { 'idempotency-key': `order-${n}-${Math.random()}` },
      body: {
        data: {
          lines: [{ material: materials[n % 2], locale: 'de', quantity: 1 }],
          recipient: {
            name: 'Ada Beispiel',
            street: 'Weg 1',
            postalCode: '10115',
            city: 'Berlin',
            country: 'DE',
            email: 'ada@example.org',
          },
        },
      },
    }),
  'the Document Service': ({ run }, { topic }, n) =>
    run(
      (strapi, id, name) =>
        strapi
          .documents('api::topic.topic')
          .update({ documentId: id, locale: 'de', data: { name } } as never)
          .then(() => 0),
      topic,
      `Thema ${n}`
    ),
  publishing: ({ run }, { materials }, n) =>
    run(
      async (strapi, documentId, isOut) => {
        const service = strapi.documents('api::material.material');
        if (isOut) await service.unpublish({ documentId, locale: 'de' });
        else await service.publish({ documentId, locale: 'de' });
      },
      materials[n % 2] ?? '',
      n % 3 === 0
    ),
  'a database query': ({ run }, { materials }, n) =>
    run(
      (strapi, material, quantity) =>
        strapi.db
          .query('api::stock-status.stock-status')
          .updateMany({ where: { material }, data: { quantity } })
          .then(() => 0),
      materials[n % 2] ?? '',
      n % 3
    ),
  'a conditional statement': ({ run }, { materials }, n) =>
    run(
      (strapi, material) =>
        strapi.db.connection
          .raw('UPDATE stock_statuses SET quantity = quantity - 1 WHERE material = ? AND quantity >= 1', [material])
          .then(() => 0),
      materials[n % 2] ?? ''
    ),
  'a transaction that is taken back': ({ run }, { materials }, n) =>
    run(
      (strapi, material) =>
        strapi.db
          .transaction(async ({ trx }) => {
            await strapi.db.connection
              .raw('UPDATE stock_statuses SET quantity = 99 WHERE material = ?', [material])
              .transacting(trx);
            throw new Error('taken back');
          })
          .then(
            () => 0,
            () => 0
          ),
      materials[n % 2] ?? ''
    ),
  'a long transaction': ({ run }, { materials }, n) =>
    run(
      (strapi, material, quantity) =>
        strapi.db
          .transaction(async ({ trx }) => {
            await strapi.db.connection
              .raw('UPDATE stock_statuses SET quantity = ? WHERE material = ?', [quantity, material])
              .transacting(trx);
            await new Promise((resolve) => setTimeout(resolve, 15));
          })
          .then(() => 0),
      materials[n % 2] ?? '',
      n % 4
    ),
  'a locale': ({ run }, _world, n) =>
    run(
      async (strapi, isAdded) => {
        const locales = strapi.db.query('plugin::i18n.locale');
        const known = await locales.findOne({ where: { code: 'fr' } });
        if (isAdded && !known) await locales.create({ data: { code: 'fr', name: 'French (fr)' } });
        if (!isAdded && known) await locales.delete({ where: { code: 'fr' } });
      },
      n % 2 === 0
    ),
  'a permission': ({ run }, _world, n) =>
    run(
      async (strapi, isGiven) => {
        const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
        const permissions = strapi.db.query('plugin::users-permissions.permission');
        const action = 'api::topic.topic.find';
        const known = await permissions.findOne({ where: { action, role: role.id } });
        if (isGiven && !known) await permissions.create({ data: { action, role: role.id } });
        if (!isGiven && known) await permissions.delete({ where: { id: known.id } });
      },
      n % 2 === 0
    ),
  'a file': ({ run }, { materials }, n) =>
    run(
      async (strapi, documentId, name) => {
        const rows = await strapi.db
          .query('api::material.material')
          .findMany({ where: { documentId }, select: ['id'] });
        const related = rows.map(({ id }: { id: number }) => ({
          id,
          __type: 'api::material.material',
          __pivot: { field: 'pdf' },
        }));
        const files = strapi.db.query('plugin::upload.file');
        const known = await files.findOne({ where: { hash: documentId } });
        if (known) await files.update({ where: { id: known.id }, data: { name } });
        else {
          const data = { name, hash: documentId, ext: '.pdf', mime: 'application/pdf', size: 1, url: '/uploads/x.pdf' };
          await files.create({ data: { ...data, provider: 'local', related } });
        }
      },
      materials[n % 2] ?? '',
      `heft-${n}.pdf`
    ),
};

/** A person with a console: another process, straight into the database. */
const consoleDoor = async (instance: Instance): Promise<{ door: Door; close: () => Promise<unknown> }> => {
  const settings = await instance.run((strapi) => {
    const { filename, connectionString } = strapi.db.connection.client.connectionSettings;
    return { filename: String(filename ?? ''), connectionString: String(connectionString ?? '') };
  });
  const sql = (quantity: number, material: string): string =>
    `UPDATE stock_statuses SET quantity = ${quantity} WHERE material = '${material}'`;
  if (instance.database === 'sqlite') {
    const connection = new BetterSqlite(settings.filename, { timeout: 5000 });
    return {
      door: async (_instance, { materials }, n) => connection.exec(sql(n % 3, materials[n % 2] ?? '')),
      close: async () => connection.close(),
    };
  }
  const client = new Client({ connectionString: settings.connectionString });
  await client.connect();
  return {
    door: (_instance, { materials }, n) => client.query(sql(n % 3, materials[n % 2] ?? '')),
    close: () => client.end(),
  };
};

/** On PostgreSQL a second server shares the database. */
const startServers = async (database: Database): Promise<Instance[]> => {
  const first = await startInstance({ database, env: ON });
  if (database === 'sqlite') return [first];
  const url = await first.run((strapi) => String(strapi.db.connection.client.connectionSettings.connectionString));
  return [first, await startInstance({ database, env: { ...ON, DATABASE_URL: url } })];
};

onEveryDatabase('the response cache', (database) => {
  let servers: Instance[];
  let world: World;
  let console: Awaited<ReturnType<typeof consoleDoor>>;

  beforeAll(async () => {
    servers = await startServers(database);
    const [first] = servers as [Instance];
    world = await makeWorld(first);
    console = await consoleDoor(first);
  }, 120_000);

  afterAll(async () => {
    await console.close();
    for (const server of [...servers].reverse()) await server.stop();
  });

  it('answers a second reader without a query, and a third who has it already with 304', async () => {
    const [server] = servers as [Instance];
    const [, , , , article] = world.reads as [Read, Read, Read, Read, Read];
    const first = await read(server, article);
    let second: Answer | null = null;
    const queries = await server.queriesOf(async () => (second = await read(server, article)));
    expect(queries).toEqual([]);
    expect(second).toMatchObject({ status: 200, body: first.body });
    const { headers } = second as unknown as Answer;
    expect(headers.get('etag')).toMatch(/^"[\w-]+"$/);
    expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(headers.get('vary')).toContain('Accept-Encoding');
    expect(headers.get('surrogate-key')).toContain(`news_articles.document_id=${world.articles[0]}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    // undici asks for other packings than before once they are there: ask again for the tag that is sent now
    const now = await read(server, article);
    const etag = now.headers.get('etag') ?? '';
    const third = await read(server, article, { 'if-none-match': `"other", W/${etag}` });
    expect(third.status).toBe(304);
  });

  it('outdates exactly what a stock change touches', async () => {
    const [server] = servers as [Instance];
    const [, materialB = ''] = world.materials;
    const other: Read = { path: `/api/materials/${world.materials[0]}` };
    const own: Read = { path: `/api/materials/${materialB}` };
    for (const one of [other, own, other, own]) await read(server, one);
    await doors['a database query']?.(server, { ...world, materials: [materialB, materialB] }, 2);
    const queriesOther = await server.queriesOf(() => read(server, other));
    const queriesOwn = await server.queriesOf(() => read(server, own));
    expect(queriesOther).toEqual([]);
    expect(queriesOwn.length).toBeGreaterThan(0);
  });

  it('computes once for many who ask at once', async () => {
    const [server] = servers as [Instance];
    const path = '/api/materials?sort=title&pagination[pageSize]=7';
    const before = (await reportOf(server)).counts;
    const answers = await Promise.all(Array.from({ length: 100 }, () => read(server, { path })));
    const after = (await reportOf(server)).counts;
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(after.misses - before.misses).toBe(1);
  });

  it('lets no answer cross from one asker to another', async () => {
    const [server] = servers as [Instance];
    const path = '/api/materials?locale=de&_q=Heft';
    const plain = await read(server, { path });
    await read(server, { path });
    const misses = async (work: () => Promise<unknown>): Promise<number> => {
      const before = (await reportOf(server)).counts.hits;
      await work();
      return (await reportOf(server)).counts.hits - before;
    };
    const variants: [string, Record<string, string>][] = [
      [path, { authorization: 'Bearer nonsense' }],
      [path, { cookie: 'a=b' }],
      [path, { 'strapi-response-format': 'v4' }],
      [path, { origin: 'https://one.example.org' }],
      [path, { range: 'bytes=0-5' }],
      [path, { 'x-forwarded-host': 'evil.example.org' }],
      ['/api/materials?_q=Heft&locale=de', {}],
      ['/api/materials?_q=Heft,locale=de', {}],
      ['/api/materials?_q=Heft%2Clocale=de', {}],
      ['/api/materials?locale=de&_q=Heft&_q=x', {}],
      ['/api/materials?locale=de&_q=Hef%74', {}],
      ['/api//materials?locale=de&_q=Heft', {}],
      [`${path}&filters[title][$ne]=${'x'.repeat(4000)}`, {}],
    ];
    for (const [address, headers] of variants) {
      const hits = await misses(() => server.asReader(address, { headers }));
      expect([address, headers, hits]).toEqual([address, headers, 0]);
    }
    const one = await server.asReader(path, { headers: { origin: 'https://one.example.org' } });
    const two = await server.asReader(path, { headers: { origin: 'https://two.example.org' } });
    expect(one.headers.get('access-control-allow-origin')).toBe('https://one.example.org');
    expect(two.headers.get('access-control-allow-origin')).toBe('https://two.example.org');
    expect((await server.asReader(path, { method: 'POST', body: {} })).status).toBeGreaterThanOrEqual(400);
    expect((await server.asReader(path, { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
    expect((await read(server, { path })).body).toEqual(plain.body);
  });

  it('keeps no drafts, no errors, no orders, no GraphQL mutation and no schema', async () => {
    const [server] = servers as [Instance];
    const before = (await reportOf(server)).counts.hits;
    for (let turn = 0; turn < 2; turn += 1) {
      await read(server, { path: '/api/materials?status=draft' });
      await read(server, { path: '/api/materials?filters[nothing]=1' });
      await read(server, { path: '/api/orders/no-such-token' });
      await read(server, { path: '/graphql', query: '{ __schema { types { name } } }' });
      await read(server, { path: '/graphql', query: 'mutation { deleteMaterial(documentId: "x") { documentId } }' });
      await read(server, { path: '/graphql', query: '{ nothing }' });
      await read(server, { path: '/graphql', query: 'not graphql' });
    }
    expect((await reportOf(server)).counts.hits).toBe(before);
  });

  it(`is never older than a write that was answered before (${INTERLEAVINGS} interleavings)`, async () => {
    const all: Readonly<Record<string, Door>> = { ...doors, 'a console': console.door };
    const names = Object.keys(all);
    let n = 0;
    const writing = fc.record({ door: fc.constantFrom(...names), server: fc.nat(), n: fc.nat(1000) });
    const reading = fc.record({ read: fc.nat(), server: fc.nat() });
    const at = <One>(list: readonly One[], index: number): One => list[index % list.length] as One;

    await fc.assert(
      fc.asyncProperty(
        fc.array(writing, { minLength: 1, maxLength: 3 }),
        fc.array(reading, { maxLength: 4 }),
        fc.array(reading, { minLength: 1, maxLength: 2 }),
        async (writes, during, after) => {
          // Writes and reads at once: reads of now may be kept, writes of now must outdate them.
          await Promise.all([
            ...writes.map((write) =>
              all[write.door]?.(at(servers, write.server), world, (n += 1) + write.n).catch(() => 0)
            ),
            ...during.map((one) => read(at(servers, one.server), at(world.reads, one.read))),
          ]);
          // What was asked while something was written is asked again: it must not have been kept too early.
          for (const one of [...during, ...after]) {
            const [server, question] = [at(servers, one.server), at(world.reads, one.read)];
            const kept = await read(server, question);
            const truth = await read(server, question, PAST_THE_CACHE);
            expect({ question, status: kept.status, body: kept.body as unknown }).toEqual({
              question,
              status: truth.status,
              body: truth.body as unknown,
            });
          }
        }
      ),
      { numRuns: INTERLEAVINGS, endOnFailure: true }
    );
    const { counts } = await reportOf(servers[0] as Instance);
    expect(counts.hits).toBeGreaterThan(0);
  }, 3_600_000);
});
