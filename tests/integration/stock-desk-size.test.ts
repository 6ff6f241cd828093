import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const EDITIONS = 100_000;

/** Looks up how the database would run the desk's statements: reading all editions shows as a scan or a sort. */
onEveryDatabase(`the stock desk at ${EDITIONS.toLocaleString('en')} editions`, (database) => {
  let instance: Instance;
  let editor: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    editor = await makeAdminUser(instance, 'strapi-editor');
    await instance.run(async (strapi, count) => {
      const knex = strapi.db.connection;
      const moment = strapi.db.dialect.client === 'sqlite' ? 'i' : 'to_timestamp(i)';
      // Row by row the triggers would look up a table whose size PostgreSQL does not know yet.
      const triggers = async (state: string): Promise<void> => {
        if (strapi.db.dialect.client === 'sqlite') return;
        for (const table of ['materials', 'stock_statuses'])
          await knex.raw(`ALTER TABLE ${table} ${state} TRIGGER USER`);
      };
      await triggers('DISABLE');
      const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
      await knex.raw(`INSERT INTO materials (document_id, title, locale, created_at, updated_at)
        ${numbers} SELECT 'm' || i, 'Heft ' || (i * 7919 % ${count}) || CASE WHEN i = 4711 THEN ' Nadelöhr' ELSE '' END, 'de', ${moment}, ${moment} FROM n`);
      await knex.raw(`INSERT INTO stock_statuses
          (document_id, material, order_number, availability, when_sold_out, quantity, low_stock_at, expected_on, created_at, updated_at)
        ${numbers} SELECT 's' || i, 'm' || i, 'N-' || i, CASE i % 10 WHEN 0 THEN 'out-of-print' ELSE 'in-stock' END,
          'out-of-print', i % 500 + 1, 0, NULL, ${moment}, ${moment} FROM n`);
      await triggers('ENABLE');
      await knex.raw('ANALYZE');
    }, EDITIONS);
  });
  afterAll(() => instance.stop());

  const planOf = (query: object): Promise<string[]> =>
    instance.run(async (strapi, asked) => {
      const desk = strapi.plugin('availability').service('stockDesk') as {
        pageSql: (query: object, locale: string) => { sql: string; bindings: unknown[] };
      };
      const { sql, bindings } = desk.pageSql(
        { search: '', states: [], sort: 'updatedAt', order: 'DESC', page: 1, pageSize: 20, ...asked },
        'de'
      );
      const knex = strapi.db.connection;
      if (strapi.db.dialect.client === 'sqlite') {
        const rows = (await knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as never)) as { detail: string }[];
        return rows.map(({ detail }) => detail);
      }
      const { rows } = (await knex.raw(`EXPLAIN ${sql}`, bindings as never)) as { rows: { 'QUERY PLAN': string }[] };
      return rows.map((row) => row['QUERY PLAN']);
    }, query);

  const readsAll = (plan: readonly string[]): string[] =>
    plan.filter((step) =>
      /^SCAN (s|m|stock_statuses|materials)(?! USING (COVERING )?INDEX)|Seq Scan on (stock_statuses|materials)/.test(
        step
      )
    );

  it.each([
    ['a page', {}],
    ['a page sorted by order number', { sort: 'orderNumber' }],
    ['a page sorted by quantity', { sort: 'quantity' }],
    ['a page sorted by expected day', { sort: 'expectedOn' }],
    ['a page sorted by title', { sort: 'title' }],
    ['a filter by state', { states: ['out-of-print'] }],
  ])('answers %s by walking an index, without sorting', async (_name, query) => {
    const plan = await planOf(query);
    expect(readsAll(plan)).toEqual([]);
    if (database === 'postgres') {
      // Rows with the same title, day or number are sorted a handful at a time, and the few languages of one material.
      const sorts = plan.filter((step, at) => /->\s+Sort /.test(step) && !plan[at + 1]?.includes('CASE WHEN'));
      expect(sorts).toEqual([]);
      return;
    }
    // The one sort that is left ranks the few languages of one material.
    const sorts = plan.filter((step) => step.includes('USE TEMP B-TREE FOR ORDER BY')).length;
    const perMaterial = plan.filter((step) => step.includes('materials_documents_idx')).length;
    expect(sorts).toBeLessThanOrEqual(Math.max(1, perMaterial));
  });

  it('answers a search from the index of words and of order numbers', async () => {
    const plan = await planOf({ search: 'nadel' });
    expect(readsAll(plan)).toEqual([]);
    expect(plan.join('\n')).toMatch(/availability_desk_number/);
    const { body } = await editor.ask('/availability/stock?search=nadel');
    expect(body.data).toMatchObject([{ orderNumber: 'N-4711' }]);
  });

  it('counts no further than anybody turns pages', async () => {
    const { body } = await editor.ask('/availability/stock');
    expect(body.data).toHaveLength(20);
    expect(body.meta).toMatchObject({ total: 1000, isMore: true, hasNext: true });
  });

  it('streams all of them into a file', async () => {
    const { body } = await editor.ask('/availability/stock/file');
    expect((body as string).trimEnd().split('\n')).toHaveLength(EDITIONS + 1);
  });
});
