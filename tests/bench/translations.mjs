/**
 * What many languages cost: lists and relations with `localeFallback` and without, and the translation desk, with 1,000 and with 20,000
 * entries in six languages. `npm run bench:translations`, or `npm run bench:translations -- 1000 5000` for other sizes. On SQLite; with
 * TEST_POSTGRES_URL also on PostgreSQL. All sides take turns, so that other work on the machine disturbs them alike.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';

import { DATABASES } from './databases.mjs';
import { anew, fill, median, PAST_THE_CACHE } from './growing.mjs';
import { folder, start } from './instance.mjs';

const sizes = process.argv.slice(2).map(Number);
const SIZES = sizes.length > 0 ? sizes : [1000, 20_000];
const REPEATS = Number(process.env.SCALE_REPEATS ?? 15);
const LOCALES = ['de', 'en', 'fr', 'es', 'it', 'pl'];

const addLocales = async (strapi, locales) => {
  const service = strapi.plugin('i18n').service('locales');
  const known = (await service.find()).map(({ code }) => code);
  for (const code of locales) if (!known.includes(code)) await service.create({ code, name: code });
};

/**
 * Rows as the database has them after years, draft and published; how they were made is not what is measured. Everything is there in
 * German; of each other language some is missing, and of what is there a hundredth lags behind. An article names three materials.
 */
const seed = async (strapi, from, to, locales) => {
  const knex = strapi.db.connection;
  const isSqlite = strapi.db.dialect.client === 'sqlite';
  const now = isSqlite ? Date.now() : 'CURRENT_TIMESTAMP';
  const moment = `'2027-01-01T' || ${isSqlite ? `printf('%08d', i)` : `lpad(i::text, 8, '0')`}`;
  const isThere = (index) => `(${index} = 0 OR i % ${index + 2} <> 0)`;
  const series = isSqlite
    ? `(WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to}) SELECT i FROM n)`
    : `generate_series(${from}, ${to}) AS n(i)`;
  const versions = '(SELECT 0 AS is_out UNION ALL SELECT 1) AS v';
  const published = `CASE WHEN v.is_out = 1 THEN ${now} END`;
  for (const [index, locale] of locales.entries()) {
    await knex.raw(
      `INSERT INTO materials (document_id, title, slug, abstract, locale, created_at, updated_at, published_at)
         SELECT 'm' || i, 'Heft ' || i || ' ${locale}', 'heft-' || i || '-${locale}', 'Worum es geht, in einem Satz.', '${locale}', ${now}, ${now}, ${published}
         FROM ${series}, ${versions} WHERE ${isThere(index)}`
    );
    await knex.raw(
      `INSERT INTO news_articles (document_id, title, slug, lead, date, locale, created_at, updated_at, published_at)
         SELECT 'n' || i, 'Meldung ' || i || ' ${locale}', 'meldung-' || i || '-${locale}', 'Ein Vorspann.',
           ${isSqlite ? "date('2010-01-01', '+' || (i % 5000) || ' days')" : "DATE '2010-01-01' + (i % 5000)::int"}, '${locale}', ${now}, ${now}, ${published}
         FROM ${series}, ${versions} WHERE ${isThere(index)}`
    );
    for (const [uid, id] of [
      ['api::material.material', "'m' || i"],
      ['api::news-article.news-article', "'n' || i"],
    ]) {
      if (index === 0) {
        const title = uid === 'api::material.material' ? "'Heft ' || i" : "'Meldung ' || i";
        await knex.raw(
          `INSERT INTO translation_desk_entries (content_type, document_id, source_locale, title, words, changed_at)
             SELECT '${uid}', ${id}, 'de', ${title}, ${title} || CASE WHEN i = 471 THEN ' Nadel' ELSE '' END, ${moment} FROM ${series}`
        );
      }
      const state = `CASE WHEN ${index} = 0 THEN 'published' WHEN NOT ${isThere(index)} THEN 'missing' WHEN i % 100 = ${index} THEN 'outdated' ELSE 'published' END`;
      await knex.raw(
        `INSERT INTO translation_desk_states (entry_id, locale, content_type, state, is_published, outdated_fields, changed_at)
           SELECT e.id, '${locale}', '${uid}', ${state}, CASE WHEN ${isThere(index)} THEN 1 ELSE 0 END, CASE WHEN ${state} = 'outdated' THEN '["title"]' ELSE '[]' END, e.changed_at
           FROM ${series} JOIN translation_desk_entries e ON e.content_type = '${uid}' AND e.document_id = ${id}`
      );
    }
  }
  const both = isSqlite ? 'IS' : 'IS NOT DISTINCT FROM';
  for (let next = 0; next < 3; next += 1) {
    await knex.raw(
      `INSERT INTO news_articles_materials_lnk (news_article_id, material_id, material_ord)
         SELECT a.id, m.id, ${next + 1} FROM ${series}
         JOIN news_articles a ON a.document_id = 'n' || i
         JOIN materials m ON m.document_id = 'm' || (i - i % 3 + ${next}) AND m.locale = a.locale AND (m.published_at IS NULL) ${both} (a.published_at IS NULL)`
    );
  }
};

const makeEditor = async (strapi, secret) => {
  const { id } = await strapi.service('admin::role').findOne({ code: 'strapi-super-admin' });
  const email = 'bench@example.org';
  await strapi
    .service('admin::user')
    .create({ firstname: 'Ada', lastname: 'B', email, password: secret, isActive: true, roles: [id] });
  return email;
};

const logIn = async (url, email, password) => {
  const answer = await fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const { data } = await answer.json();
  return data.accessToken ?? data.token;
};

const list = (more) => (n) => ({ path: `/api/materials?locale=fr&pagination[pageSize]=25${more}${anew(n)}` });
const articles = (more) => (n) => ({
  path: `/api/news-articles?locale=fr&sort=date:desc&populate=materials&pagination[pageSize]=25${more}${anew(n)}`,
});
const uncounted = (ask) => (n) => ({ ...ask(n), headers: PAST_THE_CACHE });
const desk = (path) => () => ({ path: `/translation-desk/${path}`, isEditors: true });
const NEXT_BEST = '&localeFallback=true';

const FIGURES = {
  'List: 25 materials in French': list(''),
  'The same in the next best language': list(NEXT_BEST),
  'List, counted anew': uncounted(list('')),
  'The same in the next best language ': uncounted(list(NEXT_BEST)),
  'List by title, page 20': list('&sort=title&pagination[page]=20'),
  'The same in the next best language  ': list(`&sort=title&pagination[page]=20${NEXT_BEST}`),
  '25 newest articles with their materials': articles(''),
  'The same in the next best languages': articles(NEXT_BEST),
  'Desk: first page': desk('entries'),
  'Desk: what is outdated in French': desk('entries?states=outdated&locales=fr'),
  'Desk: search': desk('entries?search=nadel'),
  'Desk: search for what all have': desk('entries?search=heft'),
  'Desk: counts': desk('counts'),
  'Desk: export of all that is open, to 500': desk('export?locale=fr'),
};

const measure = async ({ url, token }, { path, headers = {}, isEditors = false }) => {
  const began = performance.now();
  const answer = await fetch(url + path, {
    headers: { ...headers, ...(isEditors ? { authorization: `Bearer ${token}` } : {}) },
  });
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: status ${answer.status} ${body.slice(0, 300)}`);
  return performance.now() - began;
};

const results = {};

const startOf = async ({ name, env, drop }, size) => {
  const instance = await start(name, { RESPONSE_CACHE: 'on', ...env });
  const password = `Aa1-${randomBytes(8).toString('hex')}`;
  await instance.run(addLocales, LOCALES);
  await fill(instance, size, seed, LOCALES);
  const email = await instance.run(makeEditor, password);
  return { ...instance, size, drop, token: await logIn(instance.url, email, password) };
};

try {
  for (const { name: database, make } of DATABASES) {
    const instances = [];
    try {
      for (const size of SIZES) {
        const began = performance.now();
        instances.push(await startOf(await make(`languages_${size}`), size));
        const seconds = Math.round((performance.now() - began) / 1000);
        console.log(`${database}: ${size} materials and articles in ${LOCALES.length} languages made in ${seconds} s`);
      }
      const times = Object.fromEntries(
        Object.keys(FIGURES).map((figure) => [figure, Object.fromEntries(SIZES.map((size) => [size, []]))])
      );
      for (let n = 0; n < REPEATS + 2; n += 1) {
        for (const [figure, ask] of Object.entries(FIGURES)) {
          for (const instance of instances) {
            const took = await measure(instance, ask(n));
            if (n >= 2) times[figure][instance.size].push(took); // the first ones make statements ready
          }
        }
      }
      results[database] = Object.fromEntries(
        Object.entries(times).map(([figure, bySize]) => [
          figure,
          Object.fromEntries(Object.entries(bySize).map(([size, all]) => [size, Math.round(median(all) * 10) / 10])),
        ])
      );
    } finally {
      for (const instance of instances) {
        await instance.stop();
        await instance.drop();
      }
    }
    console.log(`${database}, ms for one request (the middle of ${REPEATS}):`);
    console.table(results[database]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
