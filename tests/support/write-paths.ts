import { Client } from 'pg';

import { makeAdminUser, type AdminUser } from './admin-user';
import { makeArticle, makeMaterial, makeStock } from './content';
import type { Instance } from './instance';
import { uploadPdf } from './pdf';
import { rawRequest, type RawAnswer } from './raw-request';

/** better-sqlite3 brings no types. */
interface Sqlite {
  readonly exec: (sql: string) => unknown;
  readonly close: () => unknown;
}
// eslint-disable-next-line @typescript-eslint/no-require-imports
const BetterSqlite = require('better-sqlite3') as new (filename: string, options: object) => Sqlite;

/** Behind a proxy all servers have one name. */
const HOST = { host: 'cms.example.org' };

/** Whoever sends a cookie is answered by Strapi itself: the truth. */
export const PAST_THE_CACHE = { cookie: 'asks=strapi' };

export interface Read {
  readonly path: string;
  readonly query?: string;
  /** Sent beside a query: such questions are Apollo's own, and never kept. */
  readonly extensions?: object;
}

export const read = (
  { url }: Instance,
  { path, query, extensions }: Read,
  headers: Readonly<Record<string, string>> = {}
): Promise<RawAnswer> =>
  rawRequest(url, path, {
    headers: { ...HOST, ...headers },
    ...(query ? { method: 'POST', body: { query, extensions } } : {}),
  });

export interface World {
  readonly materials: readonly string[];
  readonly stocks: readonly string[];
  readonly articles: readonly string[];
  readonly topic: string;
  /** A file of the media library that the first material offers. */
  readonly file: number;
  readonly editor: AdminUser;
  readonly reads: readonly Read[];
}

export const makeWorld = async (instance: Instance): Promise<World> => {
  const file = await uploadPdf(instance);
  const materials = [
    await makeMaterial(instance, { title: 'Heft A', pdf: file }),
    await makeMaterial(instance, { title: 'Heft B' }),
  ];
  const stocks: string[] = [];
  for (const [index, material] of materials.entries()) {
    stocks.push(await makeStock(instance, material, { quantity: 5, orderNumber: `B-${index}` }));
  }
  const [a = '', b = ''] = materials;
  const topicAnswer = await instance.asEditor('/api/topics?locale=de', {
    method: 'POST',
    body: { data: { name: 'Thema', materials: [a] } },
  });
  const topic = (topicAnswer.body as { data: { documentId: string } }).data.documentId;
  const text = [{ type: 'paragraph', material: { documentId: b }, children: [{ type: 'text', text: 'Das Heft' }] }];
  const articles = [
    await makeArticle(instance, { title: 'Zu A', materials: [a], body: text }),
    await makeArticle(instance, { title: 'Zu B', materials: [b] }),
  ];
  const reads: Read[] = [
    { path: '/api/materials' },
    { path: `/api/materials/${a}?populate=*` },
    { path: '/api/materials/slug/heft-a?locale=de' },
    { path: '/api/materials?filters[availability][$eq]=in-stock&sort=title' },
    { path: `/api/news-articles/${articles[0]}?populate=materials` },
    { path: `/api/news-articles/${articles[1]}?populate=*` },
    { path: '/api/topics?populate=materials' },
    { path: `/api/availability?materials=${a},${b}&locale=de` },
    { path: `/api/availability/${a}/json-ld?locale=de` },
    { path: `/api/availability?materials=${a},${b}&locale=en` },
    { path: '/api/materials?locale=fr' },
    { path: '/api/materials?locale=en&populate=pdf' },
    { path: '/api/materials?filters[availability][$ne]=in-stock&pagination[pageSize]=5' },
    { path: '/api/news-articles?populate=materials&sort=title:desc' },
    { path: '/api/news-articles/slug/zu-b?locale=de' },
    {
      path: `/graphql?query=${encodeURIComponent('{ materials(filters: { availability: { eq: "in-stock" } }) { title action { type } } }')}`,
    },
    {
      path: `/graphql?query=${encodeURIComponent('{ topics { name materials { title action { type file { name } } } } }')}`,
    },
    {
      path: '/graphql',
      query: '{ materials_connection { pageInfo { total } } topics_connection { pageInfo { total } } }',
    },
    {
      path: '/graphql',
      query: '{ materials_connection(filters: { availability: { eq: "in-stock" } }) { pageInfo { total } } }',
    },
    { path: '/graphql', query: '{ materials { title action { label } } }', extensions: { asked: 'by a test' } },
    { path: '/graphql', query: '{ materials { documentId title pdf { name } action { type notice label } } }' },
    {
      path: '/graphql',
      query: `{ newsArticle(documentId: "${articles[0]}") { title body materials { title action { type label } topics { name } } } }`,
    },
  ];
  return {
    materials,
    stocks,
    articles,
    topic,
    file,
    reads,
    editor: await makeAdminUser(instance, 'strapi-super-admin'),
  };
};

/** Decides on texts and chains as an editor does: on the page that says what holds now. */
const decide = async (
  { editor }: World,
  path: string,
  body: (revisionOf: (list: 'texts' | 'fallbacks', locale: string) => number | null) => object
): Promise<unknown> => {
  const { data } = (await editor.ask('/availability/wording')).body as {
    data: Record<'texts' | 'fallbacks', readonly { locale: string; key?: string; revision: number | null }[]>;
  };
  const revisionOf = (list: 'texts' | 'fallbacks', locale: string): number | null =>
    data[list].find((one) => one.locale === locale && (one.key ?? 'label.order') === 'label.order')?.revision ?? null;
  return editor.ask(`/availability/${path}`, { method: 'PUT', body: body(revisionOf) });
};

/** Every way in which what readers see can be changed; the number makes each write a new one. */
export type WritePath = (instance: Instance, world: World, n: number) => Promise<unknown>;

export const writePaths: Readonly<Record<string, WritePath>> = {
  'the API': (instance, { materials }, n) =>
    instance.asEditor(`/api/materials/${materials[n % 2]}?locale=de`, {
      method: 'PUT',
      body: { data: { abstract: `Worum es geht, ${n}` } },
    }),
  'an article over the API': (instance, { articles }, n) =>
    instance.asEditor(`/api/news-articles/${articles[n % 2]}?locale=de`, {
      method: 'PUT',
      body: { data: { lead: `Vorspann ${n}` } },
    }),
  'an order': (instance, { materials }, n) =>
    instance.asReader('/api/orders', {
      method: 'POST',
      headers: { 'idempotency-key': `order-${n}-${Math.random()}` },
      body: {
        data: {
          lines: [{ material: materials[n % 2], locale: 'de', quantity: 1 }],
          recipient: {
            name: 'Ada Beispiel',
            street: 'Weg 1',
            postalCode: '10115',
            city: 'Berlin',
            country: 'DE',
            email: 'ada@example.org',
          },
        },
      },
    }),
  'the Document Service': ({ run }, { topic }, n) =>
    run(
      (strapi, id, name) =>
        strapi
          .documents('api::topic.topic')
          .update({ documentId: id, locale: 'de', data: { name } } as never)
          .then(() => 0),
      topic,
      `Thema ${n}`
    ),
  publishing: ({ run }, { materials }, n) =>
    run(
      async (strapi, documentId, isOut) => {
        const service = strapi.documents('api::material.material');
        if (isOut) await service.unpublish({ documentId, locale: 'de' });
        else await service.publish({ documentId, locale: 'de' });
      },
      materials[n % 2] ?? '',
      n % 3 === 0
    ),
  'a database query': ({ run }, { materials }, n) =>
    run(
      (strapi, material, quantity) =>
        strapi.db
          .query('api::stock-status.stock-status')
          .updateMany({ where: { material }, data: { quantity } })
          .then(() => 0),
      materials[n % 2] ?? '',
      n % 3
    ),
  'a conditional statement': ({ run }, { materials }, n) =>
    run(
      (strapi, material) =>
        strapi.db.connection
          .raw('UPDATE stock_statuses SET quantity = quantity - 1 WHERE material = ? AND quantity >= 1', [material])
          .then(() => 0),
      materials[n % 2] ?? ''
    ),
  'a transaction that is taken back': ({ run }, { materials }, n) =>
    run(
      (strapi, material) =>
        strapi.db
          .transaction(async ({ trx }) => {
            await strapi.db.connection
              .raw('UPDATE stock_statuses SET quantity = 99 WHERE material = ?', [material])
              .transacting(trx);
            throw new Error('taken back');
          })
          .then(
            () => 0,
            () => 0
          ),
      materials[n % 2] ?? ''
    ),
  'a long transaction': ({ run }, { materials }, n) =>
    run(
      (strapi, material, quantity) =>
        strapi.db
          .transaction(async ({ trx }) => {
            await strapi.db.connection
              .raw('UPDATE stock_statuses SET quantity = ? WHERE material = ?', [quantity, material])
              .transacting(trx);
            await new Promise((resolve) => setTimeout(resolve, 15));
          })
          .then(() => 0),
      materials[n % 2] ?? '',
      n % 4
    ),
  'a locale': ({ run }, _world, n) =>
    run(
      async (strapi, isAdded) => {
        const locales = strapi.db.query('plugin::i18n.locale');
        const known = await locales.findOne({ where: { code: 'fr' } });
        if (isAdded && !known) await locales.create({ data: { code: 'fr', name: 'French (fr)' } });
        if (!isAdded && known) await locales.delete({ where: { code: 'fr' } });
      },
      n % 2 === 0
    ),
  'a permission': ({ run }, _world, n) =>
    run(
      async (strapi, isGiven) => {
        const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
        const permissions = strapi.db.query('plugin::users-permissions.permission');
        const action = 'api::topic.topic.find';
        const known = await permissions.findOne({ where: { action, role: role.id } });
        if (isGiven && !known) await permissions.create({ data: { action, role: role.id } });
        if (!isGiven && known) await permissions.delete({ where: { id: known.id } });
      },
      n % 2 === 0
    ),
  'a file by a query': ({ run }, { materials }, n) =>
    run(
      async (strapi, documentId, name) => {
        const rows = await strapi.db
          .query('api::material.material')
          .findMany({ where: { documentId }, select: ['id'] });
        const related = rows.map(({ id }: { id: number }) => ({
          id,
          __type: 'api::material.material',
          __pivot: { field: 'pdf' },
        }));
        const files = strapi.db.query('plugin::upload.file');
        const known = await files.findOne({ where: { hash: documentId } });
        if (known) await files.update({ where: { id: known.id }, data: { name } });
        else {
          const data = { name, hash: documentId, ext: '.pdf', mime: 'application/pdf', size: 1, url: '/uploads/x.pdf' };
          await files.create({ data: { ...data, provider: 'local', related } });
        }
      },
      materials[n % 2] ?? '',
      `heft-${n}.pdf`
    ),
  'the admin': async (_instance, { materials, editor }, n) => {
    const path = `/content-manager/collection-types/api::material.material/${materials[n % 2]}`;
    const body = { title: n % 2 === 0 ? 'Heft A' : 'Heft B', subtitle: `Untertitel ${n}` };
    // The session belongs to the server that was logged in to first; tokens are good for all.
    return editor.ask(`${path}/actions/publish?locale=de`, { method: 'POST', body });
  },
  'the stock desk': (_instance, { stocks, editor }, n) =>
    editor.ask(`/availability/stock/${stocks[n % 2]}/changes`, {
      method: 'POST',
      body: { kind: 'count', copies: n % 4 },
    }),
  'the warehouse’s feed': (instance, _world, n) =>
    instance.asEditor('/api/stock-feed', {
      method: 'PUT',
      body: {
        data: { batch: `batch-${n}-${Math.random()}`, lines: [{ orderNumber: `B-${n % 2}`, quantity: n % 5 }] },
      },
    }),
  'the ledger': ({ run }, { materials }, n) =>
    run(
      (strapi, material) =>
        strapi.db.connection
          .raw(
            `INSERT INTO ordering_ledger (stock_status, material, edition, order_number, availability, delta, balance, reason)
             SELECT document_id, material, edition, order_number, availability, 2, quantity + 2, 'delivery'
             FROM stock_statuses WHERE material = ? AND quantity IS NOT NULL`,
            [material]
          )
          .then(() => 0),
      materials[n % 2] ?? ''
    ),
  'a language of an entry': (instance, { materials }, n) =>
    instance.asEditor(`/api/materials/${materials[n % 2]}?locale=en`, {
      method: n % 3 === 0 ? 'DELETE' : 'PUT',
      ...(n % 3 === 0 ? {} : { body: { data: { title: `Booklet ${n}` } } }),
    }),
  'a file replaced': (instance, { file }, n) => {
    const form = new FormData();
    form.append('files', new Blob([`%PDF-1.4 ${n}`], { type: 'application/pdf' }), 'leaflet.pdf');
    form.append('fileInfo', JSON.stringify({ name: `leaflet-${n}.pdf` }));
    return instance.asEditor(`/api/upload?id=${file}`, { method: 'POST', body: form });
  },
  'an entry that comes and goes': ({ run }, _world, n) =>
    run(
      async (strapi, name, isThere) => {
        const topics = strapi.documents('api::topic.topic');
        const known = (await topics.findFirst({ locale: 'de', filters: { name: { $startsWith: 'Zeitweise' } } })) as {
          documentId: string;
        } | null;
        if (known) await topics.delete({ documentId: known.documentId, locale: '*' } as never);
        else if (isThere) await topics.create({ locale: 'de', data: { name } as never });
      },
      `Zeitweise ${n}`,
      n % 2 === 0
    ),
  'a button text': (_instance, world, n) => {
    const locale = n % 2 === 0 ? 'de' : 'en';
    return decide(world, `wording/${locale}`, (revisionOf) => ({
      texts: [{ key: 'label.order', text: n % 5 === 0 ? null : `Haben ${n}`, revision: revisionOf('texts', locale) }],
    }));
  },
  'a button text by SQL': ({ run }, _world, n) =>
    run(
      (strapi, text) =>
        strapi.db.connection
          .raw(`INSERT INTO availability_decisions (locale, subject, value) VALUES ('de', 'label.order', ?)`, [text])
          .then(() => 0),
      `Her damit ${n}`
    ),
  'a fallback chain': (_instance, world, n) =>
    decide(world, 'fallbacks/en', (revisionOf) => ({
      chain: n % 3 === 0 ? null : n % 3 === 1 ? [] : ['de'],
      revision: revisionOf('fallbacks', 'en'),
    })),
  'the button that empties the cache': ({ run }) =>
    run(
      (strapi) =>
        strapi
          .plugin('response-cache')
          .service('cache')
          .empty()
          .then(() => 0) as Promise<number>
    ),
};

/** A person with a console: another process, straight into the database. */
export const consoleDoor = async (instance: Instance): Promise<{ door: WritePath; close: () => Promise<unknown> }> => {
  const settings = await instance.run((strapi) => {
    const { filename, connectionString } = strapi.db.connection.client.connectionSettings;
    return { filename: String(filename ?? ''), connectionString: String(connectionString ?? '') };
  });
  const sql = (quantity: number, material: string): string =>
    `UPDATE stock_statuses SET quantity = ${quantity} WHERE material = '${material}'`;
  if (instance.database === 'sqlite') {
    const connection = new BetterSqlite(settings.filename, { timeout: 5000 });
    return {
      door: async (_instance, { materials }, n) => connection.exec(sql(n % 3, materials[n % 2] ?? '')),
      close: async () => connection.close(),
    };
  }
  const client = new Client({ connectionString: settings.connectionString });
  await client.connect();
  return {
    door: (_instance, { materials }, n) => client.query(sql(n % 3, materials[n % 2] ?? '')),
    close: () => client.end(),
  };
};
