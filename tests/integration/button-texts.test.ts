import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

const words = (text: string) => ({ type: 'text', text });

onEveryDatabase('button texts and fallback chains', (database) => {
  let instance: Instance;
  let editor: AdminUser;
  let translator: AdminUser;
  let pdf: number;

  beforeAll(async () => {
    // Kept answers must be outdated by a text as by a stock; and without a cache another server's text must be seen, too.
    instance = await startInstance({ database, env: { RESPONSE_CACHE: database === 'sqlite' ? 'on' : 'off' } });
    [editor, translator] = [
      await makeAdminUser(instance, 'strapi-super-admin'),
      await makeAdminUser(instance, 'inprint-translator'),
    ];
    pdf = await uploadPdf(instance);
  });
  afterAll(() => instance.stop());

  const ask = (person: AdminUser, path: string, body: object): Promise<Answer> =>
    person.ask(`/availability/${path}`, { method: 'PUT', body });

  const wordingOf = async (person: AdminUser) => (await person.ask('/availability/wording')).body.data;
  const revisionOf = async (locale: string, key: string): Promise<number | null> => {
    const { texts } = await wordingOf(editor);
    const known = texts.find((one: { locale: string; key: string }) => one.locale === locale && one.key === key);
    return known?.revision ?? null;
  };
  /** Says one text anew, whatever was said before. */
  const sayText = async (locale: string, key: string, text: string | null): Promise<void> => {
    const { status, body } = await ask(editor, `wording/${locale}`, {
      texts: [{ key, text, revision: await revisionOf(locale, key) }],
    });
    expect([status, body.error?.message]).toEqual([200, undefined]);
  };

  const actionOf = async (id: string, locale = 'de') =>
    (await instance.asReader(`/api/availability?materials=${id}&locale=${locale}`)).body.data[0].action;

  describe('a text that somebody writes', () => {
    it('is on every page with the next read, through every door, and goes back to the shipped one', async () => {
      const id = await makeMaterial(instance, { title: 'Wegweiser' });
      await makeStock(instance, id, { availability: 'in-stock' });
      const article = await makeArticle(instance, {
        body: [{ type: 'paragraph', material: { documentId: id }, children: [words('einst')] }],
      });
      const labels = async (): Promise<unknown[]> => {
        const rest = await instance.asReader(`/api/materials/${id}`);
        const list = await instance.asReader(`/api/materials?filters[documentId][$eq]=${id}`);
        const graphql = await instance.graphql(
          `{ material(documentId: "${id}") { action { label accessibleLabel } } }`
        );
        const news = await instance.asReader(`/api/news-articles/${article}`);
        const { action } = rest.body.data;
        expect(graphql.body.data.material.action).toEqual({
          label: action.label,
          accessibleLabel: action.accessibleLabel,
        });
        return [
          action.accessibleLabel,
          list.body.data[0].action.label,
          (await actionOf(id)).label,
          news.body.data.body[0].children.at(-1).children[0].text,
        ];
      };
      const shipped = ['Wegweiser bestellen', 'Bestellen', 'Bestellen', 'Bestellen'];
      expect(await labels()).toEqual(shipped);
      expect(await labels()).toEqual(shipped); // kept, where there is a cache

      await sayText('de', 'label.order', 'Kostenlos anfordern');
      expect(await labels()).toEqual([
        'Kostenlos anfordern: Wegweiser bestellen',
        ...Array<string>(3).fill('Kostenlos anfordern'),
      ]);
      await sayText('de', 'accessible.order', '{title} kostenlos anfordern');
      expect((await labels())[0]).toBe('Wegweiser kostenlos anfordern');
      expect((await wordingOf(editor)).texts).toContainEqual({
        locale: 'de',
        key: 'label.order',
        text: 'Kostenlos anfordern',
        revision: expect.any(Number),
        author: 'Ada Lovage',
        decidedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      });

      await sayText('de', 'accessible.order', null);
      await sayText('de', 'label.order', null);
      expect(await labels()).toEqual(shipped);
    });

    it('that is broken is refused with the place in it, and nothing is saved', async () => {
      const { status, body } = await ask(editor, 'wording/de', {
        texts: [
          { key: 'label.order', text: 'Haben wollen', revision: await revisionOf('de', 'label.order') },
          { key: 'accessible.order', text: 'Bestellen: {titel', revision: await revisionOf('de', 'accessible.order') },
          { key: 'expected.again', text: 'Am <b>{day}</b>' },
        ],
      });
      expect({ status, name: body.error.name }).toEqual({ status: 400, name: 'ValidationError' });
      expect(body.error.details.errors).toEqual([
        expect.objectContaining({
          path: ['texts', 'accessible.order'],
          problem: 'syntax',
          offset: 11,
          line: 1,
          column: 12,
          message: expect.stringContaining('accessible.order: line 1, column 12: '),
        }),
        expect.objectContaining({ path: ['texts', 'expected.again'], problem: 'html', column: 4 }),
      ]);
      expect((await wordingOf(editor)).texts).not.toContainEqual(expect.objectContaining({ text: 'Haben wollen' }));
    });

    it.each([
      ['wording/sv', { texts: [{ key: 'label.order', text: 'X' }] }, /locale: this site has de, en, fr/],
      ['wording/de', { texts: [{ key: 'label.buy', text: 'X' }] }, /there is no such text/],
      ['wording/de', { texts: [] }, /at least one/],
      ['wording/de', { texts: [{ key: 'label.order', text: 7 }] }, /words, or null/],
      ['wording/de', {}, /must be a list/],
      ['fallbacks/fr', { chain: ['en', 'sv'] }, /no locale “sv”\. Use de, en, fr/],
      ['fallbacks/fr', { chain: ['en', 'fr'] }, /circle/],
      ['fallbacks/fr', { chain: ['en', 'en'] }, /twice/],
      ['fallbacks/fr', { chain: 'en' }, /must be a list of locales/],
    ])('%s %j is refused in words', async (path, body, message) => {
      const answer = await ask(editor, path, body);
      expect({ status: answer.status, message: answer.body.error?.message }).toEqual({
        status: 400,
        message: expect.stringMatching(message),
      });
    });

    it('is not lost when two people write at once', async () => {
      const revision = await revisionOf('fr', 'notice.replaced');
      const save = (text: string) => ask(editor, 'wording/fr', { texts: [{ key: 'notice.replaced', text, revision }] });
      const answers = await Promise.all([save('Remplacée.'), save('Édition remplacée.')]);
      const statuses = answers.map(({ status }) => status).sort();
      // The first text of all has no number to compare: its second writer sees a number that is not his.
      expect(statuses).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.error).toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('notice.replaced was changed meanwhile by Ada Lovage. Nothing was saved'),
      });
      await sayText('fr', 'notice.replaced', null);
    });

    it('is written by who may write the language, and seen by who may', async () => {
      const wording = await wordingOf(translator);
      expect(wording.locales).toEqual([
        { code: 'de', mayChange: false },
        { code: 'en', mayChange: true },
        { code: 'fr', mayChange: true },
      ]);
      expect(wording.mayChangeFallbacks).toBe(false);
      const texts = (revision: number | null) => ({ texts: [{ key: 'label.order', text: 'Get it', revision }] });
      expect((await ask(translator, 'wording/de', texts(null))).status).toBe(403);
      expect((await ask(translator, 'wording/en', texts(await revisionOf('en', 'label.order')))).status).toBe(200);
      await sayText('en', 'label.order', null);
      expect((await ask(translator, 'fallbacks/fr', { chain: ['en'] })).status).toBe(403);
      const keeper = await makeAdminUser(instance, 'inprint-stock-keeper');
      expect((await keeper.ask('/availability/wording')).status).toBe(403);
      expect((await instance.asReader('/availability/wording')).status).toBe(401);
      const types = await instance.graphql('{ __schema { types { name } } }');
      expect(JSON.stringify(types.body)).not.toMatch(/Decision/);
    });

    it('is seen with the next read when another server wrote it; what it broke is passed over', async () => {
      const id = await makeMaterial(instance);
      await makeStock(instance, id, { availability: 'out-of-print' });
      expect((await actionOf(id)).notice).toBe('Die gedruckte Ausgabe ist vergriffen.');
      const elsewhere = (subject: string, value: string) =>
        instance.run(
          async (strapi, key, text) => {
            // Past Strapi: nothing in this process hears of it.
            await strapi.db.connection('availability_decisions').insert({ locale: 'de', subject: key, value: text });
          },
          subject,
          value
        );
      await elsewhere('notice.out-of-print', 'Vergriffen.');
      expect((await actionOf(id)).notice).toBe('Vergriffen.');
      await elsewhere('notice.out-of-print', 'Weg {');
      expect((await actionOf(id)).notice).toBe('Die gedruckte Ausgabe ist vergriffen.');
    });

    it('speaks Arabic as soon as the site has it', async () => {
      const { status } = await editor.ask('/i18n/locales', {
        method: 'POST',
        body: { code: 'ar', name: 'العربية', isDefault: false },
      });
      expect(status).toBe(200);
      const id = await makeMaterial(instance, { title: 'SozPad', pdf });
      await makeStock(instance, id, { availability: 'reprinting', expectedOn: '2031-03-01' });
      const action = await actionOf(id, 'ar');
      expect(action).toMatchObject({ type: 'download', locale: 'ar', label: 'تنزيل ملف PDF (الألمانية)' });
      expect(action.accessibleLabel).toContain('\u2068SozPad\u2069');
      expect(action.notice).toContain('مارس');
      await sayText('ar', 'notice.reprinting', 'تُعاد طباعة هذا الكتيّب.');
      expect((await actionOf(id, 'ar')).notice).toMatch(/^تُعاد طباعة هذا الكتيّب\./);
    });
  });

  describe('a fallback chain', () => {
    it('that somebody chooses holds for PDFs and for texts alike, and goes back to the default', async () => {
      const id = await makeMaterial(instance, { title: 'Kinderrechte', pdf });
      await write(instance, `/api/materials/${id}?locale=en`, { title: 'Rights', pdf: await uploadPdf(instance) });
      const article = await makeArticle(instance, {
        body: [{ type: 'paragraph', material: { documentId: id }, children: [words('einst')] }],
      });
      await write(instance, `/api/news-articles/${article}?locale=fr`, {
        title: 'Nouvelle',
        body: [{ type: 'paragraph', material: { documentId: id }, children: [words('jadis')] }],
      });
      const languages = async (): Promise<unknown[]> => {
        const read = await instance.asReader(`/api/materials/${id}?locale=fr&localeFallback=true`);
        const graphql = await instance.graphql(`{ newsArticle(documentId: "${article}", locale: "fr") { body } }`);
        return [
          (await actionOf(id, 'fr')).file.locale,
          read.body.meta.locale,
          graphql.body.data.newsArticle.body[0].action.file.locale,
        ];
      };
      const chain = async () =>
        (await wordingOf(editor)).fallbacks.find(({ locale }: { locale: string }) => locale === 'fr');
      expect(await languages()).toEqual(['de', 'de', 'de']);
      expect(await chain()).toMatchObject({ chain: ['fr', 'de', 'en', 'ar'], isChosen: false });

      const choose = async (next: string[] | null) =>
        (await ask(editor, 'fallbacks/fr', { chain: next, revision: (await chain()).revision })).status;
      expect(await choose(['en', 'de'])).toBe(200);
      expect(await languages()).toEqual(['en', 'en', 'en']);
      expect(await chain()).toMatchObject({
        chain: ['fr', 'en', 'de'],
        shipped: ['fr', 'de', 'en', 'ar'],
        isChosen: true,
      });
      expect(await choose([])).toBe(200);
      // No other language at all: in French, there is no such material.
      const none = await instance.asReader(`/api/availability?materials=${id}&locale=fr`);
      expect(none.body.data).toEqual([]);
      expect(await choose(null)).toBe(200);
      expect(await languages()).toEqual(['de', 'de', 'de']);
    });
  });

  describe('an accessible or easy-language PDF', () => {
    const OTHERS = 'otherFiles { kind label accessibleLabel url name mime sizeInBytes locale }';

    it('is offered beside the PDF, the same over REST and GraphQL, in two queries', async () => {
      const easy = await uploadPdf(instance, 'easy.pdf');
      const id = await makeMaterial(instance, { title: 'Wegweiser', pdf, easyLanguagePdf: easy });
      await makeStock(instance, id, { availability: 'out-of-print' });
      const action = await actionOf(id);
      expect(action.file.name).toBe('leaflet.pdf');
      expect(action.otherFiles).toEqual([
        {
          kind: 'easy-language',
          label: 'PDF in Leichter Sprache',
          accessibleLabel: expect.stringMatching(/^PDF in Leichter Sprache: Wegweiser \(\d.*, Deutsch\)$/),
          url: expect.stringMatching(/^\/uploads\/easy.*\.pdf$/),
          name: 'easy.pdf',
          mime: 'application/pdf',
          sizeInBytes: expect.any(Number),
          locale: 'de',
        },
      ]);
      const { body } = await instance.graphql(`{ material(documentId: "${id}") { action { ${OTHERS} } } }`);
      expect(body.data.material.action.otherFiles).toEqual(action.otherFiles);
      expect((await actionOf(id, 'en')).otherFiles[0].label).toBe('Easy-to-read PDF (German)');

      await write(instance, `/api/materials/${id}?locale=de`, {
        accessiblePdf: await uploadPdf(instance, 'tagged.pdf'),
      });
      // On SQLite, facts are remembered until a row changes.
      await instance.run((strapi) => strapi.db.connection('strapi_core_store_settings').update({ environment: null }));
      const queries = await instance.queriesOf(() => instance.asReader(`/api/availability?materials=${id}`));
      // Two, and one where PostgreSQL is asked what changed: none for the files beside the PDF.
      const { length } = queries.filter((sql) => /"?(stock_statuses|materials)"?/.test(sql));
      expect([1, 2]).toContain(length);
      expect((await actionOf(id)).otherFiles.map(({ kind }: { kind: string }) => kind)).toEqual([
        'accessible',
        'easy-language',
      ]);
    });

    it('is not there where there is none, nor as a draft, and never of a withdrawn edition', async () => {
      const easy = await uploadPdf(instance, 'recalled.pdf');
      const id = await makeMaterial(instance, { pdf });
      await write(instance, `/api/materials/${id}?locale=de&status=draft`, { easyLanguagePdf: easy });
      expect(await actionOf(id)).not.toHaveProperty('otherFiles');
      const { body } = await instance.graphql(`{ material(documentId: "${id}") { action { ${OTHERS} } } }`);
      expect(body.data.material.action.otherFiles).toEqual([]);

      await write(instance, `/api/materials/${id}?locale=de`, { easyLanguagePdf: easy });
      const { url } = (await actionOf(id)).otherFiles[0];
      expect((await fetch(instance.url + url)).status).toBe(200);
      await makeStock(instance, id, { availability: 'withdrawn' });
      expect(await actionOf(id)).toMatchObject({ type: 'none', file: null });
      expect(await actionOf(id)).not.toHaveProperty('otherFiles');
      const raw = await instance.asReader(`/api/materials/${id}?populate=*`);
      expect([raw.body.data.easyLanguagePdf, raw.body.data.pdf]).toEqual([null, null]);
      const plain = await instance.graphql(`{ material(documentId: "${id}") { easyLanguagePdf { url } } }`);
      expect(plain.body.data.material.easyLanguagePdf).toBeNull();
      expect((await fetch(instance.url + url)).status).toBe(410);
    });
  });

  it('are read in a transaction without waiting for somebody who waits for its connection', async () => {
    const found = await instance.run(async (strapi) => {
      const settings = strapi.plugin('availability').service('settings') as {
        current: () => Promise<{ locales: string[] }>;
        forget: () => void;
      };
      let begin = (): void => {};
      const outside = new Promise<void>((resolve) => (begin = resolve)).then(() => settings.current());
      settings.forget();
      const { locales } = await strapi.db.transaction(async () => {
        await strapi.db.query('plugin::i18n.locale').findMany();
        begin(); // SQLite has one connection, and the transaction has it
        await new Promise((resolve) => setTimeout(resolve, 50));
        return settings.current();
      });
      return [locales, (await outside).locales];
    });
    expect(found[0]).toEqual(found[1]);
  }, 10_000);
});
