import path from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

import de from '../../plugins/availability/admin/src/translations/de.json';
import en from '../../plugins/availability/admin/src/translations/en.json';
import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { openBrowser } from './chromium';
import { accessibilityProblemsIn } from './accessibility';
import { takingTurns, type Language } from './languages';

const MESSAGES = { de, en } as const;

/** Where to keep pictures of what was tested; nowhere by default. */
const PICTURES = process.env.TEST_PICTURES;

const here = process.env.TEST_CHROMIUM ? describe : describe.skip;

here('button texts in the admin (needs Chromium: set TEST_CHROMIUM)', () => {
  let instance: Instance;
  let browser: Browser;
  let editor: AdminUser;
  let material: string;

  beforeAll(async () => {
    instance = await startInstance({ admin: true });
    browser = await openBrowser();
    editor = await makeAdminUser(instance, 'strapi-super-admin');
    const body = { code: 'ar', name: 'العربية', isDefault: false };
    expect((await editor.ask('/i18n/locales', { method: 'POST', body })).status).toBe(200);
    material = await makeMaterial(instance, { title: 'Wegweiser' });
    await makeStock(instance, material, { availability: 'in-stock' });
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
  });

  const labelFor = async (locale: string): Promise<string> =>
    (await instance.asReader(`/api/availability?materials=${material}&locale=${locale}`)).body.data[0].action.label;

  describe.each(['de', 'en'] as const)('in %s', (language: Language) => {
    const scenario = takingTurns(language, 'en');
    const say = (key: keyof typeof en, values?: Record<string, string | number>): string =>
      String(new IntlMessageFormat(MESSAGES[language][key], language).format(values));
    const nameOf = (code: string): string => new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
    let context: BrowserContext;
    let page: Page;

    const picture = async (name: string): Promise<void> => {
      if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `button-texts-${name}-${language}.png`) });
    };
    const examples = (): Locator => page.getByRole('region', { name: say('texts.examples') });
    const field = (key: string): Locator => page.locator(`input[name="${key}"]`);
    const choose = async (code: string): Promise<void> => {
      await page.getByRole('combobox', { name: say('texts.language') }).click();
      await page.getByRole('option', { name: `${nameOf(code)} (${code})` }).click();
    };

    /** Clicks, and waits until it is written: a notice of an earlier change may still be there. */
    const written = async (button: Locator): Promise<void> => {
      const answer = page.waitForResponse((response) => response.request().method() === 'PUT');
      await button.click();
      expect((await answer).status()).toBe(200);
    };

    beforeAll(async () => {
      context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: language });
      await context.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
      page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(`${instance.url}/admin`);
      await page.locator('input[name=email]').fill(editor.email);
      await page.locator('input[name=password]').fill(editor.password);
      await page.locator('button[type=submit]').click();
      await page.getByRole('navigation').first().waitFor();
      await page
        .getByRole('link', { name: say('texts.title') })
        .first()
        .click();
      await page.getByRole('heading', { name: say('texts.title'), level: 1 }).waitFor();
    });
    afterAll(() => context.close());

    scenario(
      'shows what readers will see while it is typed, and what is wrong with it before it is saved',
      async () => {
        await choose('de');
        await examples().getByText('Bestellen', { exact: true }).first().waitFor();
        await field('label.order').fill('Kostenlos anfordern');
        await examples().getByText('Kostenlos anfordern', { exact: true }).first().waitFor();
        await examples().getByText('Kostenlos anfordern: ').first().waitFor(); // read aloud, with the button's words
        await page.getByText(say('texts.hint.not-in-label')).waitFor();
        const save = page.getByRole('button', { name: say('texts.save', { count: 1 }) });

        /** Nothing else lies over the middle of it. */
        const isInView = (part: Locator): Promise<boolean> =>
          part.evaluate((element) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
          });
        // Up with the keys, through all of them: what is written, where it is written and what saves it stay in view.
        const fields = page.locator('main input[name]');
        await fields.last().focus();
        const names: string[] = [];
        for (let press = 0; press < 60 && names.at(-1) !== 'label.order'; press += 1) {
          const focused = page.locator('main :focus');
          expect(await isInView(focused)).toBe(true);
          names.push((await focused.getAttribute('name')) ?? '');
          await page.keyboard.press('Shift+Tab');
        }
        expect(names.filter(Boolean)).toHaveLength(await fields.count());
        await fields.last().focus();
        expect(await isInView(examples().getByRole('heading'))).toBe(true);
        expect(await isInView(save)).toBe(true);
        expect(await save.isEnabled()).toBe(true);

        await field('accessible.order').fill('Anfordern: {titel');
        await page.getByText(say('texts.problem.syntax', { line: 1, column: 12 })).waitFor();
        await field('accessible.order').fill('Anfordern: {titel}');
        await page.getByText(say('texts.problem.missing-place', { place: '{title}' })).waitFor();
        expect(await page.getByRole('button', { name: say('texts.save', { count: 2 }) }).isDisabled()).toBe(true);
        await picture('broken');
        await page
          .getByRole('button', { name: say('texts.reset-text', { text: say('texts.key.accessible.order') }) })
          .click();
        await picture('page');
        expect(await accessibilityProblemsIn(page)).toEqual([]);

        await written(save);
        await page.getByText(say('texts.saved', { count: 1 })).waitFor();
        expect(await labelFor('de')).toBe('Kostenlos anfordern');
        await written(page.getByRole('button', { name: say('undo') }));
        await page.getByText(say('texts.undone')).waitFor();
        expect(await page.getByRole('button', { name: say('undo') }).count()).toBe(0); // once
        expect(await labelFor('de')).toBe('Bestellen');
        expect(await field('label.order').inputValue()).toBe('Bestellen');
      }
    );

    scenario('shows Arabic from right to left, and readers have it with the next read', async () => {
      await choose('ar');
      await examples().getByText('طلب نسخة', { exact: true }).first().waitFor();
      const direction = (part: Locator): Promise<string> =>
        part.evaluate((element) => getComputedStyle(element).direction);
      expect(await direction(field('label.order'))).toBe('rtl');
      expect(await direction(examples().getByText('طلب نسخة', { exact: true }).first())).toBe('rtl');
      const words = { de: 'احصل على نسخة', en: 'أرسلوا لي نسخة' }[language];
      await field('label.order').fill(words);
      await examples().getByText(words, { exact: true }).first().waitFor();
      await page.getByRole('tab').first().scrollIntoViewIfNeeded();
      await field('label.order').focus();
      await picture('arabic');
      expect(await accessibilityProblemsIn(page)).toEqual([]);
      await written(page.getByRole('button', { name: say('texts.save', { count: 1 }) }));
      expect(await labelFor('ar')).toBe(words);

      const reader = await browser.newPage();
      await reader.goto(`${instance.url}/de/materials`);
      await reader.setContent(
        `<html lang="de"><body><script type="module" src="${instance.url}/api/availability/material-action.js"></script>
        <material-action document-id="${material}" locale="ar" src="${instance.url}"></material-action></body></html>`
      );
      const button = reader.locator('.material-action__button');
      await button.waitFor();
      expect([await button.textContent(), await button.getAttribute('lang'), await direction(button)]).toEqual([
        words,
        'ar',
        'rtl',
      ]);
      await reader.close();

      await page.getByRole('button', { name: say('texts.reset-text', { text: say('texts.key.label.order') }) }).click();
      await written(page.getByRole('button', { name: say('texts.save', { count: 1 }) }));
      await page.getByRole('button', { name: say('texts.save', { count: 0 }) }).waitFor();
      expect(await labelFor('ar')).toBe('طلب نسخة');
    });

    scenario('asks before it is left with texts that are not saved', async () => {
      await choose('de');
      await field('label.order').fill('Noch nicht fertig');
      await choose('fr');
      await page.getByText(say('texts.unsaved-elsewhere', { count: 1 })).waitFor();
      const toHome = page.getByRole('link', { name: language === 'de' ? 'Startseite' : 'Home' }).first();
      await toHome.click();
      const question = page.getByRole('alertdialog', { name: say('texts.leave.title') });
      await question.getByText(say('texts.leave.body', { count: 1 })).waitFor();
      await question.getByRole('button', { name: say('texts.leave.no') }).click();
      await choose('de');
      expect(await field('label.order').inputValue()).toBe('Noch nicht fertig');
      await toHome.click();
      await question.getByRole('button', { name: say('texts.leave.yes') }).click();
      await page.waitForURL(/\/admin\/?$/);
      await page
        .getByRole('link', { name: say('texts.title') })
        .first()
        .click();
      await page.getByRole('heading', { name: say('texts.title'), level: 1 }).waitFor();
      await choose('de');
      expect(await field('label.order').inputValue()).toBe('Bestellen');
    });

    scenario('shows which language comes next, and changes it', async () => {
      await page.getByRole('tab', { name: say('texts.tab.fallbacks') }).click();
      const row = page.getByRole('row', { name: new RegExp(`^${nameOf('fr')}`) });
      await row.getByText(say('texts.fallbacks.by.default')).waitFor();
      await picture('fallbacks');
      expect(await accessibilityProblemsIn(page)).toEqual([]);
      await page.getByRole('button', { name: say('texts.fallbacks.change', { language: nameOf('fr') }) }).click();
      await page.getByRole('button', { name: say('texts.fallbacks.up', { language: nameOf('en') }) }).click();
      await page.getByRole('button', { name: say('texts.fallbacks.remove', { language: nameOf('ar') }) }).click();
      await picture('fallback-dialog');
      await written(page.getByRole('button', { name: say('texts.fallbacks.save') }));
      const notice = page
        .getByRole('listitem')
        .filter({ hasText: say('texts.fallbacks.saved', { language: nameOf('fr') }) });
      await notice.waitFor();
      const chain = async (): Promise<string[]> => {
        const { body } = await editor.ask('/availability/wording');
        return body.data.fallbacks.find(({ locale }: { locale: string }) => locale === 'fr').chain;
      };
      expect(await chain()).toEqual(['fr', 'en', 'de']);
      await written(notice.getByRole('button', { name: say('undo') }));
      await row.getByText(say('texts.fallbacks.by.default')).waitFor();
      expect(await chain()).toEqual(['fr', 'de', 'en', 'ar']);
    });
  });
});
