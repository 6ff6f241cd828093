import { randomUUID } from 'node:crypto';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeArticle, makeMaterial, makeStock } from '../support/content';
import { failCommits } from '../support/failing-commits';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';

/** Whoever was answered with a success relies on it. Here the database refuses what is written, when it is committed. */
onEveryDatabase('what is confirmed is committed', (database) => {
  let instance: Instance;
  let admin: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    admin = await makeAdminUser(instance, 'strapi-super-admin');
  });
  afterAll(() => instance.stop());

  const countOf = (table: string): Promise<number> =>
    instance.run(async (strapi, name) => {
      const [row] = (await strapi.db.connection(name).count('* as rows')) as { rows: number }[];
      return Number(row?.rows);
    }, table);

  const whileFailing = async <Result>(tables: readonly string[], work: () => Promise<Result>): Promise<Result> => {
    const mend = await failCommits(instance, tables);
    try {
      return await work();
    } finally {
      await mend();
    }
  };

  const expectNotSaved = ({ status, headers, body }: Answer): void => {
    expect({ status, code: body.error?.details?.code }).toEqual({ status: 503, code: 'commit-failed' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body.error.message).toMatch(/saved|gespeichert/);
  };

  const post = (data: object, locale = 'de') => ({
    path: `?locale=${locale}`,
    asking: { method: 'POST', body: { data } },
  });

  const order = (material: string, key: string): Promise<Answer> =>
    instance.asReader('/api/orders', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: {
        data: {
          lines: [{ material, locale: 'de', quantity: 2 }],
          recipient: {
            ...{ name: 'Ada Beispiel', street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
            email: 'ada@example.org',
          },
        },
      },
    });

  it('takes no order that was not committed, says so in the language of the order, and takes it later under the same key', async () => {
    const material = await makeMaterial(instance);
    const stock = await makeStock(instance, material, { quantity: 10 });
    const key = randomUUID();
    const before = await countOf('ordering_orders');

    const refused = await whileFailing(['ordering_orders'], () => order(material, key));
    expectNotSaved(refused);
    expect(refused.body.error.message).toMatch(/^Das konnte nicht gespeichert werden/);
    expect(await countOf('ordering_orders')).toBe(before);
    expect((await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(10);

    const taken = await order(material, key);
    expect(taken.status).toBe(201);
    expect((await instance.asReader(`/api/orders/${taken.body.data.token}`)).status).toBe(200);
    expect((await order(material, key)).body.data.number).toBe(taken.body.data.number);
    expect((await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(8);
    expect(await countOf('ordering_orders')).toBe(before + 1);
  });

  it('gives nobody the number of an order that does not exist, also when fifty order at once', async () => {
    const material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 100 });
    const before = await countOf('ordering_orders');
    const all = await whileFailing(['ordering_orders'], () =>
      Promise.all(Array.from({ length: 50 }, () => order(material, randomUUID())))
    );
    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 503));
    expect(await countOf('ordering_orders')).toBe(before);
    const later = await Promise.all(Array.from({ length: 10 }, () => order(material, randomUUID())));
    expect(later.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(await countOf('ordering_orders')).toBe(before + 10);
  });

  it('answers 503 to everybody who wanted the last copies at once, where their transaction cannot even begin', async () => {
    const material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 2 });
    const statuses = async (): Promise<number[]> => {
      const all = await Promise.all(Array.from({ length: 10 }, () => order(material, randomUUID())));
      return all.map(({ status }) => status).sort();
    };
    await instance.run(async (strapi) => {
      // A transaction has a client of its own: what it shares with all others is the class.
      const { prototype } = strapi.db.connection.client.constructor as {
        prototype: { _query: (connection: unknown, query: { sql: string }) => Promise<unknown> };
      };
      const send = prototype._query;
      Object.assign(strapi, { mendBegin: () => Object.assign(prototype, { _query: send }) });
      prototype._query = async function (connection, query) {
        if (query.sql.startsWith('BEGIN')) throw new Error('Connection terminated unexpectedly');
        return send.call(this, connection, query);
      };
    });
    try {
      expect(await statuses()).toEqual(Array.from({ length: 10 }, () => 503));
    } finally {
      await instance.run(async (strapi) => {
        (strapi as unknown as { mendBegin: () => void }).mendBegin();
      });
    }
    expect(await statuses()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('saves no content, neither over REST nor GraphQL nor in the admin', async () => {
    const known = await makeMaterial(instance, { title: 'So war es' });
    const draft = await instance.asEditor('/api/materials?locale=de&status=draft', {
      method: 'POST',
      body: { data: { title: 'Ein Entwurf' } },
    });
    const { documentId } = draft.body.data as { documentId: string };
    const before = await countOf('materials');
    const { path: query, asking } = post({ title: 'Gibt es nicht' });
    const MATERIAL = 'api::material.material';

    const refused = await whileFailing(['materials'], async () => [
      await instance.asEditor(`/api/materials${query}`, asking),
      await instance.asEditor(`/api/materials/${known}?locale=de`, {
        method: 'PUT',
        body: { data: { title: 'So nicht' } },
      }),
      await admin.ask(`/content-manager/collection-types/${MATERIAL}?locale=de`, {
        method: 'POST',
        body: { title: 'Auch nicht' },
      }),
      await admin.ask(`/content-manager/collection-types/${MATERIAL}/${documentId}/actions/publish?locale=de`, {
        method: 'POST',
        body: { title: 'Ein Entwurf' },
      }),
    ]);
    for (const answer of refused) expectNotSaved(answer);
    const graphql = await whileFailing(['materials'], () =>
      instance.graphql(
        'mutation ($data: MaterialInput!) { createMaterial(data: $data, locale: "de") { documentId } }',
        { data: { title: 'Gibt es nicht' } },
        true
      )
    );
    expect(graphql.body.errors).toHaveLength(1);
    expect(graphql.body.data?.createMaterial ?? null).toBeNull();

    expect(await countOf('materials')).toBe(before);
    expect((await instance.asEditor(`/api/materials/${known}?locale=de`)).body.data.title).toBe('So war es');
    expect((await instance.asReader(`/api/materials/${documentId}?locale=de`)).status).toBe(404);
    expect((await instance.asEditor(`/api/materials${query}`, asking)).status).toBe(201);
  });

  it('changes no stock: not over REST, not at the desk, not by the feed or a file', async () => {
    const material = await makeMaterial(instance);
    const stock = await makeStock(instance, material, { quantity: 7, orderNumber: `K-${database}` });
    const quantity = async (): Promise<number> =>
      (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as number;
    const form = new FormData();
    form.append('file', new Blob([`orderNumber,quantity\nK-${database},3\n`]), 'bestand.csv');

    const refused = await whileFailing(['stock_statuses'], async () => [
      await instance.asEditor(`/api/stock-statuses/${stock}`, { method: 'PUT', body: { data: { quantity: 3 } } }),
      await admin.ask(`/availability/stock/${stock}/changes`, {
        method: 'POST',
        body: { kind: 'delta', copies: -1 },
      }),
      await admin.ask('/availability/stock/file?dryRun=false', { method: 'POST', body: form }),
      await instance.asEditor('/api/stock-feed', {
        method: 'PUT',
        body: { data: { batch: randomUUID(), lines: [{ orderNumber: `K-${database}`, quantity: 3 }] } },
      }),
    ]);
    for (const answer of refused) expectNotSaved(answer);
    expect(await quantity()).toBe(7);
    expect(
      (await instance.asEditor(`/api/stock-statuses/${stock}`, { method: 'PUT', body: { data: { quantity: 3 } } }))
        .status
    ).toBe(200);
    expect(await quantity()).toBe(3);
  });

  it('puts nobody on the waitlist', async () => {
    const material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: 0, whenSoldOut: 'reprinting' });
    const join = (): Promise<Answer> =>
      instance.asReader('/api/waitlist', {
        method: 'POST',
        body: { data: { material, locale: 'de', email: 'wartet@example.org' } },
      });
    const before = await countOf('ordering_waitlist');
    expectNotSaved(await whileFailing(['ordering_waitlist'], join));
    expect(await countOf('ordering_waitlist')).toBe(before);
    expect((await join()).status).toBe(202);
    expect(await countOf('ordering_waitlist')).toBe(before + 1);
  });

  it('takes no translation over', async () => {
    const title = `Tausch ${database}`;
    await makeMaterial(instance, { title });
    const out = await admin.ask(`/translation-desk/export?locale=fr&search=${encodeURIComponent(title)}`);
    const xliff = (out.body.data.xliff as string).replace(
      /<segment state="initial">\s*<source>([\s\S]*?)<\/source>(\s*<target>[\s\S]*?<\/target>)?/g,
      '<segment state="translated"><source>$1</source><target>FR $1</target>'
    );
    const handIn = (): Promise<Answer> => {
      const form = new FormData();
      form.append('file', new Blob([xliff]), 'fr.xlf');
      return admin.ask('/translation-desk/import?dryRun=false', { method: 'POST', body: form });
    };
    const french = async (): Promise<number> =>
      (await instance.asEditor(`/api/materials?locale=fr&status=draft&filters[title][$eq]=FR ${title}`)).body.meta
        .pagination.total as number;
    expectNotSaved(await whileFailing(['materials'], handIn));
    expect(await french()).toBe(0);
    expect((await handIn()).status).toBe(200);
    expect(await french()).toBe(1);
  });

  it('imports no article', async () => {
    const send = (): Promise<Answer> => {
      const form = new FormData();
      form.append('file', new Blob(['Die Überschrift\n\nEin Absatz mit Text.\n']), 'artikel.txt');
      form.append('locale', 'de');
      form.append('write', 'true');
      return admin.ask('/typo3-import/articles', { method: 'POST', body: form });
    };
    const before = await countOf('news_articles');
    const refused = await whileFailing(['news_articles'], send);
    expectNotSaved(refused);
    expect(await countOf('news_articles')).toBe(before);
    expect((await send()).status).toBe(200);
    expect(await countOf('news_articles')).toBeGreaterThan(before);
  });

  it('counts nothing as imported that was not committed', async () => {
    const before = await countOf('news_articles');
    const records = await countOf('typo3_import_records');
    const outcome = await whileFailing(['typo3_import_records'], () =>
      instance.run(async (strapi) =>
        strapi.db
          .transaction(({ trx }) =>
            trx('typo3_import_records').insert({
              ...{ import_source: 'a', import_id: '1', content_type: 'b', document_id: 'c', locale: 'de' },
              ...{ source_hash: 'd', written_hash: 'e', written_at: 'f' },
            })
          )
          .then(
            () => 'success',
            (error: Error) => error.name
          )
      )
    );
    expect(outcome).toBe('CommitFailed');
    expect(await countOf('typo3_import_records')).toBe(records);
    expect(await countOf('news_articles')).toBe(before);
  });

  it('reports a transaction in which a statement had failed, though somebody caught that error', async () => {
    const article = await makeArticle(instance);
    const outcome = await instance.run(
      (strapi, id) =>
        strapi.db
          .transaction(async ({ trx }) => {
            await trx('news_articles').where({ document_id: id }).update({ kicker: 'Steht es da?' });
            await trx.raw('SELECT nothing FROM nowhere').catch(() => {});
          })
          .then(
            () => 'success',
            (error: Error) => error.name
          ),
      article
    );
    const { kicker } = (await instance.asEditor(`/api/news-articles/${article}?locale=de`)).body.data as {
      kicker: string | null;
    };
    // PostgreSQL takes all of it back, SQLite the one statement: what is said agrees with what is there.
    expect({ outcome, kicker }).toEqual(
      database === 'postgres'
        ? { outcome: 'CommitFailed', kicker: null }
        : { outcome: 'success', kicker: 'Steht es da?' }
    );
  });
});
