/**
 * A portal as the demo's would be after years: materials in three languages with covers, files, authors and topics, and articles that
 * mention them in relations, boxes and texts. Rows as Strapi writes them, draft and published; runs inside the instance.
 */
const seed = async (strapi, { materials, topics }) => {
  const knex = strapi.db.connection;
  const now = strapi.db.dialect.client === 'sqlite' ? Date.now() : new Date();
  const LOCALES = ['de', 'en', 'fr'];
  const CHUNK = 90;
  const insert = async (table, rows) => {
    for (let from = 0; from < rows.length; from += CHUNK) await knex(table).insert(rows.slice(from, from + CHUNK));
  };
  const meta = (uid) => strapi.db.metadata.get(uid);
  const column = (uid, attribute) => meta(uid).attributes[attribute].columnName ?? attribute;
  const range = (count) => Array.from({ length: count }, (_, index) => index);

  for (const code of LOCALES) {
    const service = strapi.plugin('i18n').service('locales');
    if (!(await service.findByCode(code))) await service.create({ code, name: code });
  }

  /** Writes entries in all languages, twice each: as a draft, and published. Returns row ids by `document/locale/isOut`. */
  const write = async (uid, prefix, count, dataOf, localised = true) => {
    const { tableName } = meta(uid);
    const rows = range(count).flatMap((index) =>
      (localised ? LOCALES : [null]).flatMap((locale) =>
        [false, true].map((isOut) => ({
          document_id: `${prefix}${index}`,
          locale,
          created_at: now,
          updated_at: now,
          published_at: isOut ? now : null,
          ...dataOf(index, locale),
        }))
      )
    );
    await insert(tableName, rows);
    const ids = new Map();
    for (const row of await knex(tableName).select('id', 'document_id', 'locale', 'published_at'))
      ids.set(`${row.document_id}/${row.locale}/${row.published_at !== null}`, row.id);
    return ids;
  };

  const words = (text) => ({ type: 'text', text });
  const paragraph = (text) => ({ type: 'paragraph', children: [words(text)] });
  const MATERIAL = 'api::material.material';
  const ARTICLE = 'api::news-article.news-article';
  const TOPIC = 'api::topic.topic';
  const STATES = ['in-stock', 'out-of-print', 'reprinting', 'on-demand', 'out-of-stock', 'in-stock', 'in-stock'];

  // Topics are published at once: the type has no drafts.
  const topicTable = meta(TOPIC).tableName;
  await insert(
    topicTable,
    range(topics).flatMap((index) =>
      LOCALES.map((locale) => ({
        ...{ document_id: `t${index}`, locale, name: `Thema ${index} ${locale}`, slug: `thema-${index}-${locale}` },
        ...{ created_at: now, updated_at: now, published_at: now },
      }))
    )
  );
  const topicIds = new Map(
    (await knex(topicTable).select('id', 'document_id', 'locale')).map((row) => [`${row.document_id}/${row.locale}`, row.id])
  ); // prettier-ignore

  const materialIds = await write(MATERIAL, 'm', materials, (index, locale) => ({
    title: `Heft ${index} für Fachkräfte (${locale})`,
    subtitle: 'Was in der Praxis hilft',
    slug: `heft-${index}-${locale}`,
    abstract: 'Worum es geht, in zwei Sätzen. Und was man damit anfangen kann.',
    description: JSON.stringify(range(4).map(() => paragraph('Ein Absatz, der das Heft beschreibt. '.repeat(6)))),
    [column(MATERIAL, 'pdfUrl')]: index % 3 === 0 ? `https://files.example.org/${index}.pdf` : null,
    pages: 20 + (index % 60),
    isbn: null,
  }));
  await insert(
    meta('api::stock-status.stock-status').tableName,
    range(materials).map((index) => ({
      ...{ document_id: `s${index}`, material: `m${index}`, availability: STATES[index % STATES.length] },
      ...{ when_sold_out: 'out-of-print', quantity: STATES[index % STATES.length] === 'in-stock' ? 100 : 0 },
      ...{ order_number: `B-${index}`, created_at: now, updated_at: now, published_at: now },
    }))
  );

  /** Material 0 is mentioned by many articles; every other by a few. */
  const mentioned = (index) => [index, (index * 7 + 1) % materials, ...(index % 10 === 0 ? [0] : [])];
  const articleIds = await write(ARTICLE, 'n', materials, (index, locale) => ({
    title: `Meldung ${index} (${locale})`,
    slug: `meldung-${index}-${locale}`,
    lead: 'Ein Vorspann, der sagt, worum es geht.',
    date: new Date(Date.UTC(2020, 0, 1 + (index % 2000))).toISOString().slice(0, 10),
    body: JSON.stringify([
      ...range(5).map(() => paragraph('Ein Absatz, der für eine Meldung steht. '.repeat(8))),
      { type: 'paragraph', material: { documentId: `m${index}` }, children: [words('Das Heft')] },
      {
        type: 'paragraph',
        children: [
          words('Mehr im '),
          { type: 'link', url: '/', material: { documentId: `m${(index + 1) % materials}` }, children: [words('Heft')] },
          words('.'),
        ],
      },
    ]),
  })); // prettier-ignore

  const link = async (uid, attribute, pairs) => {
    const { joinTable } = meta(uid).attributes[attribute];
    await insert(
      joinTable.name,
      pairs.map(([owner, target], index) => ({
        [joinTable.joinColumn.name]: owner,
        [joinTable.inverseJoinColumn.name]: target,
        ...(joinTable.orderColumnName ? { [joinTable.orderColumnName]: index + 1 } : {}),
        ...(joinTable.inverseOrderColumnName ? { [joinTable.inverseOrderColumnName]: index + 1 } : {}),
      }))
    );
  };
  const versions = LOCALES.flatMap((locale) => [false, true].map((isOut) => [locale, isOut]));
  await link(
    MATERIAL,
    'topics',
    versions.flatMap(([locale, isOut]) =>
      range(materials).flatMap((index) =>
        [index % topics, (index * 5 + 1) % topics]
          .filter((topic, place, all) => all.indexOf(topic) === place)
          .map((topic) => [materialIds.get(`m${index}/${locale}/${isOut}`), topicIds.get(`t${topic}/${locale}`)])
      )
    )
  );
  await link(
    ARTICLE,
    'topics',
    versions.flatMap(([locale, isOut]) =>
      range(materials).map((index) => [articleIds.get(`n${index}/${locale}/${isOut}`), topicIds.get(`t${(index * 3) % topics}/${locale}`)])
    )
  ); // prettier-ignore
  await link(
    ARTICLE,
    'materials',
    versions.flatMap(([locale, isOut]) =>
      range(materials).flatMap((index) =>
        mentioned(index)
          .filter((one, place, all) => all.indexOf(one) === place)
          .map((one) => [articleIds.get(`n${index}/${locale}/${isOut}`), materialIds.get(`m${one}/${locale}/${isOut}`)])
      )
    )
  ); // prettier-ignore

  /** Components of every published version: as many as `rowsOf` gives. */
  const attach = async (uid, field, component, ids, rowsOf) => {
    const table = meta(component).tableName;
    const { joinTable } = meta(uid).attributes[field];
    const [last] = await knex(table).max('id as id');
    let id = Number(last?.id ?? 0);
    const parts = [];
    const joins = [];
    const made = [];
    for (const [key, entity] of ids) {
      rowsOf(key).forEach((row, order) => {
        id += 1;
        parts.push({ id, ...row });
        made.push([key, id]);
        joins.push({ entity_id: entity, cmp_id: id, component_type: component, field, order: order + 1 });
      });
    }
    await insert(table, parts);
    await insert(joinTable.name, joins);
    return made;
  };
  await attach(MATERIAL, 'authors', 'publication.author', materialIds, () => [{ name: 'Ada Beispiel' }, { name: 'Bo Muster' }]); // prettier-ignore
  await attach(MATERIAL, 'publishers', 'publication.publisher', materialIds, () => [{ name: 'Verlag', url: 'https://www.example.org' }]); // prettier-ignore
  await attach(MATERIAL, 'formerSlugs', 'publication.former-slug', materialIds, (key) => [{ slug: `alt-${key.replaceAll('/', '-').toLowerCase()}` }]); // prettier-ignore
  const boxes = await attach(ARTICLE, 'boxes', 'news.material-box', articleIds, (key) => (Number(key.slice(1).split('/')[0]) % 4 === 0 ? [{ heading: 'Bestellen' }] : [])); // prettier-ignore
  await link(
    'news.material-box',
    'materials',
    boxes.flatMap(([key, box]) => {
      const [document, locale, isOut] = key.split('/');
      const index = Number(document.slice(1));
      return [index, (index + 1) % materials, (index + 2) % materials].map((one) => [box, materialIds.get(`m${one}/${locale}/${isOut}`)]); // prettier-ignore
    })
  );

  // Files: a cover and a PDF of each material, a picture of each article.
  const FILE = 'plugin::upload.file';
  const files = range(materials).flatMap((index) =>
    ['cover', 'pdf'].map((kind) => ({
      ...{ document_id: `f-${kind}-${index}`, name: `${kind}-${index}`, hash: `${kind}_${index}`, ext: kind === 'pdf' ? '.pdf' : '.png' },
      ...{ mime: kind === 'pdf' ? 'application/pdf' : 'image/png', size: 120, url: `/uploads/${kind}_${index}`, provider: 'local' },
      ...{ folder_path: '/', created_at: now, updated_at: now, published_at: now },
    }))
  ); // prettier-ignore
  await insert(meta(FILE).tableName, files);
  const fileIds = new Map((await knex(meta(FILE).tableName).select('id', 'document_id')).map((row) => [row.document_id, row.id])); // prettier-ignore
  const placed = (uid, ids, field, kind) =>
    [...ids].map(([key, id]) => ({
      file_id: fileIds.get(`f-${kind}-${key.slice(1).split('/')[0]}`),
      ...{ related_id: id, related_type: uid, field, order: 1 },
    }));
  await insert('files_related_mph', [
    ...placed(MATERIAL, materialIds, 'cover', 'cover'),
    ...placed(MATERIAL, materialIds, 'pdf', 'pdf'),
    ...placed(ARTICLE, articleIds, 'image', 'cover'),
  ]);

  await knex.raw('ANALYZE');
  await strapi.plugin('public-access').service('fanOuts').count();
};

module.exports = { seed };
