import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const MATERIALS = '/content-manager/collection-types/api::material.material';
const STOCK = '/content-manager/collection-types/api::stock-status.stock-status';
const put = (body: unknown) => ({ method: 'PUT', body });
const post = (body: unknown) => ({ method: 'POST', body });

onEveryDatabase('the roles that are made at first start', (database) => {
  let instance: Instance;
  let material: string;
  let stock: string;
  let editor: AdminUser;
  let translator: AdminUser;
  let keeper: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    material = await makeMaterial(instance, { title: 'Heft' });
    stock = await makeStock(instance, material, { quantity: 5 });
    editor = await makeAdminUser(instance, 'strapi-editor');
    translator = await makeAdminUser(instance, 'inprint-translator');
    keeper = await makeAdminUser(instance, 'inprint-stock-keeper');
  });
  afterAll(() => instance.stop());

  const form = () => {
    const data = new FormData();
    data.append('file', new Blob(['order number,quantity\n']), 'stock.csv');
    return { method: 'POST', body: data };
  };

  it('let a stock keeper change stock', async () => {
    const changed = await keeper.ask(`/availability/stock/${stock}/changes`, post({ kind: 'delta', copies: 1 }));
    expect(changed.status).toBe(200);
    expect((await keeper.ask(`/availability/stock/${stock}`, put({ expectedOn: '2031-01-01' }))).status).toBe(200);
    expect((await keeper.ask('/availability/stock/file?dryRun=true', form())).status).toBe(200);
    expect((await keeper.ask(`${STOCK}/${stock}`, put({ note: 'Regal 7' }))).status).toBe(200);
  });

  it('let a stock keeper change no text', async () => {
    expect((await keeper.ask(`${MATERIALS}/${material}?locale=de`)).status).toBe(200);
    expect((await keeper.ask(`${MATERIALS}/${material}?locale=de`, put({ title: 'Anders' }))).status).toBe(403);
    expect((await keeper.ask(`${MATERIALS}?locale=de`, post({ title: 'Neu' }))).status).toBe(403);
    expect((await keeper.ask(`${MATERIALS}/${material}/actions/unpublish?locale=de`, post({}))).status).toBe(403);
    expect((await keeper.ask(`${MATERIALS}/${material}?locale=de`, { method: 'DELETE' })).status).toBe(403);
  });

  it('let a translator write the languages other than the first, and only fields that each language has', async () => {
    const written = await translator.ask(
      `${MATERIALS}/${material}?locale=en`,
      put({ title: 'Booklet', maxPerOrder: 1 })
    );
    expect(written.status).toBe(200);
    expect(written.body.data).toMatchObject({ title: 'Booklet' });
    const { body } = await instance.asEditor(`/api/materials/${material}?locale=de&status=draft`);
    expect(body.data.maxPerOrder).toBeNull();
    expect((await translator.ask(`${MATERIALS}/${material}?locale=de`, put({ title: 'Anders' }))).status).toBe(403);
    expect((await translator.ask(`${MATERIALS}/${material}/actions/publish?locale=en`, post({}))).status).toBe(403);
  });

  it('let a translator see stock and change none', async () => {
    expect((await translator.ask(`/availability/panel/${material}`)).status).toBe(200);
    const refused = [
      await translator.ask(`/availability/stock/${stock}/changes`, post({ kind: 'count', copies: 0 })),
      await translator.ask(`/availability/stock/${stock}`, put({ availability: 'withdrawn' })),
      await translator.ask('/availability/stock/file?dryRun=false', form()),
      await translator.ask(`${STOCK}/${stock}`, put({ quantity: 0 })),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  it('let an editor do both, and nobody without a login anything', async () => {
    expect((await editor.ask(`${MATERIALS}/${material}?locale=de`, put({ subtitle: 'Neu' }))).status).toBe(200);
    const counted = await editor.ask(`/availability/stock/${stock}/changes`, post({ kind: 'count', copies: 9 }));
    expect(counted.status).toBe(200);
    for (const path of ['/availability/stock', '/availability/panel/x', '/availability/stock/file']) {
      expect((await instance.asReader(path)).status).toBe(401);
    }
  });

  it('stand in Strapi’s own permission screen', async () => {
    const owner = await makeAdminUser(instance, 'strapi-super-admin');
    const { body } = await owner.ask('/admin/permissions');
    const names = (body.data.sections.plugins as { action: string }[]).map(({ action }) => action);
    expect(names).toEqual(
      expect.arrayContaining(['read', 'change', 'import'].map((name) => `plugin::availability.stock.${name}`))
    );
  });

  it('have their names in the language of whoever opens the screen', async () => {
    const owner = await makeAdminUser(instance, 'strapi-super-admin');
    const namesIn = async (preferedLanguage: string | null) => {
      expect((await owner.ask('/admin/users/me', put({ preferedLanguage }))).status).toBe(200);
      const { body } = await owner.ask('/admin/permissions');
      const found = body.data.sections.plugins as { action: string; displayName: string; subCategory?: string }[];
      return ['availability.stock.import', 'ordering.orders.move', 'translation-desk.desk.confirm'].map((name) => {
        const { subCategory, displayName } = found.find(({ action }) => action === `plugin::${name}`) ?? {};
        return [subCategory, displayName];
      });
    };
    expect(await namesIn('de')).toEqual([
      ['Lagerbestand', 'Bestandsdateien hochladen'],
      ['general', 'Bestellungen weitergeben, versenden und stornieren'],
      ['general', 'Übersetzungen als aktuell kennzeichnen'],
    ]);
    expect(await namesIn('fr')).toMatchObject([['Gestion du stock', 'Téléverser des fichiers de stock'], {}, {}]);
    expect(await namesIn('pl')).toMatchObject([['Stock desk', 'Upload stock files'], {}, {}]);
  });
});
