import { makeAdminUser } from '../support/admin-user';
import { makeArticle, makeMaterial, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

onEveryDatabase('reading in many languages', (database) => {
  let instance: Instance;

  beforeAll(async () => {
    instance = await startInstance({ database });
  });
  afterAll(() => instance.stop());

  /** Facts of the swap are remembered until the database changes, which servers do in the background, too: they are another test's. */
  const queriesWithoutFacts = async (work: () => Promise<unknown>): Promise<string[]> =>
    (await instance.queriesOf(work)).filter((sql) => !sql.includes('/* reads are told */'));

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

    it('refuses lists, odd values and unknown locales in words', async () => {
      const id = await makeMaterial(instance);
      for (const [path, words] of [
        ['/api/materials?locale=fr&localeFallback=true', /not on lists/],
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

  describe('alternates', () => {
    const threeLanguages = async (title: string): Promise<string> => {
      const id = await makeMaterial(instance, { title });
      await write(instance, `/api/materials/${id}?locale=en`, { title: `${title} English` });
      await write(instance, `/api/materials/${id}?locale=fr&status=draft`, { title: `${title} brouillon` });
      return id;
    };
    const alternatesOf = (slug: string) => [
      { locale: 'de', slug, url: `/material.html?slug=${slug}&locale=de` },
      { locale: 'en', slug: `${slug}-english`, url: `/material.html?slug=${slug}-english&locale=en` },
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
        queriesWithoutFacts(() => instance.asReader(`/api/materials?pagination[pageSize]=${size}${more}`));
      const plain = (await list(10)).length;
      expect((await list(2, '&alternates=true')).length).toBe(plain + 1);
      expect((await list(10, '&alternates=true')).length).toBe(plain + 1);
      const { body } = await instance.asReader('/api/materials?filters[slug]=feuer&alternates=true');
      expect(body.data[0].alternates).toEqual(alternatesOf('feuer'));
    });

    it('are one query in GraphQL, too', async () => {
      await threeLanguages('Sand');
      const query = (more: string) => `{ materials(pagination: { limit: 10 }) { title ${more} } }`;
      const plain = await queriesWithoutFacts(() => instance.graphql(query('')));
      const asked = await queriesWithoutFacts(() => instance.graphql(query('alternates { locale slug url }')));
      expect(asked.length).toBe(plain.length + 1);
      const { body } = await instance.graphql(
        '{ materials(filters: { slug: { eq: "sand" } }) { alternates { locale slug url } } }'
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
