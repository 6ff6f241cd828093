import { readFileSync } from 'node:fs';
import path from 'node:path';

import { type Browser, type Page } from 'playwright-core';

import { makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { openBrowser } from './chromium';
import {} from './text-admin';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = process.env.TEST_PICTURES;
const here = process.env.TEST_CHROMIUM ? describe : describe.skip;

const ADDRESS = {
  name: 'Ada Muster',
  street: 'Beispielweg 1',
  postalCode: '10115',
  city: 'Berlin',
  email: 'ada@example.org',
};

here('ordering on a phone (needs Chromium: set TEST_CHROMIUM)', () => {
  let instance: Instance;
  let browser: Browser;
  let page: Page;
  let material = '';

  beforeAll(async () => {
    [instance, browser] = await Promise.all([startInstance(), openBrowser()]);
    material = await makeMaterial(instance, { title: 'Beteiligung beginnt im Flur' });
    await makeStock(instance, material, { quantity: 50 });
    await instance.run((strapi) => {
      strapi.config.set('plugin::ordering.rules.fee', { amount: '3.50', currency: 'EUR' });
    });
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 375, height: 740 }, locale: 'de-DE' })).newPage();
    page.setDefaultTimeout(30_000);
  });
  afterEach(() => page.context().close());

  const look = async (name: string): Promise<void> => {
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(found).toEqual([]);
  };
  const fillAddress = async (): Promise<void> => {
    for (const [name, value] of Object.entries(ADDRESS)) await page.locator(`#recipient-${name}`).fill(value);
  };

  it('shows the fee before, takes no order without a yes to it, and leads to where the order stands', async () => {
    await page.goto(`${instance.url}/de/order?material=${material}`);
    const agreed = page.getByLabel(/einverstanden/);
    await agreed.waitFor();
    expect(await page.locator('.cost').innerText()).toMatch(/3,50\s€/);
    await fillAddress();
    await page.getByRole('button', { name: 'Bestellung absenden' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('Bitte stimmen Sie der Schutzgebühr zu');
    expect(await agreed.getAttribute('aria-invalid')).toBe('true');
    await look('fee-de');

    await agreed.focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Bestellung absenden' }).click();
    await page.getByRole('link', { name: 'Stand dieser Bestellung ansehen' }).click();
    await page.getByRole('heading', { level: 1, name: /^Bestellung / }).waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#[\w-]{43}$/);
  });

  it.each([
    ['de', /Storniert/, /Schutzgebühr: 3,50/],
    ['en', /Cancelled/, /Fee: €3\.50/],
    ['fr', /Annulée/, /Participation aux frais\u00a0: 3,50/],
  ])('shows an order by its token, without its address (%s)', async (locale, state, fee) => {
    const { body } = await instance.asReader('/api/orders', {
      method: 'POST',
      body: { data: { lines: [{ material, locale: 'de', quantity: 2 }], recipient: { ...ADDRESS, country: 'DE' } } },
      headers: { 'Idempotency-Key': `status-${locale}` },
    });
    const { number, token } = body.data as { number: string; token: string };
    await instance.run(
      (strapi, id) => strapi.plugin('ordering').service('orders').move(id, 'cancelled', 'admin:1'),
      number
    );
    await page.goto(`${instance.url}/${locale}/order/status#${token}`);
    await page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor();
    const words = await page.locator('main').innerText();
    expect(words).toMatch(/2 × Beteiligung beginnt im Flur/);
    expect(words).toMatch(state);
    expect(words).toMatch(fee);
    expect(words).not.toMatch(/Ada|Beispielweg|example\.org/);
    if (locale === 'fr') expect(words).not.toMatch(/[^\u00a0]: /);
    expect(
      await page
        .getByRole('listitem')
        .filter({ has: page.locator('time') })
        .count()
    ).toBe(2);
    await look(`status-${locale}`);
  });

  it('is cancelled by whoever holds its link, as long as it is not passed on', async () => {
    const place = async (key: string) => {
      const { body } = await instance.asReader('/api/orders', {
        method: 'POST',
        body: { data: { lines: [{ material, locale: 'de', quantity: 1 }], recipient: { ...ADDRESS, country: 'DE' } } },
        headers: { 'Idempotency-Key': key },
      });
      return body.data as { number: string; token: string };
    };
    const open = async ({ token }: { token: string }, locale: string): Promise<void> => {
      await page.goto('about:blank');
      await page.goto(`${instance.url}/${locale}/order/status#${token}`);
      await page.locator('.cancel summary').click();
    };
    const first = await place('cancelled');
    await open(first, 'fr');
    await page.getByRole('button', { name: 'Oui, annuler' }).click();
    await page.getByText('Votre commande est annulée.').waitFor();
    expect(await page.locator('.done__number').innerText()).toBe('État\u00a0: Annulée');
    expect(await page.locator('.cancel').count()).toBe(0);
    await look('cancelled-fr');

    const second = await place('too-late');
    await open(second, 'de');
    await instance.run(
      (strapi, id) => strapi.plugin('ordering').service('orders').move(id, 'passed-on', 'admin:1'),
      second.number
    );
    await page.getByRole('button', { name: 'Ja, stornieren' }).click();
    await page.getByText('Stand: An den Versand weitergegeben').waitFor();
    expect(await page.locator('.notice').innerText()).not.toBe('');
  });

  it('keeps what was typed, over a reload and in another language, and asks for no postal code where there is none', async () => {
    await instance.run((strapi) => void strapi.config.set('plugin::ordering.rules.countries', ['DE', 'HK']));
    await page.goto(`${instance.url}/de/order?material=${material}`);
    await page.getByLabel('Vor- und Nachname').fill('Ada Muster');
    await page.getByLabel('Anzahl').fill('3');
    const code = page.getByLabel('Postleitzahl');
    expect(await code.isVisible()).toBe(true);
    await page.getByLabel('Land').selectOption({ label: 'Sonderverwaltungsregion Hongkong' });
    expect(await code.isVisible()).toBe(false);
    await page.reload();
    expect(await page.getByLabel('Vor- und Nachname').inputValue()).toBe('Ada Muster');
    expect(await code.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL(/\/en\/order$/);
    expect(await page.getByLabel('Full name').inputValue()).toBe('Ada Muster');
    expect(await page.getByLabel('Copies').inputValue()).toBe('3');
    for (const [name, value] of Object.entries(ADDRESS))
      if (name !== 'postalCode') await page.locator(`#recipient-${name}`).fill(value);
    await page.getByLabel(/I agree to the fee/).check();
    await page.getByRole('button', { name: 'Send order' }).click();
    await page.getByRole('heading', { name: 'Thank you, your order has arrived' }).waitFor();
    await page.goto(`${instance.url}/de/order?material=${material}`);
    expect(await page.getByLabel('Vor- und Nachname').inputValue()).toBe('');
    await instance.run((strapi) => void strapi.config.set('plugin::ordering.rules.countries', null));
  });

  it('says that there is no order under a token that is none', async () => {
    await page.goto(`${instance.url}/de/order/status#nothing`);
    await page.getByText('Diese Bestellung wurde nicht gefunden').waitFor();
    await look('status-missing');
  });
});
