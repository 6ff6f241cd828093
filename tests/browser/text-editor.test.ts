import type { Browser, Page, Route } from 'playwright-core';

import { makeArticle, makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { accessibilityProblemsOf } from './accessibility';
import { openBrowser } from './chromium';
import { insist, pause } from './keyboard';
import { takingTurns } from './languages';
import {
  goToEnd,
  logIn,
  makeEditor,
  openEntry,
  pressToStore,
  startLine,
  typeSlashMaterial,
  typeWords,
} from './text-admin';

const withBrowser = process.env.TEST_CHROMIUM ? describe : describe.skip;

const WORDS = {
  de: {
    save: 'Speichern',
    publish: 'Veröffentlichen',
    search: 'Nach Titel oder Bestellnummer suchen',
    mention: 'Material erwähnen',
    block: (title: string) => `Material „${title}“`,
    listed: 'Materialien in diesem Text',
    turn: (words: string, title: string) => `In Erwähnung umwandeln: „${words}“ (${title})`,
    undo: 'Rückgängig',
    used: 'Wo wird es erwähnt',
    more: 'Weitere Dokumentaktionen',
    unpublish: 'Nicht veröffentlichen',
    cancel: 'Abbrechen',
    pageGoes: 'die Seite fällt weg',
    unreachable: 'Nichts wurde gespeichert: Der Server antwortet nicht.',
    broken: 'Nichts wurde gespeichert: Auf dem Server ist etwas schiefgegangen.',
  },
  en: {
    save: 'Save',
    publish: 'Publish',
    search: 'Search by title or order number',
    mention: 'Mention a material',
    block: (title: string) => `Material “${title}”`,
    listed: 'Materials in this text',
    turn: (words: string, title: string) => `Turn into a mention: “${words}” (${title})`,
    undo: 'Undo',
    used: 'Where is it used',
    more: 'More document actions',
    unpublish: 'Unpublish',
    cancel: 'Cancel',
    pageGoes: 'the page goes',
    unreachable: 'Nothing was saved: the server does not answer.',
    broken: 'Nothing was saved: something went wrong on the server.',
  },
} as const;

const text = (words: string) => ({ type: 'text', text: words });

withBrowser('the text editor', () => {
  let instance: Instance;
  let browser: Browser;

  beforeAll(async () => {
    instance = await startInstance({ admin: true });
    await makeEditor(instance);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });

  /** The text as it lies in the database: of the draft, or of what is published. */
  const stored = (documentId: string, locale: string, status: 'draft' | 'published' = 'draft') =>
    instance.run(
      async (strapi, id, language, isDraft) => {
        const rows = await strapi.db.query('api::news-article.news-article').findMany({
          where: { documentId: id, locale: language },
        });
        return rows.find((row: { publishedAt: unknown }) => (row.publishedAt === null) === isDraft)?.body;
      },
      documentId,
      locale,
      status === 'draft'
    );

  const editor = (page: Page) => page.locator('[data-slate-editor]').first();

  describe.each(['de', 'en'] as const)('in an admin that speaks “%s”', (language) => {
    const scenario = takingTurns(language, 'en');
    const say = WORDS[language];
    let page: Page;
    let complaints: string[];

    // Once: Strapi refuses more than five logins in five minutes.
    beforeAll(async () => {
      ({ page, complaints } = await logIn(browser, instance, language));
    });
    afterAll(() => page?.context().close());
    beforeEach(() => complaints.splice(0));

    scenario('writes a block and a mention, stores them as plain nodes, and readers get what holds now', async () => {
      const title = `Kinderrechte ${language}`;
      const material = await makeMaterial(instance, { title, pdfUrl: 'https://files.example.org/k.pdf' }, language);
      await makeStock(instance, material, { availability: 'out-of-print' });
      const article = await makeArticle(
        instance,
        { body: [{ type: 'paragraph', children: [text('Anfang')] }] },
        language
      );
      await openEntry(page, instance.url, 'news-article', article, language);

      await goToEnd(page);
      await startLine(page);
      await typeSlashMaterial(page);
      await page.getByLabel(say.search).fill(title);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(title) })
        .waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const block = editor(page).getByRole('group', { name: say.block(title) });
      await block.getByText('PDF').waitFor();
      await pause(page);

      await startLine(page);
      await typeWords(page, 'Mehr im Heft');
      await insist(
        page,
        async () => {
          await page.keyboard.press('End');
          for (let n = 0; n < 4; n += 1) await page.keyboard.press('Shift+ArrowLeft');
        },
        () => page.evaluate(() => document.getSelection()?.toString() === 'Heft')
      );
      await pause(page);
      await page.locator('[role=combobox][name=body]').click();
      await page.getByRole('option', { name: say.mention }).click();
      await page.getByLabel(say.search).fill(title);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(title) })
        .click();
      await editor(page).locator(`[data-material="${material}"]`).getByText('Heft').waitFor();
      await pressToStore(page, say.publish);

      const nodes = [
        { type: 'paragraph', children: [text('Anfang')] },
        { type: 'paragraph', material: { documentId: material }, children: [text(title)] },
        {
          type: 'paragraph',
          children: [
            text('Mehr im '),
            {
              type: 'link',
              url: 'https://files.example.org/k.pdf',
              material: { documentId: material },
              children: [text('Heft')],
            },
            text(''),
          ],
        },
      ];
      expect(await stored(article, language)).toEqual(nodes);
      expect(await stored(article, language, 'published')).toEqual(nodes);
      const { body } = await instance.asReader(`/api/news-articles/${article}?locale=${language}`);
      expect(body.data.body[1].action).toMatchObject({ type: 'download', availability: 'out-of-print' });
      expect(body.data.body[1].children.at(-1)).toMatchObject({ type: 'link', url: 'https://files.example.org/k.pdf' });
      expect(complaints).toEqual([]);
    });

    scenario('mentions a material by “@” and by a button of the toolbar', async () => {
      const title = `Klammeraffe ${language}`;
      const material = await makeMaterial(instance, { title }, language);
      const article = await makeArticle(
        instance,
        { body: [{ type: 'paragraph', children: [text('Anfang')] }] },
        language
      );
      await openEntry(page, instance.url, 'news-article', article, language);
      const picker = page.getByRole('dialog');
      const choose = async (): Promise<void> => {
        await picker.getByLabel(say.search).fill(title);
        await picker.getByRole('button', { name: new RegExp(title) }).click();
        await picker.waitFor({ state: 'detached' });
        await pause(page);
      };
      await goToEnd(page);
      await startLine(page);
      await typeWords(page, 'Post an a@b.de');
      expect(await picker.count()).toBe(0);
      await page.keyboard.type(' @');
      await picker.waitFor();
      expect(await accessibilityProblemsOf(picker)).toEqual([]);
      await choose();
      const mentions = editor(page).locator(`[data-material="${material}"]`);
      await mentions.getByText(title).waitFor();
      await page.keyboard.type(' und ');
      await editor(page).getByText('und', { exact: false }).first().waitFor();
      await pause(page);
      const toolbar = page.getByRole('toolbar').filter({ has: page.locator('[role=combobox][name=body]') });
      expect(await accessibilityProblemsOf(toolbar)).toEqual([]);
      await toolbar.getByRole('button', { name: say.mention }).click();
      await choose();
      await mentions.nth(1).getByText(title).waitFor();
      await pressToStore(page, say.save);
      const link = {
        type: 'link',
        url: expect.stringContaining('klammeraffe') as string,
        material: { documentId: material },
        children: [text(title)],
      };
      expect(((await stored(article, language)) as unknown[])[1]).toEqual({
        type: 'paragraph',
        children: [text('Post an a@b.de '), link, text(' und '), link, text('')],
      });
      expect(complaints).toEqual([]);
    });

    scenario('is copied, pasted, taken out and brought back by keyboard, and keeps what others stored', async () => {
      const title = `Tasten ${language}`;
      const material = await makeMaterial(instance, { title }, language);
      const callToAction = {
        type: 'paragraph',
        material: { documentId: material },
        children: [text('von '), { type: 'link', url: 'https://example.org/', children: [text('aussen')] }, text('')],
      };
      const last = { type: 'paragraph', children: [text('Ende')] };
      const article = await makeArticle(instance, { body: [callToAction, last] }, language);
      await openEntry(page, instance.url, 'news-article', article, language);
      const blocks = editor(page).getByRole('group', { name: say.block(title) });
      await blocks.waitFor();
      const count = async (expected: number): Promise<void> => {
        await page.waitForFunction(
          ([selector, wanted]) => document.querySelectorAll(selector as string).length === wanted,
          ['[data-slate-editor] [role=group]', expected] as const
        );
      };

      const selected = editor(page).locator('[role=group][data-selected=true]');
      await insist(
        page,
        async () => {
          await editor(page).getByText('Ende').click();
          await page.keyboard.press('Home');
        },
        () =>
          page.evaluate(() => {
            const { anchorNode, anchorOffset } = document.getSelection() ?? {};
            return anchorNode?.textContent === 'Ende' && anchorOffset === 0;
          })
      );
      await insist(
        page,
        () => page.keyboard.press('ArrowUp'), // onto the block
        () => selected.isVisible()
      );
      await pause(page);
      await page.keyboard.press('Control+C');
      await goToEnd(page);
      await startLine(page);
      await page.keyboard.press('Control+V');
      await count(2);
      await page.keyboard.press('Control+Z');
      await count(1);
      await page.keyboard.press('Control+Y');
      await count(2);

      await goToEnd(page); // the pasted block is the last
      await selected.waitFor();
      await page.keyboard.press('Backspace');
      await count(1);
      await page.locator('input[name=kicker]').fill('Neu'); // an edit elsewhere
      await pressToStore(page, say.save);
      const [kept, ...rest] = (await stored(article, language)) as unknown[];
      expect(kept).toEqual(callToAction);
      expect(rest[0]).toEqual(last);
      expect(complaints).toEqual([]);
    });

    scenario('finds a link typed by hand, turns it into a mention, and takes it back', async () => {
      const title = `Wasser ${language}`;
      const url = `https://shop.example.org/wasser-${language}`;
      const material = await makeMaterial(instance, { title, orderUrl: url }, language);
      await makeStock(instance, material);
      const link = { type: 'link', url, children: [text('hier bestellen')] };
      const body = [{ type: 'paragraph', children: [text('Sie können es '), link, text('.')] }];
      const article = await makeArticle(instance, { body }, language);
      await openEntry(page, instance.url, 'news-article', article, language);

      await page.getByRole('button', { name: say.turn('hier bestellen', title) }).click();
      const mention = editor(page).locator(`[data-material="${material}"]`);
      await mention.waitFor();
      await page.getByRole('button', { name: say.undo, exact: true }).click();
      await mention.waitFor({ state: 'detached' });
      expect(await stored(article, language)).toEqual(body);

      await page.getByRole('button', { name: say.turn('hier bestellen', title) }).click();
      await mention.waitFor();
      await pressToStore(page, say.save);
      expect(await stored(article, language)).toEqual([
        {
          type: 'paragraph',
          children: [text('Sie können es '), { ...link, material: { documentId: material } }, text('.')],
        },
      ]);
      expect(complaints).toEqual([]);
    });

    scenario('keeps what was typed where the server refuses it, and stores it once it is mended', async () => {
      const material = await makeMaterial(instance, { title: `Getippt ${language}` }, language);
      const title = page.locator('input[name=title]');
      const isbn = page.locator('input[name=isbn]');
      const wrong = '978-3-16-148410-1';
      await openEntry(page, instance.url, 'material', material, language);
      await goToEnd(page);
      await typeWords(page, 'Viel Text');
      await title.fill(`Neu getippt ${language}`);
      await isbn.fill(wrong);
      const [refused] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'PUT'),
        page.getByRole('button', { name: say.save, exact: true }).first().click(),
      ]);
      expect(refused.status()).toBe(400);
      await page.locator('[data-strapi-field-error]', { hasText: wrong }).waitFor();
      await page.waitForLoadState('networkidle');
      await pause(page);
      expect([await title.inputValue(), await isbn.inputValue()]).toEqual([`Neu getippt ${language}`, wrong]);
      await editor(page).getByText('Viel Text', { exact: true }).waitFor();

      await isbn.fill('978-3-16-148410-0');
      await pressToStore(page, say.save);
      await pause(page);
      expect([await title.inputValue(), await isbn.inputValue()]).toEqual([
        `Neu getippt ${language}`,
        '978-3-16-148410-0',
      ]);
      const { body } = await instance.asEditor(`/api/materials/${material}?locale=${language}&status=draft`);
      expect(body.data).toMatchObject({
        title: `Neu getippt ${language}`,
        isbn: '978-3-16-148410-0',
        description: [{ type: 'paragraph', children: [text('Viel Text')] }],
      });
      expect(complaints).toEqual([]);
    });

    scenario('keeps what was typed where the server does not answer or breaks, and saves it afterwards', async () => {
      const material = await makeMaterial(instance, { title: `Funkloch ${language}` }, language);
      const title = page.locator('input[name=title]');
      const save = page.getByRole('button', { name: say.save, exact: true }).first();
      await openEntry(page, instance.url, 'material', material, language);
      await title.fill(`Angekommen ${language}`);

      const address = `**/content-manager/**/${material}*`;
      const ended = {
        status: 500,
        json: { data: null, error: { status: 500, name: 'InternalServerError', message: 'x' } },
      };
      for (const [answer, words] of [
        [(route: Route) => route.abort(), say.unreachable],
        [(route: Route) => route.fulfill(ended), say.broken],
      ] as const) {
        await page.route(address, (route) => (route.request().method() === 'PUT' ? answer(route) : route.fallback()));
        await save.click();
        await page.getByText(words).waitFor();
        await page.unroute(address);
        expect([await title.inputValue(), await save.isEnabled()]).toEqual([`Angekommen ${language}`, true]);
      }

      await pressToStore(page, say.save);
      const { body } = await instance.asEditor(`/api/materials/${material}?locale=${language}&status=draft`);
      expect(body.data).toMatchObject({ title: `Angekommen ${language}` });
    });

    scenario('asks before a mentioned material goes, and names the articles', async () => {
      const material = await makeMaterial(instance, { title: `Abschied ${language}` }, language);
      const callToAction = { type: 'paragraph', material: { documentId: material }, children: [text('Heft')] };
      await makeArticle(instance, { title: `Nennt es ${language}`, body: [callToAction] }, language);
      await openEntry(page, instance.url, 'material', material, language);

      await page.getByRole('heading', { name: say.used }).waitFor();
      await page.getByRole('link', { name: `Nennt es ${language}` }).waitFor();

      await page.getByRole('button', { name: say.more }).click();
      await page.getByRole('menuitem', { name: say.unpublish, exact: true }).click();
      const question = page.getByRole('alertdialog');
      await question.getByText(`Nennt es ${language}`).first().waitFor();
      await question.getByRole('status').getByText(say.pageGoes).waitFor();
      await question.getByRole('button', { name: say.cancel }).click();
      expect((await instance.asReader(`/api/materials/${material}?locale=${language}`)).status).toBe(200);
      expect(complaints).toEqual([]);
    });
  });
});
