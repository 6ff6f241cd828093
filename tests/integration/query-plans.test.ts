import { PAST_THE_CACHE } from '../support/doors';
import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

interface Plan {
  readonly sql: string;
  readonly steps: readonly string[];
}

/** Tables that grow with a portal. */
const LARGE = 'materials|news_articles|stock_statuses|files|[a-z_]*_(?:former_slugs|lnk|mph)';
const READS_ALL = {
  sqlite: /^SCAN (?!CONSTANT|json_each|asked|reached)/, // beside what the statement itself lists
  postgres: new RegExp(`Scan (?:Backward )?(?:using \\S+ )?on "?(?:${LARGE})\\b`),
};
/** Does the database read a table, or an index, from end to end? */
const readsAll = (database: keyof typeof READS_ALL, steps: readonly string[]): boolean =>
  steps.some((step, index) => READS_ALL[database].test(step) && !steps[index + 1]?.includes('Index Cond'));
/** It puts a whole table in order; those of one day, say, it may. */
const SORTS = { sqlite: /USE TEMP B-TREE FOR ORDER BY/, postgres: /^\s*(?:->\s*)?Sort {2}\(/ };

/** Notes the statements that the server sends, with their values; what it remembers of stock it must read again. */
const startNoting = (server: Instance): Promise<number> =>
  server.run(async (strapi) => {
    await strapi.db.connection('stock_statuses').increment('quantity', 1);
    const { client } = strapi.db.connection;
    const noted: object[] = [];
    const note = ({ sql, bindings }: { sql: string; bindings?: unknown[] }): void =>
      void noted.push({ sql, bindings: bindings ?? [] });
    client.on('query', note);
    Object.assign(globalThis, { noted, stopNoting: () => client.off('query', note) });
    return 0;
  });

/** How the database would go about what was noted. PostgreSQL reads small tables whole: it is asked for what else it could do. */
const plansOfNoted = (server: Instance): Promise<Plan[]> =>
  server.run(async (strapi) => {
    const { noted, stopNoting } = globalThis as unknown as {
      noted: { sql: string; bindings: unknown[] }[];
      stopNoting: () => void;
    };
    stopNoting();
    const selects = noted.filter(({ sql }) => /^\s*(\/\*.*?\*\/\s*)?(--.*\n\s*)?(select|with)\b/i.test(sql));
    const { driver, connectionSettings } = strapi.db.connection.client;
    if (strapi.db.dialect.client === 'sqlite') {
      const database = new driver(String(connectionSettings.filename), { readonly: true });
      const plans = selects.map(({ sql, bindings }) => ({
        sql,
        steps: (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bindings) as { readonly detail: string }[]).map(
          ({ detail }) => detail
        ),
      }));
      database.close();
      return plans;
    }
    const client = new driver.Client(connectionSettings);
    await client.connect();
    await client.query('SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off');
    const plans = [];
    for (const { sql, bindings } of selects) {
      let place = 0;
      const { rows } = await client.query(`EXPLAIN ${sql.replaceAll('?', () => `$${(place += 1)}`)}`, bindings);
      plans.push({ sql, steps: (rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']) });
    }
    await client.end();
    return plans;
  });

/** What everybody may do is no large table. How PostgreSQL joins what was made by hand says little while its tables are small. */
const isLeftOut = (database: string, sql: string): boolean =>
  sql.includes('up_permissions') || (database === 'postgres' && /reads are told|RECURSIVE/.test(sql));

onEveryDatabase('reads of a large portal', (database) => {
  let server: Instance;
  let material: string;
  let article: string;

  beforeAll(async () => {
    server = await startInstance({ database });
    material = await makeMaterial(server, { title: 'Wegweiser', slug: 'wegweiser' });
    await makeStock(server, material, { quantity: 3 });
    article = await makeArticle(server, { title: 'Meldung', slug: 'meldung', materials: [material] });
    await write(server, `/api/materials/${material}?locale=de`, { slug: 'neuer-wegweiser' }); // keeps the old address
  });
  afterAll(() => server.stop());

  it.each<readonly [string, () => string]>([
    ['a list of materials', () => '/api/materials?pagination[pageSize]=25'],
    ['the newest articles', () => '/api/news-articles?sort=date:desc&pagination[pageSize]=25'],
    ['a filter by availability', () => '/api/materials?filters[availability][$eq]=in-stock'],
    ['the address of a material', () => '/api/materials/slug/neuer-wegweiser'],
    ['the address that it had', () => '/api/materials/slug/wegweiser'],
    ['the address of an article', () => '/api/news-articles/slug/meldung?populate=materials'],
    ['an address that there is not', () => '/api/materials/slug/nothing'],
    ['an article with its materials', () => `/api/news-articles/${article}?populate=materials`],
    ...(database === 'sqlite'
      ? [['the buttons of materials', () => `/api/availability?locale=de&materials=${material}`] as const]
      : []),
  ])('%s: found by an index', async (_name, pathOf) => {
    await startNoting(server);
    const { status } = await server.asReader(pathOf(), { headers: PAST_THE_CACHE });
    const plans = await plansOfNoted(server);
    expect([200, 301, 308, 404]).toContain(status);
    expect(plans.length).toBeGreaterThan(1);
    const large = plans.filter(({ sql }) => new RegExp(`\\b(?:${LARGE})\\b`).test(sql) && !isLeftOut(database, sql));
    expect(large.length).toBeGreaterThan(0);
    const whole = large.filter(({ steps }) => readsAll(database, steps));
    expect(whole).toEqual([]);
  });

  it.each([
    ['a list of materials', '/api/materials?pagination[pageSize]=25'],
    ['the newest articles', '/api/news-articles?sort=date:desc&pagination[pageSize]=25'],
    ['a filter by availability', '/api/materials?filters[availability][$eq]=in-stock'],
  ])('%s: in the order of an index', async (_name, path) => {
    await startNoting(server);
    await server.asReader(path, { headers: PAST_THE_CACHE });
    const lists = (await plansOfNoted(server)).filter(({ sql }) => /from [`"](materials|news_articles)[`"]/.test(sql));
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.filter(({ steps }) => steps.some((step) => SORTS[database].test(step)))).toEqual([]);
  });
});
