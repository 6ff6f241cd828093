import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { TABLES } from '@inprint/kit/bundle-tables';

import { version } from '../../plugins/ordering/package.json';
import { makeMaterial, makeStock, orderFor } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';

const TOKEN = 'a-token-for-prometheus';
const WATCHED = { METRICS_PORT: '0', METRICS_TOKEN: TOKEN, LOG_FORMAT: 'json', RESPONSE_CACHE: 'on' };

/** A line of the log in JSON. */
interface Line {
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly requestId?: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly error?: { readonly stack: string };
}

/** Whoever watches a site is told what is not as it must be, while it still answers. */
onEveryDatabase('whoever watches a site', (database) => {
  let instance: Instance;

  beforeAll(async () => {
    instance = await startInstance({ database, env: WATCHED });
  });
  afterAll(() => instance.stop());

  const ready = (): Promise<Answer> => instance.asReader('/_ready');
  const sql = (statement: string): Promise<void> =>
    instance.run(async (strapi, text) => {
      await strapi.db.connection.raw(text);
    }, statement);
  const expectFailing = async (...failing: string[]): Promise<void> => {
    const { status, body } = await ready();
    expect({ status, body }).toEqual({ status: 503, body: { status: 'not-ready', failing } });
  };

  it('names triggers that are missing, or disabled', async () => {
    expect((await ready()).status).toBe(204);
    if (database === 'postgres') {
      await sql('ALTER TABLE ordering_ledger DISABLE TRIGGER ALL');
      await expectFailing('triggers');
      await sql('ALTER TABLE ordering_ledger ENABLE TRIGGER ALL');
    } else {
      const trigger = await instance.run(async (strapi) => {
        const query = `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ordering_ledger' LIMIT 1`;
        const [first] = (await strapi.db.connection.raw(query)) as { name: string; sql: string }[];
        return first;
      });
      await sql(`DROP TRIGGER ${trigger?.name}`);
      await expectFailing('triggers');
      await sql(trigger?.sql ?? '');
    }
    expect((await ready()).status).toBe(204);
  });

  it('names a release that is older than the one that wrote the database', async () => {
    await sql(`UPDATE inprint_releases SET release = '99.0.0' WHERE plugin = 'ordering'`);
    await expectFailing('release');
    await sql(`UPDATE inprint_releases SET release = '${version}' WHERE plugin = 'ordering'`);
    expect((await ready()).status).toBe(204);
  });

  it('names the disk where files cannot be written', async () => {
    await instance.run((strapi) => {
      Object.assign(strapi.dirs.static, { before: strapi.dirs.static.public, public: '/proc' });
    });
    await expectFailing('disk');
    await instance.run((strapi) => {
      const { before } = strapi.dirs.static as { before?: string };
      Object.assign(strapi.dirs.static, { public: before });
    });
    expect((await ready()).status).toBe(204);
  });

  /** Every line of the log: throws where one is no JSON. The first one may be cut. */
  const lines = (): Line[] =>
    instance
      .log()
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  const lineThat = async (holds: (line: Line) => boolean): Promise<Line> => {
    for (;;) {
      const found = lines().find(holds);
      if (found) return found;
      await pause(20);
    }
  };

  let address = '';
  const metrics = (headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }): Promise<Response> =>
    fetch(address, { headers });

  it('finds what Prometheus reads on a port of its own, and nobody else does', async () => {
    const { message } = await lineThat((line) => line.message.includes('metrics at '));
    address = /http:\S+/.exec(message)?.[0] ?? '';
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    expect((await metrics({})).status).toBe(401);
    expect((await metrics({ authorization: 'Bearer a-token-for-somebody' })).status).toBe(401);
    expect((await fetch(address.replace('/metrics', '/'))).status).toBe(404);
    for (const path of ['/metrics', '/api/metrics', '/_metrics']) {
      expect((await instance.asReader(path)).status).toBe(404);
    }
  });

  it('counts requests, the cache, orders, refusals, and what waits or was given up', async () => {
    const material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 3 });
    for (let i = 0; i < 3; i += 1) await instance.asReader('/api/materials?locale=de');
    await orderFor(instance, material, 2);
    const refused = await orderFor(instance, material, 2);
    await instance.run(async (strapi) => {
      await strapi.db.connection('ordering_outbox').insert([
        { kind: 'webhook', payload: '{}', due_at: '2999-01-01' },
        { kind: 'mail-reader', payload: '{}', due_at: '2999-01-01', given_up_at: '2026-01-01' },
      ]);
    });
    const answer = await metrics();
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    const value = (name: string): number =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1]
      );
    expect(
      value('inprint_http_requests_total{route="api/materials",method="GET",status="200"}')
    ).toBeGreaterThanOrEqual(3);
    expect(value('inprint_http_requests_total{route="api/orders",method="POST",status="201"}')).toBe(1);
    expect(value('inprint_http_request_duration_seconds_count{route="api/orders"}')).toBe(2);
    expect(value('inprint_cache_requests_total{outcome="hit"}')).toBe(2);
    expect(value('inprint_cache_requests_total{outcome="miss"}')).toBeGreaterThanOrEqual(1);
    expect(value('inprint_cache_requests_total{outcome="bypass"}')).toBeGreaterThanOrEqual(2);
    expect(value('inprint_orders{state="received"}')).toBe(1);
    expect(value('inprint_orders{state="cancelled"}')).toBe(0);
    const { code } = refused.body.error.details as { code: string };
    expect(value(`inprint_refusals_total{route="api/orders",code="${code}"}`)).toBe(1);
    expect(value('inprint_mails{state="given-up"}')).toBe(1);
    expect(value('inprint_webhook_deliveries{state="waiting"}')).toBe(1);
    expect(value('inprint_webhook_deliveries{state="given-up"}')).toBe(0);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(text).not.toContain(material);
  });

  it('reads one object a line, with the request that it is about and without its secrets', async () => {
    const token = 'T'.repeat(43);
    await instance.asReader(`/api/orders/${token}?email=ada%40example.org`, {
      headers: { 'x-request-id': 'from-the-proxy-0001' },
    });
    const line = await lineThat(({ requestId, level }) => requestId === 'from-the-proxy-0001' && level === 'http');
    expect(line).toMatchObject({ method: 'GET', path: '/api/orders/…?email=…', status: 404 });
    expect(Number.isNaN(Date.parse(line.time))).toBe(false);
    expect(line.ms).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(line)).not.toMatch(/TTTT|ada/);
    await instance.run((strapi) => {
      strapi.log.error(new Error('Two\nlines.'));
    });
    const { error, requestId } = await lineThat(({ message }) => message === 'Two\nlines.');
    expect(error?.stack).toMatch(/^Error: Two\nlines\.\n +at /);
    expect(requestId).toBeUndefined();
    await instance.asReader('/api/materials?locale=de', { headers: { cookie: 'a=b', 'x-request-id': 'no' } });
    const own = await lineThat(({ path }) => path === '/api/materials?locale=de');
    expect(own.requestId).toMatch(/^[\da-f]{8}-/);
  });

  it('finds that what only grows has an end: refusals, batches, movements, answers, messages', async () => {
    const left = await instance.run(async (strapi) => {
      const knex = strapi.db.connection;
      const ago = (days: number): string => new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
      const message = (day: object) => ({ kind: 'webhook', payload: '{}', due_at: '2999-01-01', ...day });
      const tables: Record<string, readonly [old: object, young: object]> = {
        ordering_refusals: [
          { material: 'grows', locale: 'de', quantity: 1, refused_at: ago(4 * 365) },
          { material: 'grows', locale: 'de', quantity: 1, refused_at: ago(2 * 365) },
        ],
        ordering_feed_batches: [
          { batch: 'grows-old', body_hash: 'a', report: '[]', created_at: ago(100) },
          { batch: 'grows-young', body_hash: 'a', report: '[]', created_at: ago(80) },
        ],
        ordering_movements: [
          { stock_status: 'grows', copies: 1, happened_at: ago(61) },
          { stock_status: 'grows', copies: 1, happened_at: ago(59) },
        ],
        ordering_requests: [
          { idempotency_key: 'grows-old', body_hash: 'a', status: 201, answer: '{}', created_at: ago(15) },
          { idempotency_key: 'grows-young', body_hash: 'a', status: 201, answer: '{}', created_at: ago(13) },
        ],
        ordering_outbox: [message({ done_at: ago(20) }), message({ done_at: ago(5) })],
      };
      const counted: Record<string, unknown> = {};
      // What the tests before left behind.
      await strapi.plugin('ordering').service('people').eraseOld();
      for (const [table, rows] of Object.entries(tables)) await knex(table).insert(rows);
      await knex('ordering_outbox').insert([message({ given_up_at: ago(100) }), message({ given_up_at: ago(80) })]);
      const count = async (): Promise<Record<string, number>> => {
        for (const table of Object.keys(tables)) {
          const [row] = (await knex(table).count({ n: '*' })) as { n: number }[];
          counted[table] = Number(row?.n);
        }
        return { ...counted } as Record<string, number>;
      };
      const before = await count();
      await strapi.plugin('ordering').service('people').eraseOld();
      const after = await count();
      return Object.fromEntries(
        Object.keys(tables).map((table) => [table, (before[table] ?? 0) - (after[table] ?? 0)])
      );
    });
    expect(left).toEqual({
      ordering_refusals: 1,
      ordering_feed_batches: 1,
      ordering_movements: 1,
      ordering_requests: 1,
      ordering_outbox: 2,
    });
  });

  it('finds every table of the bundle among those of which the page says where they end', async () => {
    const { tables, strapis } = await instance.run(async (strapi) => {
      const sql =
        strapi.db.dialect.client === 'sqlite'
          ? `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%'`
          : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`;
      const answer = (await strapi.db.connection.raw(sql)) as { name: string }[] & { rows?: { name: string }[] };
      const types = [...strapi.db.metadata.values()];
      const links = types.flatMap(({ attributes }) =>
        Object.values(attributes).flatMap(
          (attribute) => (attribute as { joinTable?: { name: string } }).joinTable?.name ?? []
        )
      );
      return {
        tables: (answer.rows ?? answer).map(({ name }) => name),
        strapis: [...types.map(({ tableName }) => tableName), ...links],
      };
    });
    const page = readFileSync(path.resolve(__dirname, '../../docs/operations.md'), 'utf8');
    const section = page.slice(page.indexOf('## What grows'), page.indexOf('### Measured'));
    const rows = section.split('\n').filter((line) => line.startsWith('|'));
    const named = new Set(
      rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)]).map(([, name]) => name)
    );
    const ours = tables.filter((name) => !strapis.includes(name) && !name.startsWith('strapi_'));
    expect(ours.length).toBeGreaterThan(20);
    expect(ours.filter((name) => !named.has(name))).toEqual([]);
    expect(TABLES.filter((name) => !named.has(name))).toEqual([]);
    expect(
      [...named].filter((name) => name !== 'translation_desk_notes' && !TABLES.some((table) => table === name))
    ).toEqual([]);
  });
});
