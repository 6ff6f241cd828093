/**
 * How the portal grows: the same reads and the same stock change with 1,000, 10,000 and 100,000 materials and as many news articles.
 * `npm run bench:scale`, or `npm run bench:scale -- 1000 5000` for other sizes. On SQLite; with TEST_POSTGRES_URL also on PostgreSQL.
 * Each read is a new question, that Strapi answers: none comes from the cache. What is remembered is how many entries there are, until one
 * comes or goes; one figure says what it costs to count them. SCALE_PLOT=path writes a picture, SCALE_README=path
 * a table between its marks.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { DATABASES } from './databases.mjs';
import { anew, fill, median, PAST_THE_CACHE } from './growing.mjs';
import { folder, start } from './instance.mjs';
import { plot } from './plot.mjs';

const sizes = process.argv.slice(2).map(Number);
const SIZES = sizes.length > 0 ? sizes : [1000, 10_000, 100_000];
const REPEATS = Number(process.env.SCALE_REPEATS ?? 25);

/**
 * Rows as the database has them after years, draft and published; how they were made is not what is measured. Material 0 is mentioned by
 * up to 10,000 articles, every other one by one.
 */
const seed = async (strapi, from, to) => {
  const knex = strapi.db.connection;
  const isSqlite = strapi.db.dialect.client === 'sqlite';
  const now = isSqlite ? Date.now() : 'CURRENT_TIMESTAMP';
  const series = isSqlite
    ? `(WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to}) SELECT i FROM n)`
    : `generate_series(${from}, ${to}) AS n(i)`;
  const versions = '(SELECT 0 AS is_out UNION ALL SELECT 1) AS v';
  const published = `CASE WHEN v.is_out = 1 THEN ${now} END`;
  const body = (id) =>
    `'[{"type":"paragraph","children":[{"type":"text","text":"Ein Absatz, der für eine Meldung steht."}]},{"type":"paragraph","material":{"documentId":"' || ${id} || '"},"children":[{"type":"text","text":"Das Heft"}]}]'`;
  await knex.raw(
    `INSERT INTO materials (document_id, title, slug, abstract, pdf_url, locale, created_at, updated_at, published_at)
       SELECT 'm' || i, 'Heft ' || i, 'heft-' || i, 'Worum es geht, in einem Satz.', 'https://files.example.org/' || i || '.pdf', 'de',
         ${now}, ${now}, ${published} FROM ${series}, ${versions}`
  );
  await knex.raw(
    `INSERT INTO stock_statuses (document_id, material, availability, when_sold_out, quantity, successor, order_number, created_at, updated_at, published_at)
       SELECT 's' || i, 'm' || i, CASE i % 50 WHEN 0 THEN 'reprinting' WHEN 1 THEN 'out-of-stock' WHEN 2 THEN 'replaced' ELSE 'in-stock' END,
         'out-of-print', 5000 + i % 7, CASE i % 50 WHEN 2 THEN 'm' || (i + 1) END, 'B-' || i, ${now}, ${now}, ${now} FROM ${series}`
  );
  await knex.raw(
    `INSERT INTO news_articles (document_id, title, slug, lead, date, body, locale, created_at, updated_at, published_at)
       SELECT 'n' || i, 'Meldung ' || i, 'meldung-' || i, 'Ein Vorspann.', ${isSqlite ? "date('2010-01-01', '+' || (i % 5000) || ' days')" : "DATE '2010-01-01' + (i % 5000)::int"},
         ${isSqlite ? body("'m' || i") : `(${body("'m' || i")})::jsonb`}, 'de', ${now}, ${now}, ${published} FROM ${series}, ${versions}`
  );
  const row = isSqlite ? 'IS' : 'IS NOT DISTINCT FROM';
  const link = (material, where) =>
    knex.raw(
      `INSERT INTO news_articles_materials_lnk (news_article_id, material_id, material_ord)
         SELECT a.id, m.id, 1 FROM ${series}
         JOIN news_articles a ON a.document_id = 'n' || i
         JOIN materials m ON m.document_id = ${material} AND (m.published_at IS NULL) ${row} (a.published_at IS NULL)
         WHERE ${where}`
    );
  await link(`'m' || i`, 'TRUE');
  await link(`'m0'`, 'i BETWEEN 1 AND 9999');
};

const makeToken = async (strapi) =>
  (await strapi.service('admin::api-token').create({ name: 'bench', type: 'full-access', lifespan: null })).accessKey;

/** What is measured; `n` is the number of the turn, `size` of entries. */
const figures = (token) => {
  const read = (path) => (n, size) => ({ path: path(n, size) });
  /** Entries all over the table, never the same twice. */
  const some = (n, size) => (n * 7919 + 13) % size;
  const change = (stock) => (n) => ({
    path: `/api/stock-statuses/${stock}`,
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ data: { quantity: 4000 + n } }),
  });
  return {
    'List: 25 materials': read((n) => `/api/materials?pagination[pageSize]=25${anew(n)}`),
    'The same, counted anew': (n) => ({
      path: `/api/materials?pagination[pageSize]=25${anew(n)}`,
      headers: PAST_THE_CACHE,
    }),
    'List: 25 newest articles, with materials': read(
      (n) => `/api/news-articles?sort=date:desc&populate=materials&pagination[pageSize]=25${anew(n)}`
    ),
    'Filter: in stock (94 of 100)': read((n) => `/api/materials?filters[availability][$eq]=in-stock${anew(n)}`),
    'Filter: reprinting (2 of 100)': read((n) => `/api/materials?filters[availability][$eq]=reprinting${anew(n)}`),
    'Slug of a material': read((n, size) => `/api/materials/slug/heft-${some(n, size)}`),
    'Slug of an article, with materials': read(
      (n, size) => `/api/news-articles/slug/meldung-${some(n, size)}?populate=materials`
    ),
    'A slug that there is not': read((n) => `/api/materials/slug/nothing-${n}`),
    'Buttons of 25 materials': read(
      (n, size) =>
        `/api/availability?locale=de&materials=${Array.from({ length: 25 }, (_, i) => `m${some(n * 25 + i, size)}`).join(',')}`
    ),
    'Stock change, 1 article mentions it': change('s7'),
    'Stock change, up to 10,000 mention it': change('s0'),
  };
};

const measure = async (url, ask, size) => {
  const times = [];
  for (let n = 0; n < REPEATS + 3; n += 1) {
    const { path, method = 'GET', headers = {}, body } = ask(n, size);
    const began = performance.now();
    const answer = await fetch(url + path, { method, headers, body });
    await answer.arrayBuffer();
    if (answer.status >= 500 || (answer.status >= 400 && answer.status !== 404))
      throw new Error(`${path}: status ${answer.status}`);
    if (n >= 3) times.push(performance.now() - began); // the first ones make statements ready
  }
  return Math.round(median(times) * 10) / 10;
};

const results = {};

/** The figures of all databases as a table of Markdown, between two marks of a file. */
const writeTable = (file) => {
  const names = Object.keys(results);
  const heads = names.flatMap((name) => [...SIZES.map((size) => `${name}, ${size.toLocaleString('en')}`), 'growth']);
  const lines = Object.keys(results[names[0]]).map((figure) => {
    const cells = names.flatMap((name) => {
      const times = SIZES.map((size) => results[name][figure][size]);
      return [...times.map((time) => `${time} ms`), `${(times.at(-1) / times[0]).toFixed(1)} ×`];
    });
    return `| ${[figure, ...cells].join(' | ')} |`;
  });
  const table = [`| One request | ${heads.join(' | ')} |`, `|${' --- |'.repeat(heads.length + 1)}`, ...lines].join(
    '\n'
  );
  const [begin, end] = ['<!-- made by npm run bench:scale -->', '<!-- end of what was made -->'];
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  if (from < begin.length || to < from) throw new Error(`${file} has no marks for the table: ${begin} … ${end}`);
  writeFileSync(file, `${text.slice(0, from)}\n\n${table}\n\n${text.slice(to)}`);
};

try {
  for (const { name: database, make } of DATABASES) {
    results[database] = {};
    for (const size of SIZES) {
      const { name, env, drop } = await make(`scale_${size}`);
      const instance = await start(name, { RESPONSE_CACHE: 'on', ...env });
      try {
        const began = performance.now();
        await fill(instance, size, seed);
        console.log(
          `${database}: ${size} materials and articles made in ${Math.round((performance.now() - began) / 1000)} s`
        );
        const token = await instance.run(makeToken);
        for (const [figure, ask] of Object.entries(figures(token))) {
          results[database][figure] ??= {};
          results[database][figure][size] = await measure(instance.url, ask, size);
        }
      } finally {
        await instance.stop();
        await drop();
      }
    }
    console.log(`${database}, ms for one request (the middle of ${REPEATS}):`);
    console.table(
      Object.entries(results[database]).map(([figure, times]) => ({
        figure,
        ...Object.fromEntries(SIZES.map((size) => [size.toLocaleString('en'), times[size]])),
        growth: `${(times[SIZES.at(-1)] / times[SIZES[0]]).toFixed(1)} ×`,
      }))
    );
  }
  if (process.env.SCALE_README) writeTable(process.env.SCALE_README);
  if (process.env.SCALE_PLOT) writeFileSync(process.env.SCALE_PLOT, plot(results, SIZES));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
