import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { truncateSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import createKnex from 'knex';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock, orderFor } from '../support/content';
import { makeDatabase, type OwnDatabase } from '../support/database';
import { startInstance, type Answer, type Instance } from '../support/instance';
import { startTcpProxy } from '../support/tcp-proxy';

/** A database that can be taken away from the server that uses it, and given back. */
interface Breakable {
  readonly env: Readonly<Record<string, string>>;
  readonly takeAway: () => Promise<void>;
  readonly giveBack: () => Promise<void>;
}

const breakableServer = async ({ env }: OwnDatabase): Promise<Breakable> => {
  const url = new URL(env.DATABASE_URL ?? '');
  const proxy = await startTcpProxy(url.hostname, Number(url.port || 5432));
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return { env: { ...env, DATABASE_URL: url.href }, takeAway: proxy.cut, giveBack: proxy.restore };
};

const MATERIAL_UID = 'api::material.material';

const onPostgres = process.env.TEST_POSTGRES_URL ? describe : describe.skip;

/** The way to PostgreSQL is cut: readers, programs and people who work here see what is the matter. */
onPostgres('while PostgreSQL is gone', () => {
  let database: OwnDatabase;
  let breakable: Breakable;
  let instance: Instance;
  let material: string;
  let slug: string;
  let stock: string;
  let admin: AdminUser;

  beforeAll(async () => {
    database = await makeDatabase('postgres');
    breakable = await breakableServer(database);
    instance = await startInstance({ database: 'postgres', env: breakable.env });
    material = await makeMaterial(instance);
    slug = (await instance.asReader(`/api/materials/${material}?locale=de`)).body.data.slug as string;
    stock = await makeStock(instance, material, { quantity: 10 });
    admin = await makeAdminUser(instance, 'strapi-super-admin');
  });
  afterAll(async () => {
    await instance.stop();
    await breakable.takeAway();
    await database.drop();
  });

  const whileGone = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await breakable.takeAway();
    try {
      return await work();
    } finally {
      await breakable.giveBack();
      while ((await instance.asReader('/_ready')).status !== 204) await pause(50);
    }
  };

  const order = (): Promise<Answer> => orderFor(instance, material);

  it('says that the process lives, and that the site is not ready, and goes on by itself afterwards', async () => {
    expect((await instance.asReader('/_ready')).status).toBe(204);
    const [health, ready] = await whileGone(async () => [
      await instance.asReader('/_health'),
      await instance.asReader('/_ready'),
    ]);
    expect(health?.status).toBe(204);
    expect({ status: ready?.status, body: ready?.body }).toEqual({
      status: 503,
      body: { status: 'not-ready', failing: ['database'] },
    });
    expect(Number(ready?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await order()).status).toBe(201);
  });

  it('answers readers, orders, programs and the admin with 503 and says when to come again', async () => {
    const login = { method: 'POST', body: { email: 'editor@example.org', password: 'Whatever1' } };
    const answers = await whileGone(async () => ({
      reading: await instance.asReader('/api/materials?locale=de'),
      graphql: await instance.graphql('{ materials(locale: "de") { documentId action { type } } }'),
      order: await order(),
      program: await instance.asEditor('/api/stock-statuses'),
      login: await instance.asReader('/admin/login', login),
      content: await admin.ask(`/content-manager/collection-types/${MATERIAL_UID}`),
      desk: await admin.ask('/availability/stock'),
      orders: await admin.ask('/ordering/orders'),
    }));
    for (const [asked, { status, headers, body }] of Object.entries(answers)) {
      expect({ asked, status, code: body.error?.details?.code }).toEqual({
        asked,
        status: 503,
        code: 'database-unavailable',
      });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect(answers.reading.body.error.message).toMatch(/^Die Datenbank ist zurzeit nicht erreichbar/);
  });

  it('answers on the site with a page that says so', async () => {
    const pages = ['/de/', '/de/materials', '/fr/news', `/de/materials/${slug}`];
    for (const page of pages) expect([page, (await instance.asReader(page)).status]).toEqual([page, 200]);
    const answers = await whileGone(() => Promise.all(pages.map((page) => instance.asReader(page))));
    for (const { status, headers, body } of answers) {
      expect(status).toBe(503);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-type')).toMatch(/^text\/html/);
      expect(body).toMatch(/<h1/);
    }
  });

  it('answers so also where statements are under way on every connection when the way is cut, again and again', async () => {
    const kinds = (): Promise<Answer>[] => [
      instance.asReader('/api/materials?locale=de'),
      instance.asReader('/api/materials?locale=de&populate=*'),
      instance.graphql('{ materials(locale: "de") { documentId action { type } } }'),
      order(),
      instance.asEditor('/api/stock-statuses'),
      // Everybody may try five times.
      instance.asReader('/admin/login', {
        method: 'POST',
        body: { email: `${randomUUID()}@example.org`, password: 'Whatever1' },
      }),
    ];
    // What a login says to somebody whom nobody knows, where the database answers.
    const ADMITTED = new Set([200, 201, 400, 503]);
    const wrong: string[] = [];
    const note = (when: string, answers: readonly Answer[], admitted: ReadonlySet<number>): void => {
      for (const { status, body } of answers) {
        const code = body.error?.details?.code;
        const isRight = admitted.has(status) && (status !== 503 || code === 'database-unavailable');
        if (!isRight) wrong.push(`${when}: ${status} ${JSON.stringify(body)}`);
      }
    };
    for (let round = 0; round < 5; round += 1) {
      // As many as fill the pool: each connection is in use, or has just been given back.
      const underWay = Promise.all(Array.from({ length: 5 }, kinds).flat());
      await pause(round * 15);
      await whileGone(async () => {
        note('under way', await underWay, ADMITTED);
        note('cold', await Promise.all(Array.from({ length: 3 }, kinds).flat()), new Set([503]));
      });
    }
    expect(wrong).toEqual([]);
  });

  it('answers on every address either with 503 or as it always does, to readers, programs and the admin', async () => {
    const paths = await instance.run((strapi) =>
      strapi.server
        .listRoutes()
        .filter(({ methods, path }) => methods.includes('GET') && typeof path === 'string' && !/[(*]/.test(path))
        .map(({ path }) => path)
        .filter((path) => path !== '/_ready')
    );
    expect(paths.length).toBeGreaterThan(50);
    /** What is there, where an address asks for something; else nothing has that name. */
    const named: Readonly<Record<string, string>> = {
      ...{ documentId: material, model: MATERIAL_UID, uid: MATERIAL_UID, contentType: MATERIAL_UID, locale: 'de' },
      ...{ stockStatus: stock, token: String((await order()).body.data.token) },
    };
    const addresses = [...new Set(paths)].map((path) =>
      path.replace(
        /:(\w+)\??/g,
        (_found: string, name: string) => named[name] ?? (path.includes('/api/') ? material : '1')
      )
    );
    const program = (address: string): Promise<Answer> => instance.asEditor(address);
    const askAll = async (): Promise<Map<string, number>> => {
      const statuses = new Map<string, number>();
      for (const address of addresses) {
        const [who, ask] = address.startsWith('/api/')
          ? (['program', program] as const)
          : (['admin', admin.ask] as const);
        statuses.set(`reader ${address}`, (await instance.asReader(address)).status);
        statuses.set(`${who} ${address}`, (await ask(address)).status);
      }
      return statuses;
    };
    const before = await askAll();
    const gone = await whileGone(askAll);
    const wrong = [...gone].filter(([asked, status]) => status !== 503 && status !== before.get(asked));
    expect(wrong).toEqual([]);
    // Of the answers that were read from the database, none is made up now.
    const unavailable = (who: string): number =>
      [...gone].filter(([asked, status]) => asked.startsWith(who) && status === 503).length;
    expect(unavailable('program')).toBeGreaterThan(20);
    expect(unavailable('admin')).toBeGreaterThan(80);
    const hidden = [...gone].filter(([asked, status]) => status === 404 && asked.startsWith('admin'));
    expect(hidden).toEqual([]);
  });
});

/** Another process has the file, or it is not what it was. */
describe('SQLite', () => {
  let database: OwnDatabase;
  let instance: Instance;
  let material: string;

  beforeAll(async () => {
    database = await makeDatabase('sqlite');
    instance = await startInstance({ env: database.env });
    material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 10 });
  });
  afterAll(async () => {
    await instance.stop();
    await database.drop();
  });

  it('goes on to answer readers while another process holds its lock, and tells who writes to come again', async () => {
    const other = createKnex({
      client: 'better-sqlite3',
      connection: { filename: database.env.DATABASE_FILENAME ?? '' },
      useNullAsDefault: true,
    });
    try {
      await other.raw('BEGIN EXCLUSIVE');
      let areWritten = false;
      const writing = Promise.all([orderFor(instance, material), orderFor(instance, material)]).finally(() => {
        areWritten = true;
      });
      const waited: number[] = [];
      do {
        const started = performance.now();
        expect(
          (await instance.asReader(`/api/materials?locale=de&pagination[pageSize]=${waited.length + 1}`)).status
        ).toBe(200);
        waited.push(performance.now() - started);
      } while (!areWritten);
      for (const { status, headers, body } of await writing) {
        expect({ status, code: body.error?.details?.code }).toEqual({ status: 503, code: 'database-unavailable' });
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
      // The driver’s own patience is five seconds for each write, for everybody.
      expect(Math.max(...waited)).toBeLessThan(3000);
      await other.raw('ROLLBACK');
    } finally {
      await other.destroy();
    }
    expect((await orderFor(instance, material)).status).toBe(201);
  });

  it('keeps what is written while other programs read the file and go', async () => {
    const file = database.env.DATABASE_FILENAME ?? '';
    const count = (): number =>
      Number(execFileSync('sqlite3', [file, 'SELECT count(*) FROM ordering_orders']).toString());
    const before = count();
    for (let more = 1; more <= 3; more += 1) {
      expect((await orderFor(instance, material)).status).toBe(201);
      expect(count()).toBe(before + more);
    }
    expect((await instance.asReader('/_ready')).status).toBe(204);
  });

  it('says that the process lives, and that the site is not ready, while its file is spoilt', async () => {
    expect((await instance.asReader('/_ready')).status).toBe(204);
    const file = database.env.DATABASE_FILENAME ?? '';
    truncateSync(file, 0);
    expect((await instance.asReader('/_health')).status).toBe(204);
    const { status, body } = await instance.asReader('/_ready');
    expect({ status, body }).toEqual({ status: 503, body: { status: 'not-ready', failing: ['database'] } });
  });

  it('says 503 while its file is spoilt, also where SQLite could answer from memory or take an order', async () => {
    const answers = {
      reading: await instance.asReader('/api/materials?locale=de&populate=*'),
      other: await instance.asReader('/api/news-articles?locale=en&populate=*'),
      graphql: await instance.graphql('{ materials(locale: "en") { documentId action { type } } }'),
      program: await instance.asEditor('/api/stock-statuses?populate=*'),
      order: await orderFor(instance, material),
      login: await instance.asReader('/admin/login', {
        method: 'POST',
        body: { email: 'editor@example.org', password: 'Whatever1' },
      }),
    };
    for (const [asked, { status, body }] of Object.entries(answers)) {
      expect({ asked, status, code: body.error?.details?.code }).toEqual({
        asked,
        status: 503,
        code: 'database-unavailable',
      });
    }
    expect((await instance.asReader('/robots.txt')).status).toBe(200);
  });
});
