import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

import de from '../../plugins/typo3-import/admin/src/translations/de.json';
import en from '../../plugins/typo3-import/admin/src/translations/en.json';
import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial } from '../support/content';
import { startInstance, type Instance } from '../support/instance';

const MESSAGES = { de, en } as const;
type Language = keyof typeof MESSAGES;

const ARGUMENTS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** Where to keep pictures of what was tested; nowhere by default. */
const PICTURES = process.env.TEST_PICTURES;

const here = process.env.TEST_CHROMIUM ? describe : describe.skip;

/** An article with a broken link to a material that the portal knows, and a sentence about its stock. */
const articleAbout = (slug: string, language: Language): string =>
  [
    'Medien',
    `Ein Heft zieht um (${language})`,
    'Vor vielen Jahren erschien ein Heft, das heute noch gefragt ist.',
    '27.03.2013',
    'Das Heft auf einem Tisch',
    `Das Heft ist leider vergriffen, aber im <link http: old.example.org pool ${slug} _blank external-link-new-window external link in new>Pool als PDF zu haben. Es lohnt sich.`,
    'Back to Top',
  ].join('\n\n');

here('the TYPO3 import in the admin (needs Chromium: set TEST_CHROMIUM)', () => {
  let instance: Instance;
  let browser: Browser;
  let importer: AdminUser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'typo3-page-'));
    instance = await startInstance({ admin: true });
    browser = await chromium.launch({ executablePath: process.env.TEST_CHROMIUM ?? '', args: ARGUMENTS });
    importer = await makeAdminUser(instance, 'strapi-super-admin');
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const faults = async (page: Page): Promise<string[]> => {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: {
          run: (
            part: string,
            options: object
          ) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
        };
      };
      const { violations } = await axe.run('main', { resultTypes: ['violations'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    });
  };

  describe.each(['de', 'en'] as const)('in %s', (language: Language) => {
    const say = (key: keyof typeof en, values?: Record<string, string | number>): string =>
      String(new IntlMessageFormat(MESSAGES[language][key], language).format(values));
    let context: BrowserContext;
    let page: Page;

    const picture = async (name: string): Promise<void> => {
      if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}-${language}.png`), fullPage: true });
    };

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width: 1400, height: 1200 }, locale: language });
      await context.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
      page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(`${instance.url}/admin`);
      await page.locator('input[name=email]').fill(importer.email);
      await page.locator('input[name=password]').fill(importer.password);
      await page.locator('button[type=submit]').click();
      await page.getByRole('navigation').first().waitFor();
    });
    afterAll(() => context.close());

    it('takes an article from upload to a live call to action', async () => {
      const title = `Umzugsheft mit vielen Worten ${language}`;
      const material = await makeMaterial(instance, { title });
      const { body } = await instance.asEditor(`/api/materials/${material}?locale=de`);
      const file = path.join(folder, `umzug-${language}.txt`);
      writeFileSync(file, articleAbout(body.data.slug as string, language));

      await page
        .getByRole('link', { name: say('plugin.name') })
        .first()
        .click();
      await page.getByRole('heading', { name: say('plugin.name') }).waitFor();
      await page.getByLabel(say('upload.files')).setInputFiles(file);
      await picture('typo3-upload');
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: say('upload.send') }).click();

      await page.getByRole('heading', { name: path.basename(file) }).waitFor();
      await page.getByText(say('state.uploaded.next')).waitFor();
      expect(await page.getByRole('button', { name: say('step.start') }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: say('step.dry-run') }).click();
      await page.getByText(say('state.checked.next')).waitFor();
      await page.getByRole('heading', { name: say('result.would') }).waitFor();
      await page.getByText(say('kind.repair'), { exact: true }).first().waitFor();
      await picture('typo3-checked');
      expect(await faults(page)).toEqual([]);
      const before = await instance.asEditor('/api/news-articles?locale=de&pagination[withCount]=true');
      const articlesBefore = before.body.meta.pagination.total as number;

      await page.getByRole('button', { name: say('step.start') }).click();
      await page.getByText(say('state.done.next')).waitFor();
      const after = await instance.asEditor('/api/news-articles?locale=de&status=draft&filters[kicker][$eq]=Medien');
      expect(articlesBefore + 1).toBeGreaterThan(0);
      expect(after.body.data.map(({ title: name }: { title: string }) => name)).toContain(`Ein Heft zieht um (${language})`);

      await page.getByRole('combobox', { name: say('findings.kind') }).click();
      await page.getByRole('option', { name: new RegExp(`^${say('kind.suggestion')}`) }).click();
      await page.waitForURL(/kind=suggestion/);
      await picture('typo3-suggestion');
      await page.getByRole('button', { name: say('suggestion.open') }).click();
      await page.getByRole('button', { name: say('suggestion.applied') }).waitFor();
      expect(await faults(page)).toEqual([]);

      const article = await instance.asEditor(
        `/api/news-articles?locale=de&status=draft&filters[title][$eq]=${encodeURIComponent(`Ein Heft zieht um (${language})`)}`
      );
      expect(article.body.data[0].body[0]).toMatchObject({ type: 'paragraph', material: { documentId: material } });
    });

    it('fits on a phone', async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${instance.url}/admin/plugins/typo3-import`);
      await page.getByRole('heading', { name: say('plugin.name') }).waitFor();
      await picture('typo3-phone');
      await page.setViewportSize({ width: 1400, height: 1200 });
    });
  });
});
