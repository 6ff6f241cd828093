import type { Browser, Page } from 'playwright-core';

import type { Instance } from '../support/instance';
import { insist, pause } from './keyboard';

const ACCOUNT = { firstname: 'Rosa', lastname: 'Redaktion', email: 'redaktion@example.org', password: 'Geheim-1234' };

/** Makes the person that `logIn` logs in, with Strapi's own role for editors; and the administrator without whom nobody can log in. */
export const makeEditor = async ({ asReader, run }: Instance): Promise<void> => {
  const { status, body } = await asReader('/admin/register-admin', {
    method: 'POST',
    body: { ...ACCOUNT, firstname: 'Ada', email: 'verwaltung@example.org' },
  });
  if (status >= 300) throw new Error(`The administrator was refused: ${JSON.stringify(body)}`);
  await run(async (strapi, account) => {
    const role = await strapi.service('admin::role').findOne({ code: 'strapi-editor' });
    await strapi.service('admin::user').create({ ...account, isActive: true, roles: [role.id] });
  }, ACCOUNT);
};

/** A page of the admin in a language, logged in; what the browser complains about is collected. */
export const logIn = async (browser: Browser, { url }: Instance, language: 'de' | 'en') => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1100 }, locale: language });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/change in the order of Hooks|unique "key"/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${url}/admin/auth/login`);
  await page.locator('input[name=email]').fill(ACCOUNT.email);
  await page.locator('input[name=password]').fill(ACCOUNT.password);
  await page.getByRole('button', { name: /^(login|anmelden)$/i }).click();
  await page.waitForURL((address) => !address.pathname.includes('/auth/'));
  return { page, complaints, close: () => context.close() };
};

const EDITOR = '[data-slate-editor]';

/**
 * Opens the form of an entry in one of its languages, and waits until it has all it asks the server for: an answer that comes
 * after the first key would draw the editor anew, without what was typed and without the cursor.
 */
export const openEntry = async (page: Page, url: string, type: string, documentId: string, locale: string) => {
  await page.goto(
    `${url}/admin/content-manager/collection-types/api::${type}.${type}/${documentId}?plugins[i18n][locale]=${locale}`,
    { waitUntil: 'networkidle' }
  );
  await page.locator(EDITOR).first().waitFor();
};

/** Presses the button that stores, unpublishes or the like, and waits for the answer, which is no refusal. */
export const pressToStore = async (page: Page, name: string): Promise<void> => {
  const [answer] = await Promise.all([
    page.waitForResponse(
      (response) =>
        ['POST', 'PUT'].includes(response.request().method()) && response.url().includes('/collection-types/')
    ),
    page.getByRole('button', { name, exact: true }).first().click(),
  ]);
  expect(answer.status()).toBeLessThan(300);
};

/** In the page: are there more blocks than before, and the cursor in the last one? */
const isInLastBlock = ([selector, before]: readonly [string, number]): boolean => {
  const editor = document.querySelector(selector);
  const at = document.getSelection()?.anchorNode ?? null;
  return editor !== null && editor.childElementCount > before && editor.lastElementChild?.contains(at) === true;
};

/** The cursor at the end of the first text. */
export const goToEnd = (page: Page): Promise<void> =>
  insist(
    page,
    async () => {
      await page
        .locator(EDITOR)
        .first()
        .click({ position: { x: 200, y: 300 } });
      await page.keyboard.press('Control+End');
    },
    () => page.evaluate(isInLastBlock, [EDITOR, 0] as const)
  );

/** Strapi hands what is typed on to the form 300 ms after the last key; a key that comes in between may be lost. */
const untilHandedOn = async (page: Page): Promise<void> => {
  for (let times = 0; times < 3; times += 1) await pause(page);
};

/** A new line below the last one, where the cursor is: when it is drawn, and the cursor in it. */
export const startLine = async (page: Page): Promise<void> => {
  const before = await page
    .locator(EDITOR)
    .first()
    .evaluate((editor) => editor.childElementCount);
  await page.keyboard.press('Enter');
  await page.waitForFunction(isInLastBlock, [EDITOR, before] as const);
  await untilHandedOn(page);
};

/** Types words in an empty line, again if some of them are lost, and waits until the editor shows them and the form has them. */
export const typeWords = async (page: Page, words: string): Promise<void> => {
  const shown = page.locator(EDITOR).first().getByText(words, { exact: true });
  let isAgain = false;
  await insist(
    page,
    async () => {
      if (isAgain) for (const key of ['End', 'Shift+Home', 'Backspace']) await page.keyboard.press(key);
      isAgain = true;
      await page.keyboard.type(words);
    },
    () => shown.isVisible()
  );
  await untilHandedOn(page);
};

/** Asks for a material by its word at the start of a line. The space is what asks. */
export const typeSlashMaterial = async (page: Page): Promise<void> => {
  await typeWords(page, '/material');
  await page.keyboard.press('Space');
  await page.getByRole('dialog').waitFor();
};
