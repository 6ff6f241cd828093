import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

const MATERIALS = '/content-manager/collection-types/api::material.material';
/** The smallest JPEG there is. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64'
);

onEveryDatabase('an editor', (database) => {
  let instance: Instance;
  let editor: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    editor = await makeAdminUser(instance, 'strapi-editor');
  });
  afterAll(() => instance.stop());

  const post = (address: string, body: unknown = {}) => editor.ask(address, { method: 'POST', body });
  const save = async (id: string, locale: string, data: object) => {
    const { status, body } = await editor.ask(`${MATERIALS}/${id}?locale=${locale}`, { method: 'PUT', body: data });
    expect([status, body.error]).toEqual([200, undefined]);
    return body.data;
  };
  const publish = async (id: string, locale: string) =>
    expect((await post(`${MATERIALS}/${id}/actions/publish?locale=${locale}`)).status).toBe(200);
  const read = async (id: string, locale: string, query = '') =>
    (await instance.asReader(`/api/materials/${id}?locale=${locale}${query}`)).body.data;
  const inTwoLanguages = async (data: object = {}) => {
    const id = await makeMaterial(instance, { title: 'Heft', ...data });
    await write(instance, `/api/materials/${id}?locale=fr`, { title: 'Cahier' });
    return id;
  };
  const stocksOf = async (material: string): Promise<(string | null)[]> =>
    (await instance.asEditor(`/api/stock-statuses?filters[material][$eq]=${material}`)).body.data.map(
      ({ edition }: { edition: string | null }) => edition
    );

  it('publishes a price, a limit and a shop in one language, and they hold in every published one', async () => {
    const id = await inTwoLanguages({ price: 1, maxPerOrder: 5 });
    await save(id, 'de', { price: 3.5, maxPerOrder: 2, orderUrl: 'https://shop.example.org/heft' });
    const shared = ({ price, maxPerOrder, orderUrl }: Record<string, unknown>) => ({ price, maxPerOrder, orderUrl });
    expect(shared(await read(id, 'fr'))).toEqual({ price: 1, maxPerOrder: 5, orderUrl: null });
    await publish(id, 'de');
    const now = { price: 3.5, maxPerOrder: 2, orderUrl: 'https://shop.example.org/heft' };
    expect(shared(await read(id, 'de'))).toEqual(now);
    expect(await read(id, 'fr')).toMatchObject({ ...now, title: 'Cahier' });
  });

  it('publishes shared fields without what is only drafted in another language', async () => {
    const id = await inTwoLanguages();
    await save(id, 'fr', { title: 'Brouillon' });
    await save(id, 'de', { price: 2 });
    await publish(id, 'de');
    expect(await read(id, 'fr')).toMatchObject({ title: 'Cahier', price: 2 });
  });

  it('clones a material, and the copy enters no article', async () => {
    const id = await makeMaterial(instance, { title: 'Vorlage' });
    const article = await makeArticle(instance, { materials: [id] });
    const { status, body } = await post(`${MATERIALS}/clone/${id}?locale=de`, { title: 'Kopie' });
    expect(status).toBe(200);
    await publish(body.data.documentId as string, 'de');
    const { body: read } = await instance.asReader(`/api/news-articles/${article}?locale=de&populate=materials`);
    expect((read.data.materials as { documentId: string }[]).map(({ documentId }) => documentId)).toEqual([id]);
  });

  it('replaces a PDF by a picture, and readers get no PDF button', async () => {
    const pdf = await uploadPdf(instance);
    const id = await makeMaterial(instance, { title: 'Ersetzt', pdf });
    expect((await read(id, 'de')).action.type).toBe('download');
    const form = new FormData();
    form.append('fileInfo', JSON.stringify({ name: 'heft.pdf' }));
    form.append('files', new Blob([JPEG], { type: 'image/jpeg' }), 'heft.jpg');
    const { status } = await editor.ask(`/upload?id=${pdf}`, { method: 'POST', body: form });
    expect(status).toBe(200);
    expect((await read(id, 'de')).action).toMatchObject({ type: 'none', file: null });
  });

  it('deletes a language of a material, and its edition goes along; the others stay', async () => {
    const id = await inTwoLanguages();
    for (const edition of ['de', 'fr', 'en']) await makeStock(instance, id, { edition, quantity: 3 });
    expect((await editor.ask(`${MATERIALS}/${id}?locale=fr`, { method: 'DELETE' })).status).toBe(200);
    expect((await stocksOf(id)).sort()).toEqual(['de', 'en']);
    expect((await editor.ask(`${MATERIALS}/${id}?locale=de`, { method: 'DELETE' })).status).toBe(200);
    expect(await stocksOf(id)).toEqual([]);
  });

  it('fills a language in from another one, and its slug is made of its own title', async () => {
    const id = await makeMaterial(instance, { title: 'Meine Daten' });
    const { slug } = await read(id, 'de');
    // As Strapi’s form has it after filling in, with the title translated.
    expect((await save(id, 'fr', { title: 'Mes données', slug })).slug).toBe('mes-donnees');
    // Saved as it was filled in, and translated afterwards.
    expect((await save(id, 'en', { title: 'Meine Daten', slug })).slug).toBe('meine-daten');
    expect((await save(id, 'en', { title: 'My data', slug })).slug).toBe('my-data');
    // A name that is the same everywhere is one.
    await publish(id, 'en');
    expect((await save(id, 'en', { title: 'My own data', slug: 'my-data' })).slug).toBe('my-data');
  });

  it('keeps an address that readers know, though another language has it too', async () => {
    const id = await makeMaterial(instance, { title: 'SozPad' });
    await save(id, 'fr', { title: 'SozPad', slug: 'sozpad' });
    await publish(id, 'fr');
    expect((await save(id, 'fr', { title: 'SozPad, le guide', slug: 'sozpad' })).slug).toBe('sozpad');
  });

  describe('takes a language off the site', () => {
    it('and its editions go along', async () => {
      const owner = await makeAdminUser(instance, 'strapi-super-admin');
      const made = await owner.ask('/i18n/locales', {
        method: 'POST',
        body: { code: 'it', name: 'Italiano', isDefault: false },
      });
      expect(made.status).toBe(200);
      const both = await inTwoLanguages();
      const alone = await makeMaterial(instance, { title: 'Opuscolo' }, 'it');
      for (const edition of ['it', 'de']) await makeStock(instance, both, { edition });
      await makeStock(instance, alone);
      const gone = await owner.ask(`/i18n/locales/${made.body.id}`, { method: 'DELETE' });
      expect(gone.status).toBe(200);
      expect(await stocksOf(both)).toEqual(['de']);
      expect(await stocksOf(alone)).toEqual([]);
    });
  });
});
