import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (...children: object[]) => ({ type: 'paragraph', children });
const mention = (documentId: string, words = 'das Heft') => ({
  type: 'link',
  url: 'https://example.org/',
  material: { documentId },
  children: [text(words)],
});
const callToAction = (documentId: string) => ({ ...paragraph(text('Heft')), material: { documentId } });

/** Logs in to the admin as a person with one role; a role that is not there is made, and may do nothing. */
const asAdmin = async ({ asReader, run }: Instance, role: string) => {
  const email = `${role}@example.org`;
  await run(
    async (strapi, [address, code]) => {
      const found =
        (await strapi.db.query('admin::role').findOne({ where: { code } })) ??
        (await strapi.service('admin::role').create({ name: code }));
      await strapi.service('admin::user').create({
        email: address,
        firstname: 'Test',
        password: 'Geheim-1234',
        isActive: true,
        roles: [found.id],
      });
    },
    [email, role] as const
  );
  const login = await asReader('/admin/login', { method: 'POST', body: { email, password: 'Geheim-1234' } });
  const headers = { authorization: `Bearer ${String(login.body.data.token)}` };
  return (path: string, asking: { method?: string; body?: unknown } = {}): Promise<Answer> =>
    asReader(`/availability/usage${path}`, { ...asking, headers });
};

onEveryDatabase('Where a material is used', (database) => {
  const onSqlite = database === 'sqlite' ? it : it.skip;
  let instance: Instance;
  let ask: Awaited<ReturnType<typeof asAdmin>>;

  beforeAll(async () => {
    instance = await startInstance({ database });
    ask = await asAdmin(instance, 'strapi-super-admin');
  });
  afterAll(() => instance?.stop());

  const usagesOf = async (...materials: string[]) =>
    (await ask(`?materials=${materials.join(',')}`)).body.data.map(
      ({ documentId, locale, title, inDraft, inPublished, kinds }: Record<string, unknown>) => ({
        documentId,
        locale,
        title,
        inDraft,
        inPublished,
        kinds,
      })
    );

  it('names articles by relation, call to action and mention, in the text, in boxes and in lists', async () => {
    const material = await makeMaterial(instance);
    const list = {
      type: 'list',
      format: 'unordered',
      children: [{ type: 'list-item', children: [mention(material)] }],
    };
    const article = await makeArticle(instance, {
      title: 'Alles auf einmal',
      materials: [material],
      body: [paragraph(text('Siehe '), mention(material)), callToAction(material)],
      boxes: [
        { __component: 'news.material-box', materials: [material] },
        { __component: 'news.text-box', text: [list] },
      ],
    });
    await makeArticle(instance, { title: 'Nichts davon', body: [paragraph(text('material'))] });
    expect(await usagesOf(material)).toEqual([
      {
        documentId: article,
        locale: 'de',
        title: 'Alles auf einmal',
        inDraft: true,
        inPublished: true,
        kinds: ['relation', 'call-to-action', 'mention'],
      },
    ]);
  });

  it('finds a mention that stands in a box only', async () => {
    const material = await makeMaterial(instance);
    const boxes = [{ __component: 'news.text-box', text: [paragraph(mention(material))] }];
    const article = await makeArticle(instance, { boxes });
    expect(await usagesOf(material)).toMatchObject([{ documentId: article, kinds: ['mention'], inPublished: true }]);
  });

  it('tells languages apart, and drafts from what is published', async () => {
    const material = await makeMaterial(instance);
    const article = await makeArticle(instance, { body: [callToAction(material)] });
    await write(instance, `/api/news-articles/${article}?locale=en&status=draft`, {
      title: 'News',
      body: [paragraph(mention(material))],
    });
    const usages = await usagesOf(material);
    expect(usages.find(({ locale }: { locale: string }) => locale === 'de')).toMatchObject({ inPublished: true });
    expect(usages.find(({ locale }: { locale: string }) => locale === 'en')).toMatchObject({
      inDraft: true,
      inPublished: false,
      kinds: ['mention'],
    });
    await write(instance, `/api/news-articles/${article}?locale=de&status=draft`, { body: [paragraph(text('leer'))] });
    expect((await usagesOf(material)).find(({ locale }: { locale: string }) => locale === 'de')).toMatchObject({
      inDraft: false,
      inPublished: true,
    });
  });

  it('forgets an article that no longer mentions it, or is gone', async () => {
    const material = await makeMaterial(instance);
    const first = await makeArticle(instance, { body: [callToAction(material)] });
    const second = await makeArticle(instance, { body: [callToAction(material)] });
    await write(instance, `/api/news-articles/${first}?locale=de`, { body: [paragraph(text('leer'))] });
    await instance.asEditor(`/api/news-articles/${second}?locale=de`, { method: 'DELETE' });
    expect(await usagesOf(material)).toEqual([]);
  });

  it('sees what is written past the Document Service', async () => {
    const material = await makeMaterial(instance);
    const article = await makeArticle(instance);
    await instance.run(
      async (strapi, id, body) => {
        await strapi.db.connection('news_articles').where({ document_id: id }).update({ body });
      },
      article,
      JSON.stringify([callToAction(material)])
    );
    expect(await usagesOf(material)).toMatchObject([{ documentId: article, kinds: ['call-to-action'] }]);
  });

  it('reads all texts again when the index was lost', async () => {
    const material = await makeMaterial(instance);
    const article = await makeArticle(instance, { body: [callToAction(material)] });
    await instance.run(async (strapi) => {
      const knex = strapi.db.connection;
      const triggers =
        strapi.db.dialect.client === 'sqlite'
          ? (
              await knex.raw(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'inprint_mentions_%'`)
            ).map(({ name }: { name: string }) => `DROP TRIGGER ${name}`)
          : (
              await knex.raw(
                `SELECT tgname, tgrelid::regclass AS t FROM pg_trigger WHERE tgname LIKE 'inprint_mentions_%'`
              )
            ).rows.map(({ tgname, t }: { tgname: string; t: string }) => `DROP TRIGGER ${tgname} ON ${t}`);
      for (const drop of triggers) await knex.raw(drop);
      await knex('inprint_mentions').del();
      await strapi.plugin('availability').service('usage').prepare();
    });
    expect(await usagesOf(material)).toMatchObject([{ documentId: article }]);
  });

  it('pages, and counts once for each entry and language', async () => {
    const material = await makeMaterial(instance);
    for (let n = 0; n < 3; n += 1)
      await makeArticle(instance, { materials: [material], body: [callToAction(material)] });
    const { body } = await ask(`?materials=${material}&page=2&pageSize=2`);
    expect(body.meta).toEqual({ page: 2, pageSize: 2, total: 3, hidden: 0 });
    expect(body.data).toHaveLength(1);
  });

  onSqlite('does not read all articles for an answer', async () => {
    const material = await makeMaterial(instance);
    await makeArticle(instance, { body: [callToAction(material)] });
    const queries = await instance.queriesOf(() => ask(`?materials=${material}`));
    const counting = queries.find((sql) => sql.includes('inprint_mentions')) ?? '';
    const plan = await instance.run(
      async (strapi, sql, id) => {
        const places = sql.split('?').length - 1;
        const rows = await strapi.db.connection.raw(`EXPLAIN QUERY PLAN ${sql}`, Array(places).fill(id));
        return rows.map(({ detail }: { detail: string }) => detail);
      },
      counting,
      material
    );
    expect(plan.length).toBeGreaterThan(5);
    // What may be scanned is the outcome of the sub-query itself.
    expect(plan.filter((line: string) => line.startsWith('SCAN') && !/SCAN (named|entries)/.test(line))).toEqual([]);
  });

  describe('articles on the site that name materials which are not', () => {
    const unpublished = async (asking = ask) => (await asking('/unpublished')).body;
    const entriesIn = ({ data }: { data: { documentId: string }[] }) => data.map(({ documentId }) => documentId);
    const leave = async (material: string, how: 'unpublish' | 'delete') => {
      await instance.run(
        async (strapi, documentId, method) => {
          const materials = strapi.documents('api::material.material');
          if (method === 'delete') await materials.delete({ documentId, locale: '*' });
          else await materials.unpublish({ documentId, locale: '*' });
        },
        material,
        how
      );
    };

    it('are listed and counted when a material leaves, by text and by relation, and no more when it is back', async () => {
      const before = (await unpublished()).meta.total;
      const material = await makeMaterial(instance, { title: 'Kommt und geht' });
      const inText = await makeArticle(instance, { title: 'Im Text', body: [callToAction(material)] });
      const inRelation = await makeArticle(instance, { title: 'Als Relation', materials: [material] });
      const boxes = [{ __component: 'news.material-box', materials: [material] }];
      const inBox = await makeArticle(instance, { title: 'Im Kasten', boxes });
      expect((await unpublished()).meta.total).toBe(before);

      await leave(material, 'unpublish');
      const { data, meta } = await unpublished();
      expect(meta.total).toBe(before + 3);
      expect(entriesIn({ data }).slice(0, 3).sort()).toEqual([inText, inRelation, inBox].sort());
      expect(data.find(({ documentId }: { documentId: string }) => documentId === inText)).toMatchObject({
        uid: 'api::news-article.news-article',
        locale: 'de',
        title: 'Im Text',
        materials: [{ documentId: material, title: 'Kommt und geht' }],
      });

      await write(instance, `/api/materials/${material}?locale=de`, { title: 'Wieder da' });
      expect((await unpublished()).meta.total).toBe(before);
    });

    it('are listed when a material was deleted, which then has no title', async () => {
      const material = await makeMaterial(instance);
      const article = await makeArticle(instance, { body: [paragraph(mention(material))] });
      await leave(material, 'delete');
      const { data } = await unpublished();
      expect(data[0]).toMatchObject({ documentId: article, materials: [{ documentId: material, title: null }] });
    });

    it('are not listed while they are drafts, or while the material is published in any language', async () => {
      const before = (await unpublished()).meta.total;
      const draft = await makeMaterial(instance, {}, 'de', '&status=draft');
      const written = await instance.asEditor('/api/news-articles?locale=de&status=draft', {
        method: 'POST',
        body: { data: { title: 'Entwurf', body: [callToAction(draft)], materials: [draft] } },
      });
      expect(written.status).toBe(201);
      const english = await makeMaterial(instance, { title: 'Booklet' }, 'en');
      await makeArticle(instance, { body: [callToAction(english)] });
      expect((await unpublished()).meta.total).toBe(before);
    });

    it('are named to nobody who may not read them', async () => {
      const material = await makeMaterial(instance);
      await makeArticle(instance, { body: [callToAction(material)] });
      await leave(material, 'unpublish');
      expect((await instance.asReader('/availability/usage/unpublished')).status).toBe(401);
      const askAsStranger = await asAdmin(instance, 'nobody');
      expect((await askAsStranger('/unpublished')).status).toBe(403);
      // A stock keeper reads materials and no news.
      const askAsKeeper = await asAdmin(instance, 'inprint-stock-keeper');
      expect(await unpublished(askAsKeeper)).toEqual({ data: [], meta: { total: 0 } });
    });

    onSqlite('are found without reading all texts', async () => {
      const queries = await instance.queriesOf(() => ask('/unpublished'));
      const listing = queries.find((sql) => sql.includes('unpublished(material)')) ?? '';
      const plan = await instance.run(async (strapi, sql) => {
        const rows = await strapi.db.connection.raw(`EXPLAIN QUERY PLAN ${sql}`, [5]);
        return rows.map(({ detail }: { detail: string }) => detail);
      }, listing);
      expect(plan.length).toBeGreaterThan(10);
      // Scanned are only the outcomes of the sub-queries: the named materials, and those of them that are unpublished.
      const isSmall = /^SCAN (written|linked_\d+|unpublished|named|\(subquery-\d+\)|CONSTANT ROW)/;
      expect(plan.filter((line: string) => line.startsWith('SCAN') && !isSmall.test(line))).toEqual([]);
    });
  });

  it('lists what a saved article mentions, with what readers get now', async () => {
    const material = await makeMaterial(instance, { title: 'Gut zu wissen', pdfUrl: 'https://example.org/g.pdf' });
    await makeStock(instance, material, { availability: 'out-of-print' });
    const draft = await makeMaterial(instance, { title: 'Entwurf' }, 'de', '&status=draft');
    const article = await makeArticle(instance, { body: [callToAction(material), paragraph(mention(draft))] });
    const { body } = await ask(`/entries/api::news-article.news-article/${article}?locale=de`);
    const byTitle = Object.fromEntries(body.data.map((one: { state: { title: string } }) => [one.state.title, one]));
    expect(byTitle['Gut zu wissen']).toMatchObject({
      material,
      kinds: ['call-to-action'],
      state: { action: { type: 'download', label: 'PDF herunterladen', availability: 'out-of-print' } },
    });
    expect(byTitle['Entwurf']).toMatchObject({ kinds: ['mention'], state: { action: null } });
  });

  it('finds materials by words of the title and by order number', async () => {
    const material = await makeMaterial(instance, { title: 'Kinderrechte im Alltag' });
    await makeStock(instance, material, { orderNumber: 'KR-77' });
    const found = async (words: string) =>
      (await ask(`/materials?locale=de&search=${encodeURIComponent(words)}`)).body.data.map(
        (one: { documentId: string }) => one.documentId
      );
    expect(await found('rechte im')).toEqual([material]);
    expect(await found('KR-77')).toEqual([material]);
    expect(await found('gibt es nicht')).toEqual([]);
    expect(await found('')).toContain(material);
  });

  it('knows the addresses of a material: its page, its shop link, its PDF', async () => {
    const material = await makeMaterial(instance, {
      title: 'Über Wasser',
      orderUrl: 'https://shop.example.org/wasser',
      pdfUrl: 'https://files.example.org/wasser.pdf',
    });
    const urls = [
      '/de/materials/ueber-wasser',
      'https://shop.example.org/wasser',
      'https://files.example.org/wasser.pdf',
      'https://example.org/elsewhere',
    ];
    const { body } = await ask('/addresses', { method: 'POST', body: { urls } });
    expect(body.data).toEqual([
      { url: urls[0], documentId: material, via: 'page' },
      { url: urls[1], documentId: material, via: 'shop' },
      { url: urls[2], documentId: material, via: 'pdf' },
    ]);
  });

  describe('what a change will do', () => {
    const effectsOf = async (body: object) => {
      const { status, body: answer } = await ask('/effects', { method: 'POST', body });
      expect([status, answer.error]).toEqual([200, undefined]);
      return answer as { data: Record<string, unknown>[]; meta: unknown };
    };
    const linesOf = async (body: object) =>
      (await effectsOf(body)).data.map(({ title, locale, kinds, button, link }) => ({
        page: `${String(title)} ${String(locale)}`,
        ...{ kinds, button, link },
      }));

    it('names the pages whose button or link a new state changes, and readers then find it so', async () => {
      const material = await makeMaterial(instance, {
        title: 'Wanderkarte',
        pdfUrl: 'https://files.example.org/w.pdf',
      });
      await write(instance, `/api/materials/${material}?locale=en`, { title: 'Trail map' });
      const stock = await makeStock(instance, material, { quantity: 3 });
      const article = await makeArticle(instance, {
        title: 'Mit Knopf',
        body: [callToAction(material), paragraph(mention(material))],
      });
      await makeArticle(instance, { title: 'As a card', materials: [material] }, 'en');
      await makeArticle(instance, { title: 'Nur im Entwurf', body: [paragraph(text('x'))] });
      const asked = { material, stock: { edition: null, availability: 'out-of-print' } };
      const lines = await linesOf(asked);
      expect(lines).toHaveLength(4);
      expect(lines).toEqual(
        expect.arrayContaining([
          {
            page: 'Wanderkarte de',
            kinds: ['own-page'],
            button: { before: 'Bestellen', after: 'PDF herunterladen' },
            link: null,
          },
          {
            page: 'Trail map en',
            kinds: ['own-page'],
            button: { before: 'Order', after: 'Download PDF (German)' },
            link: null,
          },
          {
            page: 'Mit Knopf de',
            kinds: ['call-to-action', 'mention'],
            button: { before: 'Bestellen', after: 'PDF herunterladen' },
            link: 'moves',
          },
          {
            page: 'As a card en',
            kinds: ['relation'],
            button: { before: 'Order', after: 'Download PDF (German)' },
            link: null,
          },
        ])
      );
      const labelOf = async () =>
        (await instance.asReader(`/api/news-articles/${article}?locale=de`)).body.data.body[0].action.label;
      expect(await labelOf()).toBe('Bestellen'); // asking wrote nothing
      await write(instance, `/api/stock-statuses/${stock}`, { availability: 'out-of-print' });
      expect(await labelOf()).toBe('PDF herunterladen');
      expect(await effectsOf(asked)).toEqual({ data: [], meta: { total: 0, hidden: 0 } });
    });

    it('follows a new slug and an unpublished language to whoever it took the place of', async () => {
      const next = await makeMaterial(instance, { title: 'Auflage zwei' });
      const before = await makeMaterial(instance, { title: 'Auflage eins' });
      await makeStock(instance, before, { availability: 'replaced', successor: next });
      await makeArticle(instance, { title: 'Nennt die erste', body: [paragraph(mention(before))] });
      const moved = await linesOf({ material: next, publish: { locale: 'de', slug: 'zweite-auflage' } });
      expect(moved).toEqual([
        { page: 'Auflage zwei de', kinds: ['own-page'], button: null, link: 'page-moves' },
        {
          page: 'Auflage eins de',
          kinds: ['own-page'],
          button: { before: 'Zur neuen Ausgabe', after: 'Zur neuen Ausgabe' },
          link: null,
        },
        { page: 'Nennt die erste de', kinds: ['mention'], button: null, link: 'moves' },
      ]);
      const gone = await linesOf({ material: next, unpublish: 'all' });
      expect(gone.map(({ page, button, link }) => [page, button, link])).toEqual([
        ['Auflage zwei de', null, 'page-goes'],
        ['Auflage eins de', { before: 'Zur neuen Ausgabe', after: null }, null],
        ['Nennt die erste de', null, 'moves'],
      ]);
    });

    it('tells of another file, and of a shop that all languages share', async () => {
      const pdf = await uploadPdf(instance);
      const material = await makeMaterial(instance, { title: 'Mit Datei', pdf });
      await write(instance, `/api/materials/${material}?locale=en`, { title: 'With a file' });
      await makeStock(instance, material, { availability: 'out-of-print' });
      const same = await linesOf({ material, publish: { locale: 'de', pdf } });
      expect(same).toEqual([]);
      const without = await linesOf({ material, publish: { locale: 'de', pdf: null } });
      expect(without.map(({ page, button }) => [page, button])).toEqual([
        ['Mit Datei de', { before: 'PDF herunterladen', after: null }],
        ['With a file en', { before: 'Download PDF (German)', after: null }],
      ]);
      const shop = {
        material,
        stock: { edition: null, availability: 'on-demand' },
        publish: { locale: 'de', orderUrl: 'https://shop.example.org/x' },
      };
      expect((await linesOf(shop)).map(({ page, button }) => [page, button])).toEqual([
        ['Mit Datei de', { before: 'PDF herunterladen', after: 'Bestellen' }],
        ['With a file en', { before: 'Download PDF (German)', after: 'Order' }],
      ]);
    });

    it('is told to nobody who may not read it', async () => {
      const material = await makeMaterial(instance, { title: 'Vertraulich' });
      await makeArticle(instance, { title: 'Von anderen', body: [callToAction(material)] });
      const asked = { method: 'POST', body: { material, unpublish: 'all' } };
      expect((await instance.asReader('/availability/usage/effects', asked)).status).toBe(401);
      expect((await (await asAdmin(instance, 'bare-too'))('/effects', asked)).status).toBe(403);
      const wrong = await ask('/effects', { method: 'POST', body: { material, stock: { edition: null, state: 'x' } } });
      expect(wrong.status).toBe(400);
    });
  });

  it('answers nobody without a login, and names nothing to a role that may not read it', async () => {
    const material = await makeMaterial(instance);
    await makeArticle(instance, { body: [callToAction(material)] });
    expect((await instance.asReader(`/availability/usage?materials=${material}`)).status).toBe(401);
    expect((await instance.asEditor(`/availability/usage?materials=${material}`)).status).toBe(401);
    const askAsNobody = await asAdmin(instance, 'bare');
    const refused = await askAsNobody(`?materials=${material}`);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch(/may not read/);
    // Strapi's authors read what they wrote themselves.
    const askAsAuthor = await asAdmin(instance, 'strapi-author');
    expect((await askAsAuthor(`?materials=${material}`)).body).toMatchObject({
      data: [],
      meta: { total: 1, hidden: 1 },
    });
  });

  it.each([
    ['?materials=a b', 'materials'],
    ['?materials=a&page=0', 'page'],
    ['/states', 'ids'],
  ])('says what is wrong with %s', async (path, field) => {
    const { status, body } = await ask(path);
    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });
});
