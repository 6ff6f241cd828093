import path from 'node:path';

import type { Browser } from 'playwright-core';

import de from '../../plugins/response-cache/admin/src/translations/de.json';
import en from '../../plugins/response-cache/admin/src/translations/en.json';
import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { openBrowser } from './chromium';

const MESSAGES = { de, en } as const;
/** Where to keep pictures of what was tested; nowhere by default. */
const PICTURES = process.env.TEST_PICTURES;

const here = process.env.TEST_CHROMIUM ? describe : describe.skip;

here('the cache’s page in the admin (needs Chromium: set TEST_CHROMIUM)', () => {
  let instance: Instance;
  let browser: Browser;
  let admin: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ admin: true, env: { RESPONSE_CACHE: 'on' } });
    browser = await openBrowser();
    admin = await makeAdminUser(instance, 'strapi-super-admin');
    const material = await makeMaterial(instance, { title: 'Klartext im Netz' });
    const stock = await makeStock(instance, material, { quantity: 5 });
    const paths = [
      `/api/materials/${material}`,
      '/api/materials?locale=de&sort=title',
      `/api/availability?materials=${material}&locale=de`,
    ];
    for (let turn = 0; turn < 12; turn += 1) for (const address of paths) await instance.asReader(address);
    await instance.asEditor(`/api/stock-statuses/${stock}`, { method: 'PUT', body: { data: { quantity: 0 } } });
    for (const address of paths) await instance.asReader(address);
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
  });

  it.each(['de', 'en'] as const)('shows what it does and empties it, in %s', async (language) => {
    const say = (key: keyof typeof en): string => MESSAGES[language][key];
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: language });
    await context.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${instance.url}/admin`);
    await page.locator('input[name=email]').fill(admin.email);
    await page.locator('input[name=password]').fill(admin.password);
    await page.locator('button[type=submit]').click();
    await page.getByRole('navigation').first().waitFor();

    await page.goto(`${instance.url}/admin/settings/response-cache`);
    await page.getByRole('heading', { name: say('plugin.name') }).waitFor();
    await page.getByText(say('store.memory.more')).waitFor();
    await page.getByRole('row').nth(1).waitFor();
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `cache-${language}.png`) });

    await page.getByRole('button', { name: say('empty') }).click();
    await page.getByText(say('empty.question')).waitFor();
    if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `cache-empty-${language}.png`) });
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await page.getByText(say('empty.done')).waitFor();
    await context.close();
  });
});
