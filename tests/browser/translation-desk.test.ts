import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { IntlMessageFormat } from 'intl-messageformat';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import de from '../../plugins/translation-desk/admin/src/translations/de.json';
import en from '../../plugins/translation-desk/admin/src/translations/en.json';
import fr from '../../plugins/translation-desk/admin/src/translations/fr.json';
import {
  STATES_TO_DO,
  TRANSLATION_STATES,
  type TranslationState,
} from '../../plugins/translation-desk/domain/translation';
import { makeAdminUser, makeRole, type AdminUser, type RolePermission } from '../support/admin-user';
import { makeArticle, makeMaterial, write } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { openBrowser } from './chromium';
import { accessibilityProblemsIn } from './accessibility';
import { escapeFrom, tabTo } from './keyboard';
import { takingTurns, type Language } from './languages';

const MESSAGES = { de, en } as const;
/** The abstract's name in the edit form. */
const FIELDS = { de: 'Kurzbeschreibung', en: 'Summary' } as const;

const SAVE = { de: 'Speichern', en: 'Save' } as const;

/** Where to keep pictures of what was tested; nowhere by default. */
const PICTURES = process.env.TEST_PICTURES;

const here = process.env.TEST_CHROMIUM ? describe : describe.skip;

here('translations in the admin (needs Chromium: set TEST_CHROMIUM)', () => {
  let instance: Instance;
  let browser: Browser;
  let translator: AdminUser;

  beforeAll(async () => {
    instance = await startInstance({ admin: true });
    browser = await openBrowser();
    translator = await makeAdminUser(instance, 'inprint-translator');
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
  });

  const openIn = async (on: Browser, language: string): Promise<BrowserContext> => {
    const context = await on.newContext({ viewport: { width: 1400, height: 1000 }, locale: language });
    await context.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
    return context;
  };
  const logInTo = async (context: BrowserContext, { email, password }: AdminUser): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${instance.url}/admin`);
    await page.locator('input[name=email]').fill(email);
    await page.locator('input[name=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.getByRole('navigation').first().waitFor();
    return page;
  };

  describe.each(['de', 'en'] as const)('in %s', (language: Language) => {
    const scenario = takingTurns(language);
    const say = (key: keyof typeof en, values?: Record<string, string | number>): string =>
      String(new IntlMessageFormat(MESSAGES[language][key], language).format(values));
    const nameOf = (code: string): string => new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
    let context: BrowserContext;
    let page: Page;

    /** The side panel of ours, marked so that axe finds it. */
    const panelWith = async (words: string) => {
      const panel = page.locator('aside', { hasText: words }).last();
      await panel.evaluate((element) => (element.id = 'translation-panel'));
      return panel;
    };

    const picture = async (name: string): Promise<void> => {
      if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}-${language}.png`) });
    };

    beforeAll(async () => {
      await translator.ask('/admin/users/me', { method: 'PUT', body: { preferedLanguage: language } });
      context = await openIn(browser, language);
      page = await logInTo(context, translator);
    });
    afterAll(() => context.close());

    scenario('leads from the matrix to what changed, and the mark takes it off the list', async () => {
      const title = `Wasserkreislauf ${language}`;
      const id = await makeMaterial(instance, { title, abstract: 'Das Heft ist rot.' });
      await write(instance, `/api/materials/${id}?locale=en`, { title: 'Water', abstract: 'The booklet is red.' });
      await write(instance, `/api/materials/${id}?locale=de`, { abstract: 'Das Heft ist ganz blau.' });

      await page
        .getByRole('link', { name: say('plugin.name') })
        .first()
        .click();
      await page.getByRole('heading', { name: say('plugin.name') }).waitFor();
      await page.getByPlaceholder(say('desk.search.placeholder')).fill(`wasserkr ${language}`);
      await page.keyboard.press('Enter');
      await page.getByText(say('desk.found', { total: 1 }), { exact: true }).waitFor();
      const row = page.getByRole('row', { name: new RegExp(title) });
      await row.getByText(say('state.missing')).waitFor();
      const outdated = row.getByRole('link', { name: new RegExp(`${nameOf('en')}.*${say('state.outdated')}`) });
      await outdated.waitFor();
      await picture('desk');
      expect(await accessibilityProblemsIn(page, 'main')).toEqual([]);

      await tabTo(page, outdated);
      await page.keyboard.press('Enter');
      await page.getByText(say('panel.outdated', { source: nameOf('de') })).waitFor();
      const panel = await panelWith(say('panel.source-text', { source: nameOf('de') }));
      await panel.locator('del', { hasText: 'rot' }).waitFor();
      await panel.locator('ins', { hasText: 'blau' }).waitFor();
      expect(await page.locator('input[name=title]').inputValue()).toBe('Water');
      await picture('panel-outdated');
      expect(await accessibilityProblemsIn(page, '#translation-panel')).toEqual([]);

      await panel.getByRole('button', { name: say('panel.confirm-field', { field: FIELDS[language] }) }).click();
      await page.getByText(say('panel.up-to-date', { source: nameOf('de') })).waitFor();
      await picture('panel-confirmed');
      const { body } = await translator.ask(`/translation-desk/entries?search=${encodeURIComponent(title)}`);
      expect(body.data[0].locales.en.state).toBe('published');
    });

    scenario('shows the source text to whoever begins a translation', async () => {
      const id = await makeMaterial(instance, { title: `Neues Heft ${language}`, abstract: 'Ein Heft über Steine.' });
      await page.goto(
        `${instance.url}/admin/content-manager/collection-types/api::material.material/${id}?plugins[i18n][locale]=fr`
      );
      await page.getByText(say('panel.new', { language: nameOf('fr'), source: nameOf('de') })).waitFor();
      const panel = await panelWith(say('panel.new', { language: nameOf('fr'), source: nameOf('de') }));
      await panel.getByText('Ein Heft über Steine.').waitFor();
      await picture('panel-new');
      expect(await accessibilityProblemsIn(page, '#translation-panel')).toEqual([]);
    });

    scenario('narrows down to the languages that are theirs, in an address that can be kept', async () => {
      await makeMaterial(instance, { title: `Heft ohne Übersetzung ${language}` });
      await page.goto(`${instance.url}/admin/plugins/translation-desk`);
      await page
        .getByRole('columnheader', { name: nameOf('de') })
        .or(page.locator('th', { hasText: nameOf('de') }))
        .first()
        .waitFor();
      await page.getByRole('button', { name: say('desk.mine') }).click();
      await page
        .locator('th', { hasText: nameOf('de') })
        .first()
        .waitFor({ state: 'detached' });
      expect(new URL(page.url()).searchParams.get('locales')).toBe('en,fr');
      await page.goto(`${page.url()}&states=missing`);
      await page.getByRole('row', { name: new RegExp(`Heft ohne Übersetzung ${language}`) }).waitFor();
      await picture('desk-mine');
    });

    scenario(
      'hands out what the filters mean, shows what a translated file would change, and takes it over',
      async () => {
        const title = `Flaschenpost ${language}`;
        const id = await makeMaterial(instance, { title, abstract: 'Ein Heft über Post.' });
        const other = await makeMaterial(instance, { title: `${title} zwei`, abstract: 'Noch eins.' });
        await page.goto(
          `${instance.url}/admin/plugins/translation-desk?search=${encodeURIComponent(title)}&locales=fr`
        );
        await page.getByRole('row', { name: new RegExp(`${title} zwei`) }).waitFor();
        const chosen = page.getByRole('checkbox', { name: say('desk.choose', { title: `${title} zwei` }) });
        await tabTo(page, chosen);
        await page.keyboard.press('Space');
        await page.getByRole('button', { name: say('export.open') }).click();
        await page.getByText(say('export.chosen', { count: 1 })).waitFor();
        await escapeFrom(page, page.getByRole('dialog'));
        await chosen.click();
        await page.getByRole('button', { name: say('export.open') }).click();
        await page.getByText(say('export.text')).waitFor();
        await page.waitForFunction(() =>
          document
            .querySelector('[role=dialog]')
            ?.getAnimations({ subtree: true })
            .every(({ playState }) => playState !== 'running')
        );
        await picture('hand-out');
        expect(await accessibilityProblemsIn(page, '[role=dialog]')).toEqual([]);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: say('export.download') }).click(),
        ]);
        expect(download.suggestedFilename()).toMatch(/^de-fr-.*\.xlf$/);
        await page
          .getByText(say('export.done', { entries: 2, units: 4 }))
          .first()
          .waitFor();
        // As an office sends it back: XLIFF 1.2, with a translation in each unit.
        const xliff = readFileSync(await download.path(), 'utf8').replace(
          /<source([^>]*)>(.*?)<\/source>(?:\s*<target[^>]*>.*?<\/target>)?/gs,
          '<source$1>$2</source><target state="translated">FR $2</target>'
        );
        await write(instance, `/api/materials/${other}?locale=de`, { abstract: 'Noch ein anderes.' });

        await page.getByRole('button', { name: say('import.open'), exact: true }).click();
        const chooseFile = (text: string) =>
          page
            .locator('#import-file')
            .setInputFiles({ name: 'fr.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(text) });
        await chooseFile(xliff.replace('</trans-unit>', ''));
        await page
          .getByRole('alert')
          .filter({ hasText: language === 'de' ? /^Zeile \d+: / : /^Line \d+: / })
          .waitFor();
        await page.route('**/translation-desk/import**', (route) => route.abort());
        await chooseFile(xliff);
        await page
          .getByRole('alert')
          .filter({ hasText: say('problem.unreachable') })
          .waitFor();
        await page.unroute('**/translation-desk/import**');
        await chooseFile(xliff);
        const report = page.getByRole('region', { name: say('import.report') });
        await report.getByText(say('refusal.source-changed', { at: '' })).waitFor();
        await report.getByText('FR Ein Heft über Post.').waitFor();
        await picture('hand-in');
        expect(await accessibilityProblemsIn(page, '[role=dialog]')).toEqual([]);
        expect((await instance.asEditor(`/api/materials/${id}?locale=fr&status=draft`)).status).toBe(404);

        await page.getByRole('button', { name: say('import.apply', { taken: 3 }) }).click();
        await page
          .getByText(say('import.applied', { taken: 3 }))
          .first()
          .waitFor();
        const { body } = await instance.asEditor(`/api/materials/${id}?locale=fr&status=draft`);
        expect(body.data).toMatchObject({ title: `FR ${title}`, abstract: 'FR Ein Heft über Post.' });
        await page
          .getByRole('link', { name: new RegExp(`^${title}, ${nameOf('fr')}: ${say('state.draft')}`) })
          .waitFor();
      }
    );

    scenario('begins a translation with the relations and shared fields of the source', async () => {
      const there = await makeMaterial(instance, { title: `Anker ${language}` });
      await write(instance, `/api/materials/${there}?locale=fr`, { title: `Ancre ${language}` });
      const article = await makeArticle(instance, {
        title: `Hafen ${language}`,
        date: '2027-01-02',
        materials: [there],
      });
      await page.goto(
        `${instance.url}/admin/content-manager/collection-types/api::news-article.news-article/${article}?plugins[i18n][locale]=fr`
      );
      const panel = await panelWith(say('relations.title'));
      await panel.getByText(say('relations.new')).waitFor();
      await panel.getByText(`Anker ${language}`).waitFor();
      await picture('relations-new');
      await page.locator('input[name=title]').fill(`Port ${language}`);
      await page.getByRole('button', { name: SAVE[language], exact: true }).click();
      await page.getByText(say('panel.up-to-date', { source: nameOf('de') })).waitFor();
      await page.getByText(`Ancre ${language}`).first().waitFor();
      const { body } = await instance.asEditor(
        `/api/news-articles/${article}?locale=fr&status=draft&populate=materials`
      );
      expect(body.data).toMatchObject({ date: '2027-01-02', materials: [{ documentId: there, locale: 'fr' }] });
      await picture('relations-begun');
    });

    scenario(
      'offers the relations of the source, takes them over, and names those that have to be translated first',
      async () => {
        const there = await makeMaterial(instance, { title: `Kompass ${language}` });
        await write(instance, `/api/materials/${there}?locale=fr`, { title: `Boussole ${language}` });
        const absent = await makeMaterial(instance, { title: `Sextant ${language}` });
        const article = await makeArticle(instance, { title: `Seefahrt ${language}` });
        await write(instance, `/api/news-articles/${article}?locale=fr`, { title: `Navigation ${language}` });
        await write(instance, `/api/news-articles/${article}?locale=de`, { materials: [there, absent] });
        await page.goto(
          `${instance.url}/admin/content-manager/collection-types/api::news-article.news-article/${article}?plugins[i18n][locale]=fr`
        );
        await page.getByText(say('relations.title'), { exact: true }).waitFor();
        const panel = await panelWith(say('relations.title'));
        await panel.getByText(`Kompass ${language}`).waitFor();
        const make = panel.getByRole('link', {
          name: say('relations.make', { title: `Sextant ${language}`, language: nameOf('fr') }),
        });
        await make.waitFor();
        await panel.scrollIntoViewIfNeeded();
        await picture('relations');
        expect(await accessibilityProblemsIn(page, '#translation-panel')).toEqual([]);

        await panel.getByRole('button', { name: say('relations.take') }).click();
        await page
          .getByText(say('relations.taken', { taken: 1 }))
          .first()
          .waitFor();
        await panel.getByText(`Kompass ${language}`).waitFor({ state: 'detached' });
        await page.locator('form, main').getByText(`Boussole ${language}`).first().waitFor();
        await picture('relations-taken');
        await make.click();
        await page.waitForURL(new RegExp(absent));
        await page.getByText(say('panel.new', { language: nameOf('fr'), source: nameOf('de') })).waitFor();
      }
    );
  });

  describe('of a translator who writes French alone, in an admin that speaks French', () => {
    const say = (key: keyof typeof fr, values?: Record<string, string | number>): string =>
      String(new IntlMessageFormat(fr[key], 'fr').format(values));
    /** A message whose one value is not known here. */
    const saidWith = (key: keyof typeof fr, values: Record<string, string | number>): RegExp =>
      new RegExp(
        say(key, values)
          .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replace('@', '.+')
      );
    const german = { source: 'allemand' };
    let page: Page;

    beforeAll(async () => {
      const permissions = await instance.run(async (strapi) => {
        const held = (await strapi.db.query('admin::permission').findMany({
          where: { role: { code: 'inprint-translator' } },
        })) as RolePermission[];
        return held.map(({ action, subject, conditions, properties }) => ({
          ...{ action, subject, conditions },
          properties: {
            ...properties,
            ...(/\.(create|update)$/.test(action) && properties?.locales ? { locales: ['fr'] } : {}),
          },
        }));
      });
      const person = await makeAdminUser(instance, await makeRole(instance, 'own-french', permissions));
      await person.ask('/admin/users/me', { method: 'PUT', body: { preferedLanguage: 'fr' } });
      page = await logInTo(await openIn(browser, 'fr'), person);
    });
    afterAll(() => page?.context().close());

    /** A material whose French abstract lags behind. */
    const outdated = async (title: string): Promise<string> => {
      const id = await makeMaterial(instance, { title, abstract: 'Das Heft ist rot.' });
      for (const locale of ['fr', 'en']) {
        await write(instance, `/api/materials/${id}?locale=${locale}`, { title: `${title} ${locale}`, abstract: 'R.' });
      }
      await write(instance, `/api/materials/${id}?locale=de`, { abstract: 'Das Heft ist blau.' });
      return id;
    };

    const momentInFrench = (): string =>
      new Intl.DateTimeFormat('fr', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date());

    /** What the table says of French, its only language here: the percentage, and the one that its counts come to. */
    const frenchCounts = async () => {
      const text =
        (await page
          .getByRole('row', { name: say('desk.counts') })
          .getByRole('cell')
          .last()
          .textContent()) ?? '';
      const count = (state: TranslationState): number =>
        Number(new RegExp(`${say(`state.${state}`)}\\u00a0: (\\d+)`).exec(text)?.[1]);
      const sum = (states: readonly TranslationState[]): number => states.reduce((all, state) => all + count(state), 0);
      return {
        outdated: count('outdated'),
        percent: Number(/(\d+)\s%/.exec(text)?.[1]),
        percentOfCounts: Math.floor((1 - sum(STATES_TO_DO) / sum(TRANSLATION_STATES)) * 100),
      };
    };

    it('leads from one entry to the next, says who said that it is right, takes it back, and asks before many', async () => {
      // Another name each time: what an earlier try left is not meant.
      const oar = `Ruder${randomInt(100_000)}`;
      const titles = [`Erstes ${oar}`, `Zweites ${oar}`] as const;
      const [first, second] = [await outdated(titles[0]), await outdated(titles[1])];
      await page
        .getByRole('link', { name: say('plugin.name') })
        .first()
        .click();
      await page.getByRole('button', { name: say('desk.mine') }).click();
      await page.waitForURL((url) => url.searchParams.get('locales') === 'fr');
      const row = page.getByRole('row', { name: titles[1] });
      await row.getByRole('link', { name: new RegExp(`français.*${say('state.outdated')}`) }).click();

      await page.getByText(say('panel.outdated', german)).waitFor();
      const panel = page.locator('aside', { hasText: say('panel.source-text', german) }).last();
      await panel.evaluate((element) => (element.id = 'translation-panel'));
      await panel.locator('ins', { hasText: 'blau' }).waitFor();
      await panel.getByText(saidWith('progress', { language: 'français', percent: '@' })).waitFor();
      expect(await accessibilityProblemsIn(page, '#translation-panel')).toEqual([]);
      const shown = await panel.innerText();
      expect(shown).not.toMatch(/localizations/i);
      for (const other of [de, en]) {
        const foreign = Object.entries(other).filter(
          ([key, words]) =>
            /^panel\.|^relations\./.test(key) && !/[{]/.test(words) && words !== fr[key as keyof typeof fr]
        );
        expect(foreign.filter(([, words]) => shown.includes(words))).toEqual([]);
      }

      const field = { field: 'Résumé' };
      await panel.getByRole('button', { name: say('panel.confirm-field', field) }).click();
      await panel.getByText(say('panel.up-to-date', german)).waitFor();
      await panel.getByText(saidWith('panel.confirmed-by', { ...field, by: 'Ada Lovage', moment: '@' })).waitFor();
      await panel.getByRole('button', { name: say('panel.undo-field', field) }).click();
      await panel.getByText(say('panel.outdated', german)).waitFor();

      await panel.getByRole('link', { name: say('panel.next') }).click();
      await page.waitForURL(new RegExp(first));
      await panel.getByRole('link', { name: say('panel.previous') }).click();
      await page.waitForURL(new RegExp(second));

      await page.goto(`${instance.url}/admin/plugins/translation-desk?locales=fr&search=${oar}`);
      for (const title of titles) await page.getByRole('checkbox', { name: say('desk.choose', { title }) }).click();
      const before = await frenchCounts();
      expect(before.percent).toBe(before.percentOfCounts);
      await page.getByRole('button', { name: say('desk.confirm'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(say('desk.confirm.question', { count: 2 })).waitFor();
      expect(await dialog.getByRole('combobox').innerText()).toBe('français');
      await dialog.getByRole('button', { name: say('desk.confirm.yes', { count: 2 }) }).click();
      await page
        .getByText(say('desk.confirm.done', { count: 2 }))
        .first()
        .waitFor();
      await row.getByRole('link', { name: new RegExp(`français.*${say('state.published')}`) }).waitFor();
      const after = await frenchCounts();
      expect(after.outdated).toBe(before.outdated - 2);
      expect(after.percent).toBe(after.percentOfCounts);
      expect(after.percent).toBeGreaterThan(before.percent);
    });

    it('says what is out: with whom, since when, how much is back; and takes it back', async () => {
      await makeMaterial(instance, { title: 'Verliehenes Ruder' });
      await page.goto(`${instance.url}/admin/plugins/translation-desk?locales=fr&search=Verliehenes+Ruder`);
      await page.getByRole('row', { name: /Verliehenes Ruder/ }).waitFor();
      const moments = [momentInFrench()];
      await page.getByRole('button', { name: say('export.open') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(say('export.recipient')).fill('Büro Beispiel');
      await dialog.getByLabel(say('export.note')).fill('Avant vendredi');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: say('export.download') }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8')).toContain('Verliehenes Ruder');
      moments.push(momentInFrench());

      await page.getByRole('button', { name: say('jobs.open') }).click();
      const out = { recipient: 'Büro Beispiel' };
      const line = dialog.getByText(out.recipient, { exact: false }).first();
      await line.waitFor();
      const languages = { source: 'allemand', target: 'français' };
      expect(moments.map((moment) => say('jobs.line', { ...out, ...languages, moment }))).toContain(
        await line.innerText()
      );
      await dialog.getByText(`${say('jobs.back', { returned: 0, entries: 1 })} · Avant vendredi`).waitFor();
      await page.evaluate(() => document.querySelector('[role="dialog"]')?.setAttribute('id', 'jobs'));
      expect(await accessibilityProblemsIn(page, '#jobs')).toEqual([]);
      await dialog.getByRole('button', { name: say('jobs.cancel-job', out) }).click();
      await dialog.getByText(say('jobs.none')).waitFor();
    });

    it('shows what lags behind in a language that is not theirs, and no button for it', async () => {
      const id = await outdated('Fremdes Ruder');
      await page.goto(
        `${instance.url}/admin/content-manager/collection-types/api::material.material/${id}?plugins[i18n][locale]=en`
      );
      await page.getByText(say('panel.outdated', german)).waitFor();
      expect(await page.getByRole('button', { name: say('panel.confirm-field', { field: 'Résumé' }) }).count()).toBe(0);
    });

    it('exports in the format that they choose', async () => {
      await makeMaterial(instance, { title: 'Neues Ruder' });
      await page.goto(`${instance.url}/admin/plugins/translation-desk?locales=fr&search=Neues+Ruder`);
      await page.getByRole('row', { name: /Neues Ruder/ }).waitFor();
      await page.getByRole('button', { name: say('export.open') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: say('export.version') }).click();
      await page.getByRole('option', { name: say('export.version.2') }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: say('export.download') }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8')).toContain('urn:oasis:names:tc:xliff:document:2.0');
    });
  });
});
