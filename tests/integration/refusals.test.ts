import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { startInstance, type Answer, type Asking, type Instance } from '../support/instance';

type Ask = (path: string, asking?: Asking) => Promise<Answer>;

const FORMS = '/content-manager/collection-types/api::';
const MATERIALS = { admin: `${FORMS}material.material?locale=de`, api: '/api/materials?locale=de' };
const STOCK = { admin: `${FORMS}stock-status.stock-status`, api: '/api/stock-statuses' };

describe('what is not stored', () => {
  let instance: Instance;
  let editor: AdminUser;
  let material: string;

  beforeAll(async () => {
    instance = await startInstance();
    editor = await makeAdminUser(instance, 'strapi-editor');
    material = await makeMaterial(instance, { slug: 'wegweiser' });
    await makeStock(instance, material, { orderNumber: 'A-1' });
  });
  afterAll(() => instance.stop());

  const speak = async (preferedLanguage: string | null): Promise<void> => {
    const { status } = await editor.ask('/admin/users/me', { method: 'PUT', body: { preferedLanguage } });
    expect(status).toBe(200);
  };
  const refusalOf = async (ask: Ask, path: string, body: object) => {
    const { status, body: answer } = await ask(path, { method: 'POST', body });
    return [status, answer.error?.details?.errors?.map(({ path: at }: { path: string[] }) => at.join('.')), answer.error?.message]; // prettier-ignore
  };

  it.each([
    ['isbn', MATERIALS, { title: 'T', isbn: '978-3-16-148410-1' }, /^ISBN: „978-3-16-148410-1“ ist keine gültige ISBN/, /^isbn: “978-3-16-148410-1” is not a valid ISBN/],
    ['slug', MATERIALS, { title: 'T', slug: 'Große Worte' }, /^Webadresse: .* „grosse-worte“\.$/, /^slug must be lower-case .* “grosse-worte”\.$/],
    ['slug', MATERIALS, { title: 'T', slug: 'a'.repeat(300) }, /^Webadresse: Höchstens \d+ Zeichen/, /^slug must have at most \d+ characters/],
    ['slug', MATERIALS, { title: 'T', slug: 'wegweiser' }, /^Webadresse: „wegweiser“ hat schon/, /^slug: “wegweiser” is taken/],
    ['pdfUrl', MATERIALS, { title: 'T', pdfUrl: 'javascript:alert(1)' }, /^PDF an anderer Stelle: Schreiben Sie eine Adresse/, /^pdfUrl must be an address/],
    ['orderUrl', MATERIALS, { title: 'T', orderUrl: 'shop' }, /^Seite im Shop: Schreiben Sie eine Adresse/, /^orderUrl must be an address/],
    ['edition', STOCK, { availability: 'in-stock' }, /^Ausgabe: Dieses Material hat schon einen Bestandseintrag für alle Sprachen/, /^This material already has a stock status for all languages/],
    ['edition', STOCK, { availability: 'in-stock', edition: 'xx' }, /^Ausgabe: „xx“ ist keine Sprache/, /^edition: “xx” is not a locale/],
    ['orderNumber', STOCK, { availability: 'in-stock', edition: 'en', orderNumber: 'A-1' }, /^Bestellnummer: „A-1“ hat schon/, /^orderNumber: “A-1” is taken/],
    ['quantity', STOCK, { availability: 'in-stock', edition: 'en', quantity: -1 }, /^Exemplare im Lager: Schreiben Sie eine Zahl ab 0/, /^quantity must be 0 or more/],
    ['successor', STOCK, { availability: 'replaced', edition: 'en', successor: 'nobody' }, /^Ersetzt durch: Das Material „nobody“ gibt es nicht mehr/, /^successor: there is no material “nobody”/],
  ])('is named to whoever wrote it, in the language of the admin (%s)', async (field, { admin, api }, data, german, english) => {
    const body = admin === STOCK.admin ? { material, ...data } : data;
    await speak('de');
    expect(await refusalOf(editor.ask, admin, body)).toEqual([400, [field], expect.stringMatching(german)]);
    for (const language of ['en', null]) {
      await speak(language);
      expect(await refusalOf(editor.ask, admin, body)).toEqual([400, [field], expect.stringMatching(english)]);
    }
    await speak('de');
    expect(await refusalOf(instance.asEditor, api, { data: body })).toEqual([400, [field], expect.stringMatching(english)]);
  }); // prettier-ignore
});
