import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import de from '../../plugins/typo3-import/admin/src/translations/de.json';
import en from '../../plugins/typo3-import/admin/src/translations/en.json';
import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { openBrowser } from './chromium';
import { accessibilityProblemsIn } from './accessibility';
import { takingTurns, type Language } from './languages';

const MESSAGES = { de, en } as const;

/** Where to keep pictures of what was tested; nowhere by default. */
const PICTURES = process.env.TEST_PICTURES;

const here = process.env.TEST_CHROMIUM ? describe : describe.skip;

interface OldPortal {
  readonly MAPPING: string;
  portalDump(): string;
}
const { MAPPING, portalDump } = jest.requireActual<OldPortal>('../support/typo3-dump.cjs');

/** An article with a broken link to a material that the portal knows, and a sentence about its stock. */
const articleAbout = (slug: string, title: string): string =>
  [
    'Medien',
    title,
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
    browser = await openBrowser();
    importer = await makeAdminUser(instance, 'strapi-super-admin');
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(['de', 'en'] as const)('in %s', (language: Language) => {
    const scenario = takingTurns(language);
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

    /** The lines of the report of one kind. */
    const showOnly = async (kind: keyof typeof en): Promise<void> => {
      await page.getByRole('combobox', { name: say('report.kind') }).click();
      await page.getByRole('option', { name: new RegExp(`^${say(kind)} `) }).click();
      await page.waitForURL(/kind=/);
    };

    scenario(
      'leads from a dump through dry run and report to the import, and a suggestion is applied by a click',
      async () => {
        const file = path.join(folder, `portal-${language}.sql`);
        writeFileSync(file, portalDump());
        await page
          .getByRole('link', { name: say('plugin.name') })
          .first()
          .click();
        await page.getByRole('heading', { name: say('plugin.name') }).waitFor();
        await page.getByLabel(say('upload.file')).setInputFiles(file);
        await picture('typo3-upload');
        expect(await accessibilityProblemsIn(page)).toEqual([]);
        await page.getByRole('button', { name: say('upload.send') }).click();

        // What is in the dump stands there before any mapping; the mapping is a form, and YAML for those who want it.
        const found = page.getByRole('region', { name: say('found.title') });
        await found.getByText(/^tx_news_domain_model_news\u00a0?: /).waitFor();
        await found.getByText(say('found.languages')).waitFor();
        await page
          .getByRole('combobox', { name: say('form.field.kicker') })
          .first()
          .click();
        await page.getByRole('option', { name: 'title', exact: true }).click();
        await picture('typo3-mapping');
        expect(await accessibilityProblemsIn(page)).toEqual([]);
        await page.getByRole('tab', { name: say('form.yaml') }).click();
        const mapping = page.getByRole('textbox', { name: say('mapping.title') });
        await mapping.waitFor();
        expect(await mapping.inputValue()).toContain('kicker: title');
        await picture('typo3-mapping-yaml');
        expect(await accessibilityProblemsIn(page)).toEqual([]);

        // A mapping that cannot be followed is refused, with the place named.
        await mapping.fill('version: 2');
        await page.getByRole('button', { name: say('step.dry-run') }).click();
        await page.getByRole('alert').getByText('version').waitFor();
        await mapping.fill(MAPPING.replace('altes-portal', `portal-${language}`));
        await page.getByRole('button', { name: say('step.dry-run') }).click();

        await page.getByText(say('next.dry-run.done')).waitFor();
        await page.getByRole('heading', { name: say('result.would') }).waitFor();
        await showOnly('kind.suggestion');
        await page.getByRole('listitem').filter({ hasText: 'leider vergriffen' }).first().waitFor();
        await picture('typo3-dry-run');
        expect(await accessibilityProblemsIn(page)).toEqual([]);

        // By record, by reason; and what is taken to the client.
        const search = page.getByPlaceholder(say('report.record.hint'));
        await search.fill('gibt es nirgends');
        await search.press('Enter');
        await page.getByText(say('report.found', { total: 0 })).waitFor();
        await page.getByRole('button', { name: say('report.record.clear') }).click();
        await page.getByRole('combobox', { name: say('report.reason') }).click();
        await page.getByRole('option').nth(1).click();
        await page.waitForURL(/reason=sold-out/);
        const [summary] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: say('report.summary') }).click(),
        ]);
        const saved = readFileSync(await summary.path(), 'utf8');
        expect(saved).toContain(`<html lang="${language}">`);
        expect(saved).toContain('tx_news_domain_model_news');
        expect(saved).not.toContain('Das Heft');
        const title = encodeURIComponent('Das Heft ist vergriffen');
        const articles = `/api/news-articles?locale=de&filters[title][$eq]=${title}&sort=createdAt:desc`;
        const before = await instance.asEditor(articles);

        await page.getByRole('button', { name: say('step.start') }).click();
        await page.getByText(say('next.write.done')).waitFor();
        await page.getByRole('heading', { name: say('result.did') }).waitFor();
        const after = await instance.asEditor(articles);
        expect(after.body.data).toHaveLength(before.body.data.length + 1);
        const isLive = (node: { material?: unknown; type: string }) => node.type === 'paragraph' && node.material;
        expect(after.body.data[0].body.filter(isLive)).toEqual([]);

        await showOnly('kind.repair');
        await page.getByText('Kaputter Link').first().waitFor();
        await picture('typo3-repair');
        await showOnly('kind.suggestion');
        const suggestion = page.getByRole('listitem').filter({ hasText: 'leider vergriffen' });
        await suggestion.getByRole('button', { name: say('suggestion.open') }).click();
        await suggestion.getByRole('button', { name: say('suggestion.applied') }).waitFor();
        await picture('typo3-suggestion');
        expect(await accessibilityProblemsIn(page)).toEqual([]);
        const applied = await instance.asEditor(articles);
        expect(applied.body.data[0].body.filter(isLive)).toHaveLength(1);
      }
    );

    scenario('shows what it recognised in a plain article before it is imported', async () => {
      const material = await makeMaterial(instance, { title: `Umzugsheft mit vielen Worten ${language}` });
      const { body } = await instance.asEditor(`/api/materials/${material}?locale=de`);
      const title = `Ein Heft zieht um (${language})`;
      const file = path.join(folder, `umzug-${language}.txt`);
      writeFileSync(file, articleAbout(body.data.slug as string, title));

      await page.goto(`${instance.url}/admin/plugins/typo3-import`);
      await page.getByRole('link', { name: say('article.title') }).click();
      await page.getByLabel(say('article.file'), { exact: true }).waitFor();
      expect(await accessibilityProblemsIn(page)).toEqual([]);
      await page.getByLabel(say('article.file'), { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: say('article.check') }).click();
      await page.getByRole('heading', { name: title }).waitFor();
      await page.getByText(say('article.would', { outcome: say('result.created') })).waitFor();
      await picture('typo3-article');
      await page.getByRole('button', { name: say('article.import') }).click();
      await page.getByText(say('article.did', { outcome: say('result.created') })).waitFor();

      const found = await instance.asEditor(
        `/api/news-articles?locale=de&status=draft&filters[title][$eq]=${encodeURIComponent(title)}`
      );
      expect(found.body.data[0]).toMatchObject({ kicker: 'Medien', date: '2013-03-27' });
      expect(found.body.data[0].body[0].children[1]).toMatchObject({
        type: 'link',
        material: { documentId: material },
      });
    });

    scenario('fits on a phone', async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${instance.url}/admin/plugins/typo3-import`);
      await page.getByRole('heading', { name: say('plugin.name') }).waitFor();
      await picture('typo3-phone');
      expect(await accessibilityProblemsIn(page)).toEqual([]);
    });
  });
});
