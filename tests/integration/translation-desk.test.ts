import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeArticle, makeMaterial, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const MATERIAL = 'api::material.material';
const NEWS = 'api::news-article.news-article';

interface Cell {
  readonly state: string;
  readonly isPublished: boolean;
  readonly outdatedFields: readonly string[];
  readonly incompleteFields: readonly string[];
}

interface Line {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  readonly sourceLocale: string;
  readonly locales: Readonly<Record<string, Cell>>;
}

const paragraph = (text: string) => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

onEveryDatabase('the translation desk', (database) => {
  let instance: Instance;
  let translator: AdminUser;
  let keeper: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ database });
    translator = await makeAdminUser(instance, 'inprint-translator');
    keeper = await makeAdminUser(instance, 'inprint-stock-keeper');
  });
  afterAll(() => instance.stop());

  let count = 0;
  /** A word that no other entry has in its title. */
  const word = (): string => `Stichwort${database}${(count += 1)}`;

  const find = async (query: string): Promise<Line[]> => {
    const { status, body } = await translator.ask(`/translation-desk/entries?${query}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.data as Line[];
  };
  const lineOf = async (title: string): Promise<Line> => {
    const [line] = await find(`search=${title}`);
    if (!line) throw new Error(`There is no entry “${title}” at the desk.`);
    return line;
  };
  const statesOf = async (title: string): Promise<Record<string, string>> =>
    Object.fromEntries(Object.entries((await lineOf(title)).locales).map(([locale, { state }]) => [locale, state]));

  const put = (id: string, locale: string, data: object, more = '') =>
    write(instance, `/api/materials/${id}?locale=${locale}${more}`, data);

  it('says missing, draft and published for every language of the site', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title });
    await put(id, 'fr', { title: 'Brouillon' }, '&status=draft');
    const line = await lineOf(title);
    expect(line).toMatchObject({ type: MATERIAL, documentId: id, title, sourceLocale: 'de' });
    expect(await statesOf(title)).toMatchObject({ de: 'published', fr: 'draft', en: 'missing' });

    await put(id, 'fr', { title: 'Brouillon' });
    expect((await statesOf(title)).fr).toBe('published');
    await instance.asEditor(`/api/materials/${id}?locale=fr`, { method: 'DELETE' });
    expect((await statesOf(title)).fr).toBe('missing');
    await instance.asEditor(`/api/materials/${id}`, { method: 'DELETE' });
    await instance.asEditor(`/api/materials/${id}?locale=*`, { method: 'DELETE' });
    expect(await find(`search=${title}`)).toEqual([]);
  });

  it('says outdated field by field: a corrected title does not catch up with a changed text', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title, description: paragraph('Wasser ist nass.') });
    await put(id, 'fr', { title: 'L’eau', description: paragraph('L’eau mouille.') });
    expect((await statesOf(title)).fr).toBe('published');

    await put(id, 'de', { description: paragraph('Wasser ist sehr nass.') });
    expect((await lineOf(title)).locales.fr).toEqual({
      state: 'outdated',
      isPublished: true,
      outdatedFields: ['description'],
      incompleteFields: [],
    });
    await put(id, 'fr', { title: 'De l’eau' });
    expect((await lineOf(title)).locales.fr?.outdatedFields).toEqual(['description']);
    await put(id, 'fr', { description: paragraph('L’eau mouille beaucoup.') });
    expect((await statesOf(title)).fr).toBe('published');
  });

  it('looks into components and dynamic zones, and not at slugs and shared fields', async () => {
    const title = word();
    const id = await makeArticle(instance, { title, boxes: [{ __component: 'news.text-box', heading: 'Kasten' }] });
    await write(instance, `/api/news-articles/${id}?locale=en`, { title: 'Box' });
    await write(instance, `/api/news-articles/${id}?locale=de`, { slug: `anders-${database}`, date: '2027-01-02' });
    expect((await lineOf(title)).locales.en).toMatchObject({ state: 'incomplete', incompleteFields: ['boxes'] });
    await write(instance, `/api/news-articles/${id}?locale=en`, {
      boxes: [{ __component: 'news.text-box', heading: 'Box' }],
    });
    expect((await statesOf(title)).en).toBe('published');
    await write(instance, `/api/news-articles/${id}?locale=de`, {
      boxes: [{ __component: 'news.text-box', heading: 'Neuer Kasten' }],
    });
    expect((await lineOf(title)).locales.en?.outdatedFields).toEqual(['boxes']);
  });

  it('sees what the media library says of a language’s own files, and wants nothing of a language that has none', async () => {
    const title = word();
    const fileWith = (alternativeText: string) =>
      instance.run(async (strapi, data) => Number((await strapi.db.query('plugin::upload.file').create({ data })).id), {
        name: 'a.png',
        hash: word(),
        ext: '.png',
        mime: 'image/png',
        size: 1,
        url: '/uploads/a.png',
        provider: 'local',
        alternativeText,
      });
    const describeFile = (id: number, alternativeText: string) =>
      instance.run(
        async (strapi, file) =>
          void (await strapi
            .plugin('upload')
            .service('upload')
            .updateFileInfo(file.id, { alternativeText: file.alternativeText })),
        { id, alternativeText }
      );
    const [german, french] = [await fileWith('Ein Knoten'), await fileWith('Un nœud')];
    const id = await makeMaterial(instance, { title, cover: german });
    await put(id, 'fr', { title: 'Nœud', cover: french });
    await put(id, 'en', { title: 'Knot' });
    expect(await statesOf(title)).toMatchObject({ fr: 'published', en: 'published' });

    await describeFile(german, 'Zwei Knoten');
    expect((await lineOf(title)).locales.fr).toMatchObject({ state: 'outdated', outdatedFields: ['cover'] });
    expect((await statesOf(title)).en).toBe('published');
    await describeFile(french, 'Deux nœuds');
    expect((await statesOf(title)).fr).toBe('published');

    await describeFile(french, '');
    expect((await lineOf(title)).locales.fr).toMatchObject({ state: 'incomplete', incompleteFields: ['cover'] });
    const beside = await translator.ask(`/translation-desk/entries/api::material.material/${id}/fr`);
    expect(beside.body.data.fields.find(({ field }: { field: string }) => field === 'cover')).toMatchObject({
      state: 'incomplete',
      source: 'Zwei Knoten',
    });
  });

  it('is outdated again when a draft that caught up is discarded', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title, abstract: 'alt' });
    await put(id, 'en', { title: 'Old', abstract: 'old' });
    await put(id, 'de', { abstract: 'neu' });
    await put(id, 'en', { abstract: 'new' }, '&status=draft');
    expect((await statesOf(title)).en).toBe('published');
    await instance.run(
      (strapi, documentId) => strapi.documents('api::material.material').discardDraft({ documentId, locale: 'en' }),
      id
    );
    expect((await lineOf(title)).locales.en?.outdatedFields).toEqual(['abstract']);
  });

  it('translates from the language that was there first where the default one came later', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title }, 'en');
    await put(id, 'de', { title: 'Später' });
    const line = await lineOf(title);
    expect(line.sourceLocale).toBe('en');
    await put(id, 'en', { title: `${title} new` });
    expect((await lineOf(title)).locales.de?.outdatedFields).toEqual(['title']);
  });

  it('shows what changed in words, and lets it be marked as up to date', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title, abstract: 'Das Heft ist rot.' });
    await put(id, 'fr', { title: 'Cahier', abstract: 'Le cahier est rouge.' });
    await put(id, 'de', { abstract: 'Das Heft ist blau.' });
    const path = `/translation-desk/entries/${MATERIAL}/${id}/fr`;
    const { body } = await translator.ask(path);
    const shown = (body.data.fields as { field: string }[]).find(({ field }) => field === 'abstract');
    expect(body.data).toMatchObject({ locale: 'fr', sourceLocale: 'de', isThere: true, mayConfirm: true });
    expect(shown).toMatchObject({
      state: 'outdated',
      source: 'Das Heft ist blau.',
      changes: [
        { kind: 'same', text: 'Das Heft ist ' },
        { kind: 'removed', text: 'rot' },
        { kind: 'added', text: 'blau' },
        { kind: 'same', text: '.' },
      ],
    });

    const confirm = (source: string, field = 'abstract') =>
      translator.ask(`${path}/up-to-date`, { method: 'POST', body: { data: { fields: [{ field, source }] } } });
    const stale = await confirm('Das Heft ist rot.');
    expect(stale.status).toBe(400);
    expect(stale.body.error.message).toMatch(/changed in the meantime/);
    expect((await confirm('x', 'slug')).status).toBe(400);
    expect((await statesOf(title)).fr).toBe('outdated');
    const done = await confirm('Das Heft ist blau.');
    expect(done.status).toBe(200);
    expect((await statesOf(title)).fr).toBe('published');
    await put(id, 'de', { abstract: 'Das Heft ist gelb.' });
    expect((await statesOf(title)).fr).toBe('outdated');
  });

  it('filters by type, language and state, searches titles of every language, and counts', async () => {
    const title = word();
    const missing = await makeMaterial(instance, { title: `${title} eins` });
    const there = await makeMaterial(instance, { title: `${title} zwei` });
    await put(there, 'fr', { title: `${title} Cahierfrancais` });
    const article = await makeArticle(instance, { title: `${title} drei` });
    const idsOf = async (query: string) => (await find(query)).map(({ documentId }) => documentId);

    expect((await idsOf(`search=${title}`)).sort()).toEqual([missing, there, article].sort());
    expect(await idsOf(`search=${title}&type=${NEWS}`)).toEqual([article]);
    expect(await idsOf(`search=${title}&type=${MATERIAL}&locales=fr&states=missing`)).toEqual([missing]);
    expect(await idsOf(`search=${title} cahier`)).toEqual([there]);
    const latest = await find('locales=fr&states=missing&pageSize=20');
    expect(latest[0]?.documentId).toBe(article);
    expect(latest.every(({ locales }) => locales.fr?.state === 'missing')).toBe(true);
    const either = await idsOf(`type=${MATERIAL}&locales=fr,en&states=missing,published&pageSize=20`);
    expect(new Set(either).size).toBe(either.length);
    expect(either).toEqual(expect.arrayContaining([missing, there]));

    const counts = await translator.ask(`/translation-desk/counts?type=${NEWS}`);
    const before = counts.body.data.fr.missing as number;
    await makeArticle(instance);
    const after = await translator.ask(`/translation-desk/counts?type=${NEWS}`);
    expect(after.body.data.fr.missing).toBe(before + 1);
  });

  it('follows the languages of the site', async () => {
    const title = word();
    await makeMaterial(instance, { title });
    const id = await instance.run(async (strapi) => {
      const service = strapi.plugin('i18n').service('locales');
      return ((await service.create({ code: 'nl', name: 'Dutch (nl)' })) as { id: number }).id;
    });
    expect((await statesOf(title)).nl).toBe('missing');
    await instance.run((strapi, locale) => strapi.plugin('i18n').service('locales').delete({ id: locale }), id);
    expect(Object.keys(await statesOf(title))).not.toContain('nl');
  });

  it('catches up with entries that came by another door, and forgets those that went', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title });
    const catchUp = () =>
      instance.run(async (strapi) => {
        await strapi
          .plugin('translation-desk')
          .service('translations')
          .catchUp(() => false);
      });
    await instance.run((strapi) => strapi.db.connection('translation_desk_entries').delete());
    expect(await find(`search=${title}`)).toEqual([]);
    await catchUp();
    expect((await statesOf(title)).de).toBe('published');
    await instance.run(
      (strapi, documentId) => strapi.db.query('api::material.material').deleteMany({ where: { documentId } }),
      id
    );
    await catchUp();
    expect(await find(`search=${title}`)).toEqual([]);
  });

  it('notes both of two languages that are saved at once', async () => {
    const title = word();
    const id = await makeMaterial(instance, { title });
    await Promise.all(['en', 'fr'].map((locale) => put(id, locale, { title: `${title} ${locale}` })));
    expect(await statesOf(title)).toMatchObject({ de: 'published', en: 'published', fr: 'published' });
  });

  it('is for those who may see it and read the content', async () => {
    expect((await instance.asReader('/translation-desk/entries')).status).toBe(401);
    expect((await keeper.ask('/translation-desk/entries')).status).toBe(403);
    const { body } = await translator.ask('/translation-desk/settings');
    expect(body.data.types.map(({ uid }: { uid: string }) => uid)).toEqual(expect.arrayContaining([MATERIAL, NEWS]));
    expect(body.data.myLocales).not.toContain('de');
    expect(body.data.myLocales).toEqual(expect.arrayContaining(['en', 'fr']));

    const id = await makeMaterial(instance, { title: word() }, 'en');
    await put(id, 'de', { title: 'Deutsch' });
    await put(id, 'en', { title: 'Changed' });
    const refused = await translator.ask(`/translation-desk/entries/${MATERIAL}/${id}/de/up-to-date`, {
      method: 'POST',
      body: { data: { fields: [{ field: 'title', source: 'Changed' }] } },
    });
    expect(refused.status).toBe(403);
  });

  it('answers odd questions with words and never with a fault', async () => {
    for (const [path, status] of [
      ['entries?states=perhaps', 400],
      ['entries?locales=xx', 400],
      ['entries?type=api::stock-status.stock-status', 400],
      ['entries?pageSize=7', 400],
      ['entries?search[a]=1', 400],
      ['entries?page=-3', 200],
      ['entries?search=%22*%27%3B--', 200],
      [`entries?search=${'w'.repeat(201)}`, 400],
      [`entries/${MATERIAL}/nowhere/fr`, 404],
      [`entries/${MATERIAL}/nowhere/xx`, 400],
      ['entries/admin::user/1/fr', 404],
      ['counts?type=admin::user', 400],
    ] as const) {
      const answer = await translator.ask(`/translation-desk/${path}`);
      expect([path, answer.status]).toEqual([path, status]);
      if (status >= 400) expect(answer.body.error.message.length).toBeGreaterThan(10);
    }
    const id = await makeMaterial(instance);
    for (const body of [null, [], 'x', { data: 7 }, { data: { fields: [] } }, { data: { fields: [{ field: 1 }] } }]) {
      const answer = await translator.ask(`/translation-desk/entries/${MATERIAL}/${id}/fr/up-to-date`, {
        method: 'POST',
        body,
      });
      expect([JSON.stringify(body), answer.status]).toEqual([JSON.stringify(body), 400]);
    }
  });
});
