import { knex } from 'knex';

import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

const ACTION_FIELDS = [
  'type', 'label', 'accessibleLabel', 'url', 'notice', 'locale', 'availability', 'onixCode', 'schemaOrg', 'lowStock',
  'expectedOn', 'maxPerOrder', 'file', 'successor', 'waitlist',
]; // prettier-ignore

const GRAPHQL_ACTION = `action {
  type label accessibleLabel url notice locale availability onixCode schemaOrg lowStock expectedOn maxPerOrder
  file { url name mime sizeInBytes locale } successor { documentId slug title } waitlist
}`;

const say = (text: string) => ({ type: 'text', text });
const callToAction = (documentId: string) => ({
  type: 'paragraph',
  material: { documentId },
  children: [say('einst')],
});
const mention = (documentId: string) => ({
  type: 'paragraph',
  children: [
    say('im '),
    { type: 'link', url: 'https://example.org/alt', material: { documentId }, children: [say('Heft')] },
    say('.'),
  ],
});

/** A refusal in Strapi's shape, with words that name the field. */
const expectRefusal = ({ status, body }: Answer, code: number, words: RegExp): void => {
  expect({ status, message: body.error?.message }).toEqual({ status: code, message: expect.stringMatching(words) });
  expect(body.error).toMatchObject({ status: code, name: expect.any(String), details: expect.anything() });
};

onEveryDatabase('the public contract', (database) => {
  const onSqlite = database === 'sqlite' ? it : it.skip;
  let instance: Instance;
  let pdf: number;
  beforeAll(async () => {
    instance = await startInstance({ database });
    pdf = await uploadPdf(instance);
  });
  afterAll(() => instance.stop());

  const read = async (path: string) => (await instance.asReader(path)).body.data;
  const actionOf = async (documentId: string, query = '') =>
    (await read(`/api/materials/${documentId}?${query}`)).action;

  describe('action', () => {
    it('is the same over REST, GraphQL and /api/availability, with all its fields', async () => {
      const material = await makeMaterial(instance, { pdf });
      await makeStock(instance, material, { availability: 'reprinting', expectedOn: '2031-03-01' });
      const rest = await actionOf(material);
      const { body } = await instance.graphql(`query ($id: ID!) { material(documentId: $id) { ${GRAPHQL_ACTION} } }`, {
        id: material,
      });
      const [button] = await read(`/api/availability?materials=${material}`);
      expect(Object.keys(rest).sort()).toEqual([...ACTION_FIELDS].sort());
      expect(body.data.material.action).toEqual(rest);
      expect(button).toEqual({ documentId: material, action: rest });
      expect(rest).toMatchObject({
        type: 'download',
        availability: 'reprinting',
        expectedOn: '2031-03-01',
        file: { mime: 'application/pdf' },
      });
      expect(rest.file.sizeInBytes).toBeGreaterThan(300);
    });

    it('is there under every selection: lists, fields, populate at any depth, components and dynamic zones', async () => {
      const material = await makeMaterial(instance, { pdfUrl: 'https://files.example.org/a.pdf' });
      const { body: topic } = await instance.asEditor('/api/topics', {
        method: 'POST',
        body: { data: { name: 'Medien', materials: [material] } },
      });
      const article = await makeArticle(instance, {
        materials: [material],
        boxes: [
          { __component: 'news.material-box', heading: 'Dazu', materials: [material] },
          { __component: 'news.text-box', heading: 'Text', text: [callToAction(material)] },
        ],
      });
      const list = await read(`/api/materials?filters[documentId][$eq]=${material}&fields[0]=title`);
      expect(Object.keys(list[0]).sort()).toEqual(['action', 'documentId', 'id', 'title']);

      const deep = await read(
        `/api/news-articles/${article}?populate[boxes][populate]=*&populate[materials][fields][0]=isbn&populate[materials][populate][newsArticles][populate][materials]=true`
      );
      const [box, textBox] = deep.boxes;
      const [nested] = deep.materials;
      expect([
        box.materials[0].action.type,
        nested.action.type,
        nested.newsArticles[0].materials[0].action.type,
      ]).toEqual(Array(3).fill('download'));
      expect(textBox.text[0].action).toEqual(nested.action);
      const inTopic = await read(`/api/topics/${topic.data.documentId}?populate=materials`);
      expect(inTopic.materials[0].action).toEqual(nested.action);

      const { body } = await instance.graphql(
        `query ($id: ID!) { newsArticle(documentId: $id) { boxes {
          ... on ComponentNewsMaterialBox { materials { newsArticles { materials { action { type } } } } }
          ... on ComponentNewsTextBox { text }
        } } }`,
        { id: article }
      );
      expect(body.data.newsArticle.boxes[0].materials[0].newsArticles[0].materials[0].action.type).toBe('download');
      expect(body.data.newsArticle.boxes[1].text[0].action).toEqual(nested.action);
    });

    it('comes with what a write answers, and can be sent back', async () => {
      const material = await makeMaterial(instance, { pdf });
      const { body } = await instance.asEditor(`/api/materials/${material}`);
      const answer = body.data;
      const changed = await instance.asEditor(`/api/materials/${material}`, {
        method: 'PUT',
        body: { data: { ...answer, subtitle: 'neu' } },
      });
      expect(changed.status).toBe(200);
      expect(changed.body.data).toMatchObject({ subtitle: 'neu', action: { type: 'download' } });
    });

    it('speaks the language of the row, and says in which language the PDF is', async () => {
      const material = await makeMaterial(instance, { title: 'Heft', pdf });
      await write(instance, `/api/materials/${material}?locale=fr`, { title: 'Cahier' });
      await makeStock(instance, material, { availability: 'out-of-print' });
      expect(await actionOf(material, 'locale=fr')).toMatchObject({
        locale: 'fr',
        label: 'Télécharger le PDF (allemand)',
        notice: 'L’édition imprimée est épuisée.',
        file: { locale: 'de' },
      });
      const everyLocale = await read(`/api/materials?locale=*&fields[0]=title&filters[documentId][$eq]=${material}`);
      expect(everyLocale.map((row: { action: { locale: string } }) => row.action.locale).sort()).toEqual(['de', 'fr']);
      const { body } = await instance.graphql(
        `{ materials(locale: "fr", filters: { documentId: { eq: "${material}" } }) { action { label } } }`
      );
      expect(body.data.materials[0].action.label).toBe('Télécharger le PDF (allemand)');
    });

    it('knows a print run of one language from the one for all', async () => {
      const material = await makeMaterial(instance, { pdf });
      await write(instance, `/api/materials/${material}?locale=en`, { title: 'Booklet' });
      await makeStock(instance, material, { edition: 'en', quantity: 5 });
      await makeStock(instance, material, { availability: 'out-of-print' });
      expect((await actionOf(material)).type).toBe('download');
      expect((await actionOf(material, 'locale=en')).type).toBe('order');
    });

    it('follows a quantity to 0 and back, and says nothing of how many there are', async () => {
      const material = await makeMaterial(instance, { pdf, maxPerOrder: 7 });
      const stock = await makeStock(instance, material, {
        quantity: 4711,
        lowStockAt: 5000,
        whenSoldOut: 'reprinting',
      });
      const inStock = await instance.asReader(`/api/materials/${material}?populate=*`);
      expect(inStock.body.data.action).toMatchObject({
        type: 'order',
        lowStock: true,
        schemaOrg: 'https://schema.org/LimitedAvailability',
        maxPerOrder: 7,
      });
      expect(JSON.stringify(inStock.body)).not.toContain('4711');
      await write(instance, `/api/stock-statuses/${stock}`, { quantity: 0 });
      expect(await actionOf(material)).toMatchObject({
        type: 'download',
        availability: 'reprinting',
        lowStock: false,
        maxPerOrder: null,
      });
      await write(instance, `/api/stock-statuses/${stock}`, { quantity: 1 });
      expect(await actionOf(material)).toMatchObject({ type: 'order', availability: 'in-stock' });
    });

    it('lets a sold-out record be read, edited and sent back', async () => {
      const material = await makeMaterial(instance, { pdf });
      const stock = await makeStock(instance, material, { quantity: 0 });
      const { body } = await instance.asEditor(`/api/stock-statuses/${stock}`);
      expect(body.data).toMatchObject({ availability: 'out-of-print', quantity: 0 });
      expect(body.data).not.toHaveProperty('soldOut');
      await write(instance, `/api/stock-statuses/${stock}`, { ...body.data, quantity: 200 });
      expect(await actionOf(material)).toMatchObject({ type: 'order', availability: 'in-stock' });
    });

    it('stays as the editor said when copies come to an edition that was called out of print', async () => {
      const material = await makeMaterial(instance, { pdf });
      const stock = await makeStock(instance, material, { availability: 'out-of-print', quantity: 0 });
      await write(instance, `/api/stock-statuses/${stock}`, { quantity: 10 });
      expect((await actionOf(material)).availability).toBe('out-of-print');
      await write(instance, `/api/stock-statuses/${stock}`, { availability: 'in-stock' });
      expect((await actionOf(material)).type).toBe('order');
    });
  });

  describe('a recalled text', () => {
    it('is handed out by no field, to no reader', async () => {
      const material = await makeMaterial(instance, { pdf, pdfUrl: 'https://files.example.org/recalled.pdf' });
      await makeStock(instance, material, { availability: 'withdrawn' });
      const { body } = await instance.asReader(`/api/materials/${material}?populate=*`);
      expect(body.data).toMatchObject({ pdf: null, pdfUrl: null, action: { type: 'none', url: null, file: null } });
      const answer = await instance.graphql(
        `{ material(documentId: "${material}") { pdfUrl pdf { url } action { url file { url } } } }`
      );
      expect(answer.body.data.material).toEqual({ pdfUrl: null, pdf: null, action: { url: null, file: null } });
      const list = await instance.asReader(`/api/materials?populate=pdf&filters[documentId][$eq]=${material}`);
      expect(list.body.data[0].pdf).toBeNull();
      // Its editors can still get at it.
      expect((await instance.asEditor(`/api/materials/${material}?populate=pdf`)).body.data.pdf.id).toBe(pdf);
    });

    it('is gone under its old address, unless something else is in the same file', async () => {
      const file = await uploadPdf(instance, 'recalled.pdf');
      const material = await makeMaterial(instance, { pdf: file });
      const stock = await makeStock(instance, material, { availability: 'out-of-print' });
      const { url } = await actionOf(material);
      const fetched = async () => (await instance.asReader(url)).status;
      expect(await fetched()).toBe(200);
      await write(instance, `/api/stock-statuses/${stock}`, { availability: 'withdrawn' });
      const { status, body } = await instance.asReader(url);
      expect({ status, body }).toEqual({ status: 410, body: expect.stringMatching(/zurückgezogen/) });
      expect((await instance.asReader(url, { method: 'HEAD' })).status).toBe(410);
      const spellings = [url.replace('.pdf', '%2Epdf'), url.replace('recalled', 'rec%61lled'), url.replace('/uploads/', '/uploads//')]; // prettier-ignore
      for (const spelling of spellings) expect([spelling, (await instance.asReader(spelling)).status]).toEqual([spelling, 410]); // prettier-ignore
      await makeMaterial(instance, { pdf: file });
      expect(await fetched()).toBe(200);
    });

    it('is not handed out on the pages of other languages', async () => {
      const material = await makeMaterial(instance, { pdfUrl: 'https://files.example.org/recalled.pdf' });
      await write(instance, `/api/materials/${material}?locale=en`, { title: 'Guide' });
      await makeStock(instance, material, { edition: 'de', availability: 'withdrawn' });
      await makeStock(instance, material, { edition: 'en', availability: 'out-of-print', orderNumber: 'EN-1' });
      expect(await actionOf(material, 'locale=en')).toMatchObject({ type: 'none', file: null, onixCode: '51' });
    });
  });

  describe('availability', () => {
    it('filters and sorts materials, over REST and GraphQL, in each language', async () => {
      const title = 'Sortiertes';
      const outOfPrint = await makeMaterial(instance, { title });
      const split = await makeMaterial(instance, { title });
      await write(instance, `/api/materials/${split}?locale=en`, { title });
      await makeStock(instance, outOfPrint, { availability: 'out-of-print' });
      await makeStock(instance, split, { edition: 'de', availability: 'withdrawn' });
      await makeStock(instance, split, { edition: 'en', availability: 'on-demand' });
      const idsOf = async (query: string) =>
        (await read(`/api/materials?filters[title][$eq]=${title}&${query}`)).map(
          ({ documentId }: { documentId: string }) => documentId
        );
      expect(await idsOf('filters[availability][$eq]=out-of-print')).toEqual([outOfPrint]);
      expect(await idsOf('filters[availability][$eq]=on-demand')).toEqual([]);
      expect(await idsOf('filters[availability][$eq]=on-demand&locale=en')).toEqual([split]);
      expect(await idsOf('sort=availability:asc')).toEqual([outOfPrint, split]);
      expect(await idsOf('sort=availability:desc')).toEqual([split, outOfPrint]);
      const { body } = await instance.graphql(
        `{ materials(filters: { title: { eq: "${title}" }, availability: { eq: "out-of-print" } }) { documentId availability } }`
      );
      expect(body.data.materials).toEqual([{ documentId: outOfPrint, availability: 'out-of-print' }]);
    });

    it('follows every door: a plain SQL update, publishing again, a deleted record', async () => {
      const material = await makeMaterial(instance);
      const stock = await makeStock(instance, material, { quantity: 2 });
      const filtered = async () =>
        (await read(`/api/materials?filters[documentId][$eq]=${material}&filters[availability][$eq]=out-of-print`))
          .length;
      await instance.run(
        (strapi, id) => strapi.db.connection('stock_statuses').where({ document_id: id }).update({ quantity: 0 }),
        stock
      );
      expect(await filtered()).toBe(1);
      await write(instance, `/api/materials/${material}`, { subtitle: 'neue Zeilen' });
      expect(await filtered()).toBe(1);
      await instance.asEditor(`/api/stock-statuses/${stock}`, { method: 'DELETE' });
      expect(await filtered()).toBe(0);
      expect(await actionOf(material)).toMatchObject({ availability: null, type: 'none' });
    });

    it('cannot be written on a material: it follows from the stock', async () => {
      const material = await makeMaterial(instance, { availability: 'in-stock' });
      expect(await read(`/api/materials/${material}`)).toMatchObject({ availability: null, action: { type: 'none' } });
    });

    it('goes with its material: no stock status is left behind', async () => {
      const material = await makeMaterial(instance);
      await makeStock(instance, material, { orderNumber: 'FREED' });
      await instance.asEditor(`/api/materials/${material}?locale=*`, { method: 'DELETE' });
      expect((await instance.asEditor('/api/stock-statuses?filters[orderNumber][$eq]=FREED')).body.data).toEqual([]);
    });
  });

  describe('mentions in text', () => {
    const bodyOf = async (article: string) => (await read(`/api/news-articles/${article}`)).body;

    it('of a material that is not published, deleted or never was lose their link and keep their words', async () => {
      const material = await makeMaterial(instance, { pdf });
      const article = await makeArticle(instance, {
        body: [mention(material), callToAction('nobody'), mention('no body!')],
      });
      expect((await bodyOf(article))[0].children[1]).toMatchObject({
        type: 'link',
        url: expect.stringContaining('/uploads/'),
      });
      await instance.run(
        (strapi, id) => strapi.documents('api::material.material' as never).unpublish({ documentId: id } as never),
        material
      );
      for (const body of [
        await bodyOf(article),
        (await instance.graphql(`{ newsArticle(documentId: "${article}") { body } }`)).body.data.newsArticle.body,
      ]) {
        expect(body[0].children.map((node: { text: string }) => node.text)).toEqual(['im ', 'Heft', '.']);
        expect(body[1].children).toEqual([say('einst')]);
        expect(JSON.stringify(body)).not.toContain('"link"');
      }
    });

    it('keep the last words the editor saw: what is stored is what was sent', async () => {
      const material = await makeMaterial(instance, { pdf });
      const sent = [callToAction(material), mention(material)];
      const article = await makeArticle(instance, { body: sent });
      const stored = await instance.run(
        (strapi, id) =>
          strapi.db
            .query('api::news-article.news-article')
            .findOne({ where: { documentId: id, publishedAt: { $notNull: true } } }),
        article
      );
      expect((stored as { body: unknown }).body).toEqual(sent);
      const answer = await bodyOf(article);
      await write(instance, `/api/news-articles/${article}`, { body: answer });
      const again = await instance.run(
        (strapi, id) =>
          strapi.db
            .query('api::news-article.news-article')
            .findOne({ where: { documentId: id, publishedAt: { $notNull: true } } }),
        article
      );
      expect(JSON.stringify((again as { body: unknown }).body)).not.toContain('"action"');
      expect((again as { body: { material: unknown }[] }).body[0]?.material).toEqual({ documentId: material });
    });

    it('speak the language of the text they stand in', async () => {
      const material = await makeMaterial(instance, { pdf });
      const article = await makeArticle(instance, { title: 'English', body: [callToAction(material)] }, 'en');
      const rest = await read(`/api/news-articles/${article}?locale=en`);
      const { body } = await instance.graphql(`{ newsArticle(documentId: "${article}", locale: "en") { body } }`);
      expect(rest.body[0].action).toMatchObject({ locale: 'en', label: 'Download PDF (German)' });
      expect(body.data.newsArticle.body).toEqual(rest.body);
    });
  });

  describe('slugs', () => {
    it('answer, also under a former name, which leads to the present one', async () => {
      const material = await makeMaterial(instance, { title: 'Alter Name für Bücher' });
      expect((await instance.asReader('/api/materials/slug/alter-name-fuer-buecher')).body.meta.canonicalSlug).toBe(
        'alter-name-fuer-buecher'
      );
      await write(instance, `/api/materials/${material}`, { slug: 'neuer-name' });
      const former = await instance.asReader('/api/materials/slug/alter-name-fuer-buecher?fields=title');
      expect(former.body).toMatchObject({
        data: { documentId: material, action: { type: 'none' } },
        meta: { canonicalSlug: 'neuer-name' },
      });
      expect((await instance.asReader('/api/materials/slug/neuer-name')).status).toBe(200);
      expect((await instance.asReader('/api/materials/slug/neuer-name?locale=en')).status).toBe(404);
      const article = await makeArticle(instance, { title: 'Eine Meldung' });
      expect(
        (await instance.asReader('/api/news-articles/slug/eine-meldung?populate=materials')).body.data.documentId
      ).toBe(article);
    });

    it('change again and again, and every former one still leads to the entry', async () => {
      const material = await makeMaterial(instance, { title: 'Immer anders' });
      for (const slug of ['anders-1', 'anders-2', 'anders-3', 'anders-2'])
        await write(instance, `/api/materials/${material}`, { slug });
      for (const slug of ['immer-anders', 'anders-1', 'anders-3', 'anders-2']) {
        const { body } = await instance.asReader(`/api/materials/slug/${slug}`);
        expect(body).toMatchObject({ data: { documentId: material }, meta: { canonicalSlug: 'anders-2' } });
      }
    });

    it('wait in the draft until it is published, whatever else is written meanwhile', async () => {
      const material = await makeMaterial(instance, { title: 'Vorerst so' });
      await write(instance, `/api/materials/${material}?status=draft`, { slug: 'bald-anders' });
      await write(instance, `/api/materials/${material}?status=draft`, { abstract: 'Worum es geht' });
      expect((await read(`/api/materials/${material}`)).slug).toBe('vorerst-so');
      const { body } = await instance.asEditor(`/api/materials/${material}?status=draft`);
      expect(body.data.slug).toBe('bald-anders');
      await write(instance, `/api/materials/${material}`, {});
      const former = await instance.asReader('/api/materials/slug/vorerst-so');
      expect(former.body.meta.canonicalSlug).toBe('bald-anders');
    });

    it('are kept apart: made ones get a number, chosen ones are refused with a reason', async () => {
      await makeMaterial(instance, { title: 'Doppelt' });
      const second = await makeMaterial(instance, { title: 'Doppelt' });
      expect((await read(`/api/materials/${second}`)).slug).toBe('doppelt-2');
      const put = (slug: string) =>
        instance.asEditor(`/api/materials/${second}`, { method: 'PUT', body: { data: { slug } } });
      expectRefusal(await put('doppelt'), 400, /^slug: “doppelt” is taken/);
      expectRefusal(await put('Große Worte'), 400, /^slug must be lower-case.*“grosse-worte”/);
      expectRefusal(await put('a'.repeat(10_000)), 400, /slug/);
    });

    it('are kept apart for entries that are made at the same moment', async () => {
      const made = await Promise.all(Array.from({ length: 8 }, () => makeMaterial(instance, { title: 'Zugleich' })));
      const slugs = await Promise.all(made.map(async (id) => (await read(`/api/materials/${id}`)).slug as string));
      expect(slugs.sort()).toEqual(['zugleich', ...[2, 3, 4, 5, 6, 7, 8].map((number) => `zugleich-${number}`)]);
    });

    it.each(['a'.repeat(10_000), '%00', "' OR 1=1 --", '..%2f..%2fetc%2fpasswd', '🙂'])(
      'an odd one is not found, and nothing breaks (%#)',
      async (slug) => {
        const { status } = await instance.asReader(
          `/api/materials/slug/${slug.startsWith('%') || slug.includes('%2f') ? slug : encodeURIComponent(slug)}`
        );
        expect([400, 404, 414]).toContain(status);
      }
    );
  });

  describe('the date of an article', () => {
    it('is the day it is published on, where it has none', async () => {
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());
      const dated = await makeArticle(instance, { date: '2031-02-03' });
      expect((await read(`/api/news-articles/${dated}`)).date).toBe('2031-02-03');
      await write(instance, `/api/news-articles/${dated}`, { lead: 'Worum es geht' });
      expect((await read(`/api/news-articles/${dated}`)).date).toBe('2031-02-03');
      expect((await read(`/api/news-articles/${await makeArticle(instance)}`)).date).toBe(today);
      const { body } = await instance.asEditor('/api/news-articles?locale=de&status=draft', {
        method: 'POST',
        body: { data: { title: 'Erst ein Entwurf' } },
      });
      expect(body.data.date).toBeNull();
      const { documentId } = body.data as { documentId: string };
      await instance.run(
        (strapi, id) =>
          strapi
            .documents('api::news-article.news-article')
            .publish({ documentId: id })
            .then(() => 0),
        documentId
      );
      expect((await read(`/api/news-articles/${documentId}`)).date).toBe(today);
    });
  });

  describe('/api/availability', () => {
    it('leaves out what is unknown or not published, and keeps the order', async () => {
      const [first, second] = [await makeMaterial(instance), await makeMaterial(instance)];
      const draft = await makeMaterial(instance, {}, 'de', '&status=draft');
      const { body } = await instance.asReader(
        `/api/availability?materials=${second},unknown,${first},${draft},${second}&locale=en`
      );
      expect(body.data.map(({ documentId }: { documentId: string }) => documentId)).toEqual([second, first]);
    });
    it.each([
      ['materials=', /^materials: name at least one/],
      ['', /^materials: name at least one/],
      [
        `materials=${Array.from({ length: 101 }, (_, index) => `id${index}`).join(',')}`,
        /^materials: at most 100.*101/,
      ],
      ['materials=a%27b', /^materials: a documentId has only letters/],
      ['materials[a][b]=c', /^materials/],
      ['materials=abc&locale=xx', /^locale: this site has de, en, fr/],
      ['materials=abc&locale=de&locale=en', /^locale/],
    ])('refuses %s with words', async (query, words) =>
      expectRefusal(await instance.asReader(`/api/availability?${query}`), 400, words)
    );
  });

  describe('what readers may see', () => {
    it('is materials, news and topics, and nothing else', async () => {
      for (const path of ['materials', 'news-articles', 'topics'])
        expect((await instance.asReader(`/api/${path}`)).status).toBe(200);
      for (const path of ['stock-statuses', 'upload/files', 'users', 'users-permissions/roles', 'i18n/locales']) {
        expect([403, 404]).toContain((await instance.asReader(`/api/${path}`)).status);
      }
      const { body } = await instance.graphql('{ stockStatuses { quantity } }');
      expect(body.errors[0].extensions.error.name).toBe('ForbiddenError');
      expect(
        (await instance.asReader('/api/materials', { method: 'POST', body: { data: { title: 'x' } } })).status
      ).toBe(403);
    });

    it('is never a draft, over no door; a token that may gets them with their own action', async () => {
      const material = await makeMaterial(instance, { pdfUrl: 'https://files.example.org/published.pdf' });
      await instance.asEditor(`/api/materials/${material}?status=draft`, {
        method: 'PUT',
        body: { data: { pdfUrl: 'https://files.example.org/draft.pdf' } },
      });
      const article = await makeArticle(instance, { materials: [material] });
      expectRefusal(await instance.asReader(`/api/materials/${material}?status=draft`), 403, /Drafts are not public/);
      expectRefusal(await instance.asReader('/api/materials?status=draft'), 403, /Drafts are not public/);
      // Nor is it public which entries are being worked on.
      await makeMaterial(instance, { slug: 'noch-geheim' }, 'de', '&status=draft');
      for (const slug of ['noch-geheim', 'gibt-es-nicht']) {
        const asked = await instance.asReader(`/api/materials/slug/${slug}?status=draft`);
        expectRefusal(asked, 403, /Drafts are not public/);
      }
      expect((await instance.asEditor('/api/materials/slug/noch-geheim?status=draft')).status).toBe(200);
      for (const filter of ['publicationFilter=modified', 'publicationFilter=unmodified', 'hasPublishedVersion=true']) {
        expectRefusal(await instance.asReader(`/api/materials?${filter}`), 403, /Whether an entry has a draft/);
        expect((await instance.asEditor(`/api/materials?${filter}`)).status).toBe(200);
      }
      // A status that Strapi does not know would mean "drafts and published".
      for (const odd of ['status=NaN', 'status=', 'status[]=draft', 'status=published&status=draft']) {
        for (const path of ['/api/materials', `/api/materials/${material}`]) {
          const { status, body } = await instance.asReader(`${path}?${odd}`);
          expect({ odd, isRefused: status === 400 || status === 403, text: JSON.stringify(body) }).toEqual({
            odd,
            isRefused: true,
            text: expect.not.stringContaining('draft.pdf'),
          });
        }
      }
      const nested = await instance.asReader(`/api/news-articles/${article}?populate[materials][status]=draft`);
      expect(JSON.stringify(nested.body)).not.toContain('draft.pdf');
      for (const query of [
        'materials(status: DRAFT) { title }',
        'materials_connection(status: DRAFT) { nodes { title } }',
      ]) {
        expect((await instance.graphql(`{ ${query} }`)).body.errors[0].message).toMatch(/Drafts are not public/);
      }
      for (const query of [
        'materials(publicationFilter: MODIFIED) { title }',
        'materials_connection(publicationFilter: MODIFIED) { pageInfo { total } }',
      ]) {
        expect((await instance.graphql(`{ ${query} }`)).body.errors[0].message).toMatch(/Whether an entry has a draft/);
      }
      for (const query of [
        `{ newsArticle(documentId: "${article}") { materials(status: DRAFT) { pdfUrl } } }`,
        `{ newsArticle(documentId: "${article}") { materials(filters: { publishedAt: { null: true } }) { pdfUrl } } }`,
        `{ topics { materials { pdfUrl } } materials(filters: { publishedAt: { null: true } }) { pdfUrl } }`,
      ]) {
        expect(JSON.stringify((await instance.graphql(query)).body)).not.toContain('draft.pdf');
      }

      expect((await actionOf(material)).url).toContain('published.pdf');
      const draft = await instance.asEditor(`/api/materials/${material}?status=draft`);
      expect(draft.body.data.action.url).toContain('draft.pdf');
      const inGraphql = await instance.graphql(
        `{ material(documentId: "${material}", status: DRAFT) { action { url } } }`,
        {},
        true
      );
      expect(inGraphql.body.data.material.action.url).toContain('draft.pdf');
    });

    it('is never a file that was deleted from the media library', async () => {
      const gone = await uploadPdf(instance, 'gone.pdf');
      const material = await makeMaterial(instance, { pdf: gone });
      expect((await actionOf(material)).type).toBe('download');
      await instance.asEditor(`/api/upload/files/${gone}`, { method: 'DELETE' });
      expect(await actionOf(material)).toMatchObject({ type: 'none', url: null, file: null });
    });
  });

  describe('bad input', () => {
    it.each([
      ['quantity', -1, /quantity must be 0 or more/],
      ['quantity', 2.5, /quantity must be a whole number/],
      ['quantity', 'many', /quantity/],
      ['availability', 'sold-out', /availability must be one of/],
      ['edition', 'xx', /edition: “xx” is not a locale.*de, en, fr/],
      ['material', 'doesnotexist', /material: there is no material “doesnotexist”/],
      ['successor', 'doesnotexist', /successor: there is no material/],
      ['expectedOn', 'soon', /expectedOn/],
    ])('stock status, %s: %j is refused, naming the field', async (field, value, words) => {
      const material = await makeMaterial(instance);
      const data = { material, availability: 'in-stock', [field]: value };
      expectRefusal(await instance.asEditor('/api/stock-statuses', { method: 'POST', body: { data } }), 400, words);
    });

    it('a second stock status for one edition, a taken order number and a material that replaces itself are refused', async () => {
      const [material, other] = [await makeMaterial(instance), await makeMaterial(instance)];
      const first = await makeStock(instance, material, { orderNumber: 'ONE' });
      const post = (data: object) =>
        instance.asEditor('/api/stock-statuses', {
          method: 'POST',
          body: { data: { availability: 'in-stock', ...data } },
        });
      expectRefusal(
        await post({ material }),
        400,
        new RegExp(`already has a stock status for all languages.*${first}`)
      );
      expectRefusal(await post({ material: other, orderNumber: ' ONE ' }), 400, /orderNumber: “ONE” is taken/);
      expectRefusal(
        await post({ material: other, availability: 'replaced', successor: other }),
        400,
        /successor: a material cannot replace itself/
      );
    });

    it('of two equal stock statuses sent at once, one is kept and the other is told why', async () => {
      const material = await makeMaterial(instance);
      const answers = await Promise.all(
        Array.from({ length: 6 }, () =>
          instance.asEditor('/api/stock-statuses', {
            method: 'POST',
            body: { data: { material, availability: 'in-stock' } },
          })
        )
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
      for (const { status, body } of answers)
        if (status === 400) expect(body.error.message).toMatch(/already has a stock status/);
    });

    it.each([
      ['orderUrl', 'javascript:alert(1)', /^orderUrl must be an address/],
      ['orderUrl', '//evil.example.org', /^orderUrl must be an address/],
      ['pdfUrl', 'data:application/pdf,x', /^pdfUrl must be an address/],
      ['isbn', '978-3-16-148410-1', /^isbn: .*not a valid ISBN/],
      ['maxPerOrder', 0, /maxPerOrder/],
    ])('material, %s: %j is refused, naming the field', async (field, value, words) => {
      expectRefusal(
        await instance.asEditor('/api/materials', { method: 'POST', body: { data: { title: 'x', [field]: value } } }),
        400,
        words
      );
    });

    it.each([
      ['978-3-16-148410-0', '978-3-16-148410-0'],
      ['9783161484100', '978-3-16-148410-0'],
      ['3-16-148410-X', '3-16-148410-X'],
    ])('an ISBN %s is taken and spelt %s', async (isbn, spelt) => {
      expect((await read(`/api/materials/${await makeMaterial(instance, { isbn })}`)).isbn).toBe(spelt);
    });

    it('a loop of successors ends', async () => {
      const [first, second] = [await makeMaterial(instance, { pdf }), await makeMaterial(instance)];
      await makeStock(instance, first, { availability: 'replaced', successor: second });
      await makeStock(instance, second, { availability: 'replaced', successor: first });
      expect(await actionOf(first)).toMatchObject({ type: 'successor', successor: { documentId: second } });
      expect(await actionOf(second)).toMatchObject({ type: 'successor', successor: { documentId: first } });
    });

    it('unknown locales, fields and ids are no server errors', async () => {
      for (const path of [
        '/api/materials?locale=xx',
        '/api/materials/slug/x?locale=xx',
        '/api/materials?fields[0]=action',
        '/api/materials?populate=action',
        '/api/materials?filters[availability][$nonsense]=1',
        '/api/materials?filters[availability]=%00',
        '/api/materials/%00',
        '/api/availability/unknown/json-ld',
        '/api/availability/%00/json-ld?locale=de',
      ]) {
        const { status } = await instance.asReader(path);
        expect({ path, status: status < 500 }).toEqual({ path, status: true });
      }
    });
  });

  describe('the cost', () => {
    const touch = () =>
      instance.run((strapi) => strapi.db.connection('strapi_core_store_settings').update({ environment: null }));

    it('of a list of 100 materials is the queries of a list of one', async () => {
      const [successor] = [await makeMaterial(instance, { pdf })];
      for (let index = 0; index < 100; index += 1) {
        const material = await makeMaterial(instance, { title: 'Stapel', pdf: index % 3 ? pdf : null });
        if (index % 2) await makeStock(instance, material, { availability: 'replaced', successor });
        else await makeStock(instance, material, { quantity: index });
      }
      const list = (size: number) =>
        `/api/materials?filters[title][$eq]=Stapel&pagination[pageSize]=${size}&populate=pdf`;
      const graphql = (size: number) =>
        `{ materials(filters: { title: { eq: "Stapel" } }, pagination: { limit: ${size} }) { title action { type url } } }`;
      // On SQLite, facts are remembered until a row changes: each count begins with nothing remembered.
      const countOf = async (work: () => Promise<unknown>) => {
        const queries = await instance.leastQueriesOf(async () => {
          await touch();
          await work();
        });
        return queries.length;
      };
      const rest = await countOf(() => instance.asReader(list(1)));
      expect(await countOf(async () => expect((await instance.asReader(list(100))).body.data).toHaveLength(100))).toBe(
        rest
      );
      const asked = await countOf(() => instance.graphql(graphql(1)));
      expect(
        await countOf(async () => expect((await instance.graphql(graphql(100))).body.data.materials).toHaveLength(100))
      ).toBe(asked);
    });

    onSqlite('of a second reader is smaller on SQLite, until any row changes through any door', async () => {
      const material = await makeMaterial(instance, { pdfUrl: 'https://files.example.org/a.pdf' });
      const stock = await makeStock(instance, material, { quantity: 5 });
      const factsRead = async () => {
        const queries = await instance.queriesOf(() => instance.asReader(`/api/materials/${material}`));
        return queries.filter((sql) => /stock_statuses/.test(sql)).length;
      };
      const typeNow = async () =>
        (await instance.asReader(`/api/materials/${material}`)).body.data.action.type as string;
      expect(await typeNow()).toBe('order');
      // What follows from the last write is still written down in the background: soon nothing is, and nothing is read again.
      let read = await factsRead();
      for (let tries = 0; tries < 100 && read > 0; tries += 1) {
        await new Promise((go) => setTimeout(go, 50));
        read = await factsRead();
      }
      expect(read).toBe(0);

      const filename = await instance.run((strapi) =>
        strapi.config.get<string>('database.connection.connection.filename')
      );
      const elsewhere = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
      try {
        for (const [quantity, type] of [
          [0, 'download'],
          [3, 'order'],
        ] as const) {
          await elsewhere('stock_statuses').where({ document_id: stock }).update({ quantity });
          expect(await typeNow()).toBe(type);
        }
      } finally {
        await elsewhere.destroy();
      }
      await instance.run(async (strapi, id) => {
        const change = strapi.db.connection.transaction(async (trx) => {
          await trx('stock_statuses').where({ document_id: id }).update({ quantity: 0 });
          throw new Error('undone');
        });
        await change.catch(() => {});
      }, stock);
      expect(await typeNow()).toBe('order');
      await touch();
      expect(await factsRead()).toBe(1);
    });

    it('reads plain fields in GraphQL without Strapi’s wrapping, which takes longer than the database', async () => {
      const wrapped = await instance.run((strapi) => {
        const { buildSchema } = strapi.plugin('graphql').service('content-api') as {
          buildSchema: () => { getType: (name: string) => { getFields: () => Record<string, { resolve?: unknown }> } };
        };
        const schema = buildSchema();
        const isWrapped = (type: string, field: string) =>
          schema.getType(type).getFields()[field]?.resolve !== undefined;
        return {
          plain: ['title', 'slug', 'documentId'].filter((field) => isWrapped('Material', field)),
          action: Object.keys(schema.getType('MaterialAction').getFields()).filter((field) =>
            isWrapped('MaterialAction', field)
          ),
          others: [isWrapped('Query', 'materials'), isWrapped('Material', 'newsArticles')],
        };
      });
      expect(wrapped).toEqual({ plain: [], action: [], others: [true, true] });
    });

    it('in GraphQL is nothing where action is not asked for', async () => {
      await makeMaterial(instance);
      const plain = await instance.queriesOf(() => instance.graphql('{ materials { title } }'));
      expect(plain.filter((sql) => /stock_statuses/.test(sql))).toEqual([]);
      const asked = await instance.queriesOf(() => instance.graphql('{ materials { action { type } } }'));
      expect(asked.filter((sql) => /stock_statuses/.test(sql))).toHaveLength(1);
    });
  });
});
