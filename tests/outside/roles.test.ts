import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const TYPES = ['api::material.material', 'api::news-article.news-article', 'api::topic.topic'];
const LOCALES = ['de', 'en', 'fr'];
const EACH = TYPES.flatMap((uid) => LOCALES.map((locale) => [uid, locale] as const));

const put = (body: unknown) => ({ method: 'PUT', body });
const post = (body: unknown = {}) => ({ method: 'POST', body });
const addressOf = (uid: string, rest = ''): string => `/content-manager/collection-types/${uid}${rest}`;

const fieldsOf = (uid: string, title: string) =>
  uid === 'api::topic.topic' ? { name: title } : { title, ...(uid.includes('news') ? { date: '2031-01-01' } : {}) };

/** Topics have no drafts: nothing is published there. */
const hasDrafts = (uid: string): boolean => uid !== 'api::topic.topic';

/** Makes an entry in one language, and says under which document id. */
const makeEntry = async (who: AdminUser, uid: string, locale: string, title: string): Promise<string> => {
  const { status, body } = await who.ask(addressOf(uid, `?locale=${locale}`), post(fieldsOf(uid, title)));
  expect([uid, locale, status]).toEqual([uid, locale, 201]);
  return (body as { data: { documentId: string } }).data.documentId;
};

onEveryDatabase('the roles that Strapi brings', (database) => {
  let instance: Instance;
  let editor: AdminUser;
  let author: AdminUser;
  let other: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    editor = await makeAdminUser(instance, 'strapi-editor');
    author = await makeAdminUser(instance, 'strapi-author');
    other = await makeAdminUser(instance, 'strapi-author');
  });
  afterAll(() => instance.stop());

  it.each(EACH)('let an editor create, publish, unpublish and delete %s in %s', async (uid, locale) => {
    const id = await makeEntry(editor, uid, locale, `Eintrag ${locale}`);
    const at = (rest: string): string => addressOf(uid, `/${id}${rest}?locale=${locale}`);
    expect((await editor.ask(at(''), put(fieldsOf(uid, `Neu ${locale}`)))).status).toBe(200);
    if (hasDrafts(uid)) {
      expect((await editor.ask(at('/actions/publish'), post())).status).toBe(200);
      expect((await editor.ask(at('/actions/unpublish'), post())).status).toBe(200);
    }
    expect((await editor.ask(at(''), { method: 'DELETE' })).status).toBe(200);
    expect((await editor.ask(at(''))).status).toBe(404);
  });

  it.each(EACH)('let an author write and delete an own %s in %s, and publish none', async (uid, locale) => {
    const id = await makeEntry(author, uid, locale, `Entwurf ${locale}`);
    const at = (rest: string): string => addressOf(uid, `/${id}${rest}?locale=${locale}`);
    expect((await author.ask(at(''), put(fieldsOf(uid, `Neu ${locale}`)))).status).toBe(200);
    if (hasDrafts(uid)) expect((await author.ask(at('/actions/publish'), post())).status).toBe(403);
    expect((await other.ask(at(''), put(fieldsOf(uid, 'Fremd')))).status).toBe(403);
    expect((await other.ask(at(''), { method: 'DELETE' })).status).toBe(403);
    expect((await author.ask(at(''), { method: 'DELETE' })).status).toBe(200);
  });

  it('let an editor see what has to be translated', async () => {
    const desk = await editor.ask('/translation-desk/entries?locale=en');
    expect(desk.status).toBe(200);
    const id = await makeEntry(editor, 'api::material.material', 'de', 'Heft');
    const panel = await editor.ask(`/translation-desk/entries/api::material.material/${id}/en`);
    expect(panel.status).toBe(200);
  });

  it('open a language that is added later, too', async () => {
    const owner = await makeAdminUser(instance, 'strapi-super-admin');
    const added = await owner.ask('/i18n/locales', post({ code: 'nl', name: 'Nederlands (nl)', isDefault: false }));
    expect(added.status).toBe(200);
    const id = await makeEntry(editor, 'api::material.material', 'nl', 'Boekje');
    const published = await editor.ask(addressOf('api::material.material', `/${id}/actions/publish?locale=nl`), post());
    expect(published.status).toBe(200);
    await makeEntry(author, 'api::news-article.news-article', 'nl', 'Nieuws');
  });
});

describe('a site of before, whose Editor cannot publish', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-roles-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gets the rights at the next start, and keeps what was changed in the admin after that', async () => {
    const env = { DATABASE_FILENAME: path.join(folder, 'data.db') };
    const before = await startInstance({ env });
    await before.run(async (strapi) => {
      // As the release before left it: without publishing and deleting, and without the mark of this step.
      const verbs = ['publish', 'delete'].map((verb) => `plugin::content-manager.explorer.${verb}`);
      await strapi.db.query('admin::permission').deleteMany({ where: { action: { $in: verbs } } });
      await strapi.store({ type: 'core', name: 'inprint' }).delete({ key: 'newsroom_roles' });
    });
    await before.stop();

    const mended = await startInstance({ env });
    const editor = await makeAdminUser(mended, 'strapi-editor');
    const uid = 'api::material.material';
    const id = await makeEntry(editor, uid, 'de', 'Heft');
    expect((await editor.ask(addressOf(uid, `/${id}/actions/publish?locale=de`), post())).status).toBe(200);
    await mended.run(async (strapi) => {
      const action = 'plugin::content-manager.explorer.publish';
      await strapi.db.query('admin::permission').deleteMany({ where: { action, subject: 'api::material.material' } });
    });
    await mended.stop();

    const kept = await startInstance({ env });
    const later = await makeAdminUser(kept, 'strapi-editor');
    expect((await later.ask(addressOf(uid, `/${id}/actions/publish?locale=de`), post())).status).toBe(403);
    await kept.stop();
  });
});
