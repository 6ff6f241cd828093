import { readFileSync } from 'node:fs';
import path from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import type { Browser, Locator, Page } from 'playwright-core';

import de from '../../plugins/availability/admin/src/translations/de.json';
import en from '../../plugins/availability/admin/src/translations/en.json';
import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { accessibilityProblemsOf } from './accessibility';
import { openBrowser } from './chromium';
import { pause } from './keyboard';
import { goToEnd, logIn, makeEditor, openEntry, pressToStore, startLine, typeSlashMaterial } from './text-admin';
import { takingTurns } from './languages';
import { SCREENS } from './screens';

const withBrowser = process.env.TEST_CHROMIUM ? describe : describe.skip;

/** Where to keep pictures of the surfaces, as the README shows them; nowhere by default. */
const PICTURES = process.env.TEST_PICTURES;

const SAYS = {
  en: {
    inStock: 'In stock',
    outOfPrint: 'Out of print',
    filters: 'Filters',
    field: 'Select field',
    availability: 'Availability',
    state: 'Filter by state',
    addFilter: 'Add filter',
    preview: 'Open preview',
    publish: 'Publish',
    used: 'Where is it used',
    actions: 'More actions',
    delete: /delete/i,
    confirm: 'Confirm',
    unpublished: 'Articles that mention unpublished materials',
    deleted: 'a deleted material',
    glance: 'Stock at a glance',
  },
  de: {
    inStock: 'Lieferbar',
    outOfPrint: 'Vergriffen',
    filters: 'Filter',
    field: 'Feld auswählen',
    availability: 'Verfügbarkeit',
    state: 'Nach Zustand filtern',
    addFilter: 'Filter hinzufügen',
    preview: 'Vorschau öffnen',
    publish: 'Veröffentlichen',
    used: 'Wo wird es erwähnt',
    actions: 'Weitere Aktionen',
    delete: /löschen/i,
    confirm: 'Bestätigen',
    unpublished: 'Artikel, die unveröffentlichte Materialien nennen',
    deleted: 'ein gelöschtes Material',
    glance: 'Bestand auf einen Blick',
  },
} as const;

const MESSAGES = { de, en } as const;

const text = (words: string) => ({ type: 'text', text: words });

withBrowser.each(['en', 'de'] as const)('an editor’s day in an admin that speaks “%s”', (language) => {
  const says = SAYS[language];
  const scenario = takingTurns(language);
  // These look at the words of one language, or make pictures of it.
  const onlyInEnglish = language === 'en' ? it : () => {};
  let instance: Instance;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    instance = await startInstance({ admin: true });
    await makeEditor(instance);
    browser = await openBrowser();
    ({ page } = await logIn(browser, instance, language));
    page.setDefaultTimeout(30_000);
    await page.setViewportSize({ width: 1200, height: 900 });
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });

  const picture = async (part: Page | Locator, name: string): Promise<void> => {
    if (PICTURES) await part.screenshot({ path: path.join(PICTURES, `editor-${name}.png`) });
  };

  const panel = (title: string): Locator =>
    page.getByRole('complementary').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

  scenario('filters the materials by state, and shows states as badges', async () => {
    const gone = await makeMaterial(instance, { title: 'Sold out guide' }, 'en');
    await makeStock(instance, gone, { availability: 'out-of-print' });
    const there = await makeMaterial(instance, { title: 'Available guide' }, 'en');
    await makeStock(instance, there, { quantity: 80 });
    await page.goto(
      `${instance.url}/admin/content-manager/collection-types/api::material.material?plugins[i18n][locale]=en`
    );
    await page
      .getByRole('row', { name: /Available guide/ })
      .getByText(says.inStock)
      .waitFor();
    // By keyboard: Strapi's welcome may lie over it.
    await page.getByRole('button', { name: says.filters }).press('Enter');
    await page.getByRole('combobox', { name: says.field }).click();
    await page.getByRole('option', { name: says.availability, exact: true }).click();
    await page.getByRole('combobox', { name: says.state }).click();
    await page.getByRole('option', { name: says.outOfPrint, exact: true }).click();
    await page.getByRole('button', { name: says.addFilter }).click();
    await page.getByRole('row', { name: /Available guide/ }).waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /Sold out guide/ })
      .getByText(says.outOfPrint)
      .waitFor();
  });

  const say = (key: keyof typeof en, values?: Record<string, string | number>): string =>
    String(new IntlMessageFormat(MESSAGES[language][key], language).format(values));

  /** The card of the edition for all languages, in the panel of a material. */
  const edition = (): Locator => page.getByRole('region', { name: say('edition.all') });

  const chooseState = async (state: string): Promise<void> => {
    await edition().getByRole('combobox').first().click();
    await page.getByRole('option', { name: state, exact: true }).click();
  };

  scenario('asks what replaces an edition, warns without it, and names the pages that change', async () => {
    const old = await makeMaterial(instance, { title: `First edition ${language}` }, 'en');
    const next = await makeMaterial(instance, { title: `Second edition ${language}` }, 'en');
    await makeStock(instance, old, { quantity: 8 });
    const callToAction = { type: 'paragraph', material: { documentId: old }, children: [text('Guide')] };
    await makeArticle(instance, { title: `Names the guide ${language}`, body: [callToAction] }, 'en');
    await openEntry(page, instance.url, 'material', old, 'en');
    await chooseState(say('state.replaced'));
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('successor.none')).waitFor();
    await dialog.getByRole('link', { name: `Names the guide ${language}` }).waitFor();
    expect(await dialog.getByText(say('effect.button.goes', { label: 'Order' })).count()).toBe(2);
    await picture(dialog, `replaced-without-${language}`);
    expect(await accessibilityProblemsOf(dialog)).toEqual([]);

    await dialog.getByRole('combobox').click();
    await dialog.getByRole('combobox').fill(`Second edition ${language}`);
    await page.getByRole('option', { name: `Second edition ${language}` }).click();
    await dialog.getByText(say('successor.none')).waitFor({ state: 'detached' });
    const becomes = say('effect.button', { before: 'Order', after: 'Go to the new edition' });
    await dialog.getByText(becomes).nth(1).waitFor();
    await picture(dialog, `replaced-${language}`);
    await dialog.getByRole('button', { name: say('successor.save'), exact: true }).click();
    await edition()
      .getByRole('link', { name: say('successor.is', { title: `Second edition ${language}` }) })
      .waitFor();
    const { body } = await instance.asReader(`/api/materials/${old}?locale=en`);
    expect(body.data.action).toMatchObject({ type: 'successor', successor: { documentId: next } });

    const kept = page.getByRole('region', { name: say('effect.last') });
    await kept.getByRole('button', { name: say('effect.copy') }).click();
    await page.getByText(say('effect.copied')).first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`- Names the guide ${language} (`);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      kept.getByRole('button', { name: say('effect.download') }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toContain(becomes);
    await picture(kept, `kept-${language}`);
    expect(await accessibilityProblemsOf(panel(say('effect.title')))).toEqual([]);
    expect(await accessibilityProblemsOf(panel(say('panel.title')))).toEqual([]);
  });

  scenario('says what a state does before it is saved, and writes nothing where it is not meant', async () => {
    const title = `Leaflet ${language}`;
    const pdfUrl = 'https://files.example.org/leaflet.pdf';
    const material = await makeMaterial(instance, { title, pdfUrl }, 'en');
    await makeStock(instance, material, { availability: 'out-of-print' });
    await openEntry(page, instance.url, 'material', material, 'en');
    await chooseState(say('state.on-demand'));
    const question = page.getByRole('alertdialog');
    await question.getByText(say('effect.button', { before: 'Download PDF', after: 'Order' })).waitFor();
    await picture(question, `question-${language}`);
    expect(await accessibilityProblemsOf(question)).toEqual([]);
    await question.getByRole('button', { name: say('stock.ask.no') }).click();
    const actionOf = async () =>
      (await instance.asReader(`/api/materials/${material}?locale=en`)).body.data.action.type;
    expect(await actionOf()).toBe('download');
    await chooseState(say('state.on-demand'));
    await question.getByRole('button', { name: say('stock.ask-other.yes'), exact: true }).click();
    await page.getByRole('region', { name: say('effect.last') }).waitFor();
    expect(await actionOf()).toBe('order');
  });

  scenario('names the pages that a new address changes, and keeps the list when it is published', async () => {
    const title = `Moving house ${language}`;
    const material = await makeMaterial(instance, { title }, 'en');
    await makeArticle(instance, { title: `Leads to it ${language}`, materials: [material] }, 'en');
    await openEntry(page, instance.url, 'material', material, 'en');
    await page.getByText(say('effect.none-when-published')).waitFor();
    await page.locator('input[name=slug]').fill(`moved-${language}`);
    const announced = page.getByRole('region', { name: say('effect.when-published') });
    await announced.getByText(say('effect.link.page-moves')).waitFor();
    await announced.getByRole('link', { name: `Leads to it ${language}` }).waitFor();
    await picture(announced, `announced-${language}`);
    expect(await accessibilityProblemsOf(announced)).toEqual([]);
    await pressToStore(page, says.publish);
    const kept = page.getByRole('region', { name: say('effect.last') });
    await kept.getByText(say('effect.link.page-moves')).waitFor();
    await page.getByText(say('effect.none-when-published')).waitFor();
    await page.reload();
    await kept.getByText(say('effect.link.page-moves')).waitFor();
    expect((await instance.asReader(`/api/materials/slug/moved-${language}?locale=en`)).status).toBe(200);
  });

  scenario('has room for the panel in the dark, on a telephone and at 200 %', async () => {
    const material = await makeMaterial(instance, { title: `Anywhere ${language}` }, 'en');
    await makeStock(instance, material, { quantity: 5 });
    try {
      // Before the page is there: it is not looked at while it turns dark.
      await page.emulateMedia({ colorScheme: 'dark' });
      await openEntry(page, instance.url, 'material', material, 'en');
      for (const [width, height] of SCREENS) {
        await page.setViewportSize({ width, height });
        await edition().getByRole('combobox').first().scrollIntoViewIfNeeded();
        await picture(page, `panel-${language}-${width}`);
        expect(await accessibilityProblemsOf(edition())).toEqual([]);
        const box = await edition().boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(width);
        const hidden = await edition().evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        expect(hidden).toBeLessThanOrEqual(0);
      }
    } finally {
      // The next ones use the same page.
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1200, height: 900 });
    }
  });

  onlyInEnglish('begins an edition for the material that it is for, and comes back to it', async () => {
    const material = await makeMaterial(instance, { title: 'Guide without copies' }, 'en');
    await page.goto(
      `${instance.url}/admin/content-manager/collection-types/api::material.material/${material}?plugins[i18n][locale]=en`
    );
    await page.getByRole('link', { name: 'Add a stock status' }).click();
    const chosen = page.getByRole('combobox', { name: 'material' });
    for (let turn = 0; turn < 100 && (await chosen.inputValue()) !== 'Guide without copies'; turn += 1) {
      await pause(page);
    }
    expect(await chosen.inputValue()).toBe('Guide without copies');
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: says.inStock, exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL((address) => address.pathname.endsWith(material));
    expect(new URL(page.url()).searchParams.get('plugins[i18n][locale]')).toBe('en');
    await edition().getByText(says.inStock).first().waitFor();
  });

  scenario('opens the draft of a material on the reading site', async () => {
    const material = await makeMaterial(instance, { title: 'As published' }, 'en');
    await write(instance, `/api/materials/${material}?locale=en&status=draft`, { title: 'As it will be' });
    await page.goto(
      `${instance.url}/admin/content-manager/collection-types/api::material.material/${material}?plugins[i18n][locale]=en`
    );
    await page.getByRole('link', { name: says.preview }).click();
    const site = page.frameLocator('iframe');
    await site.getByRole('heading', { name: 'As it will be' }).waitFor();
    await site.getByRole('note').waitFor();
  });

  onlyInEnglish('shows what a text mentions, in surfaces without serious faults', async () => {
    const title = 'Good to know online';
    const material = await makeMaterial(instance, { title, pdfUrl: 'https://files.example.org/g.pdf' }, 'en');
    await makeStock(instance, material, { availability: 'out-of-print' });
    const shop = 'https://shop.example.org/atlas';
    const ordered = await makeMaterial(instance, { title: 'Media atlas', orderUrl: shop }, 'en');
    await makeStock(instance, ordered, { availability: 'out-of-print' });
    const mention = { type: 'link', url: '/', material: { documentId: material }, children: [text('our guide')] };
    const article = await makeArticle(
      instance,
      {
        title: 'New guides for the autumn',
        materials: [material],
        body: [
          { type: 'paragraph', children: [text('This autumn we look at '), mention, text('.')] },
          { type: 'paragraph', material: { documentId: material }, children: [text(title)] },
          {
            type: 'paragraph',
            children: [text('You can '), { type: 'link', url: shop, children: [text('order it here')] }, text('.')],
          },
        ],
      },
      'en'
    );
    await openEntry(page, instance.url, 'news-article', article, 'en');
    const editor = page.locator('[data-slate-editor]').first();
    const block = editor.getByRole('group', { name: `Material “${title}”` });
    await block.getByText('Download PDF').waitFor();
    const mentioned = panel('Materials in this text');
    await mentioned.getByRole('button', { name: /Turn into a mention/ }).waitFor();
    await picture(block, 'material-block');
    await picture(mentioned, 'mentions');
    expect(await accessibilityProblemsOf(block)).toEqual([]);
    expect(await accessibilityProblemsOf(mentioned)).toEqual([]);

    await goToEnd(page);
    await startLine(page);
    await typeSlashMaterial(page);
    const picker = page.getByRole('dialog');
    await picker.getByRole('button', { name: /Media atlas/ }).waitFor();
    expect(await accessibilityProblemsOf(picker)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.goto(
      `${instance.url}/admin/content-manager/collection-types/api::material.material/${material}?plugins[i18n][locale]=en`
    );
    const used = panel(says.used);
    await used.getByRole('link', { name: 'New guides for the autumn' }).waitFor();
    await picture(used, 'where-used');
    expect(await accessibilityProblemsOf(used)).toEqual([]);
    await page.getByRole('button', { name: /^Why\?.*English/ }).click();
    await page.getByRole('dialog').getByText('The rule that decided').waitFor();
    await pause(page); // it fades in
    await pause(page);
    await picture(page.getByRole('dialog'), 'availability');
    await page.keyboard.press('Escape');
  });

  scenario(
    'deletes a mentioned material only after naming the articles, and tells of them on the home page',
    async () => {
      const material = await makeMaterial(instance, { title: 'Old poster' }, 'en');
      const callToAction = { type: 'paragraph', material: { documentId: material }, children: [text('Poster')] };
      await makeArticle(instance, { title: 'It names the poster', body: [callToAction] }, 'en');
      const late = await makeMaterial(instance, { title: 'Late leaflet' }, 'en');
      await makeStock(instance, late, { availability: 'reprinting', expectedOn: '2026-01-15' });
      await openEntry(page, instance.url, 'material', material, 'en');
      await panel(says.used).getByRole('link', { name: 'It names the poster' }).waitFor();
      await page.getByRole('button', { name: says.actions, exact: true }).click();
      await page.getByRole('menuitem', { name: says.delete }).last().click();
      const question = page.getByRole('alertdialog');
      await question.getByRole('link', { name: 'It names the poster' }).waitFor();
      expect((await instance.asReader(`/api/materials/${material}?locale=en`)).status).toBe(200);
      await question.getByRole('button', { name: says.confirm }).click();
      await page.waitForURL((address) => !address.pathname.includes(material));
      expect((await instance.asReader(`/api/materials/${material}?locale=en`)).status).toBe(404);

      await page.goto(`${instance.url}/admin`);
      const mentions = page.getByRole('region', { name: says.unpublished });
      await mentions.getByRole('link', { name: /It names the poster/ }).waitFor();
      await mentions.getByText(says.deleted).waitFor();
      expect(await accessibilityProblemsOf(mentions)).toEqual([]);
      await page.getByText(says.glance).waitFor();
      await picture(page, 'home');
    }
  );

  onlyInEnglish('shows the desk, and what a file would change', async () => {
    const guide = await makeMaterial(instance, { title: 'Handy guide' }, 'en');
    await makeStock(instance, guide, { quantity: 80, orderNumber: 'AG-1' });
    await page.goto(`${instance.url}/admin/plugins/availability`);
    await page.getByText('AG-1').waitFor();
    await picture(page.getByRole('main'), 'stock-desk');
    await page.getByRole('button', { name: 'Upload stock file' }).click();
    const dialog = page.getByRole('dialog');
    const buffer = Buffer.from('order number,quantity,expected on\nAG-1,120,\nAG-9,5,\n');
    await dialog.getByLabel('CSV file').setInputFiles({ name: 'stock.csv', mimeType: 'text/csv', buffer });
    await dialog.getByText('no edition has the order number “AG-9”').waitFor();
    await picture(dialog, 'stock-file');
  });
});
