import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const ENTRIES = 20_000;
const LOCALES = ['de', 'en', 'fr', 'es', 'it', 'pl'];
const MATERIAL = 'api::material.material';

/** A page must cost the same however many entries there are: the queries are counted, and how the database runs them is looked up. */
onEveryDatabase(
  `the translation desk at ${ENTRIES.toLocaleString('en')} entries in ${LOCALES.length} languages`,
  (database) => {
    let instance: Instance;
    let translator: AdminUser;

    beforeAll(async () => {
      instance = await startInstance({ database });
      await instance.run(async (strapi, locales) => {
        const service = strapi.plugin('i18n').service('locales');
        const known = ((await service.find()) as { code: string }[]).map(({ code }) => code);
        for (const code of locales) if (!known.includes(code)) await service.create({ code, name: code });
      }, LOCALES);
      translator = await makeAdminUser(instance, 'strapi-super-admin');
      await instance.run(
        async (strapi, uid, count, locales) => {
          const knex = strapi.db.connection;
          const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
          const moment = `'2027-01-01T' || ${strapi.db.dialect.client === 'sqlite' ? `printf('%08d', i)` : `lpad(i::text, 8, '0')`}`;
          await knex.raw(`INSERT INTO translation_desk_entries (content_type, document_id, source_locale, title, words, changed_at)
          ${numbers} SELECT '${uid}', 'm' || i, 'de', 'Heft ' || i, 'Heft ' || i || CASE WHEN i = 4711 THEN ' Nadelöhr' ELSE '' END, ${moment} FROM n`);
          for (const [index, locale] of locales.entries()) {
            // One state in a hundred is outdated; every other language has gaps.
            const state = `CASE WHEN ${index} = 0 THEN 'published' WHEN e.id % 100 = ${index} THEN 'outdated'
            WHEN e.id % ${index + 1} = 0 THEN 'missing' WHEN e.id % 7 = 0 THEN 'draft' ELSE 'published' END`;
            await knex.raw(`INSERT INTO translation_desk_states
              (entry_id, locale, content_type, state, is_published, outdated_fields, changed_at)
            SELECT e.id, '${locale}', e.content_type, ${state}, 1, '[]', e.changed_at FROM translation_desk_entries e`);
          }
          await knex.raw('ANALYZE');
        },
        MATERIAL,
        ENTRIES,
        LOCALES
      );
    });
    afterAll(() => instance.stop());

    interface Ask {
      readonly type?: string;
      readonly states?: readonly string[];
      readonly locales?: readonly string[];
      readonly search?: string;
      readonly page?: number;
    }

    const queryString = ({ type = '', states = [], locales = [], search = '', page = 1 }: Ask): string =>
      new URLSearchParams({
        type,
        search,
        states: states.join(),
        locales: locales.join(),
        page: String(page),
      }).toString();

    const ASKS: [string, Ask][] = [
      ['the first page', {}],
      ['a page of one type', { type: MATERIAL }],
      ['a page further on', { page: 40 }],
      ['what is outdated in French', { states: ['outdated'], locales: ['fr'] }],
      ['what is missing or outdated in any language', { states: ['missing', 'outdated'], locales: LOCALES }],
      ['what is missing of one type in two languages', { type: MATERIAL, states: ['missing'], locales: ['en', 'pl'] }],
      ['a word of a title', { search: 'nadel' }],
    ];

    const ask = async (asked: Ask) => {
      const { status, body } = await translator.ask(`/translation-desk/entries?${queryString(asked)}`);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body as { data: { title: string }[]; meta: { total: number; isMore: boolean; hasNext: boolean } };
    };

    it.each(ASKS)('answers %s in three queries', async (_name, asked) => {
      await ask(asked);
      const queries = await instance.queriesOf(() => ask(asked));
      expect(queries.filter((sql) => sql.includes('translation_desk_'))).toHaveLength(3);
    });

    it.each(ASKS)('reads no more rows for %s than the page needs', async (_name, asked) => {
      const plan = await instance.run(
        async (strapi, all, query) => {
          const desk = strapi.plugin('translation-desk').service('desk') as {
            pageSql: (query: object) => { sql: string; bindings: unknown[] };
          };
          const types = query.type
            ? [query.type]
            : ['api::material.material', 'api::news-article.news-article', 'api::topic.topic'];
          const { sql, bindings } = desk.pageSql({
            ...{ search: '', states: [], locales: all, page: 1, pageSize: 20 },
            ...query,
            types,
          });
          const knex = strapi.db.connection;
          if (strapi.db.dialect.client === 'sqlite') {
            const rows = (await knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as never)) as { detail: string }[];
            return rows.map(({ detail }) => detail);
          }
          const { rows } = (await knex.raw(`EXPLAIN (ANALYZE, TIMING OFF) ${sql}`, bindings as never)) as {
            rows: { 'QUERY PLAN': string }[];
          };
          return rows.map((row) => row['QUERY PLAN']);
        },
        LOCALES,
        asked as Record<string, never>
      );
      const scans = plan.filter((step) => /^SCAN (e|translation_desk_\w+)$|Seq Scan on translation_desk/.test(step));
      expect(scans).toEqual([]);
      // PostgreSQL says how many rows each step gave: never near as many as there are.
      const rows = plan.flatMap((step) => [...step.matchAll(/actual rows=([\d.]+)/g)].map(([, read]) => Number(read)));
      expect(Math.max(0, ...rows)).toBeLessThan(4000);
    });

    it('counts what it finds no further than anybody turns pages', async () => {
      const { data, meta } = await ask({ states: ['missing'], locales: ['pl'] });
      expect(data).toHaveLength(20);
      expect(meta).toMatchObject({ total: 1000, isMore: true, hasNext: true });
      expect((await ask({ search: 'nadel' })).data).toHaveLength(1);
    });

    it('counts each language from an index, in one query', async () => {
      const queries = await instance.queriesOf(() => translator.ask('/translation-desk/counts'));
      expect(queries.filter((sql) => sql.includes('translation_desk_'))).toHaveLength(1);
      const start = performance.now();
      const { body } = await translator.ask('/translation-desk/counts');
      const took = performance.now() - start;
      const total = (locale: string) =>
        Object.values(body.data[locale] as Record<string, number>).reduce((sum, count) => sum + count, 0);
      for (const locale of LOCALES) expect(total(locale)).toBeGreaterThanOrEqual(ENTRIES);
      expect(took).toBeLessThan(2000);
    });
  }
);
