import { makeAdminUser } from '../support/admin-user';
import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

onEveryDatabase('reading in many languages', (database) => {
  let instance: Instance;

  beforeAll(async () => {
    instance = await startInstance({ database });
  });
  afterAll(() => instance.stop());

  describe('localeFallback', () => {
    it('answers in the next best language, and says so', async () => {
      const id = await makeMaterial(instance, { title: 'Kinderrechte' });
      const asked = `/api/materials/${id}?locale=fr`;
      expect((await instance.asReader(asked)).status).toBe(404);
      expect((await instance.asReader(`${asked}&localeFallback=false`)).status).toBe(404);

      const { status, body } = await instance.asReader(`${asked}&localeFallback=true`);
      expect(status).toBe(200);
      expect(body.data).toMatchObject({ documentId: id, title: 'Kinderrechte', locale: 'de' });
      expect(body.meta).toMatchObject({ locale: 'de', requestedLocale: 'fr' });
      const bare = await instance.asReader(`${asked}&localeFallback=true&fields[0]=title`);
      expect(bare.body.meta).toMatchObject({ locale: 'de', requestedLocale: 'fr' });
    });

    it('answers in the asked language where it is there, and leaves other answers as they are', async () => {
      const id = await makeMaterial(instance, { title: 'Wasser' });
      await write(instance, `/api/materials/${id}?locale=fr`, { title: 'L’eau' });
      const { body } = await instance.asReader(`/api/materials/${id}?locale=fr&localeFallback=true`);
      expect(body.data.title).toBe('L’eau');
      expect(body.meta).toMatchObject({ locale: 'fr', requestedLocale: 'fr' });
      expect((await instance.asReader(`/api/materials/${id}?locale=fr`)).body.meta).toEqual({});
    });

    it('follows the configured chain to its end: English before the other languages', async () => {
      const id = await makeMaterial(instance, { title: 'Water' }, 'en');
      const { body } = await instance.asReader(`/api/materials/${id}?locale=fr&localeFallback=true`);
      expect(body.meta).toMatchObject({ locale: 'en', requestedLocale: 'fr' });
      const unasked = await instance.asReader(`/api/materials/${id}?localeFallback=true`);
      expect(unasked.body.meta).toMatchObject({ locale: 'en', requestedLocale: 'de' });
    });

    it('never falls back to a draft for readers', async () => {
      const id = await makeMaterial(instance, { title: 'Entwurf' }, 'de', '&status=draft');
      const asked = `/api/materials/${id}?locale=fr&localeFallback=true`;
      expect((await instance.asReader(asked)).status).toBe(404);
      const draft = await instance.asEditor(`${asked}&status=draft`);
      expect(draft.body.meta).toMatchObject({ locale: 'de', requestedLocale: 'fr' });
      expect((await instance.asReader(`${asked}&status=draft`)).status).toBe(403);
    });

    it('leads from a slug of another language to the entry, under its present slug', async () => {
      const id = await makeArticle(instance, { title: 'Neue Plakate' });
      const path = '/api/news-articles/slug/neue-plakate?locale=fr';
      expect((await instance.asReader(path)).status).toBe(404);
      const german = await instance.asReader(`${path}&localeFallback=true`);
      expect(german.body).toMatchObject({
        data: { documentId: id, locale: 'de' },
        meta: { canonicalSlug: 'neue-plakate', locale: 'de', requestedLocale: 'fr' },
      });
      await write(instance, `/api/news-articles/${id}?locale=fr`, { title: 'Nouvelles affiches' });
      const french = await instance.asReader(`${path}&localeFallback=true`);
      expect(french.body).toMatchObject({
        data: { documentId: id, locale: 'fr' },
        meta: { canonicalSlug: 'nouvelles-affiches', locale: 'fr', requestedLocale: 'fr' },
      });
    });

    it('refuses odd values and unknown locales in words', async () => {
      const id = await makeMaterial(instance);
      for (const [path, words] of [
        [`/api/materials/${id}?localeFallback=perhaps`, /localeFallback must be true or false/],
        [`/api/materials/${id}?localeFallback[a]=true`, /localeFallback must be true or false/],
        [`/api/materials/${id}?locale=xx&localeFallback=true`, /this site has de/],
      ] as const) {
        const { status, body } = await instance.asReader(path);
        expect([path, status]).toEqual([path, 400]);
        expect(body.error.message).toMatch(words);
      }
    });

    it('works in GraphQL, where the entry says its language', async () => {
      const id = await makeMaterial(instance, { title: 'Lesen' });
      const query = `query ($id: ID!, $fallback: Boolean) {
        material(documentId: $id, locale: "fr", localeFallback: $fallback) { title locale } }`;
      const plain = await instance.graphql(query, { id });
      expect(plain.body.data.material).toBeNull();
      const fallen = await instance.graphql(query, { id, fallback: true });
      expect(fallen.body).toEqual({ data: { material: { title: 'Lesen', locale: 'de' } } });
    });
  });

  describe('localeFallback of a list', () => {
    const titles = async (path: string): Promise<string[]> => {
      const { status, body } = await instance.asReader(path);
      expect([path, status, body.error]).toEqual([path, 200, undefined]);
      return body.data.map(({ title, locale }: { title: string; locale: string }) => `${locale} ${title}`);
    };

    it('names every entry once, in the best language that is published, and counts, filters, sorts and pages what it names', async () => {
      const both = await makeMaterial(instance, { title: 'Reihe A deutsch' });
      await write(instance, `/api/materials/${both}?locale=fr`, { title: 'Reihe B français' });
      await makeMaterial(instance, { title: 'Reihe C deutsch' });
      await makeMaterial(instance, { title: 'Reihe D english' }, 'en');
      const begun = await makeMaterial(instance, { title: 'Reihe E deutsch' });
      await write(instance, `/api/materials/${begun}?locale=fr&status=draft`, { title: 'Reihe E brouillon' });
      await makeMaterial(instance, { title: 'Reihe F Entwurf' }, 'de', '&status=draft');

      const asked = '/api/materials?locale=fr&localeFallback=true&filters[title][$startsWith]=Reihe&sort=title:desc';
      const all = ['de Reihe E deutsch', 'en Reihe D english', 'de Reihe C deutsch', 'fr Reihe B français'];
      expect(await titles(asked)).toEqual(all);
      expect(await titles(`${asked}&fields[0]=title`)).toEqual(all);
      expect(await titles(`${asked}&pagination[pageSize]=2&pagination[page]=2`)).toEqual(all.slice(2));
      const { body } = await instance.asReader(`${asked}&pagination[pageSize]=2`);
      expect(body.meta).toEqual({
        pagination: { page: 1, pageSize: 2, pageCount: 2, total: 4 },
        requestedLocale: 'fr',
      });
      expect(await titles(`${asked}&filters[locale]=de`)).toEqual(['de Reihe E deutsch', 'de Reihe C deutsch']);
      expect(await titles(asked.replace('&localeFallback=true', ''))).toEqual(['fr Reihe B français']);

      const query = `{ materials_connection(locale: "fr", localeFallback: true, sort: "title:desc", filters: { title: { startsWith: "Reihe" } })
        { nodes { title locale } pageInfo { total } } }`;
      const { nodes, pageInfo } = (await instance.graphql(query)).body.data.materials_connection;
      expect(nodes.map(({ title, locale }: { title: string; locale: string }) => `${locale} ${title}`)).toEqual(all);
      expect(pageInfo.total).toBe(4);
    });

    it('is never older than the last translation, however often it was kept', async () => {
      const id = await makeMaterial(instance, { title: 'Frisch deutsch' });
      const asked = '/api/materials?locale=fr&localeFallback=true&filters[title][$startsWith]=Frisch';
      for (let turn = 0; turn < 2; turn += 1) expect(await titles(asked)).toEqual(['de Frisch deutsch']);
      await write(instance, `/api/materials/${id}?locale=fr`, { title: 'Frisch français' });
      for (let turn = 0; turn < 2; turn += 1) expect(await titles(asked)).toEqual(['fr Frisch français']);
    });
  });

  describe('localeFallback where relations lead', () => {
    const inFrench = 'locale=fr&localeFallback=true';
    const named = (materials: readonly { title: string; locale: string }[]): string[] =>
      materials.map(({ title, locale }) => `${locale} ${title}`);

    it('answers each entry in its best language, and what a translation could not name as well', async () => {
      const [one, two, three] = [
        await makeMaterial(instance, { title: 'Eins' }),
        await makeMaterial(instance, { title: 'Zwei' }),
        await makeMaterial(instance, { title: 'Drei' }),
      ] as const;
      for (const [id, title] of [
        [one, 'Un'],
        [three, 'Trois'],
      ] as const) {
        await write(instance, `/api/materials/${id}?locale=fr`, { title });
      }
      const data = { title: 'Drei Hefte', materials: [one, two, three] };
      const german = await makeArticle(instance, data);
      const french = await makeArticle(instance, data);
      await write(instance, `/api/news-articles/${french}?locale=fr`, { title: 'Deux cahiers', materials: [one] });

      const read = async (id: string, more = ''): Promise<string[]> =>
        named(
          (await instance.asReader(`/api/news-articles/${id}?${inFrench}&populate=materials${more}`)).body.data
            .materials
        );
      // The article is in German only: the materials are in French where they are there.
      expect(await read(german)).toEqual(['fr Un', 'de Zwei', 'fr Trois']);
      // The French article left “Trois” out, and could not name “Zwei”.
      expect(await read(french)).toEqual(['fr Un', 'de Zwei']);
      const plain = await instance.asReader(`/api/news-articles/${french}?locale=fr&populate=materials`);
      expect(named(plain.body.data.materials)).toEqual(['fr Un']);
      const lists = await instance.asReader(
        `/api/news-articles?${inFrench}&populate[materials][fields][0]=title&populate[materials][fields][1]=locale&filters[documentId][$in]=${german}&filters[documentId][$in]=${french}&sort=locale`
      );
      expect(lists.body.data.map(({ materials }: { materials: [] }) => named(materials))).toEqual([
        ['fr Un', 'de Zwei', 'fr Trois'],
        ['fr Un', 'de Zwei'],
      ]);

      const query = `query ($id: ID!) { newsArticle(documentId: $id, ${'locale: "fr", localeFallback: true'}) {
        locale materials { title locale action { locale } } materials_connection { nodes { title locale } } } }`;
      for (const [id, list] of [
        [german, ['fr Un', 'de Zwei', 'fr Trois']],
        [french, ['fr Un', 'de Zwei']],
      ] as const) {
        const { newsArticle } = (await instance.graphql(query, { id })).body.data;
        expect(named(newsArticle.materials)).toEqual(list);
        expect(named(newsArticle.materials_connection.nodes)).toEqual(list);
        expect(newsArticle.materials.map(({ action }: { action: { locale: string } }) => action.locale)).toEqual(
          list.map(() => 'fr')
        );
      }

      // And it is never older than the last write.
      await write(instance, `/api/materials/${two}?locale=fr`, { title: 'Deux' });
      expect(await read(german)).toEqual(['fr Un', 'fr Deux', 'fr Trois']);
      expect(await read(french)).toEqual(['fr Un']);
    });

    it('looks into boxes, and keeps drafts from readers', async () => {
      const id = await makeMaterial(instance, { title: 'Karton' });
      const hidden = await makeMaterial(instance, { title: 'Geheim' });
      await write(instance, `/api/materials/${id}?locale=fr`, { title: 'Carton' });
      await write(instance, `/api/materials/${hidden}?locale=fr&status=draft`, { title: 'Secret' });
      const article = await makeArticle(instance, {
        title: 'Mit Kasten',
        boxes: [{ __component: 'news.material-box', heading: 'Dazu', materials: [id, hidden] }],
      });
      const { body } = await instance.asReader(
        `/api/news-articles/${article}?${inFrench}&populate[boxes][on][news.material-box][populate]=materials`
      );
      expect(named(body.data.boxes[0].materials)).toEqual(['fr Carton', 'de Geheim']);
    });
  });

  describe('the button on a page in the next best language', () => {
    it('speaks the reader’s language, in REST, GraphQL and texts', async () => {
      const id = await makeMaterial(instance, { title: 'Knopf', pdfUrl: 'https://example.org/knopf.pdf' });
      const article = await makeArticle(instance, {
        title: 'Mit Knopf',
        body: [{ type: 'paragraph', material: { documentId: id }, children: [{ type: 'text', text: 'Hier.' }] }],
      });
      const asked = 'locale=fr&localeFallback=true';
      const { data } = (await instance.asReader(`/api/materials/${id}?${asked}`)).body;
      expect(data).toMatchObject({ locale: 'de', title: 'Knopf', action: { type: 'download', locale: 'fr' } });
      expect(data.action.label).toBe('Télécharger le PDF (allemand)');
      const graphql = await instance.graphql(
        `query ($id: ID!) { material(documentId: $id, locale: "fr", localeFallback: true) { locale action { label locale } } }`,
        { id }
      );
      expect(graphql.body.data.material).toEqual({
        locale: 'de',
        action: { label: 'Télécharger le PDF (allemand)', locale: 'fr' },
      });
      const page = await instance.asReader(`/api/news-articles/${article}?${asked}`);
      expect(page.body.data.body[0].action.label).toBe('Télécharger le PDF (allemand)');
      const german = await instance.asReader(`/api/materials/${id}?locale=de&localeFallback=true`);
      expect(german.body.data.action).toMatchObject({ label: 'PDF herunterladen', locale: 'de' });
    });

    it('does not hand out by its raw fields what was recalled in the language of the page', async () => {
      const id = await makeMaterial(instance, { title: 'Rückruf', pdfUrl: 'https://example.org/rueckruf.pdf' });
      await makeStock(instance, id, { availability: 'withdrawn', edition: 'de' });
      const { data } = (await instance.asReader(`/api/materials/${id}?locale=fr&localeFallback=true`)).body;
      expect(data.pdfUrl).toBeNull();
      const { body } = await instance.graphql(
        `query ($id: ID!) { material(documentId: $id, locale: "fr", localeFallback: true) { pdfUrl } }`,
        { id }
      );
      expect(body.data.material.pdfUrl).toBeNull();
    });
  });

  describe('alternates', () => {
    const threeLanguages = async (title: string): Promise<string> => {
      const id = await makeMaterial(instance, { title });
      await write(instance, `/api/materials/${id}?locale=en`, { title: `${title} English` });
      await write(instance, `/api/materials/${id}?locale=fr&status=draft`, { title: `${title} brouillon` });
      return id;
    };
    const alternatesOf = (slug: string) => [
      { locale: 'de', slug, url: `/de/materials/${slug}`, hreflang: ['de', 'x-default'] },
      { locale: 'en', slug: `${slug}-english`, url: `/en/materials/${slug}-english`, hreflang: ['en'] },
    ];

    it('are every published language of an entry, with slug and address, only where asked for', async () => {
      const id = await threeLanguages('Steine');
      const plain = await instance.asReader(`/api/materials/${id}`);
      expect(plain.body.data.alternates).toBeUndefined();
      const { body } = await instance.asReader(`/api/materials/${id}?alternates=true&fields[0]=title`);
      expect(body.data.alternates).toEqual(alternatesOf('steine'));
      const bySlug = await instance.asReader('/api/materials/slug/steine-english?locale=en&alternates=true');
      expect(bySlug.body.data.alternates).toEqual(alternatesOf('steine'));
    });

    it('cost a list one query, however long it is', async () => {
      for (const title of ['Erde', 'Feuer', 'Luft']) await threeLanguages(title);
      const list = (size: number, more = '') =>
        instance.leastQueriesOf(() => instance.asReader(`/api/materials?pagination[pageSize]=${size}${more}`));
      const plain = (await list(10)).length;
      expect((await list(2, '&alternates=true')).length).toBe(plain + 1);
      expect((await list(10, '&alternates=true')).length).toBe(plain + 1);
      const { body } = await instance.asReader('/api/materials?filters[slug]=feuer&alternates=true');
      expect(body.data[0].alternates).toEqual(alternatesOf('feuer'));
    });

    it('are one query in GraphQL, too', async () => {
      await threeLanguages('Sand');
      const query = (more: string) => `{ materials(pagination: { limit: 10 }) { title ${more} } }`;
      const plain = await instance.leastQueriesOf(() => instance.graphql(query('')));
      const asked = await instance.leastQueriesOf(() =>
        instance.graphql(query('alternates { locale slug url hreflang }'))
      );
      expect(asked.length).toBe(plain.length + 1);
      const { body } = await instance.graphql(
        '{ materials(filters: { slug: { eq: "sand" } }) { alternates { locale slug url hreflang } } }'
      );
      expect(body).toEqual({ data: { materials: [{ alternates: alternatesOf('sand') }] } });
    });

    it('can be sent back with an answer, and change nothing', async () => {
      const id = await threeLanguages('Holz');
      const { body } = await instance.asEditor(`/api/materials/${id}?alternates=true&fields[0]=title`);
      const { title, alternates } = body.data;
      const answer = await instance.asEditor(`/api/materials/${id}`, {
        method: 'PUT',
        body: { data: { title, alternates } },
      });
      expect(answer.status).toBe(200);
    });

    it('are left out of the admin', async () => {
      const id = await threeLanguages('Metall');
      const editor = await makeAdminUser(instance, 'strapi-editor');
      const { body } = await editor.ask(
        `/content-manager/collection-types/api::material.material/${id}?locale=de&alternates=true`
      );
      expect(body.data.alternates).toBeUndefined();
    });
  });
});
