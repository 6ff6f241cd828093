import path from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import de from '../../plugins/availability/admin/src/translations/de.json';
import en from '../../plugins/availability/admin/src/translations/en.json';
import { makeAdminUser, type AdminUser, type RoleCode } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { accessibilityProblemsOf } from './accessibility';
import { openBrowser } from './chromium';
import { escapeFrom } from './keyboard';
import { takingTurns, type Language } from './languages';

const MESSAGES = { de, en } as const;
type Say = (key: keyof typeof en, values?: Record<string, string | number>) => string;

/** Where to keep pictures of what was tested; nowhere by default. */
const PICTURES = process.env.TEST_PICTURES;

const here = process.env.TEST_CHROMIUM ? describe : describe.skip;

here('stock in the admin (needs Chromium: set TEST_CHROMIUM)', () => {
  let instance: Instance;
  let browser: Browser;
  const people = new Map<RoleCode, AdminUser>();

  beforeAll(async () => {
    instance = await startInstance({ admin: true });
    browser = await openBrowser();
    for (const role of ['strapi-super-admin', 'strapi-editor', 'inprint-stock-keeper', 'inprint-translator'] as const) {
      people.set(role, await makeAdminUser(instance, role));
    }
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
  });

  const open: Page[] = [];
  afterEach(async () => {
    for (const page of open.splice(0)) await page.close();
  });

  /** One log-in for each person and language: Strapi allows only a few in five minutes. */
  const contexts = new Map<string, BrowserContext>();

  /** Logs in as a person would, in one language of the admin, and opens a page of it. */
  const logIn = async (role: RoleCode, language: Language, address = ''): Promise<Page> => {
    const user = people.get(role);
    if (!user) throw new Error(`Nobody has the role ${role}`);
    const key = `${role} ${language}`;
    const known = contexts.get(key);
    const context = known ?? (await browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: language }));
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    open.push(page);
    if (!known) {
      await context.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
      await page.goto(`${instance.url}/admin`);
      await page.locator('input[name=email]').fill(user.email);
      await page.locator('input[name=password]').fill(user.password);
      await page.locator('button[type=submit]').click();
      await page.getByRole('navigation').first().waitFor();
      contexts.set(key, context);
    }
    if (known || address) await page.goto(`${instance.url}/admin${address}`);
    await page.getByRole('navigation').first().waitFor();
    return page;
  };

  const wordsOf =
    (language: Language): Say =>
    (key, values) =>
      String(new IntlMessageFormat(MESSAGES[language][key], language).format(values));

  const picture = async (page: Page, name: string): Promise<void> => {
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  };

  const actionOf = async (material: string, locale: string) =>
    (await instance.asReader(`/api/materials/${material}?locale=${locale}`)).body.data.action as {
      type: string;
      label: string | null;
    };

  describe.each(['de', 'en'] as const)('in %s', (language) => {
    const scenario = takingTurns(language);
    const say = wordsOf(language);

    scenario('sells the last copy after asking, shows the button turn, and takes it back', async () => {
      const material = await makeMaterial(instance, {
        title: `SozPad ${language}`,
        pdfUrl: 'https://example.org/sozpad.pdf',
      });
      await makeStock(instance, material, { quantity: 1, orderNumber: `SP-${language}` });
      const page = await logIn(
        'strapi-editor',
        language,
        `/content-manager/collection-types/api::material.material/${material}`
      );
      const readers = page.getByRole('region', { name: say('page.title') });
      await readers
        .getByText(language === 'de' ? 'Bestellen' : 'Order', { exact: true })
        .first()
        .waitFor();
      await picture(page, `panel-${language}`);

      await page.getByRole('button', { name: say('panel.one-less') }).click();
      const question = page.getByRole('alertdialog');
      await question.getByText(say('stock.ask.title')).waitFor();
      expect((await actionOf(material, 'de')).type).toBe('order');
      await picture(page, `ask-${language}`);
      await question.getByRole('button', { name: say('stock.ask.yes') }).click();

      await readers.getByText('PDF herunterladen').first().waitFor();
      expect((await actionOf(material, 'de')).type).toBe('download');
      await picture(page, `turned-${language}`);

      await page.getByRole('button', { name: say('undo') }).click();
      await page
        .getByText(say('done.undone', { title: `SozPad ${language}` }))
        .first()
        .waitFor();
      await readers.getByText('Bestellen').first().waitFor();
      expect((await actionOf(material, 'de')).type).toBe('order');
    });

    scenario('says why a page offers what it offers, and warns', async () => {
      const material = await makeMaterial(instance, { title: `Plakat ${language}` });
      await makeStock(instance, material, { availability: 'out-of-print' });
      const page = await logIn(
        'strapi-editor',
        language,
        `/content-manager/collection-types/api::material.material/${material}`
      );
      await page.getByText(say('warning.nothing-left')).waitFor();
      await page
        .getByRole('button', { name: say('why.label', { language: language === 'de' ? 'Deutsch' : 'German' }) })
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(say('why.rule.nothing')).waitFor();
      await dialog.getByText(say('why.fact.state', { state: say('state.out-of-print') })).waitFor();
      await picture(page, `why-${language}`);
      expect(await accessibilityProblemsOf(page.locator('[role=dialog]'))).toEqual([]);
      await dialog
        .getByRole('button', { name: say('close') })
        .last()
        .click();
      expect(await accessibilityProblemsOf(page.locator('aside:last-of-type'))).toEqual([]);
    });

    scenario('finds an edition at the desk, counts it there, and shows a refusal where the eye is', async () => {
      const title = `Wegweiser ${language}`;
      const material = await makeMaterial(instance, { title });
      const stock = await makeStock(instance, material, { quantity: 12, orderNumber: `WW-${language}` });
      const page = await logIn('inprint-stock-keeper', language);
      await page
        .getByRole('link', { name: say('plugin.name') })
        .first()
        .click();
      await page.getByRole('heading', { name: say('plugin.name') }).waitFor();
      await page.getByPlaceholder(say('desk.search.placeholder')).fill(`wegw ${language}`);
      await page.keyboard.press('Enter');
      await page.getByText(say('desk.found', { total: 1 }), { exact: true }).waitFor();
      const quantity = page.getByRole('textbox', {
        name: say('desk.quantity-of', { name: `${title} (${say('edition.all')})` }),
      });
      await quantity.fill('57');
      await quantity.press('Enter');
      await page.getByText(say('done.quantity', { title })).first().waitFor();
      const stored = await instance.asEditor(`/api/stock-statuses/${stock}`);
      expect(stored.body.data.quantity).toBe(57);
      // Enter writes and leaves the field: that is one change to undo, not two.
      expect(await page.getByRole('button', { name: say('undo') }).count()).toBe(1);
      await picture(page, `desk-${language}`);
      expect(await accessibilityProblemsOf(page.locator('main'))).toEqual([]);

      await quantity.fill('999999999');
      await quantity.press('Enter');
      await page
        .getByRole('row', { name: new RegExp(title) })
        .getByRole('alert')
        .waitFor();
      await expect(
        page
          .getByRole('row', { name: new RegExp(title) })
          .getByRole('alert')
          .innerText()
      ).resolves.toBe(say('problem.too-many'));
      expect(await quantity.inputValue()).toBe('57');
    });

    scenario('says under the field what is wrong with a count, and keeps what was typed', async () => {
      const title = `Zählwerk ${language}`;
      const stock = await makeStock(instance, await makeMaterial(instance, { title }), { quantity: 12 });
      const page = await logIn('inprint-stock-keeper', language, `/plugins/availability?search=zählwerk ${language}`);
      const quantity = page.getByRole('textbox', {
        name: say('desk.quantity-of', { name: `${title} (${say('edition.all')})` }),
      });
      const isFocused = () => quantity.evaluate((field) => field === document.activeElement);
      const said = () =>
        quantity.evaluate((field) => {
          const words = document.getElementById(field.getAttribute('aria-describedby') ?? '');
          return words?.role === 'alert' ? words.innerText : null;
        });
      for (const wrong of ['1.198', '--5', '12.5', 'zwölf']) {
        await quantity.fill(wrong);
        expect(await said()).toBeNull();
        await quantity.press('Enter');
        expect(await said()).toBe(say('desk.quantity.wrong', { value: wrong }));
        expect(await quantity.getAttribute('aria-invalid')).toBe('true');
        expect(await quantity.inputValue()).toBe(wrong);
        expect(await isFocused()).toBe(true);
      }
      await picture(page, `wrong-count-${language}`);
      expect(await accessibilityProblemsOf(page.locator('main'))).toEqual([]);
      await quantity.fill('1234567890');
      await quantity.press('Tab');
      expect(await said()).toBe(say('problem.too-many'));

      await quantity.fill('1234567');
      expect(await said()).toBeNull();
      expect(await quantity.evaluate((field) => field.scrollWidth <= field.clientWidth)).toBe(true);
      await quantity.press('Escape');
      expect(await quantity.inputValue()).toBe('12');
      expect((await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(12);
    });

    scenario('takes “+200” and “−3” as what came and went, and finds while somebody types', async () => {
      const title = `Lieferung ${language}`;
      const stock = await makeStock(instance, await makeMaterial(instance, { title }), { quantity: 1150 });
      const page = await logIn('inprint-stock-keeper', language, `/plugins/availability`);
      await page.getByPlaceholder(say('desk.search.placeholder')).pressSequentially(`lieferung ${language}`);
      await page.getByText(say('desk.found', { total: 1 }), { exact: true }).waitFor();
      expect(new URL(page.url()).searchParams.get('search')).toBe(`lieferung ${language}`);
      const quantity = page.getByRole('textbox', {
        name: say('desk.quantity-of', { name: `${title} (${say('edition.all')})` }),
      });
      for (const [typed, after] of [
        ['+200', '1350'],
        ['−3', '1347'],
      ] as const) {
        await quantity.fill(typed);
        await quantity.press('Enter');
        await page.waitForFunction(
          ([label, value]) => (document.querySelector(`[aria-label="${label}"]`) as HTMLInputElement)?.value === value,
          [say('desk.quantity-of', { name: `${title} (${say('edition.all')})` }), after] as const
        );
      }
      expect((await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(1347);

      // The view is one step back, with what was typed.
      await page.getByRole('table').getByRole('link', { name: title }).click();
      await page.getByRole('heading', { name: title }).waitFor();
      await page.goBack();
      await page.getByText(say('desk.found', { total: 1 }), { exact: true }).waitFor();
      expect(await page.getByPlaceholder(say('desk.search.placeholder')).inputValue()).toBe(`lieferung ${language}`);
    });

    scenario('says what was changed meanwhile, and overwrites nothing', async () => {
      const title = `Zwischendurch ${language}`;
      const stock = await makeStock(instance, await makeMaterial(instance, { title }), { quantity: 1150 });
      const page = await logIn(
        'inprint-stock-keeper',
        language,
        `/plugins/availability?search=zwischendurch ${language}`
      );
      const row = page.getByRole('row', { name: new RegExp(title) });
      const quantity = row.getByRole('textbox', { name: new RegExp(title) });
      await quantity.fill('1200');
      const take = { method: 'POST', body: { kind: 'delta', copies: -250 } };
      const other = people.get('strapi-editor');
      expect((await other?.ask(`/availability/stock/${stock}/changes`, take))?.status).toBe(200);
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await row.getByText(say('desk.changed-meanwhile'), { exact: true }).waitFor();
      await row.getByText(say('desk.changed-meanwhile.now', { now: '900' })).waitFor();
      expect(await quantity.inputValue()).toBe('1200');
      expect(await accessibilityProblemsOf(page.locator('main'))).toEqual([]);
      await picture(page, `changed-meanwhile-${language}`);
      await quantity.press('Enter');
      await row.getByText(say('problem.changed', { quantity: 900 })).waitFor();
      expect(await quantity.inputValue()).toBe('900');
      expect((await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(900);
    });

    scenario('keeps the table and what was typed while the network is away, and tries again', async () => {
      const title = `Funkloch ${language}`;
      const stock = await makeStock(instance, await makeMaterial(instance, { title }), { quantity: 12 });
      const page = await logIn('inprint-stock-keeper', language, `/plugins/availability?search=funkloch ${language}`);
      const row = page.getByRole('row', { name: new RegExp(title) });
      const quantity = row.getByRole('textbox', { name: new RegExp(title) });
      await quantity.waitFor();
      await page.context().setOffline(true);
      await quantity.fill('57');
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await page.getByRole('main').getByText(say('problem.unreachable')).first().waitFor();
      expect(await quantity.inputValue()).toBe('57');
      await quantity.press('Enter');
      await page.context().setOffline(false);
      await page.getByText(say('done.quantity', { title })).first().waitFor();
      await page
        .getByRole('main')
        .getByRole('button', { name: say('again') })
        .waitFor({ state: 'hidden' });
      expect((await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(57);
    });

    scenario('asks before a file takes a last copy, and takes the file back', async () => {
      const title = `Datei ${language}`;
      const number = `UT-${language}`;
      const material = await makeMaterial(instance, { title, pdfUrl: 'https://example.org/datei.pdf' });
      await makeStock(instance, material, { quantity: 5, orderNumber: number });
      const page = await logIn('inprint-stock-keeper', language, `/plugins/availability`);
      await page.getByRole('button', { name: say('desk.upload') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say('upload.file')).setInputFiles({
        name: 'stock.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`sep=;\nBest.-Nr.;Lagerbestand\n${number};0\n`),
      });
      await dialog.getByRole('button', { name: say('upload.apply', { changes: 1 }) }).click();
      const question = page.getByRole('alertdialog');
      await question.getByText(say('stock.ask.body.file', { count: 1, title })).waitFor();
      expect((await actionOf(material, 'de')).type).toBe('order');
      await question.getByRole('button', { name: say('stock.ask.yes') }).click();
      await page
        .getByText(say('upload.applied', { changes: 1 }))
        .first()
        .waitFor();
      expect((await actionOf(material, 'de')).type).toBe('download');
      await page.getByRole('button', { name: say('undo') }).click();
      await page
        .getByText(say('upload.undone', { changes: 1 }))
        .first()
        .waitFor();
      expect((await actionOf(material, 'de')).type).toBe('order');
    });

    scenario('asks before a count left empty brings the order button back', async () => {
      const title = `Restlos ${language}`;
      const material = await makeMaterial(instance, { title, pdfUrl: 'https://example.org/restlos.pdf' });
      await makeStock(instance, material, { quantity: 0 });
      const page = await logIn('inprint-stock-keeper', language, `/plugins/availability?search=restlos ${language}`);
      const quantity = page.getByRole('textbox', {
        name: say('desk.quantity-of', { name: `${title} (${say('edition.all')})` }),
      });
      const question = page.getByRole('alertdialog');
      const empty = async (): Promise<void> => {
        await quantity.fill('');
        await quantity.press('Enter');
        await question.getByText(say('stock.ask-back.title')).waitFor();
      };
      await empty();
      await picture(page, `ask-back-${language}`);
      await question.getByRole('button', { name: say('stock.ask.no') }).click();
      await question.waitFor({ state: 'detached' });
      expect(await quantity.inputValue()).toBe('0');
      expect((await actionOf(material, 'de')).type).toBe('download');

      await empty();
      await question.getByRole('button', { name: say('stock.ask-back.yes') }).click();
      await page.getByText(say('done.quantity', { title })).first().waitFor();
      expect((await actionOf(material, 'de')).type).toBe('order');
    });

    scenario('uploads a file with two bad rows in vain, and the mended one as a whole', async () => {
      const number = `UP-${language}`;
      const stock = await makeStock(instance, await makeMaterial(instance), { quantity: 5, orderNumber: number });
      const page = await logIn('inprint-stock-keeper', language, `/plugins/availability`);
      await page.getByRole('button', { name: say('desk.upload') }).click();
      const dialog = page.getByRole('dialog');
      const choose = (csv: string) =>
        dialog
          .getByLabel(say('upload.file'))
          .setInputFiles({ name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

      await choose(`Bestellnummer;Menge\n${number};80\nUP-404;1\n${number}x;viele\n`);
      await dialog
        .getByText(
          say('upload.line', { line: 3, problem: say('upload.problem.unknown-order-number', { value: 'UP-404' }) })
        )
        .waitFor();
      await dialog
        .getByText(say('upload.line', { line: 4, problem: say('upload.problem.not-a-quantity', { value: 'viele' }) }))
        .waitFor();
      await picture(page, `upload-${language}`);
      // One line could be applied: what keeps it from that is said where it would be.
      expect(await dialog.getByRole('button', { name: say('upload.apply-blocked') }).isDisabled()).toBe(true);
      expect(await accessibilityProblemsOf(page.locator('[role=dialog]'))).toEqual([]);

      await choose(`Bestellnummer;Menge\n${number};5\n`);
      await dialog.getByText({ de: 'Nichts würde sich ändern.', en: 'nothing would change.' }[language]).waitFor();
      expect(await dialog.getByRole('button', { name: say('upload.apply-nothing') }).isDisabled()).toBe(true);

      const other = `UQ-${language}`;
      await makeStock(instance, await makeMaterial(instance), { quantity: 5, orderNumber: other });
      await choose(`Bestellnummer;Menge\n${number};80\n${other};80\n`);
      const two = { de: '2 Ausgaben würden sich ändern, 0 nicht.', en: '2 editions would change, 0 would not.' };
      await dialog.getByText(two[language]).waitFor();

      await choose(`Bestellnummer;Menge\n${number};80\n`);
      await dialog.getByRole('button', { name: say('upload.apply', { changes: 1 }) }).click();
      await page
        .getByText(say('upload.applied', { changes: 1 }))
        .first()
        .waitFor();
      const stored = await instance.asEditor(`/api/stock-statuses/${stock}`);
      expect(stored.body.data.quantity).toBe(80);
    });

    scenario('shows each role what is theirs', async () => {
      const material = await makeMaterial(instance, { title: `Rollen ${language}` });
      await makeStock(instance, material, { quantity: 3, orderNumber: `RO-${language}` });
      const address = `${instance.url}/admin/content-manager/collection-types/api::material.material/${material}`;

      const keeper = await logIn('inprint-stock-keeper', language);
      await keeper.goto(address);
      await keeper.getByRole('button', { name: say('panel.one-more') }).waitFor();
      expect(await keeper.locator('input[name=title]').isDisabled()).toBe(true);

      const translator = await logIn('inprint-translator', language, `/plugins/availability?search=RO-${language}`);
      await translator.getByText(`RO-${language}`).waitFor();
      expect(await translator.getByRole('button', { name: say('desk.upload') }).count()).toBe(0);
      expect(await translator.locator('main table input').count()).toBe(0);
    });

    scenario('tells on the home page what needs attention, and fills forms from lists', async () => {
      const title = `Altes Heft ${language}`;
      const material = await makeMaterial(instance, { title });
      const stock = await makeStock(instance, material, { availability: 'reprinting', expectedOn: '2019-01-01' });
      const page = await logIn('strapi-editor', language);
      const late = page.getByRole('region', { name: say('home.late') });
      await late.getByRole('link', { name: title }).waitFor();
      await page.getByText(say('home.glance')).waitFor();
      await picture(page, `home-${language}`);

      await page.goto(`${instance.url}/admin/content-manager/collection-types/api::stock-status.stock-status/${stock}`);
      await page.getByText(say('state.reprinting.explained')).waitFor();
      await page.getByRole('combobox').nth(0).waitFor();
      await picture(page, `form-${language}`);
      await page.goto(`${instance.url}/admin/content-manager/collection-types/api::material.material`);
      await page.getByText(say('state.reprinting')).first().waitFor();
      await picture(page, `materials-${language}`);
    });
  });

  it('shows on a telephone which edition is changed, however far the table is scrolled', async () => {
    const say = wordsOf('de');
    const title = 'Handreichung für Fachkräfte der Kinder- und Jugendhilfe zum Umgang mit Sozialen Medien';
    await makeStock(instance, await makeMaterial(instance, { title }), { quantity: 5, orderNumber: 'HR-1' });
    const page = await logIn('inprint-stock-keeper', 'de', `/plugins/availability?search=HR-1`);
    await page.setViewportSize({ width: 390, height: 844 });
    const link = page.getByRole('table').getByRole('link', { name: title });
    await link.waitFor();
    await picture(page, 'telephone');
    const isOnTop = (element: Element): boolean => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      return element.contains(document.elementFromPoint(x, y)) && left >= 0 && right <= innerWidth;
    };
    // The keys scroll the table, and what they reach does not lie under the title.
    const sort = page.getByRole('button', { name: say('desk.sort', { column: say('column.updatedAt') }) });
    await page.getByPlaceholder(say('desk.search.placeholder')).click();
    const reaches = async (key: string, field: typeof link): Promise<void> => {
      const isReached = () => field.evaluate((element) => element === document.activeElement);
      for (let presses = 0; presses < 40 && !(await isReached()); presses += 1) await page.keyboard.press(key);
      expect(await isReached()).toBe(true);
      expect(await field.evaluate(isOnTop)).toBe(true);
      expect(await link.evaluate(isOnTop)).toBe(true);
    };
    const name = `${title} (${say('edition.all')})`;
    await reaches('Tab', sort);
    await picture(page, 'telephone-scrolled');
    await reaches('Tab', page.getByRole('textbox', { name: say('desk.quantity-of', { name }) }));
    await reaches('Shift+Tab', page.getByRole('combobox', { name: say('desk.state-of', { name }) }));
    await picture(page, 'telephone-state');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${instance.url}/admin/plugins/availability`);
    await page.getByRole('table').getByRole('link').first().waitFor();
    await picture(page, 'desk-wide');
  });

  it('shows at least twenty editions on a screen of 1440 × 900, each state once', async () => {
    for (let index = 0; index < 20; index += 1) {
      const title = `Zwanzig ${index} mit einem Titel, der nicht ganz in eine Zeile passt, weil er zu lang ist`;
      await makeStock(instance, await makeMaterial(instance, { title }), {
        quantity: index,
        orderNumber: `ZW-${index}`,
      });
    }
    const page = await logIn('inprint-stock-keeper', 'de', `/plugins/availability?search=Zwanzig`);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByText(wordsOf('de')('desk.found', { total: 20 }), { exact: true }).waitFor();
    await picture(page, 'desk-twenty');
    const seen = await page
      .locator('main tbody tr')
      .evaluateAll((rows) => rows.filter((row) => row.getBoundingClientRect().bottom <= window.innerHeight).length);
    expect(seen).toBe(20);
    const first = page.locator('main tbody tr').filter({ hasText: 'ZW-7' });
    expect(await first.getByText(wordsOf('de')('state.in-stock'), { exact: true }).count()).toBe(1);
  });

  describe('worked with the keys alone', () => {
    const say = wordsOf('de');

    /** Presses a key until the field with this name has the focus; tells the names of all that had it on the way. */
    const pressUntil = async (page: Page, key: string, name: string): Promise<string[]> => {
      const names: string[] = [];
      while (names.length < 150 && names.at(-1) !== name) {
        await page.keyboard.press(key);
        names.push(
          await page.evaluate(() => {
            const field = document.activeElement as HTMLElement | null;
            return field?.getAttribute('aria-label') ?? field?.innerText.trim() ?? '';
          })
        );
      }
      expect(names).toContain(name);
      return names;
    };

    /** The desk with as many editions as there are titles, none of them touched yet. */
    const openDesk = async (word: string, titles: readonly string[], stock: object): Promise<Page> => {
      for (const title of titles) await makeStock(instance, await makeMaterial(instance, { title }), stock);
      const page = await logIn(
        'inprint-stock-keeper',
        'de',
        `/plugins/availability?search=${word}&sort=title&order=ASC`
      );
      await page.getByText(say('desk.found', { total: titles.length }), { exact: true }).waitFor();
      return page;
    };
    const fieldsOf = (title: string) => {
      const name = `${title} (${say('edition.all')})`;
      return {
        state: say('desk.state-of', { name }),
        quantity: say('desk.quantity-of', { name }),
        expected: say('desk.expected-of', { name }),
      };
    };
    const untilFocused = async (page: Page, name: string): Promise<void> => {
      await page.waitForFunction((label) => document.activeElement?.getAttribute('aria-label') === label, name);
    };

    it('reaches every heading and every field, forwards and back', async () => {
      const titles = ['Taste Alpha', 'Taste Beta', 'Taste Gamma'];
      const page = await openDesk('taste', titles, { quantity: 5 });
      const columns = ['title', 'orderNumber', 'availability', 'quantity', 'expectedOn', 'updatedAt'] as const;
      const all = [
        ...columns.map((column) => say('desk.sort', { column: say(`column.${column}`) })),
        ...titles.flatMap((title) => [title, ...Object.values(fieldsOf(title))]),
      ];
      // A day is several stops on one field.
      const inTable = (names: string[]) =>
        names.filter((name, index) => all.includes(name) && name !== names[index - 1]);
      expect(inTable(await pressUntil(page, 'Tab', all.at(-1) ?? ''))).toEqual(all);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(inTable(await pressUntil(page, 'Shift+Tab', all[0] ?? ''))).toEqual(all.reverse());
    });

    it('goes on where it was after a question, and loses no field while another is written', async () => {
      const page = await openDesk('fokus', ['Fokus'], { quantity: 5 });
      const { state, quantity, expected } = fieldsOf('Fokus');
      const question = page.getByRole('alertdialog');
      /** Keys go to the question once it has the focus. */
      const untilAsked = (): Promise<void> => page.locator('[role=alertdialog]:focus-within').waitFor();

      await pressUntil(page, 'Tab', quantity);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('0');
      await page.keyboard.press('Enter');
      await untilAsked();
      await escapeFrom(page, question);
      await untilFocused(page, quantity);

      // Left with Tab, answered with the button that has the focus: leave it.
      await page.keyboard.press('Control+a');
      await page.keyboard.type('0');
      await page.keyboard.press('Tab');
      await untilAsked();
      await page.keyboard.press('Enter');
      await question.waitFor({ state: 'detached' });
      await untilFocused(page, quantity);

      await page.keyboard.press('Shift+Tab');
      await untilFocused(page, state);
      for (const choose of ['Enter', 'Space']) {
        await page.keyboard.press('Enter');
        await page.getByRole('option', { name: say('state.withdrawn') }).waitFor();
        await page.keyboard.press('End');
        await page.locator('[role=option]:focus', { hasText: say('state.withdrawn') }).waitFor();
        await page.keyboard.press(choose);
        await untilAsked();
        await escapeFrom(page, question);
        await untilFocused(page, state);
      }

      await page.keyboard.press('Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('7');
      await page.keyboard.press('Tab');
      await page
        .getByText(say('done.quantity', { title: 'Fokus' }))
        .first()
        .waitFor();
      await untilFocused(page, expected);
    });
  });
});
