import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { makeMaterial, makeStock, write } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { openBrowser } from './chromium';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 375, height: 740 };
const DESK = { width: 1280, height: 900 };

const withBrowser = process.env.TEST_CHROMIUM ? describe : describe.skip;

withBrowser('tell me when it is back', () => {
  let instance: Instance;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[] = [];
  const mailbox = mkdtempSync(path.join(tmpdir(), 'inprint-mailbox-'));

  const mailsTo = (email: string) =>
    readdirSync(mailbox)
      .sort()
      .map((name) => readFileSync(path.join(mailbox, name), 'utf8'))
      .filter((mail) => mail.includes(`To: ${email}\n`));

  /** Everything that was written so far is looked at and sent. */
  const settle = () =>
    instance.run(async (strapi) => {
      const outbox = strapi.plugin('ordering').service('outbox');
      await strapi.plugin('ordering').service('changes').look();
      await outbox.sendDue();
      while ((await outbox.sendDue()) > 0);
    });

  const visit = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<void> => {
    context = await browser.newContext({ viewport: DESK, locale: 'de-DE', ...options });
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
  };

  const barriers = async (): Promise<string[]> => {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
  };
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  const reprinting = async (title: string) => {
    const material = await makeMaterial(instance, { title, pdfUrl: 'https://example.org/heft.pdf' });
    await write(instance, `/api/materials/${material}?locale=fr`, { title: `${title} (fr)` });
    const stock = await makeStock(instance, material, { quantity: 0, whenSoldOut: 'reprinting' });
    const slugIn = async (locale: string) =>
      (await instance.asReader(`/api/materials/${material}?locale=${locale}`)).body.data.slug as string;
    return {
      stock,
      addressIn: async (locale: string) => `${instance.url}/${locale}/materials/${await slugIn(locale)}`,
    };
  };

  /** The page that a mail leads to. */
  const pageIn = (mail: string | undefined): string =>
    instance.url + (/\/\w\w\/waitlist#[\w-]+/.exec(mail ?? '')?.[0] ?? '/no-link');

  beforeAll(async () => {
    [instance, browser] = await Promise.all([startInstance({ env: { MAILBOX_FOLDER: mailbox } }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
    rmSync(mailbox, { recursive: true, force: true });
  });
  beforeEach(() => visit());
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('goes from the form by way of the mail to a place on the list, and to the mail that tells', async () => {
    const { stock, addressIn } = await reprinting('Beteiligung im Flur');
    await page.goto(await addressIn('de'));
    const form = page.getByRole('region', { name: 'Benachrichtigen, wenn es lieferbar ist' });
    await form.getByLabel('Ihre E-Mail-Adresse').fill('ada@example.org');
    await form.getByRole('button', { name: 'Vormerken lassen' }).click();
    await form.getByText('bekommen Sie gleich eine E-Mail mit einem Link').waitFor();
    await settle();
    expect(mailsTo('ada@example.org')).toHaveLength(1);

    await page.goto(pageIn(mailsTo('ada@example.org')[0]));
    await page.getByRole('heading', { name: 'Noch ein Schritt' }).waitFor();
    await page.getByText('„Beteiligung im Flur“').waitFor();
    expect(await barriers()).toEqual([]);
    await page.getByRole('button', { name: 'Ja, bitte benachrichtigen' }).click();
    const heading = page.getByRole('heading', { name: 'Sie stehen auf der Warteliste' });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);

    await write(instance, `/api/stock-statuses/${stock}`, { quantity: 1 });
    await settle();
    expect(mailsTo('ada@example.org')[1]).toContain('kann jetzt bestellt werden');
    await page.reload();
    await page.getByRole('heading', { name: 'Wir haben Ihnen geschrieben' }).waitFor();
    await page.getByRole('button', { name: 'Meine Adresse löschen' }).click();
    await page.getByRole('heading', { name: 'Ihre Adresse ist gelöscht' }).waitFor();
  });

  it('works with the keyboard alone, on a phone, in French', async () => {
    await context.close();
    await visit({ viewport: PHONE });
    const { addressIn } = await reprinting('Der Wegweiser');
    await page.goto(await addressIn('fr'));
    const input = page.getByLabel('Votre adresse e-mail');
    await input.waitFor();
    expect(await overhang()).toBe(0);
    expect(await barriers()).toEqual([]);
    await input.focus();
    await page.keyboard.type('zoe');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'nom@example.org' }).waitFor();
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await input.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await barriers()).toEqual([]);
    await page.keyboard.type('@example.org');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('recevoir un message contenant un lien').waitFor();
    await settle();
    await page.goto(pageIn(mailsTo('zoe@example.org')[0]));
    await page.getByRole('button', { name: 'Oui, me prévenir' }).waitFor();
    expect(await overhang()).toBe(0);
    await page.getByRole('button', { name: 'Oui, me prévenir' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vous êtes sur la liste d’attente' }).waitFor();
    expect(await barriers()).toEqual([]);
  });

  it('only a button confirms and leaves, not opening the page', async () => {
    const { addressIn } = await reprinting('Das Plakat');
    await page.goto(await addressIn('de'));
    await page.getByLabel('Ihre E-Mail-Adresse').fill('ben@example.org');
    await page.keyboard.press('Enter');
    await page.getByText('eine E-Mail mit einem Link').waitFor();
    await settle();
    for (let visits = 0; visits < 2; visits += 1) {
      await page.goto('about:blank');
      await page.goto(pageIn(mailsTo('ben@example.org')[0]));
      await page.getByRole('heading', { name: 'Noch ein Schritt' }).waitFor();
    }
    await page.getByRole('button', { name: 'Nein, Adresse löschen' }).click();
    await page.getByRole('heading', { name: 'Ihre Adresse ist gelöscht' }).waitFor();
    expect(await barriers()).toEqual([]);
  });

  it('says so where there is no such place', async () => {
    await page.goto(`${instance.url}/en/waitlist#made-up`);
    await page.getByRole('heading', { name: 'This place on the waiting list was not found' }).waitFor();
    expect(await barriers()).toEqual([]);
  });

  it('is gone from the page as soon as there are copies', async () => {
    const { stock, addressIn } = await reprinting('Das Faltblatt');
    await page.goto(await addressIn('de'));
    const form = page.getByRole('region', { name: 'Benachrichtigen, wenn es lieferbar ist' });
    await form.waitFor();
    await write(instance, `/api/stock-statuses/${stock}`, { quantity: 5 });
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await form.waitFor({ state: 'hidden' });
    await page
      .getByRole('link', { name: /bestellen/ })
      .first()
      .waitFor();
  });
});
