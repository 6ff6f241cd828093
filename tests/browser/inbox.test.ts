import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import de from '../../plugins/ordering/admin/src/translations/de.json';
import en from '../../plugins/ordering/admin/src/translations/en.json';
import { makeAdminUser, type AdminUser, type RoleCode } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';
import { openBrowser } from './chromium';
import { accessibilityProblemsIn } from './accessibility';
import { tabTo } from './keyboard';
import { takingTurns, type Language } from './languages';

const MESSAGES = { de, en } as const;

/** Where to keep pictures of what was tested; nowhere by default. */
const PICTURES = process.env.TEST_PICTURES;

const here = process.env.TEST_CHROMIUM ? describe : describe.skip;

here('orders in the admin (needs Chromium: set TEST_CHROMIUM)', () => {
  let instance: Instance;
  let browser: Browser;
  const people = new Map<RoleCode, AdminUser>();
  const keeper = (): AdminUser => people.get('inprint-stock-keeper') as AdminUser;
  const contexts = new Map<string, BrowserContext>();

  beforeAll(async () => {
    [instance, browser] = await Promise.all([startInstance({ admin: true }), openBrowser()]);
    for (const role of ['strapi-super-admin', 'inprint-stock-keeper'] as const) {
      people.set(role, await makeAdminUser(instance, role));
    }
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });

  let open: Page[] = [];
  afterEach(async () => {
    for (const page of open) await page.close();
    open = [];
  });

  const sayIn =
    (language: Language) =>
    (key: keyof typeof en, values?: Record<string, string | number>): string =>
      String(new IntlMessageFormat(MESSAGES[language][key], language).format(values));

  /** One log-in for each person and language: Strapi allows only a few in five minutes. */
  const pageOf = async (role: RoleCode, language: Language, address: string): Promise<Page> => {
    const key = `${role} ${language}`;
    const known = contexts.get(key);
    const context = known ?? (await browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: language }));
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    open.push(page);
    if (!known) {
      const user = people.get(role);
      await context.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
      await page.goto(`${instance.url}/admin`);
      await page.locator('input[name=email]').fill(user?.email ?? '');
      await page.locator('input[name=password]').fill(user?.password ?? '');
      await page.locator('button[type=submit]').click();
      await page.getByRole('navigation').first().waitFor();
      contexts.set(key, context);
    }
    await page.goto(`${instance.url}/admin/${address}`);
    return page;
  };

  const picture = async (page: Page, name: string): Promise<void> => {
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
  };

  const order = async (material: string, quantity: number, email = 'ada@example.org') => {
    const { status, body } = await instance.asReader('/api/orders', {
      method: 'POST',
      body: {
        data: {
          lines: [{ material, locale: 'de', quantity }],
          recipient: {
            ...{ name: 'Ada Muster', street: 'Beispielweg 1', postalCode: '10115', city: 'Berlin' },
            ...{ country: 'DE', email },
          },
        },
      },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    return { status, number: body.data?.number as string };
  };
  const stocked = async (title: string, quantity: number, orderNumber?: string) => {
    const material = await makeMaterial(instance, { title, pdf: await uploadPdf(instance) });
    return { material, stock: await makeStock(instance, material, { quantity, orderNumber }) };
  };
  const quantityOf = async (stock: string) =>
    (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as number;

  describe('the inbox, in German', () => {
    const say = sayIn('de');

    it('shows an order, passes it on and sends it, by keyboard alone', async () => {
      const { material } = await stocked('Beteiligung im Flur', 10, 'BF-1');
      const { number } = await order(material, 2);
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      const row = page.getByRole('row', { name: new RegExp(number) });
      await row.getByText('Ada Muster').waitFor();
      expect(await row.innerText()).toMatch(/2 × Beteiligung im Flur \(Deutsch\) BF-1/);
      expect(await row.innerText()).toContain(say('state.received'));
      await picture(page, 'inbox-de');
      expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);

      const press = async (label: string): Promise<void> => {
        await tabTo(page, page.getByRole('button', { name: label }));
        await page.keyboard.press('Enter');
      };
      await press(say('move.of', { move: say('move.passed-on'), number }));
      await page
        .getByText(say('moved', { number, state: say('state.passed-on') }))
        .first()
        .waitFor();
      await press(say('move.of', { move: say('move.sent'), number }));
      await page.getByRole('alertdialog').waitFor();
      await press(say('move.sent'));
      await page
        .getByText(say('moved', { number, state: say('state.sent') }))
        .first()
        .waitFor();
      expect(await page.getByRole('button', { name: say('move.of', { move: say('move.sent'), number }) }).count()).toBe(
        0
      );
      expect(await row.innerText()).toMatch(/Verschickt/);

      await tabTo(page, page.getByRole('link', { name: say('order.open', { number }) }));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: say('order.of', { number }) }).waitFor();
      const state = await page.getByRole('region', { name: say('column.state') }).innerText();
      expect(state).toMatch(
        /Eingegangen: .*\(Bestellformular\)\s+Weitergegeben: .*\(Ada Lovage\)\s+Verschickt: .*\(Ada Lovage\)/
      );
      expect(await page.getByRole('region', { name: say('column.recipient') }).innerText()).toMatch(/Ada Muster/);
      await picture(page, 'order-de');
      expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);
      await page.getByRole('link', { name: say('order.back') }).click();
      await row.waitFor();
    });

    it('asks before a parcel is marked as sent: the reader is told at once', async () => {
      const { material } = await stocked('Verschickt', 3);
      const { number } = await order(material, 1);
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      const send = page.getByRole('button', { name: say('move.of', { move: say('move.sent'), number }) });
      const question = page.getByRole('alertdialog');
      await send.click();
      await question.getByText(say('sent.question', { number })).waitFor();
      expect(say('sent.question', { number })).toMatch(/bekommt sofort eine E-Mail/);
      expect(await accessibilityProblemsIn(page, '[role=alertdialog]')).toEqual([]);
      await picture(page, 'inbox-sent-de');
      await tabTo(page, question.getByRole('button', { name: say('sent.keep') }));
      await page.keyboard.press('Enter');
      await question.waitFor({ state: 'hidden' });
      // Whoever goes on by keyboard is where they were.
      expect(await send.evaluate((button) => button === document.activeElement)).toBe(true);
      const { body } = await keeper().ask(`/ordering/orders/${number}`);
      expect(body.data.state).toBe('received');
      await send.click();
      await question.getByRole('button', { name: say('move.sent') }).click();
      await page
        .getByText(say('moved', { number, state: say('state.sent') }))
        .first()
        .waitFor();
    });

    it('cancels after asking, and the copies return', async () => {
      const { material, stock } = await stocked('Storniert', 3);
      const { number } = await order(material, 3);
      expect(await quantityOf(stock)).toBe(0);
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      const cancel = page.getByRole('button', { name: say('move.of', { move: say('move.cancelled'), number }) });
      await cancel.click();
      const question = page.getByRole('alertdialog');
      await question.getByText(say('cancel.question', { number })).waitFor();
      expect(await accessibilityProblemsIn(page, '[role=alertdialog]')).toEqual([]);
      await picture(page, 'inbox-cancel-de');
      await tabTo(page, question.getByRole('button', { name: say('cancel.keep') }));
      await page.keyboard.press('Enter');
      await question.waitFor({ state: 'hidden' });
      expect(await quantityOf(stock)).toBe(0);
      await cancel.click();
      await question.getByRole('button', { name: say('move.cancelled') }).click();
      await page
        .getByText(say('moved', { number, state: say('state.cancelled') }))
        .first()
        .waitFor();
      expect(await quantityOf(stock)).toBe(3);
    });

    it('opens the packing list, and downloads what is shown as CSV', async () => {
      const { material } = await stocked('<b>Heft</b> fürs Paket', 5, 'PL-1');
      const other = await order(material, 1, 'brief@example.org');
      const { number } = await order(material, 4, 'paket@example.org');
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      const [sheet] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('button', { name: say('packing-list.of', { number }), exact: true }).click(),
      ]);
      await sheet.getByRole('heading', { name: say('packing-list.of', { number }) }).waitFor();
      expect(await sheet.locator('address').innerText()).toMatch(
        /Ada Muster\s+Beispielweg 1\s+10115 Berlin\s+Deutschland/
      );
      expect(await sheet.locator('tbody').innerText()).toMatch(/PL-1\s+<b>Heft<\/b> fürs Paket \(Deutsch\)\s+4/);
      await sheet.close();

      await page.getByRole('searchbox').fill('paket@');
      await page.getByText(other.number).waitFor({ state: 'hidden' });
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: say('inbox.download') }).click(),
      ]);
      const csv = readFileSync(await download.path(), 'utf8');
      expect(download.suggestedFilename()).toBe('bestellungen.csv');
      expect(csv).toMatch(/^\uFEFFBestellung;Stand;/);
      expect(csv.trim().split('\n').slice(1)).toEqual([
        expect.stringMatching(
          /;Eingegangen;\d{2}\.\d{2}\.\d{4} \d{2}:\d{2};.*;Deutschland;paket@example\.org.*PL-1.*Heft.*;Deutsch;4/
        ),
      ]);
    });

    it('says so where somebody else was quicker, and shows what holds now', async () => {
      const { material } = await stocked('Zu zweit', 5);
      const { number } = await order(material, 1);
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      const row = page.getByRole('row', { name: new RegExp(number) });
      await row.getByText(say('state.received'), { exact: true }).waitFor();
      for (const state of ['passed-on', 'sent']) {
        const moving = { method: 'PUT', body: { data: { state } } };
        expect((await keeper().ask(`/ordering/orders/${number}/state`, moving)).status).toBe(200);
      }
      await page
        .getByRole('button', { name: say('move.of', { move: say('move.passed-on'), number }), exact: true })
        .click();
      await page
        .getByText(say('problem.moved', { state: say('state.sent') }))
        .first()
        .waitFor();
      await row.getByText(say('state.sent'), { exact: true }).waitFor();
    });

    it('shows only the orders of a state', async () => {
      const { material } = await stocked('Filter', 5);
      const { number } = await order(material, 1);
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      await page.getByText(number).waitFor();
      await page.getByRole('combobox', { name: say('inbox.state-filter') }).click();
      await page.getByRole('option', { name: say('state.cancelled') }).click();
      await page.getByText(number).waitFor({ state: 'hidden' });
    });
  });

  describe.each(['de', 'en'] as const)('a search for an order, in %s', (language) => {
    const scenario = takingTurns(language);
    const say = sayIn(language);

    scenario(
      'finds while somebody types, says in words when nothing was found, and begins at the first page',
      async () => {
        const { material } = await stocked(`Suche ${language}`, 50, `SU-${language}`);
        const { number } = await order(material, 1, `sigrid-${language}@example.org`);
        // So many that there is a second page.
        for (let times = 0; times < 25; times += 1) await order(material, 1, `andere-${language}@example.org`);
        const page = await pageOf('inprint-stock-keeper', language, 'plugins/ordering');
        await page.getByRole('button', { name: say('pages.next') }).click();
        await page.getByText(number).waitFor();
        const field = page.getByRole('searchbox', { name: say('inbox.search') });
        await tabTo(page, field);
        await page.keyboard.type(`sigrid-${language}@`, { delay: 20 });
        const rows = page.getByRole('rowheader');
        await page
          .getByRole('status')
          .getByText(say('inbox.found', { total: 1 }))
          .waitFor();
        expect(await rows.allInnerTexts()).toEqual([expect.stringContaining(number)]);
        await page.getByText(say('pages.page', { page: 1 })).waitFor();
        expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
        expect(page.url()).not.toContain('sigrid');
        await picture(page, `inbox-search-${language}`);
        expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);

        await page.keyboard.type('nowhere');
        await page.getByText(say('inbox.nothing-found')).waitFor();
        expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
        await picture(page, `inbox-nothing-found-${language}`);
        await page.setViewportSize({ width: 390, height: 900 });
        const { width = Infinity, x = -1 } = (await page.getByText(say('inbox.nothing-found')).boundingBox()) ?? {};
        expect([x >= 0, x + width <= 390]).toEqual([true, true]);
        expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);

        await page.keyboard.press('Escape');
        await page.getByText(say('inbox.nothing-found')).waitFor({ state: 'hidden' });
        expect(await rows.count()).toBe(25);
      }
    );
  });

  describe.each(['de', 'en'] as const)('the case for a reprint, in %s', (language) => {
    const scenario = takingTurns(language, 'en');
    const say = sayIn(language);

    scenario('is found, read, asked about past days, and printed on one page', async () => {
      const title = `Wegweiser ${language}`;
      const { material, stock } = await stocked(title, 30, `WW-${language}`);
      for (const copies of [12, 10, 8]) await order(material, copies);
      expect((await order(material, 4)).status).toBe(409);
      const page = await pageOf('inprint-stock-keeper', language, 'plugins/ordering');
      await page
        .getByRole('main')
        .getByRole('link', { name: say('reprint.title') })
        .click();
      await page.getByRole('heading', { name: say('reprint.title') }).waitFor();
      await page.getByPlaceholder(say('reprint.search.placeholder')).fill(`wegw ${language}`);
      await page.keyboard.press('Enter');
      const link = page.getByRole('link', { name: title });
      await link.waitFor();
      await picture(page, `reprint-list-${language}`);
      expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);
      await tabTo(page, link);
      await page.keyboard.press('Enter');

      await page.getByRole('heading', { name: say('reprint.of', { title }) }).waitFor();
      const facts = page.getByRole('region', { name: say('reprint.needed') });
      expect(await facts.innerText()).toContain(say('reprint.refused.copies', { copies: 4 }));
      expect(await facts.innerText()).toMatch(new RegExp(`${say('reprint.given-out')}\\s+30`, 'i'));
      const chart = page.getByRole('region', { name: say('reprint.chart') });
      expect(await chart.getByRole('img').getAttribute('aria-labelledby')).toBeTruthy();
      await chart.getByText(say('reprint.chart.table')).click();
      expect(await chart.getByRole('row').last().innerText()).toMatch(/30\s+0\s+30/);

      const ledger = page.getByRole('region', { name: say('reprint.history') });
      await ledger.getByText(say('reason.order')).first().waitFor();
      expect(await ledger.innerText()).toContain('−12');
      const day = page.getByRole('region', { name: say('reprint.day') });
      const today = new Date().toISOString().slice(0, 10);
      await day.getByLabel(say('reprint.day.label')).fill(today);
      await day.getByText(language === 'de' ? /Vergriffen, Exemplare: 0/ : /Out of print, copies: 0/).waitFor();
      await day.getByLabel(say('reprint.day.label')).fill('2020-01-01');
      await day.getByText(language === 'de' ? /noch nicht bekannt/ : /not known yet/).waitFor();
      await picture(page, `reprint-${language}`);
      expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);

      const paper = await page.pdf({
        format: 'A4',
        ...(PICTURES ? { path: path.join(PICTURES, `reprint-${language}.pdf`) } : {}),
      });
      expect(paper.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
      await page.emulateMedia({ media: 'print' });
      await picture(page, `reprint-on-paper-${language}`);
      expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
      expect(await ledger.isVisible()).toBe(false);
      await page.emulateMedia({ media: null });

      await page.goto(`${instance.url}/admin/content-manager/collection-types/api::stock-status.stock-status/${stock}`);
      // A form would write the count that it was opened with.
      await page.locator('input[name=quantity]').waitFor();
      expect(await page.locator('input[name=quantity]').isDisabled()).toBe(true);
      await picture(page, `stock-form-${language}`);
      await page.getByRole('link', { name: say('reprint.panel.link') }).click();
      await page.getByRole('heading', { name: say('reprint.of', { title }) }).waitFor();
    });
  });

  it.each(['de', 'en'] as const)(
    'the case for a reprint says of no edition what is not so, in %s',
    async (language) => {
      const say = sayIn(language);
      const factsOf = async (title: string, differs: object): Promise<string> => {
        const stock = await makeStock(instance, await makeMaterial(instance, { title }), differs);
        const page = await pageOf('inprint-stock-keeper', language, `plugins/reprint/${stock}`);
        const facts = await page.getByRole('region', { name: say('reprint.needed') }).innerText();
        await picture(page, `reprint-${title.toLowerCase()}-${language}`);
        return facts;
      };
      const none = say('reprint.copies', { copies: 0 });
      const began = await factsOf('Leer', { quantity: 0, availability: 'out-of-print' });
      expect(began).toContain(none);
      expect(began).toContain(say('reprint.out-uncounted'));
      expect(began).not.toContain(say('reprint.never-out'));
      const uncounted = await factsOf('Ungezaehlt', { availability: 'out-of-print' });
      expect(uncounted).toContain(say('reprint.never-counted'));
      expect(uncounted).not.toContain(say('reprint.never-out'));
      expect(await factsOf('Voll', { quantity: 3 })).toContain(say('reprint.never-out'));
    }
  );

  describe.each(['de', 'en'] as const)('personal data, in %s', (language) => {
    const scenario = takingTurns(language);
    const say = sayIn(language);

    scenario('is handed out and erased, but not before the parcel was sent', async () => {
      const email = `bea-${language}@example.org`;
      const { material } = await stocked(`Brief ${language}`, 5);
      const { number } = await order(material, 1, email);
      const page = await pageOf('strapi-super-admin', language, 'plugins/ordering');
      await page.getByRole('link', { name: say('people.title') }).click();
      const field = page.getByLabel(say('people.email'));
      await field.fill('bea');
      await page.keyboard.press('Enter');
      await page.getByText(say('people.email.wrong')).waitFor();
      await field.fill(email);
      await page.keyboard.press('Enter');
      await page.getByText(say('people.open', { numbers: number, count: 1 })).waitFor();
      expect(await page.getByRole('button', { name: say('people.erase') }).isDisabled()).toBe(true);
      await picture(page, `people-open-${language}`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: say('people.download') }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8')).toContain('Beispielweg 1');

      await instance.run(
        (strapi, id) => strapi.plugin('ordering').service('orders').move(id, 'sent', 'admin:1'),
        number
      );
      await page.getByRole('button', { name: say('people.look') }).click();
      await page.getByRole('button', { name: say('people.erase') }).click();
      const question = page.getByRole('alertdialog');
      await question.getByText(say('people.ask', { email, orders: 1, waiting: 0 })).waitFor();
      await picture(page, `people-ask-${language}`);
      expect(await accessibilityProblemsIn(page, '[role=alertdialog]')).toEqual([]);
      await question.getByRole('button', { name: say('people.ask.yes') }).click();
      await page.getByText(say('people.erased', { orders: 1, waiting: 0 })).waitFor();
      expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: say('people.look') }).click();
      await page.getByText(say('people.found', { orders: 0, waiting: 0 })).waitFor();
    });
  });
});
