import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { Webhook } from 'standardwebhooks';

import { materialActionChanged, pageChanged } from '../../packages/client/src/schemas';
import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';
import { startReceiver, type Receiver } from '../support/receiver';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

interface Told {
  readonly event: string;
  readonly createdAt: string;
  readonly material: string;
  readonly locales: string[];
  readonly changes: Record<string, { old: { type: string } | null; new: { type: string } | null }>;
  readonly newsArticles: { documentId: string; locale: string; slug: string; title: string }[];
}

const recipient = {
  name: 'Ada Beispiel',
  street: 'Beispielweg 1',
  postalCode: '12345',
  city: 'Musterstadt',
  country: 'DE',
  email: 'ada@example.org',
};

/** Everything that was written so far is looked at and sent. */
const settle = (instance: Instance) =>
  instance.run(async (strapi) => {
    const outbox = strapi.plugin('ordering').service('outbox');
    await strapi.plugin('ordering').service('changes').look();
    await outbox.sendDue();
    await outbox.sendDue();
  });

onEveryDatabase('material.action.changed', (database) => {
  let instance: Instance;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
    instance = await startInstance({ database, env: { WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: SECRET } });
  });
  afterAll(async () => {
    await instance.stop();
    await receiver.stop();
  });

  /** The messages that `work` leads to, each verified. */
  const messagesOf = async (work: () => Promise<unknown>): Promise<{ readonly event: string }[]> => {
    await settle(instance);
    const before = receiver.received.length;
    await work();
    await settle(instance);
    return receiver.received
      .slice(before)
      .map(
        ({ headers, body }) => new Webhook(SECRET).verify(body, headers as Record<string, string>) as { event: string }
      );
  };
  const toldBy = async (work: () => Promise<unknown>): Promise<Told[]> =>
    (await messagesOf(work)).filter(({ event }) => event === 'material.action.changed') as Told[];
  const typesOf = (told: Told | undefined, locale = 'de') => [
    told?.changes[locale]?.old?.type ?? null,
    told?.changes[locale]?.new?.type ?? null,
  ];
  const stocked = async (stock: object = {}, material: object = {}) => {
    const documentId = await makeMaterial(instance, { pdfUrl: 'https://example.org/heft.pdf', ...material });
    return { material: documentId, stock: await makeStock(instance, documentId, stock) };
  };
  const order = (material: string, quantity: number) =>
    instance.asReader('/api/orders', {
      method: 'POST',
      body: { data: { lines: [{ material, locale: 'de', quantity }], recipient } },
      headers: { 'Idempotency-Key': randomUUID() },
    });
  const sql = (text: string, ...bindings: (string | number | null)[]) =>
    instance.run(
      async (strapi, statement, values) => void (await strapi.db.connection.raw(statement, values)),
      text,
      bindings
    );

  it('tells by itself, moments after the request that was its cause', async () => {
    const { material, stock } = await stocked({ quantity: 3 });
    await settle(instance);
    const before = receiver.received.length;
    await write(instance, `/api/stock-statuses/${stock}`, { quantity: 0 });
    await receiver.untilReceived(before + 1);
    expect(JSON.parse(receiver.received[before]?.body ?? '')).toMatchObject({ material });
  });

  it('tells once what changed, with both actions and the articles that mention the material', async () => {
    const { material, stock } = await stocked({ quantity: 10 });
    const article = await makeArticle(instance, {
      title: 'Ein Flur wird umgebaut',
      body: [
        { type: 'paragraph', material: { documentId: material }, children: [{ type: 'text', text: 'Bestellen.' }] },
      ],
    });
    const told = await toldBy(() => write(instance, `/api/stock-statuses/${stock}`, { quantity: 0 }));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      event: 'material.action.changed',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      material,
      locales: expect.arrayContaining(['de', 'en', 'fr']),
      newsArticles: [
        { documentId: article, locale: 'de', slug: 'ein-flur-wird-umgebaut', title: 'Ein Flur wird umgebaut' },
      ],
    });
    expect(typesOf(told[0])).toEqual(['order', 'download']);
    expect(JSON.stringify(told)).not.toContain('quantity');
  });

  it('tells that an order took the last copy', async () => {
    const { material } = await stocked({ quantity: 2 });
    expect(await toldBy(() => order(material, 1))).toEqual([]);
    const told = await toldBy(() => order(material, 1));
    expect(told.map((one) => [one.material, ...typesOf(one)])).toEqual([[material, 'order', 'download']]);
    expect(JSON.stringify(told)).not.toContain('example.org/ada');
    expect(JSON.stringify(told)).not.toContain(recipient.email);
  });

  it('tells what was written by SQL', async () => {
    const { material, stock } = await stocked({ quantity: 5 });
    const told = await toldBy(() =>
      sql(`UPDATE stock_statuses SET availability = 'withdrawn' WHERE document_id = ?`, stock)
    );
    expect(told.map((one) => [one.material, ...typesOf(one)])).toEqual([[material, 'order', 'none']]);
  });

  it('tells of publishing, unpublishing and deleting', async () => {
    let material = '';
    const published = await toldBy(
      async () => void (material = await makeMaterial(instance, { pdfUrl: 'https://example.org/a.pdf' }))
    );
    expect(published.map((one) => [one.material, ...typesOf(one)])).toEqual([[material, null, 'download']]);
    const again = await toldBy(() => write(instance, `/api/materials/${material}?locale=de`, { abstract: 'Neu.' }));
    expect(again).toEqual([]);
    const draft = await toldBy(() =>
      write(instance, `/api/materials/${material}?locale=de&status=draft`, { pdfUrl: null })
    );
    expect(draft).toEqual([]);
    const deleted = await toldBy(() => instance.asEditor(`/api/materials/${material}`, { method: 'DELETE' }));
    expect(deleted.map((one) => [one.material, ...typesOf(one)])).toEqual([[material, 'download', null]]);
  });

  it('tells that a PDF of the media library is gone', async () => {
    const pdf = await uploadPdf(instance);
    const material = await makeMaterial(instance, { pdf });
    const told = await toldBy(() => instance.asEditor(`/api/upload/files/${pdf}`, { method: 'DELETE' }));
    expect(told.map((one) => [one.material, ...typesOf(one)])).toEqual([[material, 'download', 'none']]);
  });

  it('tells of the materials that lead to the one that changed', async () => {
    const newest = await makeMaterial(instance, { title: 'Das neue Heft' });
    const middle = await stocked({ availability: 'replaced', successor: newest });
    const oldest = await stocked({ availability: 'replaced', successor: middle.material });
    const told = await toldBy(() =>
      write(instance, `/api/materials/${newest}?locale=de`, { title: 'Das neueste Heft' })
    );
    expect(told.map(({ material }) => material).sort()).toEqual([middle.material, oldest.material].sort());
  });

  it('tells that an expected day has passed', async () => {
    const { material } = await stocked({ availability: 'reprinting', expectedOn: '2031-05-01' });
    const told = await toldBy(() =>
      instance.run(async (strapi) => {
        const settings = strapi.plugin('availability').service('settings');
        const { current } = settings;
        settings.current = async () => ({ ...(await current()), today: '2031-05-02' });
        await strapi.plugin('ordering').service('changes').look();
        settings.current = current;
      })
    );
    expect(told.map((one) => one.material)).toContain(material);
    await settle(instance); // back to today
  });

  it('does not tell what is the same for readers', async () => {
    const { stock } = await stocked({ quantity: 10 });
    expect(
      await toldBy(() => write(instance, `/api/stock-statuses/${stock}`, { quantity: 9, note: 'Regal 4' }))
    ).toEqual([]);
    const there = await toldBy(async () => {
      await sql(`UPDATE stock_statuses SET quantity = 0 WHERE document_id = ?`, stock);
      await sql(`UPDATE stock_statuses SET quantity = 9 WHERE document_id = ?`, stock);
    });
    expect(there.length % 2).toBe(0); // nothing, or there and back if somebody looked in between
  });

  it('does not tell what was rolled back', async () => {
    const { stock } = await stocked({ quantity: 10 });
    const told = await toldBy(() =>
      instance.run(
        (strapi, id) =>
          strapi.db
            .transaction(async ({ trx }) => {
              await strapi.db
                .connection('stock_statuses')
                .transacting(trx)
                .where({ document_id: id })
                .update({ quantity: 0 });
              throw new Error('never mind');
            })
            .catch(() => {}),
        stock
      )
    );
    expect(told).toEqual([]);
  });

  it('is heard on Strapi’s event hub as well', async () => {
    const { material, stock } = await stocked({ quantity: 1 });
    await settle(instance);
    const heard = await instance.run(async (strapi, id) => {
      const events: unknown[] = [];
      const listen = (event: unknown): void => void events.push(event);
      strapi.eventHub.on('material.action.changed', listen as never);
      await strapi.db.connection('stock_statuses').where({ document_id: id }).update({ quantity: 0 });
      await strapi.plugin('ordering').service('changes').look();
      strapi.eventHub.off('material.action.changed', listen as never);
      return events;
    }, stock);
    expect(heard).toEqual([expect.objectContaining({ material })]);
  });

  it.each([500, 302])('tries again under the same id when the receiver answers %i', async (status) => {
    const { stock } = await stocked({ quantity: 1 });
    await settle(instance);
    const before = receiver.received.length;
    receiver.answerWith(status);
    await write(instance, `/api/stock-statuses/${stock}`, { quantity: 0 });
    await settle(instance);
    expect(receiver.received).toHaveLength(before + 1); // it waits before it tries again
    receiver.answerWith(204);
    await sql(`UPDATE ordering_outbox SET due_at = '2000-01-01' WHERE done_at IS NULL`);
    await settle(instance);
    await settle(instance);
    const tries = receiver.received.slice(before);
    expect(tries).toHaveLength(2);
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const { headers, body } of tries) new Webhook(SECRET).verify(body, headers as Record<string, string>);
  });

  it('is taken by the README’s receiver, and what was signed by somebody else is not', async () => {
    const readme = readFileSync(path.resolve(__dirname, '../../plugins/ordering/README.md'), 'utf8');
    const code = /```js\n(import { createServer }[\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const { stock, material } = await stocked({ quantity: 1 });
    await settle(instance);
    const before = receiver.received.length;
    await write(instance, `/api/stock-statuses/${stock}`, { quantity: 0 });
    await settle(instance);
    const { headers, body } = receiver.received[before] ?? { headers: {}, body: '' };

    const child = spawn(process.execPath, ['--input-type=module'], {
      cwd: path.resolve(__dirname, '../..'),
      env: { ...process.env, WEBHOOK_SECRET: SECRET, PORT: '0' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      child.stdin.end(`${code}\nserver.on('listening', () => console.log(server.address().port));`);
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const port = (await lines.next()).value as string;
      const deliver = async (text: string) =>
        (
          await fetch(`http://127.0.0.1:${port}`, {
            method: 'POST',
            body: text,
            headers: Object.fromEntries(
              Object.entries(headers).filter(([name]) => name.startsWith('webhook-')) as [string, string][]
            ),
          })
        ).status;
      expect(await deliver(body)).toBe(204);
      expect((await lines.next()).value).toContain(`rebuild ${material}`);
      expect(await deliver(body.replace(material, 'another'))).toBe(401);
    } finally {
      child.kill();
    }
  });

  describe('page.changed', () => {
    /** Each page that `work` changes, as one text; all of one event. */
    const pagesOf = async (work: () => Promise<unknown>): Promise<string[]> => {
      const events = (await messagesOf(work)).filter(({ event }) => event === 'page.changed');
      expect(events.length).toBeLessThan(2);
      return events.flatMap((event) =>
        pageChanged
          .parse(event)
          .pages.map(({ contentType, documentId, locale, change, slug, oldSlug }) =>
            [contentType.split('.')[1], documentId, locale, change, oldSlug, slug].join(' ')
          )
          .sort()
      );
    };
    const topicNamed = async (name: string): Promise<string> =>
      (await instance.asEditor('/api/topics?locale=de', { method: 'POST', body: { data: { name } } })).body.data
        .documentId;

    it('tells of publishing, a text, a slug, unpublishing, with where the page was, in all languages', async () => {
      let id = '';
      expect(await pagesOf(async () => void (id = await makeMaterial(instance, { title: 'Seite A' })))).toEqual([
        `material ${id} de published  seite-a`,
      ]);
      const text = () => write(instance, `/api/materials/${id}?locale=de`, { abstract: 'Neu.' });
      expect(await pagesOf(text)).toEqual([`material ${id} de changed seite-a seite-a`]);
      expect(await pagesOf(text)).toEqual([]);
      expect(await pagesOf(() => write(instance, `/api/materials/${id}?locale=fr`, { title: 'Page A' }))).toEqual([
        `material ${id} de changed seite-a seite-a`,
        `material ${id} fr published  page-a`,
      ]);
      expect(await pagesOf(() => write(instance, `/api/materials/${id}?locale=fr`, { slug: 'page-b' }))).toEqual([
        `material ${id} de changed seite-a seite-a`,
        `material ${id} fr changed page-a page-b`,
      ]);
      const draft = () => write(instance, `/api/materials/${id}?locale=de&status=draft`, { abstract: 'Entwurf.' });
      expect(await pagesOf(draft)).toEqual([]);
      const remove = () => instance.asEditor(`/api/materials/${id}?locale=fr`, { method: 'DELETE' });
      expect(await pagesOf(remove)).toEqual([
        `material ${id} de changed seite-a seite-a`,
        `material ${id} fr unpublished page-b `,
      ]);
    });

    it('tells of the pages that show what is related: topics by their name, materials by their title', async () => {
      const topic = await topicNamed('Flur');
      const material = await makeMaterial(instance, { title: 'Seite B', topics: [topic] });
      const article = await makeArticle(instance, { title: 'Bericht B', materials: [material], topics: [topic] });
      const both = [
        `material ${material} de changed seite-b seite-b`,
        `news-article ${article} de changed bericht-b bericht-b`,
      ];
      expect(await pagesOf(() => write(instance, `/api/topics/${topic}?locale=de`, { name: 'Gang' }))).toEqual(both);
      expect(await pagesOf(() => write(instance, `/api/topics/${topic}?locale=de`, { name: 'Gang' }))).toEqual([]);
      expect(await pagesOf(() => write(instance, `/api/materials/${material}?locale=de`, { subtitle: 'Neu' }))).toEqual(
        both
      );
      const taken = () => write(instance, `/api/topics/${topic}?locale=de`, { materials: [] });
      expect(await pagesOf(taken)).toEqual([both[0]]);
    });

    it('tells of a picture and of its words, and of what was written by SQL', async () => {
      const picture = await uploadPdf(instance);
      const material = await makeMaterial(instance, { title: `Seite C` });
      const page = [`material ${material} de changed seite-c seite-c`];
      expect(await pagesOf(() => write(instance, `/api/materials/${material}?locale=de`, { cover: picture }))).toEqual(
        page
      );
      expect(await pagesOf(() => sql(`UPDATE files SET alternative_text = 'Ein Flur' WHERE id = ?`, picture))).toEqual(
        page
      );
      expect(
        await pagesOf(() => sql(`UPDATE materials SET abstract = 'Von außen' WHERE document_id = ?`, material))
      ).toEqual(page);
    });

    it('says nothing where only the button is another: its own event does', async () => {
      const { material, stock } = await stocked({ quantity: 1 });
      expect(await pagesOf(() => write(instance, `/api/stock-statuses/${stock}`, { quantity: 0 }))).toEqual([]);
      const pdf = () =>
        write(instance, `/api/materials/${material}?locale=de`, { pdfUrl: 'https://example.org/b.pdf' });
      const events = await messagesOf(pdf);
      expect(events.map(({ event }) => event)).toEqual(['material.action.changed']);
      for (const event of events) expect(materialActionChanged.parse(event)).toBeTruthy();
    });
  });

  it('keeps the secret out of the database', async () => {
    const payloads = await instance.run(
      async (strapi) =>
        (await strapi.db.connection('ordering_outbox').where({ kind: 'webhook' })) as { payload: string }[]
    );
    expect(payloads.length).toBeGreaterThan(0);
    expect(JSON.stringify(payloads)).not.toContain(SECRET.slice(6));
  });
});

describe('material.action.changed', () => {
  it('names what is wrong with a webhook’s configuration at the start', async () => {
    const start = (env: Record<string, string>) =>
      startInstance({ env }).then(
        async (instance) => (await instance.stop(), 'started'),
        (error: unknown) => String(error)
      );
    expect(await start({ WEBHOOK_URL: 'ftp://example.org', WEBHOOK_SECRET: SECRET })).toContain('http:// or https://');
    expect(await start({ WEBHOOK_URL: 'https://example.org', WEBHOOK_SECRET: 'secret' })).toContain('whsec_');
  });

  (process.env.TEST_POSTGRES_URL ? it : it.skip)('tells once, on two servers', async () => {
    const receiver = await startReceiver();
    const env = { WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: SECRET };
    const one = await startInstance({ database: 'postgres', env });
    const DATABASE_URL = await one.run(
      (strapi) => (strapi.config.get('database.connection.connection') as { connectionString: string }).connectionString
    );
    const other = await startInstance({ database: 'postgres', env: { ...env, DATABASE_URL } });
    try {
      const stocks: string[] = [];
      for (let count = 0; count < 10; count += 1) {
        const material = await makeMaterial(one, { pdfUrl: 'https://example.org/heft.pdf' });
        stocks.push(await makeStock(one, material, { quantity: 1 }));
      }
      await settle(one);
      const before = receiver.received.length;
      await one.run(
        async (strapi, ids) =>
          void (await strapi.db.connection('stock_statuses').whereIn('document_id', ids).update({ quantity: 0 })),
        stocks
      );
      await Promise.all([settle(one), settle(other)]);
      await Promise.all([settle(one), settle(other)]);
      await receiver.untilReceived(before + 10);
      const materials = receiver.received.slice(before).map(({ body }) => (JSON.parse(body) as Told).material);
      expect(materials).toHaveLength(10);
      expect(new Set(materials).size).toBe(10);
    } finally {
      await other.stop();
      await one.stop();
      await receiver.stop();
    }
  });
});
