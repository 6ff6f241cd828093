import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import de from '../../plugins/ordering/admin/src/translations/de.json';
import en from '../../plugins/ordering/admin/src/translations/en.json';
import fr from '../../plugins/ordering/admin/src/translations/fr.json';
import { makeAdminUser, type AdminUser, type RoleCode } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';
import { openBrowser } from './chromium';
import { accessibilityProblemsIn } from './accessibility';
import { tabTo } from './keyboard';
import { takingTurns } from './languages';
import { SCREENS } from './screens';

const MESSAGES = { de, en, fr } as const;
type Language = keyof typeof MESSAGES;

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

  /** An address that nobody has ordered with, also where a test is tried a second time. */
  const mailbox = (name: string): string => `${name}-${randomUUID().slice(0, 8)}@example.org`;
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
  const move = async (number: string, state: string): Promise<void> => {
    const moving = { method: 'PUT', body: { data: { state } } };
    expect((await keeper().ask(`/ordering/orders/${number}/state`, moving)).status).toBe(200);
  };
  const quantityOf = async (stock: string) =>
    (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as number;

  describe('the inbox, in German', () => {
    const say = sayIn('de');

    it('corrects the address of an order that is not sent, and names what is wrong in the form', async () => {
      const { material } = await stocked('Adressen im Umbruch', 5);
      const { number } = await order(material, 1);
      const page = await pageOf('inprint-stock-keeper', 'de', `plugins/ordering/${number}`);
      const address = page.getByRole('region', { name: say('column.recipient') });
      await address.getByRole('button', { name: say('address.correct') }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel(say('address.street')).fill('Neuer Weg 7');
      expect(await form.getByLabel(say('address.country')).innerText()).toContain('Deutschland');
      await form.getByLabel(say('address.postalCode')).fill('1');
      await form.getByLabel(say('address.postalCode')).press('Enter');
      await form
        .getByText(/Postleitzahl.*Deutschland/)
        .last()
        .waitFor();
      await picture(page, 'order-address-de');
      expect(await accessibilityProblemsIn(page, '[role=dialog]')).toEqual([]);
      await form.getByLabel(say('address.postalCode')).fill('10117');
      await form.getByLabel(say('address.postalCode')).press('Enter');
      await form.waitFor({ state: 'detached' });
      expect(await address.innerText()).toMatch(/Neuer Weg 7\s+10117 Berlin/);
    });

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
      await page.getByRole('link', { name: other.number }).waitFor({ state: 'hidden' });
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
      for (const state of ['passed-on', 'sent']) await move(number, state);
      await page
        .getByRole('button', { name: say('move.of', { move: say('move.passed-on'), number }), exact: true })
        .click();
      await page
        .getByText(say('problem.moved', { state: say('state.sent') }))
        .first()
        .waitFor();
      await row.getByText(say('state.sent'), { exact: true }).waitFor();
    });

    it('keeps state, order and page in the address, and “back” also the words, which are in no address', async () => {
      const { material } = await stocked('Filter', 50);
      const email = mailbox('zurueck');
      const [oldest] = [await order(material, 1, email), await order(material, 1, email)];
      const cancelled = await order(material, 1, email);
      await move(cancelled.number, 'cancelled');
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      const rows = page.getByRole('rowheader');
      const tabs = page.getByRole('navigation', { name: say('inbox.tabs') });
      const field = page.getByRole('searchbox');
      await field.fill(email);
      await tabs.getByRole('link', { name: `${say('inbox.tab.all')} 3` }).waitFor();
      await tabs.getByRole('link', { name: `${say('inbox.tab.received')} 2` }).click();
      await page.getByRole('link', { name: cancelled.number }).waitFor({ state: 'hidden' });
      expect(await rows.count()).toBe(2);
      await page.getByRole('button', { name: say('inbox.oldest-first') }).click();
      await page.getByRole('columnheader', { name: say('column.number') }).and(page.locator('[aria-sort=ascending]')).waitFor(); // prettier-ignore
      await rows.first().getByText(oldest.number).waitFor();
      expect(page.url()).toMatch(/\?tab=received&sort=oldest$/);

      const isAsItWas = async (): Promise<void> => {
        await rows.first().getByText(oldest.number).waitFor();
        expect(await rows.count()).toBe(2);
        expect(await field.inputValue()).toBe(email);
        expect(page.url()).toMatch(/\?tab=received&sort=oldest$/);
      };
      const open = () => page.getByRole('link', { name: say('order.open', { number: oldest.number }) }).click();
      await open();
      await page.getByRole('heading', { name: say('order.of', { number: oldest.number }) }).waitFor();
      await page.goBack();
      await isAsItWas();
      await open();
      await page.getByRole('link', { name: say('order.back') }).click();
      await isAsItWas();
      await page.reload();
      await isAsItWas();
      await page.goto(`${instance.url}/admin/plugins/ordering?tab=cancelled`);
      await page.getByRole('link', { name: cancelled.number }).waitFor();
      expect(await page.getByRole('link', { name: oldest.number }).count()).toBe(0);
    });

    it('shows at least ten orders on a screen of 1440 × 900, each state once', async () => {
      const { material } = await stocked(
        'Ein Titel, der nicht ganz in eine Zeile passt, weil er dafür viel zu lang ist',
        50
      );
      for (let times = 0; times < 12; times += 1) await order(material, 1, 'zehn@example.org');
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      await page.setViewportSize({ width: 1440, height: 900 });
      const rows = page.locator('main tbody tr');
      await rows.nth(11).waitFor();
      await picture(page, 'inbox-wide-de');
      const seen = await rows.evaluateAll(
        (all) => all.filter((row) => row.getBoundingClientRect().bottom <= window.innerHeight).length
      );
      expect(seen).toBeGreaterThanOrEqual(10);
      expect(await rows.first().getByText(say('state.received')).count()).toBe(1);
      const table = page.getByRole('table').locator('..');
      expect(await table.evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
    });

    it('prints, saves and sends those that were chosen, and no others', async () => {
      const { material } = await stocked('Auswahl', 50);
      const email = mailbox('auswahl');
      const [one, two, other] = [
        await order(material, 1, email),
        await order(material, 2, email),
        await order(material, 3, email),
      ];
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      await page.getByRole('searchbox').fill(email);
      await page.getByRole('link', { name: `${say('inbox.tab.all')} 3` }).waitFor();
      for (const { number } of [one, two]) {
        await tabTo(page, page.getByRole('checkbox', { name: say('inbox.choose', { number }) }));
        await page.keyboard.press('Space');
      }
      const bulk = page.getByRole('group', { name: say('inbox.bulk') });
      await bulk.getByText(say('inbox.chosen', { count: 2 })).waitFor();
      await picture(page, 'inbox-chosen-de');
      expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);

      const [sheets] = await Promise.all([
        page.waitForEvent('popup'),
        bulk.getByRole('button', { name: say('inbox.print') }).click(),
      ]);
      expect(await sheets.getByRole('heading').allInnerTexts()).toEqual(
        [two, one].map(({ number }) => say('packing-list.of', { number }))
      );
      await sheets.close();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        bulk.getByRole('button', { name: say('inbox.download-chosen') }).click(),
      ]);
      const csv = readFileSync(await download.path(), 'utf8');
      expect(csv.trim().split('\n').slice(1).map((row) => row.split(';')[0])).toEqual([two.number, one.number]); // prettier-ignore

      // Somebody else was quicker with one of them.
      await move(one.number, 'cancelled');
      await bulk.getByRole('button', { name: say('bulk.sent') }).click();
      const question = page.getByRole('alertdialog');
      await question.getByText(say('sent.question.many', { count: 2 })).waitFor();
      expect(await accessibilityProblemsIn(page, '[role=alertdialog]')).toEqual([]);
      await picture(page, 'inbox-sent-many-de');
      await question.getByRole('button', { name: say('bulk.sent') }).click();
      const moved = say('moved.many', { count: 1, state: say('state.sent') });
      await page.getByText(moved).first().waitFor();
      const left = say('problem.not-moved', { orders: `${one.number} (${say('state.cancelled')})` });
      await page.getByText(left).first().waitFor();
      await page.getByRole('row', { name: new RegExp(two.number) }).getByText(say('state.sent')).waitFor(); // prettier-ignore
      expect((await keeper().ask(`/ordering/orders/${other.number}`)).body.data.state).toBe('received');
      expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    });

    it('takes “passed on” back from its notice, of one order and of several', async () => {
      const { material } = await stocked('Doch nicht', 50);
      const email = mailbox('dochnicht');
      const [one, two] = [await order(material, 1, email), await order(material, 1, email)];
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      await page.getByRole('searchbox').fill(email);
      const states = (state: 'received' | 'passed-on') => page.locator('main tbody').getByText(say(`state.${state}`), { exact: true }); // prettier-ignore
      await states('received').nth(1).waitFor();
      await page.getByRole('button', { name: say('move.of', { move: say('move.passed-on'), number: one.number }) }).click(); // prettier-ignore
      await states('passed-on').waitFor();
      await page.getByRole('link', { name: `${say('inbox.tab.passed-on')} 1` }).waitFor();
      await page.getByRole('button', { name: say('undo') }).click();
      await states('received').nth(1).waitFor();
      expect((await keeper().ask(`/ordering/orders/${one.number}`)).body.data.state).toBe('received');

      await page.getByRole('checkbox', { name: say('inbox.choose-all') }).click();
      await page.getByRole('button', { name: say('bulk.passed-on'), exact: true }).click();
      await states('passed-on').nth(1).waitFor();
      await page.getByRole('button', { name: say('undo') }).click();
      await page.getByText(say('taken-back.many', { count: 2 })).first().waitFor(); // prettier-ignore
      await states('received').nth(1).waitFor();
      expect((await keeper().ask(`/ordering/orders/${two.number}`)).body.data.state).toBe('received');
    });

    it('notes the number of a parcel when it is sent, and corrects it on the order’s page, where “sent” is taken back', async () => {
      const { material } = await stocked('Paket', 5);
      const { number } = await order(material, 1);
      const page = await pageOf('inprint-stock-keeper', 'de', 'plugins/ordering');
      await page.getByRole('button', { name: say('move.of', { move: say('move.sent'), number }) }).click();
      const field = page.getByRole('alertdialog').getByLabel(say('tracking'));
      await field.and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Enter'); // nothing is typed yet
      await field.pressSequentially('JJD 0001');
      await page.keyboard.press('Enter'); // as scanners do
      await page.getByText(say('moved', { number, state: say('state.sent') })).first().waitFor(); // prettier-ignore
      const link = page.getByRole('link', { name: say('order.open', { number }) });
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
      await link.click();
      const noted = page.getByLabel(say('tracking'));
      await noted.waitFor();
      expect(await noted.inputValue()).toBe('JJD 0001');
      await noted.fill('JJD 0002');
      await noted.press('Enter');
      await page.getByText(say('tracking.stored', { number })).first().waitFor(); // prettier-ignore
      expect((await keeper().ask(`/ordering/orders/${number}`)).body.data.tracking).toBe('JJD 0002');
      await picture(page, 'order-sent-de');
      expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);

      await page.getByRole('button', { name: say('take-back', { state: say('state.sent') }) }).click();
      const question = page.getByRole('alertdialog');
      await question.getByText(say('take-back.sent', { number })).waitFor();
      await question.getByRole('button', { name: say('take-back.yes') }).click();
      await page.getByRole('region', { name: say('column.state') }).getByText(say('state.passed-on'), { exact: true }).waitFor(); // prettier-ignore
      expect(await noted.count()).toBe(0);
    });
  });

  describe('the inbox, in French', () => {
    const say = sayIn('fr');

    it('counts and shows what is overdue, in the dark, on a telephone and at 200 %', async () => {
      const { material } = await stocked('En retard', 50);
      const { number } = await order(material, 1);
      await move(number, 'passed-on');
      await instance.run(async (strapi, id) => {
        const orders = strapi.db.connection('ordering_orders').where({ number: id }).select('id');
        await strapi.db.connection('ordering_order_events').whereIn('order_id', orders).update({ at: '2020-01-01T00:00:00.000Z' }); // prettier-ignore
      }, number);
      const page = await pageOf('inprint-stock-keeper', 'fr', 'plugins/ordering');
      await page.getByRole('link', { name: `${say('inbox.tab.overdue')} 1` }).click();
      await page.getByText(say('inbox.found.overdue', { total: 1 })).waitFor();
      expect(await page.getByRole('rowheader').allInnerTexts()).toEqual([expect.stringContaining(number)]);
      const choose = page.getByRole('checkbox', { name: say('inbox.choose', { number }) });
      await choose.click();
      await page.emulateMedia({ colorScheme: 'dark' });
      for (const [width, height] of SCREENS) {
        await page.setViewportSize({ width, height });
        await page.getByRole('button', { name: say('inbox.print') }).waitFor();
        await picture(page, `inbox-overdue-fr-${width}`);
        expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
      const send = page.getByRole('button', { name: say('move.of', { move: say('move.sent'), number }) });
      await send.click();
      await page.getByRole('alertdialog').getByLabel(say('tracking')).waitFor();
      await picture(page, 'inbox-sent-fr-390');
      expect(await accessibilityProblemsIn(page, '[role=alertdialog]')).toEqual([]);
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
        await page.getByRole('link', { name: number }).waitFor();
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

  it('the list of reprints says how long copies last, those first that go first, without what was withdrawn', async () => {
    const say = sayIn('en');
    const soon = await stocked('Reicht kurz', 40, 'RK-1');
    const late = await stocked('Reicht lang', 400, 'RL-1');
    await stocked('Reicht nie', 400, 'RN-1');
    await order(soon.material, 30);
    await order(late.material, 30);
    const gone = await makeMaterial(instance, { title: 'Reicht zurückgezogen' });
    await makeStock(instance, gone, { quantity: 40, availability: 'withdrawn' });
    const page = await pageOf('inprint-stock-keeper', 'en', 'plugins/reprint?search=reicht');
    const rows = page.getByRole('rowheader');
    await rows.nth(2).waitFor();
    expect(await rows.count()).toBe(3);
    await page.getByRole('combobox', { name: say('reprint.sort') }).click();
    await page.getByRole('option', { name: say('reprint.sort.runs-out') }).click();
    await rows.nth(2).waitFor({ state: 'detached' });
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringContaining('Reicht kurz'),
      expect.stringContaining('Reicht lang'),
    ]);
    expect(page.url()).toMatch(/search=reicht&sort=runs-out/);
    // 10 are left of 40, of which 30 went in a month at most.
    const inTenDays = new Date(Date.now() + 10 * 86_400_000);
    const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(inTenDays);
    const first = page.getByRole('row', { name: /Reicht kurz/ });
    expect(await first.innerText()).toContain(day);
    expect(await first.innerText()).toContain(say('reprint.left', { copies: 10 }));
    await picture(page, 'reprint-runs-out-en');
    expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);
    await rows.first().getByRole('link').click();
    await page.getByText(say('reprint.forecast', { day })).waitFor();
    await page.goBack();
    await rows.nth(1).waitFor();
    expect(await rows.count()).toBe(2);
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

  describe.each(['de', 'en'] as const)('messages that were given up, in %s', (language) => {
    const scenario = takingTurns(language);
    const say = sayIn(language);

    scenario(
      'are marked above the orders, named with their last error, and sent again, by keyboard alone',
      async () => {
        const { material } = await stocked(`Nachricht ${language}`, 5);
        const { number } = await order(material, 1);
        await instance.run(async (strapi, id) => {
          const outbox = () => strapi.db.connection('ordering_outbox');
          while ((await outbox().whereNull('done_at')).length > 0) await new Promise((tick) => setTimeout(tick, 20));
          const given = { given_up_at: '2026-11-01T10:00:00.000Z', attempts: 18, last_error: 'connect ECONNREFUSED' };
          await outbox().insert([
            { kind: 'mail-reader', payload: JSON.stringify({ order: id, mail: 'received' }), ...given },
            { kind: 'webhook', payload: JSON.stringify({ url: 'https://hooks.example.org/a', id: 'a' }), ...given },
            { kind: 'mail-waitlist', payload: JSON.stringify({ place: 0, mail: 'back' }), ...given },
          ]);
        }, number);
        const page = await pageOf('inprint-stock-keeper', language, 'plugins/ordering');
        await page.getByText(say('messages.mark', { count: 3 })).waitFor();
        await picture(page, `inbox-mark-${language}`);
        expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);
        await tabTo(page, page.getByRole('link', { name: say('messages.open') }));
        await page.keyboard.press('Enter');
        const mail = page.getByRole('row', { name: new RegExp(say('messages.mail-reader.received')) });
        await mail.getByText('connect ECONNREFUSED').waitFor();
        await page.getByText(say('messages.webhook', { receiver: 'https://hooks.example.org' })).waitFor();
        await picture(page, `messages-${language}`);
        expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);

        await tabTo(page, mail.getByRole('button'));
        await page.keyboard.press('Enter');
        await page
          .getByText(say('messages.on-its-way', { count: 1 }))
          .first()
          .waitFor();
        await mail.waitFor({ state: 'detached' });
        await tabTo(page, page.getByRole('button', { name: say('messages.all') }));
        await page.keyboard.press('Enter');
        await page.getByText(say('messages.none')).waitFor();
        await page.getByRole('link', { name: say('order.back') }).click();
        await page.getByRole('row', { name: new RegExp(number) }).waitFor();
        expect(await page.getByText(say('messages.open')).count()).toBe(0);
        const left = await instance.run(async (strapi) =>
          strapi.db.connection('ordering_outbox').whereNotNull('given_up_at').whereNull('done_at')
        );
        expect(left).toEqual([]);
      }
    );
  });

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
