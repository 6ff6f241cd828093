import { makeArticle, makeMaterial, write } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';

onEveryDatabase('The preview of a draft', (database) => {
  let instance: Instance;
  let headers: Record<string, string>;

  beforeAll(async () => {
    instance = await startInstance({ database });
    const person = { firstname: 'Rosa', lastname: 'Redaktion', email: 'rosa@example.org', password: 'Geheim-1234' };
    const { body } = await instance.asReader('/admin/register-admin', { method: 'POST', body: person });
    headers = { authorization: `Bearer ${String(body.data.token)}` };
  });
  afterAll(() => instance?.stop());

  const addressOf = async (type: string, documentId: string, status: string, locale = 'de'): Promise<Answer> =>
    instance.asReader(
      `/content-manager/preview/url/api::${type}.${type}?documentId=${documentId}&locale=${locale}&status=${status}`,
      { headers }
    );

  it('leads to the page of readers, and shows a draft to whoever has the link', async () => {
    const material = await makeMaterial(instance, { title: 'Heute' });
    await write(instance, `/api/materials/${material}?locale=de&status=draft`, { title: 'Morgen', slug: 'heute' });
    const published = new URL((await addressOf('material', material, 'published')).body.data.url);
    expect(published.pathname + published.search).toBe('/de/materials/heute');

    const draft = new URL((await addressOf('material', material, 'modified')).body.data.url);
    expect(draft.pathname).toBe('/de/materials/heute');
    const pass = draft.searchParams.get('preview') ?? '';
    const { status, body, headers: sent } = await instance.asReader(`/api/preview/${pass}`);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ documentId: material, title: 'Morgen', locale: 'de' });
    expect(body.data.action).toBeDefined();
    expect(body.meta).toEqual({ canonicalSlug: 'heute', isPreview: true });
    expect(sent.get('cache-control')).toBe('no-store');
    expect((await instance.asReader(`/api/materials/${material}`)).body.data.title).toBe('Heute');

    const page = await instance.asReader(draft.pathname + draft.search);
    expect(page.body).toMatch(/class="preview-note"[\s\S]*<h1>Morgen<\/h1>/);
    expect([page.headers.get('cache-control'), page.headers.get('x-robots-tag')]).toEqual(['no-store', 'noindex']);
    expect((await instance.asReader(draft.pathname)).body).toContain('<h1>Heute</h1>');
    expect((await instance.asReader(`${draft.pathname}?preview=${pass}x`)).status).toBe(403);
  });

  it('shows nothing without a right pass, and no other draft by wishes in the address', async () => {
    const material = await makeMaterial(instance, { title: 'Geheim' }, 'de', '&status=draft');
    const { body } = await addressOf('material', material, 'draft');
    const pass = new URL(body.data.url).searchParams.get('preview') ?? '';
    for (const wrong of ['x', `${pass}x`, pass.replace('.', 'A.')]) {
      expect((await instance.asReader(`/api/preview/${wrong}`)).status).toBe(403);
    }
    const wished = await instance.asReader(`/api/preview/${pass}?populate=*&status=draft&locale=en`);
    expect(wished.body.data).toMatchObject({ title: 'Geheim', locale: 'de' });
    expect(wished.body.data).not.toHaveProperty('newsArticles');
    expect(wished.body.data).not.toHaveProperty('createdBy');
    expect((await instance.asReader(`/api/materials/${material}?status=draft`)).status).toBe(403);
  });

  it('shows articles with their materials, and has no address for what has no page', async () => {
    const material = await makeMaterial(instance, { title: 'Heft dazu' });
    const article = await makeArticle(instance, { title: 'Nachricht', materials: [material] });
    const address = new URL((await addressOf('news-article', article, 'draft')).body.data.url);
    expect(address.pathname).toBe('/de/news/nachricht');
    const shown = await instance.asReader(`/api/preview/${address.searchParams.get('preview') ?? ''}`);
    expect(shown.body.data.materials).toMatchObject([{ documentId: material, title: 'Heft dazu' }]);

    const topic = await instance.asEditor('/api/topics', { method: 'POST', body: { data: { name: 'Wasser' } } });
    expect((await addressOf('topic', topic.body.data.documentId, 'published')).status).toBe(204);
  });

  it('shows what is published where a language has no draft', async () => {
    const material = await makeMaterial(instance, { title: 'Nur auf Deutsch veröffentlicht' });
    // As imports past Strapi leave it.
    await instance.run(async (strapi, documentId) => {
      await strapi.db.query('api::material.material').delete({ where: { documentId, publishedAt: null } });
    }, material);
    const address = new URL((await addressOf('material', material, 'draft')).body.data.url);
    const shown = await instance.asReader(`/api/preview/${address.searchParams.get('preview') ?? ''}`);
    expect(shown.body.data).toMatchObject({ title: 'Nur auf Deutsch veröffentlicht', locale: 'de' });
    expect(shown.body.data.action).toMatchObject({ type: 'none', locale: 'de' });
  });

  it('leads to any other site and content type that the configuration names', async () => {
    const before = await instance.run(async (strapi) => strapi.config.get('preview'));
    const site = {
      siteUrl: 'https://news.example.org',
      pages: { 'api::topic.topic': '/api/draft?token={preview}&to=/{locale}/topics/{slug}' },
    };
    const lead = (settings: unknown) =>
      instance.run(async (strapi, to) => {
        strapi.config.set('preview', to);
      }, settings);
    await lead(site);
    const topic = await instance.asEditor('/api/topics', { method: 'POST', body: { data: { name: 'Strom' } } });
    const { documentId } = topic.body.data;
    const draft = new URL((await addressOf('topic', documentId, 'draft')).body.data.url);
    expect([draft.origin, draft.searchParams.get('to')]).toEqual([site.siteUrl, '/de/topics/strom']);
    const shown = await instance.asReader(`/api/preview/${draft.searchParams.get('token') ?? ''}`);
    expect(shown.body).toMatchObject({ data: { documentId, name: 'Strom' }, meta: { isPreview: true } });
    expect(shown.body.data).not.toHaveProperty('createdBy');

    const material = await makeMaterial(instance, { title: 'Ohne Seite dort' });
    expect((await addressOf('material', material, 'draft')).status).toBe(204);
    await lead(before);
  });
});
