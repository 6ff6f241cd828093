import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { makeArticle, makeMaterial, makeStock, write } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';
import { openBrowser } from './chromium';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 375, height: 740 };
const DESK = { width: 1280, height: 900 };

const withBrowser = process.env.TEST_CHROMIUM ? describe : describe.skip;
const takesOrders = existsSync(path.resolve(__dirname, '../../plugins/ordering/package.json')) ? it : it.skip;

const ADDRESS = {
  name: 'Ada Muster',
  street: 'Beispielweg 1',
  postalCode: '10115',
  city: 'Berlin',
  email: 'ada@example.org',
};

withBrowser('the reading site', () => {
  let instance: Instance;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the browser complained about: scripts that the security policy stopped, errors, requests elsewhere. */
  let complaints: string[] = [];

  let material = '';
  let stock = '';
  let article = { documentId: '', slug: '' };

  const open = async (address: string): Promise<void> => {
    await page.goto(instance.url + address);
    await page.locator('main h1').first().waitFor({ state: 'attached' });
  };

  const setStock = (quantity: number) => write(instance, `/api/stock-statuses/${stock}`, { quantity });

  /** As a reader who comes back to the page from another tab. */
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event('focus')));

  const visit = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<void> => {
    context = await browser.newContext({ viewport: DESK, locale: 'de-DE', ...options });
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        complaints.push(message.text());
      }
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(instance.url)) complaints.push(`request to ${request.url()}`);
    });
  };

  beforeAll(async () => {
    [instance, browser] = await Promise.all([startInstance(), openBrowser()]);
    const pdf = await uploadPdf(instance);
    material = await makeMaterial(instance, {
      title: 'Beteiligung beginnt im Flur',
      abstract: 'Zwölf Ideen.',
      pdf,
      maxPerOrder: 5,
    });
    await write(instance, `/api/materials/${material}?locale=en`, { title: 'Participation starts in the corridor' });
    stock = await makeStock(instance, material, { quantity: 3 });
    const documentId = await makeArticle(instance, {
      kicker: 'Beteiligung',
      title: 'Ein Flur wird umgebaut',
      lead: 'Was dabei herauskam.',
      date: '2026-03-27',
      materials: [material],
      body: [
        { type: 'heading', level: 3, children: [{ type: 'text', text: 'Der Anfang' }] },
        {
          type: 'paragraph',
          material: { documentId: material },
          children: [{ type: 'text', text: 'Hier bestellen.' }],
        },
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: '<b>Mehr</b> in ' },
            {
              type: 'link',
              url: 'https://example.org/',
              material: { documentId: material },
              children: [{ type: 'text', text: 'diesem Heft' }],
            },
          ],
        },
      ],
      boxes: [{ __component: 'news.material-box', heading: 'Passt dazu', materials: [material] }],
    });
    const { body } = await instance.asReader(`/api/news-articles/${documentId}?locale=de`);
    article = { documentId, slug: (body as { data: { slug: string } }).data.slug };
    await write(instance, `/api/news-articles/${documentId}?locale=en`, {
      title: 'A corridor is rebuilt',
      lead: 'What came of it.',
      materials: [material],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });

  beforeEach(async () => {
    await setStock(3);
    await visit();
  });

  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  const MATERIAL = '/material.html?slug=beteiligung-beginnt-im-flur&locale=de';
  const articleIn = (locale: string) =>
    `/article.html?slug=${locale === 'de' ? article.slug : 'a-corridor-is-rebuilt'}&locale=${locale}`;

  it('is at the root, before the admin', async () => {
    await open('/');
    expect(await page.locator('main').innerText()).toContain('Ein Flur wird umgebaut');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  });

  it('swaps the order button for the PDF while the page is open, and says so', async () => {
    await open(MATERIAL);
    const button = page.locator('.material__action .material-action__button');
    expect(await button.innerText()).toBe('Bestellen');
    expect(await button.getAttribute('href')).toBe(`/order.html?material=${material}&locale=de`);

    await setStock(0);
    await comeBack();
    await page.locator('.material__action').getByText('PDF herunterladen').waitFor();
    expect(await button.getAttribute('data-type')).toBe('download');
    expect(await button.getAttribute('href')).toMatch(/^\/uploads\/.+\.pdf$/);
    expect(await page.locator('.material__action').innerText()).toMatch(/vergriffen[\s\S]*PDF, .+ [kM]?B.*, Deutsch/i);
    expect(await page.locator('[data-material-action-changes]').innerText()).toContain(
      'Beteiligung beginnt im Flur: Die gedruckte Ausgabe ist vergriffen.'
    );
  });

  it('keeps the focus on the button that it swaps', async () => {
    await open(MATERIAL);
    await page.locator('.material__action .material-action__button').focus();
    await setStock(0);
    await comeBack();
    await page.locator('.material__action').getByText('PDF herunterladen').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-type'))).toBe('download');
  });

  it('asks once for all buttons of a language', async () => {
    await open(articleIn('de'));
    expect(await page.locator('material-action').count()).toBe(3);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/availability?')) asked.push(request.url());
    });
    await setStock(0);
    await comeBack();
    await page.waitForFunction(() => document.querySelectorAll('[data-type="download"]').length === 3);
    expect(asked).toEqual([`${instance.url}/api/availability?materials=${material}&locale=de`]);
  });

  it('shows an article whose text and boxes say what can be done now', async () => {
    await setStock(0);
    await open(articleIn('de'));
    expect(await page.locator('h1').innerText()).toBe('Ein Flur wird umgebaut');
    expect(await page.locator('.byline').innerText()).toBe('27. März 2026');
    const text = page.locator('.article__text > .prose');
    expect(await text.locator('h2').innerText()).toBe('Der Anfang');
    expect(await text.locator('.call-to-action').innerText()).toContain('Die gedruckte Ausgabe ist vergriffen.');
    expect(await text.getByText('diesem Heft').getAttribute('href')).toMatch(/^\/uploads\/.+\.pdf$/);
    expect(await text.innerText()).toContain('<b>Mehr</b>');
    expect(await page.locator('.box--materials').getByText('PDF herunterladen').count()).toBe(1);
    expect(await page.getByText('Bestellen', { exact: true }).count()).toBe(0);
  });

  it('leads to the same entry in another language, and says where there is none', async () => {
    await open(MATERIAL);
    const languages = page.getByRole('navigation', { name: 'Sprache' });
    await languages.getByRole('link', { name: /Français \(diese Seite gibt es in dieser Sprache nicht/ }).waitFor();
    await languages.getByRole('link', { name: 'English', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Participation starts in the corridor' }).waitFor();
    expect(new URL(page.url()).search).toBe('?slug=participation-starts-in-the-corridor&locale=en');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('.material__action .material-action__button').innerText()).toBe('Order');
  });

  it('names the published languages to search engines, by whole addresses', async () => {
    const { body } = await instance.asReader(`/api/news-articles/${article.documentId}?alternates=true`);
    const { alternates } = body.data as { alternates: { hreflang: string[]; url: string }[] };
    expect(alternates.length).toBeGreaterThan(1);
    await open(`/article.html?slug=${article.slug}&locale=de`);
    const links = await page
      .locator('head link[rel=alternate]')
      .evaluateAll((found) => (found as HTMLLinkElement[]).map(({ hreflang, href }) => ({ hreflang, href })));
    expect(links).toEqual(
      alternates.flatMap(({ hreflang, url }) => hreflang.map((each) => ({ hreflang: each, href: instance.url + url })))
    );
    expect(links.every(({ href }) => /^https?:/.test(href))).toBe(true);
  });

  it('shows each language edition with a button of its own', async () => {
    const twice = await makeMaterial(instance, { title: 'Zwei Ausgaben', pdf: await uploadPdf(instance) });
    await write(instance, `/api/materials/${twice}?locale=en`, { title: 'Two editions' });
    await makeStock(instance, twice);
    await makeStock(instance, twice, { edition: 'en', availability: 'out-of-print' });
    await open('/material.html?slug=zwei-ausgaben&locale=de');
    const editions = page.locator('.editions__list li');
    expect(await editions.filter({ hasText: 'Deutsch' }).locator('[data-type]').first().innerText()).toBe('Bestellen');
    expect(await editions.filter({ hasText: 'Englisch' }).locator('[data-type]').innerText()).toBe(
      'Download PDF (German)'
    );
    expect(await editions.filter({ hasText: 'Englisch' }).locator('[data-type]').getAttribute('lang')).toBe('en');
  });

  it('shows the present address of an entry that was renamed', async () => {
    const renamed = await makeMaterial(instance, { title: 'Alter Name' });
    await write(instance, `/api/materials/${renamed}?locale=de`, { title: 'Neuer Name', slug: 'neuer-name' });
    await open('/material.html?slug=alter-name&locale=de');
    expect(await page.locator('h1').innerText()).toBe('Neuer Name');
    expect(new URL(page.url()).search).toBe('?slug=neuer-name&locale=de');
  });

  it('tells search engines about print and PDF', async () => {
    await open(MATERIAL);
    await page.waitForFunction(() => document.querySelector('script[type="application/ld+json"]') !== null);
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '') as {
      offers: { availability: string }[];
    };
    expect(data.offers.map(({ availability }) => availability)).toEqual([
      'https://schema.org/InStock',
      'https://schema.org/InStock',
    ]);
  });

  it('says in words that a page is not there, and where else it is', async () => {
    await open('/material.html?slug=nothing-like-it&locale=en');
    expect(await page.locator('h1').innerText()).toBe('There is no such page here');
    await open('/material.html?slug=beteiligung-beginnt-im-flur&locale=fr');
    expect(await page.locator('main').getByRole('link', { name: 'Deutsch' }).getAttribute('href')).toBe(
      '/material.html?slug=beteiligung-beginnt-im-flur&locale=de'
    );
  });

  it('says in words that the API cannot be reached', async () => {
    await page.route('**/api/materials/**', (route) => route.abort());
    await open(MATERIAL);
    expect(await page.getByRole('alert').innerText()).toContain('Das hat nicht geklappt');
    complaints = complaints.filter((complaint) => !complaint.includes('Failed to fetch'));
  });

  it('narrows materials down by what can be had, without a reload', async () => {
    await makeMaterial(instance, { title: 'Nur digital', pdfUrl: 'https://example.org/a.pdf' });
    await open('/materials.html?locale=de');
    expect(await page.locator('.card').count()).toBeGreaterThanOrEqual(2);
    const all = await page.locator('.card').count();
    await page.getByLabel('Verfügbarkeit').selectOption({ label: 'Nur digital' });
    await page.getByLabel('Titel enthält').fill('nur dig');
    await page.getByRole('button', { name: 'Anzeigen' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.card').length === 1);
    expect(await page.locator('.card h2').innerText()).toBe('Nur digital');
    expect(new URL(page.url()).searchParams.get('availability')).toBe('digital');
    await page.goBack();
    await page.waitForFunction((count) => document.querySelectorAll('.card').length === count, all);
  });

  it('is used by keyboard: the first tab skips to the content', async () => {
    await open(MATERIAL);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Zum Inhalt springen');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  describe.each(['de', 'en'])('in %s', (locale) => {
    const slug = locale === 'de' ? 'beteiligung-beginnt-im-flur' : 'participation-starts-in-the-corridor';
    const pages = (): [string, string][] => [
      ['home', `/?locale=${locale}`],
      ['materials', `/materials.html?locale=${locale}`],
      ['material', `/material.html?slug=${slug}&locale=${locale}`],
      ['article', articleIn(locale)],
      ['order', `/order.html?material=${material}&locale=${locale}`],
    ];
    it.each(['light', 'dark'] as const)('has no barrier that axe knows, in %s colours', async (colorScheme) => {
      await context.close();
      await visit({ colorScheme });
      for (const [name, address] of pages()) {
        await open(address);
        await page.evaluate(AXE);
        const found = await page.evaluate(async () => {
          const { axe } = window as unknown as {
            axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          };
          const { violations } = await axe.run();
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        });
        expect({ name, found }).toEqual({ name, found: [] });
      }
    });

    it('fits a phone without scrolling sideways', async () => {
      await context.close();
      await visit({ viewport: PHONE });
      for (const [name, address] of pages()) {
        await open(address);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect({ name, tooWide }).toEqual({ name, tooWide: 0 });
      }
    });
  });

  describe('ordering', () => {
    const ORDER = () => `/order.html?material=${material}&locale=de`;

    const fillAddress = async (): Promise<void> => {
      for (const [name, value] of Object.entries(ADDRESS)) await page.locator(`#recipient-${name}`).fill(value);
    };
    const sendOrder = () => page.getByRole('button', { name: 'Bestellung absenden' }).click();

    it('shows at once what can be done about a material that can no longer be ordered', async () => {
      await setStock(0);
      await open(ORDER());
      await page.locator('.notice').getByText('PDF herunterladen').waitFor();
      expect(await page.getByText('Der Bestellkorb ist leer.').count()).toBe(1);
    });

    it('does not put a material back that was taken out, when the page is loaded again', async () => {
      await open(ORDER());
      await page.getByRole('button', { name: '„Beteiligung beginnt im Flur“ entfernen' }).click();
      await page.getByText('Der Bestellkorb ist leer.').waitFor();
      await page.reload();
      await page.getByText('Der Bestellkorb ist leer.').waitFor();
    });

    it('says that nobody takes orders where ordering is not installed', async () => {
      await page.route('**/api/orders**', (route) => route.fulfill({ status: 404, json: { error: { status: 404 } } }));
      await open(ORDER());
      await page.getByText('Auf dieser Website ist die Online-Bestellung nicht eingerichtet.').waitFor();
      expect(await page.getByRole('button', { name: 'Bestellung absenden' }).count()).toBe(0);
    });

    takesOrders('names each mistake beside its field', async () => {
      await open(ORDER());
      await page.getByLabel('Anzahl').fill('9');
      await fillAddress();
      await page.getByLabel('E-Mail').fill('ada');
      await sendOrder();
      await page.getByRole('alert').waitFor();
      const email = page.getByLabel('E-Mail');
      expect(await email.getAttribute('aria-invalid')).toBe('true');
      const described = (await email.getAttribute('aria-describedby')) ?? '';
      expect(await page.locator(`#${described.split(' ')[0]}`).innerText()).toContain('name@example.org');
      expect(await page.getByRole('alert').innerText()).toContain('ganze Zahl von 1 bis 5');
    });

    takesOrders('takes an order and gives its number', async () => {
      await open(ORDER());
      await page.getByLabel('Anzahl').fill('2');
      await fillAddress();
      await sendOrder();
      await page.getByRole('heading', { name: 'Danke, Ihre Bestellung ist da' }).waitFor();
      expect(await page.locator('.done').innerText()).toContain('2 × Beteiligung beginnt im Flur');
      expect(await page.locator('.done__number strong').innerText()).not.toBe('');
      const { body } = await instance.asEditor(`/api/stock-statuses/${stock}`);
      expect((body as { data: { quantity: number } }).data.quantity).toBe(1);
    });

    takesOrders('shows the PDF at once when somebody was quicker', async () => {
      await open(ORDER());
      await fillAddress();
      await setStock(0);
      await sendOrder();
      await page.getByText('Da war jemand schneller.').waitFor();
      expect(await page.locator('.line .material-action__button').getAttribute('href')).toMatch(/^\/uploads\/.+\.pdf$/);
    });
  });

  describe('<material-action> on a page of somebody else', () => {
    const show = async (content: string): Promise<void> => {
      const script = `${instance.url}/api/availability/material-action.js`;
      await page.route('**/page.html', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1>${content}</main><script type="module" src="${script}"></script></html>`,
        })
      );
      await open('/page.html');
    };
    const FALLBACK = '<a href="/somewhere">Look at it</a>';

    it('takes the place of what the server wrote', async () => {
      await show(`<material-action document-id="${material}" locale="de">${FALLBACK}</material-action>`);
      await page.locator('material-action[data-state="ready"]').waitFor();
      expect(await page.locator('material-action').innerText()).toContain('Bestellen');
      expect(await page.getByText('Look at it').isVisible()).toBe(false);
    });

    it('leaves what the server wrote when the API cannot be asked', async () => {
      await page.route('**/api/availability?**', (route) => route.abort());
      await show(`<material-action document-id="${material}" locale="de">${FALLBACK}</material-action>`);
      await page.locator('material-action[data-state="failed"]').waitFor();
      expect(await page.getByRole('link', { name: 'Look at it' }).getAttribute('href')).toBe('/somewhere');
    });

    it('takes an order link away from a material that is no longer there', async () => {
      await show(`<material-action document-id="deleted" locale="de">${FALLBACK}</material-action>`);
      await page.locator('material-action[data-state="gone"]').waitFor();
      expect(await page.locator('material-action').innerText()).toBe('This publication is no longer offered here.');
      expect(await page.locator('material-action a:visible').count()).toBe(0);
    });

    it('tells the page what changed', async () => {
      await show(`<material-action document-id="${material}" locale="de"></material-action>`);
      await page.locator('material-action[data-state="ready"]').waitFor();
      const change = page.evaluate(
        () =>
          new Promise((resolve) =>
            document.addEventListener('material-action-change', (event) => {
              const { action, previous } = (
                event as CustomEvent<{ action: { type: string }; previous: { type: string } }>
              ).detail;
              resolve([previous.type, action.type]);
            })
          )
      );
      await setStock(0);
      await comeBack();
      expect(await change).toEqual(['order', 'download']);
    });

    it('shows another material when it is told to', async () => {
      const other = await makeMaterial(instance, { title: 'Noch eins' });
      await show(`<material-action document-id="${material}" locale="de"></material-action>`);
      await page.locator('material-action[data-state="ready"]').waitFor();
      await page.evaluate((id) => document.querySelector('material-action')?.setAttribute('document-id', id), other);
      await page.getByText('Zurzeit nicht verfügbar.').waitFor();
      expect(await page.locator('material-action a').count()).toBe(0);
    });
  });
});
