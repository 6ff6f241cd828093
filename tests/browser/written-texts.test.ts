import type { Browser, Page } from 'playwright-core';

import { buildAdmin, makeApplication, type Application } from '../support/application';
import { CKEDITOR, ckeditorField, fetchEditor, installCkeditor } from '../support/ckeditor';
import { SECRETS, startInstance, type Instance } from '../support/instance';
import { accessibilityProblemsOf } from './accessibility';
import { openBrowser } from './chromium';
import { insist, pause } from './keyboard';
import { takingTurns } from './languages';
import { logIn, makeEditor, pressToStore } from './text-admin';

const withBrowser = process.env.TEST_CHROMIUM ? describe : describe.skip;

const WORDS = {
  de: {
    save: 'Speichern',
    publish: 'Veröffentlichen',
    search: 'Nach Titel oder Bestellnummer suchen',
    preview: 'Vorschau-Modus',
    cancel: 'Abbrechen',
    listed: 'Materialien in diesem Text',
    turn: (words: string, title: string) => `In Erwähnung umwandeln: „${words}“ (${title})`,
    undo: 'Rückgängig',
    notHere: 'In Code oder einem Bild lässt sich kein Material erwähnen.',
  },
  en: {
    save: 'Save',
    publish: 'Publish',
    search: 'Search by title or order number',
    preview: 'Preview mode',
    cancel: 'Cancel',
    listed: 'Materials in this text',
    turn: (words: string, title: string) => `Turn into a mention: “${words}” (${title})`,
    undo: 'Undo',
    notHere: 'A material cannot be mentioned inside code or an image.',
  },
} as const;

const type = (name: string, attributes: object): string =>
  JSON.stringify({
    kind: 'collectionType',
    collectionName: `${name}s`,
    info: { singularName: name, pluralName: `${name}s`, displayName: name },
    options: { draftAndPublish: true },
    attributes,
  });
const core = (kind: string): string =>
  `module.exports = require('@strapi/strapi').factories.createCore${kind}('api::essay.essay');`;

const FILES = {
  'src/api/essay/content-types/essay/schema.json': type('essay', {
    name: { type: 'string' },
    markdown: { type: 'richtext' },
    html: ckeditorField(),
    section: { type: 'component', component: 'text.section', repeatable: true },
  }),
  'src/api/essay/controllers/essay.js': core('Controller'),
  'src/api/essay/services/essay.js': core('Service'),
  'src/api/essay/routes/essay.js': core('Router'),
  'src/components/text/section.json': JSON.stringify({
    collectionName: 'components_text_sections',
    info: { displayName: 'Section' },
    attributes: { markdown: { type: 'richtext' } },
  }),
  'src/admin/app.js': `export default { config: { locales: ['de'] }, bootstrap() {} };`,
  // As CKEditor's own instructions say.
  'config/middlewares.js': `module.exports = ['strapi::logger', 'strapi::errors', { name: 'strapi::security', config: {
      contentSecurityPolicy: { useDefaults: true, directives: { upgradeInsecureRequests: null,
        'script-src': ["'self'", "'unsafe-inline'", 'https://cdn.ckeditor.com'], 'connect-src': ["'self'", 'https:'] } } } },
    'strapi::cors', 'strapi::poweredBy', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public'];`,
};

withBrowser('editors of Markdown and HTML, in an application of somebody else', () => {
  let application: Application;
  let instance: Instance;
  let browser: Browser;
  let ckeditor: ReturnType<typeof fetchEditor>;

  beforeAll(async () => {
    application = makeApplication({
      plugins: ['availability'],
      others: { ckeditor: CKEDITOR },
      withGraphql: false,
      config: {
        availability: {
          config: {
            material: {
              uid: 'api::publication.publication',
              title: 'name',
              pdf: 'document',
              pdfUrl: 'file',
              orderUrl: 'shop',
            },
          },
        },
      },
      publication: {
        kind: 'collectionType',
        collectionName: 'publications',
        info: { singularName: 'publication', pluralName: 'publications', displayName: 'Publication' },
        options: { draftAndPublish: true },
        attributes: {
          name: { type: 'string', required: true },
          document: { type: 'media', multiple: false, allowedTypes: ['files'] },
          file: { type: 'string' },
          shop: { type: 'string' },
        },
      },
      files: FILES,
    });
    installCkeditor(application.folder);
    buildAdmin(application, { ...SECRETS, DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: '.tmp/build.db' });
    ckeditor = fetchEditor();
    instance = await startInstance({ admin: true, application: application.folder });
    await makeEditor(instance);
    browser = await openBrowser();
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
    ckeditor?.remove();
    application?.remove();
  });

  const write = async (path: string, data: object): Promise<string> => {
    const { status, body } = await instance.asEditor(path, { method: 'POST', body: { data } });
    if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
    return (body as { data: { documentId: string } }).data.documentId;
  };
  const makePublication = async (name: string, availability: string): Promise<string> => {
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const material = await write('/api/publications', {
      name,
      file: `https://files.example.org/${slug}.pdf`,
      shop: `https://shop.example.org/${slug}`,
    });
    await write('/api/availability/stock-statuses', { material, availability });
    return material;
  };
  const stored = async (documentId: string): Promise<{ markdown: string; html: string }> =>
    (await instance.run(
      (strapi, id) => strapi.db.query('api::essay.essay').findOne({ where: { documentId: id, publishedAt: null } }),
      documentId
    )) as never;
  /** As readers get it. */
  const read = async (documentId: string): Promise<{ markdown: string; html: string }> =>
    (await instance.asEditor(`/api/essays/${documentId}`)).body.data;

  describe.each(['de', 'en'] as const)('in an admin that speaks “%s”', (language) => {
    const scenario = takingTurns(language, 'de');
    const say = WORDS[language];
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      ({ page, complaints } = await logIn(browser, instance, language));
      await ckeditor.serveTo(page);
    });
    afterAll(() => page?.context().close());
    beforeEach(() => complaints.splice(0));
    afterEach(() => expect(complaints).toEqual([]));

    const open = async (documentId: string): Promise<void> => {
      await page.goto(`${instance.url}/admin/content-manager/collection-types/api::essay.essay/${documentId}`, {
        waitUntil: 'networkidle',
      });
      await page.locator('.CodeMirror').first().waitFor();
      await page.locator('.ck-editor__editable').first().waitFor();
    };
    const choose = async (title: string): Promise<void> => {
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say.search).fill(title);
      await dialog
        .getByRole('button', { name: new RegExp(title) })
        .first()
        .click();
      await dialog.waitFor({ state: 'detached' });
    };
    const markdown = () => page.locator('.CodeMirror').first();
    const markdownText = (): Promise<string> =>
      markdown().evaluate((element) =>
        (element as unknown as { CodeMirror: { getValue: () => string } }).CodeMirror.getValue()
      );
    /** The cursor at the end of the Markdown. */
    const goToEndOfMarkdown = async (): Promise<void> => {
      await markdown().locator('.CodeMirror-line').last().click();
      await page.keyboard.press('Control+End');
    };
    const html = () => page.locator('.ck-editor__editable').first();
    const goToEndOfHtml = (): Promise<void> =>
      insist(
        page,
        async () => {
          await html().click();
          await page.keyboard.press('Control+End');
        },
        () => html().evaluate((element) => element.contains(document.getSelection()?.anchorNode ?? null))
      );

    scenario(
      'puts a call to action and a mention into Markdown, and shows in the preview what readers get',
      async () => {
        const sold = `Heft [1] ${language}`;
        const there = `Plakat ${language}`;
        const [booklet, poster] = [
          await makePublication(sold, 'out-of-print'),
          await makePublication(there, 'in-stock'),
        ];
        const essay = await write('/api/essays', { name: 'Markdown', markdown: 'Anfang\n\n' });
        await open(essay);

        await goToEndOfMarkdown();
        await page.getByRole('button', { name: 'Material', exact: true }).first().click();
        await choose('Heft');
        const call = `[Heft \\[1\\] ${language}](/materials/${booklet} "call-to-action")`;
        expect(await markdownText()).toBe(`Anfang\n\n${call}`);

        await pause(page);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Enter');
        await page.keyboard.type('Mehr: ');
        await page.keyboard.type('@');
        await choose(there);
        await pause(page);
        await page.keyboard.type('.');
        const mention = `[${there}](/materials/${poster})`;
        expect(await markdownText()).toBe(`Anfang\n\n${call}\n\nMehr: ${mention}.`);

        await page.getByRole('button', { name: say.preview }).first().click();
        // In the language of the entry, whatever the admin speaks.
        const offers = page.locator('[data-inprint-offer]');
        await offers.nth(0).getByText('Download PDF').waitFor();
        await offers.nth(1).getByText('Order').waitFor();
        const panel = page.locator('aside', { hasText: say.listed });
        await panel.getByText(there, { exact: true }).first().waitFor();
        expect(await accessibilityProblemsOf(page.locator('main'))).toEqual([]);

        await pressToStore(page, say.publish);
        expect((await stored(essay)).markdown).toBe(`Anfang\n\n${call}\n\nMehr: ${mention}.`);
        const { markdown: given } = await read(essay);
        expect(given).toContain('(https://files.example.org/heft-[1]-');
        expect(given).toContain(`Mehr: [${there}](https://shop.example.org/plakat-${language}).`);
      }
    );

    scenario('mentions nothing in code, and leaves the text alone where nothing is chosen', async () => {
      const essay = await write('/api/essays', { name: 'Code', markdown: '`code `' });
      await open(essay);
      await goToEndOfMarkdown();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.type('@');
      await pause(page);
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.getByRole('button', { name: 'Material', exact: true }).first().click();
      await page.getByText(say.notHere).first().waitFor();
      await page.keyboard.press('Escape');
      await goToEndOfMarkdown();
      await page.keyboard.type(' Text @');
      await page.getByRole('dialog').getByRole('button', { name: say.cancel }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await markdownText()).toBe('`code @` Text @');
    });

    scenario('puts materials into CKEditor by its button and by “@”', async () => {
      const title = `Broschüre ${language}`;
      const brochure = await makePublication(title, 'in-stock');
      const essay = await write('/api/essays', { name: 'HTML', html: '<p>Anfang</p>' });
      await open(essay);

      await goToEndOfHtml();
      await page.keyboard.type(' und ');
      await page.locator('.ck-toolbar').getByRole('button', { name: 'Material' }).click();
      await choose(title);
      await pause(page);
      await page.keyboard.type(' oder @');
      await choose(title);
      await pause(page);
      await page.keyboard.type('.');
      const link = `<a href="/materials/${brochure}">${title}</a>`;
      await pressToStore(page, say.publish);
      expect((await stored(essay)).html).toBe(`<p>Anfang und ${link} oder ${link}.</p>`);
      const shop = `<a href="https://shop.example.org/broschüre-${language}">${title}</a>`;
      expect((await read(essay)).html).toBe(`<p>Anfang und ${shop} oder ${shop}.</p>`);
      const panel = page.locator('aside', { hasText: say.listed });
      await panel.getByText(title, { exact: true }).first().waitFor();
    });

    scenario('knows an address that is pasted into CKEditor', async () => {
      const title = `Karte ${language}`;
      const card = await makePublication(title, 'in-stock');
      const essay = await write('/api/essays', { name: 'Pasted', html: '<p>Anfang</p>' });
      await open(essay);

      // What editors know by heart: copy the address, select words, paste.
      await goToEndOfHtml();
      await page.keyboard.press('Shift+Home');
      await page.evaluate((address) => navigator.clipboard.writeText(address), `/materials/${card}`);
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+v');
      await page.keyboard.press('Enter');
      await pressToStore(page, say.publish);
      expect((await stored(essay)).html).toBe(`<p><a href="/materials/${card}">Anfang</a></p>`);
      expect((await read(essay)).html).toBe(`<p><a href="https://shop.example.org/karte-${language}">Anfang</a></p>`);
    });

    scenario('offers links typed by hand in Markdown and HTML, and takes them back', async () => {
      const title = `Flyer ${language}`;
      const flyer = await makePublication(title, 'out-of-print');
      const shop = `https://shop.example.org/flyer-${language}`;
      const own = `/materials/${flyer}`;
      const markdownOf = (address: string): string => `Text\n\n[Hier bestellen](${address} "t") und \`[x](${shop})\``;
      const htmlOf = (address: string): string => `<p>Text <a href="${address}">Order here</a></p>`;
      const essay = await write('/api/essays', {
        name: 'Leftovers',
        markdown: markdownOf(shop),
        html: htmlOf(shop),
        section: [{ markdown: `[In a part](${shop})` }],
      });
      await open(essay);
      const panel = page.locator('aside', { hasText: say.listed });
      const turn = (words: string) => panel.getByRole('button', { name: say.turn(words, title) });
      const undo = () => panel.getByRole('button', { name: say.undo });
      await turn('In a part').waitFor();

      await turn('Hier bestellen').click();
      await undo().waitFor();
      expect(await markdownText()).toBe(markdownOf(own));
      await undo().click();
      await turn('Hier bestellen').waitFor();
      expect(await markdownText()).toBe(markdownOf(shop));

      await turn('Order here').click();
      await undo().click();
      await turn('Order here').waitFor();

      for (const words of ['Hier bestellen', 'Order here', 'In a part']) {
        await turn(words).click();
        await turn(words).waitFor({ state: 'detached' });
      }
      await pressToStore(page, say.save);
      expect(await stored(essay)).toMatchObject({ markdown: markdownOf(own), html: htmlOf(own) });
      await page.locator('aside', { hasText: say.listed }).getByText(title, { exact: true }).first().waitFor();
    });
  });
});
