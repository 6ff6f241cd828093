import { chromium, type Browser, type Page } from 'playwright-core';

import type { Instance } from '../support/instance';

const QUIET = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const EDITOR = { email: 'redaktion@example.org', password: 'Geheim-1234' };

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.TEST_CHROMIUM ?? '', args: QUIET });

/** `TEST_SLOW=8` makes the browser's processor eight times as slow, as it is on a machine with too much to do. */
const slowDown = async (page: Page): Promise<void> => {
  const rate = Number(process.env.TEST_SLOW ?? 1);
  if (rate > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
};

/** Makes the person that `logIn` logs in. */
export const makeAdmin = async ({ asReader }: Instance): Promise<void> => {
  const { status, body } = await asReader('/admin/register-admin', {
    method: 'POST',
    body: { firstname: 'Rosa', lastname: 'Redaktion', ...EDITOR },
  });
  if (status >= 300) throw new Error(`The administrator was refused: ${JSON.stringify(body)}`);
};

/** A page of the admin in a language, logged in; what the browser complains about is collected. */
export const logIn = async (browser: Browser, { url }: Instance, language: 'de' | 'en') => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1100 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
  const page = await context.newPage();
  await slowDown(page);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/change in the order of Hooks|unique "key"/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${url}/admin/auth/login`);
  await page.locator('input[name=email]').fill(EDITOR.email);
  await page.locator('input[name=password]').fill(EDITOR.password);
  await page.getByRole('button', { name: /^(login|anmelden)$/i }).click();
  await page.waitForURL((address) => !address.pathname.includes('/auth/'));
  return { page, complaints, close: () => context.close() };
};

/** Opens the form of an entry in one of its languages. */
export const openEntry = async (page: Page, url: string, type: string, documentId: string, locale: string) => {
  await page.goto(
    `${url}/admin/content-manager/collection-types/api::${type}.${type}/${documentId}?plugins[i18n][locale]=${locale}`
  );
  await page.locator('[data-slate-editor]').first().waitFor();
};

/** The browser tells the editor of a moved cursor a moment after the key. */
export const pause = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 150))));

/** The cursor at the end of the first text. */
export const goToEnd = async (page: Page): Promise<void> => {
  await page
    .locator('[data-slate-editor]')
    .first()
    .click({ position: { x: 200, y: 300 } });
  await page.keyboard.press('Control+End');
  await pause(page);
};
