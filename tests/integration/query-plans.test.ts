import { PAST_THE_CACHE } from '../support/write-paths';
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

/** How the database goes about a reader's question. PostgreSQL reads small tables whole: it is asked for what else it could do. */
const plansOf = async (server: Instance, path: string, expected: number): Promise<Plan[]> => {
  // What is remembered of stock must be read again.
  await server.run(
    async (strapi) => strapi.db.connection('stock_statuses').increment('quantity', 1) as Promise<number>
  );
  let status = 0;
  const statements = await server.statementsOf(async () => {
    ({ status } = await server.asReader(path, { headers: PAST_THE_CACHE }));
  });
  expect(status).toBe(expected);
  const selects = statements.filter(({ sql }) => /^\s*(\/\*.*?\*\/\s*)?(select|with)\b/i.test(sql));
  return server.run(async (strapi, asked) => {
    const { driver, connectionSettings } = strapi.db.connection.client;
    if (strapi.db.dialect.client === 'sqlite') {
      const database = new driver(String(connectionSettings.filename), { readonly: true });
      const plans = asked.map(({ sql, bindings }) => ({
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
    for (const { sql, bindings } of asked) {
      let place = 0;
      const { rows } = await client.query(`EXPLAIN ${sql.replaceAll('?', () => `$${(place += 1)}`)}`, bindings);
      plans.push({ sql, steps: (rows as { 'QUERY PLAN': string }[]).map((row) => row['QUERY PLAN']) });
    }
    await client.end();
    return plans;
  }, selects);
};

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

  it.each<readonly [string, () => string, number]>([
    ['a list of materials', () => '/api/materials?pagination[pageSize]=25', 200],
    ['the newest articles', () => '/api/news-articles?sort=date:desc&pagination[pageSize]=25', 200],
    ['a filter by availability', () => '/api/materials?filters[availability][$eq]=in-stock', 200],
    ['the address of a material', () => '/api/materials/slug/neuer-wegweiser', 200],
    ['the address that it had', () => '/api/materials/slug/wegweiser', 200],
    ['the address of an article', () => '/api/news-articles/slug/meldung?populate=materials', 200],
    ['an address that there is not', () => '/api/materials/slug/nothing', 404],
    ['an article with its materials', () => `/api/news-articles/${article}?populate=materials`, 200],
    ...(database === 'sqlite'
      ? [['the buttons of materials', () => `/api/availability?locale=de&materials=${material}`, 200] as const]
      : []),
  ])('%s: found by an index', async (_name, pathOf, status) => {
    const plans = await plansOf(server, pathOf(), status);
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
    const lists = (await plansOf(server, path, 200)).filter(({ sql }) =>
      /from [`"](materials|news_articles)[`"]/.test(sql)
    );
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.filter(({ steps }) => steps.some((step) => SORTS[database].test(step)))).toEqual([]);
  });

  describe('their indexes', () => {
    /** Every index of ours on what readers find entries by. */
    const indexes = (): Promise<readonly { readonly name: string; readonly definition: string }[]> =>
      server.run(async (strapi) => {
        const isSqlite = strapi.db.dialect.client === 'sqlite';
        const rows = await strapi.db.connection.raw(
          isSqlite
            ? 'SELECT name, tbl_name, sql AS definition FROM sqlite_master WHERE type = ? ORDER BY name'
            : "SELECT indexname AS name, tablename AS tbl_name, indexdef AS definition FROM pg_indexes WHERE 'index' = ? ORDER BY 1",
          ['index']
        );
        return (isSqlite ? rows : rows.rows)
          .filter(
            ({ name, tbl_name: table }: { name: string; tbl_name: string }) =>
              name.startsWith('inprint_') &&
              /^(materials|news_articles|components_publication_former_slugs)(_cmps)?$/.test(table)
          )
          .map(({ name, definition }: { name: string; definition: string }) => ({ name, definition }));
      });
    const dropAll = async (): Promise<void> => {
      const names = (await indexes()).map(({ name }) => name);
      await server.run(async (strapi, dropped) => {
        for (const name of dropped) await strapi.db.connection.raw(`DROP INDEX "${name}"`);
      }, names);
      expect(await indexes()).toEqual([]);
    };

    it('are made by a migration in a database that was made without them', async () => {
      const before = await indexes();
      expect(before.length).toBe(10);
      await dropAll();
      await server.run(async (strapi) => {
        await strapi.db.connection('strapi_migrations').where('name', 'like', '%reading-indexes%').delete();
        await strapi.db.migrations.up();
      });
      expect(await indexes()).toEqual(before);
    });

    it('are made by the next start where somebody has dropped them', async () => {
      const before = await indexes();
      await dropAll();
      const { filename, connectionString } = await server.run(
        async (strapi) => strapi.db.connection.client.config.connection as Record<string, string>
      );
      const env: Record<string, string> = connectionString
        ? { DATABASE_URL: connectionString }
        : { DATABASE_FILENAME: String(filename) };
      await (await startInstance({ database, env })).stop();
      expect(await indexes()).toEqual(before);
    });
  });
});
