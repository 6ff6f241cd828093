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

    /** How the database runs a statement, step by step; PostgreSQL says how many rows each of them gave. */
    const planOf = (sql: string, bindings: readonly unknown[]): Promise<string[]> =>
      instance.run(
        async (strapi, asked, values) => {
          const knex = strapi.db.connection;
          if (strapi.db.dialect.client === 'sqlite') {
            const rows = (await knex.raw(`EXPLAIN QUERY PLAN ${asked}`, values as never)) as { detail: string }[];
            return rows.map(({ detail }) => detail);
          }
          const { rows } = (await knex.raw(`EXPLAIN (ANALYZE, TIMING OFF) ${asked}`, values as never)) as {
            rows: { 'QUERY PLAN': string }[];
          };
          return rows.map((row) => row['QUERY PLAN']);
        },
        sql,
        bindings
      );
    const scansIn = (plan: readonly string[]): string[] =>
      plan.filter((step) => /^SCAN (e|s|translation_desk_\w+)$|Seq Scan on translation_desk/.test(step));
    const mostRowsIn = (plan: readonly string[]): number =>
      Math.max(
        0,
        ...plan.flatMap((step) => [...step.matchAll(/actual rows=([\d.]+)/g)].map(([, read]) => Number(read)))
      );

    it.each(ASKS)('reads no more rows for %s than the page needs', async (_name, asked) => {
      const { sql, bindings } = await instance.run(
        (strapi, all, query) => {
          const desk = strapi.plugin('translation-desk').service('desk') as {
            pageSql: (query: object) => { sql: string; bindings: unknown[] };
          };
          const types = query.type
            ? [query.type]
            : ['api::material.material', 'api::news-article.news-article', 'api::topic.topic'];
          return desk.pageSql({
            ...{ search: '', states: [], locales: all, page: 1, pageSize: 20 },
            ...query,
            types,
          });
        },
        LOCALES,
        asked as Record<string, never>
      );
      const plan = await planOf(sql, bindings);
      expect(scansIn(plan)).toEqual([]);
      expect(mostRowsIn(plan)).toBeLessThan(4000);
    });

    it.each([
      ['what is outdated', 'states=outdated'],
      ['what is missing, outdated or incomplete', ''],
      ['what a search finds', 'search=nadel'],
    ])('exports %s in as many queries as a file has parts, each along an index', async (_name, asked) => {
      // The rows of the desk are there, the entries are not: what is looked at here is how they are found.
      const path = `/translation-desk/export?locale=fr&withOut=true&${asked}`;
      const statements = (await instance.statementsOf(() => translator.ask(path))).filter(({ sql }) =>
        sql.includes('translation_desk_')
      );
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.length).toBeLessThanOrEqual(12);
      // For a quarter of a table, which is what may be looked at here, PostgreSQL rather reads the whole.
      if (database !== 'sqlite') return;
      for (const { sql, bindings } of statements) expect(scansIn(await planOf(sql, bindings))).toEqual([]);
    });

    it('finds for translators what was chosen, however old it is, and what is left when thousands are out', async () => {
      const found = await instance.run(async (strapi, uid) => {
        const knex = strapi.db.connection;
        const desk = strapi.plugin('translation-desk').service('desk') as {
          find: (query: object, outgoing: object, most: number) => Promise<{ id: number; documentId: string }[]>;
          countOut: (query: object, outgoing: object) => Promise<number>;
        };
        const states = ['missing', 'outdated', 'incomplete'];
        const query = { types: [uid], states, locales: ['fr'], search: '', page: 1, pageSize: 1 };
        const all = { ...query, states: [...states, 'draft', 'published'] };
        const chosen = await desk.find(all, { sourceLocale: 'de', chosen: [`${uid}:m5`], out: 'without' }, 501);
        await knex.raw(`INSERT INTO translation_desk_jobs (name, recipient, note, source_locale, locale, created_by, created_at)
            VALUES ('fr.xlf', 'Office', '', 'de', 'fr', 'Ada', '2027-01-01T00:00:00.000Z')`);
        // The latest 6,000 of what is to be done.
        await knex.raw(`INSERT INTO translation_desk_job_entries (job_id, entry_id)
            SELECT (SELECT MAX(id) FROM translation_desk_jobs), entry_id FROM (SELECT entry_id FROM translation_desk_states
            WHERE locale = 'fr' AND state IN ('missing', 'outdated') ORDER BY changed_at DESC LIMIT 6000) latest`);
        const out = (await knex('translation_desk_job_entries').select('entry_id')) as { entry_id: unknown }[];
        const left: { id: number; documentId: string }[][] = [];
        for (const search of ['', 'heft']) {
          left.push(await desk.find({ ...query, search }, { sourceLocale: 'de', out: 'without' }, 501));
        }
        const count = await desk.countOut(query, { sourceLocale: 'de' });
        await knex('translation_desk_jobs').delete();
        const isOut = new Set(out.map((row) => Number(row.entry_id)));
        return {
          chosen: chosen.map(({ documentId }) => documentId),
          left: left.map((some) => some.length),
          twice: left.flat().filter(({ id }) => isOut.has(id)).length,
          count,
        };
      }, MATERIAL);
      expect(found).toEqual({ chosen: ['m5'], left: [501, 501], twice: 0, count: 6000 });
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
