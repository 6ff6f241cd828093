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

  const ask = async (address: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(instance.url + address, { redirect: 'manual', headers });
    const body = await answer.text();
    return { status: answer.status, headers: answer.headers, location: answer.headers.get('location'), body };
  };

  /** As a server before the portal might: everything below a path is answered with this status. */
  const answerFor = (path: string, status: number) =>
    instance.run(
      (strapi, address, code) => {
        const { httpServer } = strapi.server;
        const listeners = httpServer.listeners('request') as ((...values: unknown[]) => void)[];
        httpServer.removeAllListeners('request');
        httpServer.on('request', (request, response) => {
          if (request.url?.startsWith(address)) {
            response.writeHead(code, { 'retry-after': '7', 'content-type': 'application/json' }).end('{"error":{}}');
          } else for (const listener of listeners) listener.call(httpServer, request, response);
        });
        (strapi as unknown as { giveBack: () => void }).giveBack = () => {
          httpServer.removeAllListeners('request');
          for (const listener of listeners) httpServer.on('request', listener);
        };
      },
      path,
      status
    );
  const giveBack = () => instance.run((strapi) => (strapi as unknown as { giveBack: () => void }).giveBack());

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
    [instance, browser] = await Promise.all([startInstance({ env: { RESPONSE_CACHE: 'on' } }), openBrowser()]);
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

  const MATERIAL = '/de/materials/beteiligung-beginnt-im-flur';
  const articleIn = (locale: string) => `/${locale}/news/${locale === 'de' ? article.slug : 'a-corridor-is-rebuilt'}`;

  it('is at the root, before the admin', async () => {
    await open('/');
    expect(await page.locator('main').innerText()).toContain('Ein Flur wird umgebaut');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  });

  it('swaps the order button for the PDF while the page is open, and says so', async () => {
    await open(MATERIAL);
    const button = page.locator('.material__action .material-action__button');
    expect(await button.innerText()).toBe('Bestellen');
    expect(await button.getAttribute('href')).toBe(`/de/order?material=${material}`);

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
    expect(new URL(page.url()).pathname).toBe('/en/materials/participation-starts-in-the-corridor');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('.material__action .material-action__button').innerText()).toBe('Order');
  });

  it('names the published languages to search engines, by whole addresses', async () => {
    const { body } = await instance.asReader(`/api/news-articles/${article.documentId}?alternates=true`);
    const { alternates } = body.data as { alternates: { hreflang: string[]; url: string }[] };
    expect(alternates.length).toBeGreaterThan(1);
    await open(articleIn('de'));
    const links = await page
      .locator('head link[rel=alternate]')
      .evaluateAll((found) => (found as HTMLLinkElement[]).map(({ hreflang, href }) => ({ hreflang, href })));
    expect(links.filter(({ hreflang }) => hreflang !== '')).toEqual(
      alternates.flatMap(({ hreflang, url }) => hreflang.map((each) => ({ hreflang: each, href: instance.url + url })))
    );
    expect(links.every(({ href }) => /^https?:/.test(href))).toBe(true);
  });

  it('shows each language edition with a button of its own', async () => {
    const twice = await makeMaterial(instance, { title: 'Zwei Ausgaben', pdf: await uploadPdf(instance) });
    await write(instance, `/api/materials/${twice}?locale=en`, { title: 'Two editions' });
    await makeStock(instance, twice);
    await makeStock(instance, twice, { edition: 'en', availability: 'out-of-print' });
    await open('/de/materials/zwei-ausgaben');
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
    await open('/de/materials/alter-name');
    expect(await page.locator('h1').innerText()).toBe('Neuer Name');
    expect(new URL(page.url()).pathname).toBe('/de/materials/neuer-name');
    const { status, location } = await ask('/de/materials/alter-name');
    expect([status, location]).toEqual([308, '/de/materials/neuer-name']);
  });

  it('tells search engines about print and PDF', async () => {
    await open(MATERIAL);
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '') as {
      offers: { availability: string }[];
    };
    expect(data.offers.map(({ availability }) => availability)).toEqual([
      'https://schema.org/InStock',
      'https://schema.org/InStock',
    ]);
  });

  it('says in words that a page is not there, and where else it is', async () => {
    await open('/en/materials/nothing-like-it');
    expect(await page.locator('h1').innerText()).toBe('This page does not exist');
    expect((await ask('/en/materials/nothing-like-it')).status).toBe(404);
    await open('/fr/materials/beteiligung-beginnt-im-flur');
    expect(await page.locator('main').getByRole('link', { name: 'Deutsch' }).getAttribute('href')).toBe(MATERIAL);
  });

  it('says in words that there is too much to do', async () => {
    await answerFor('/api/materials/slug/', 429);
    const { status, headers } = await ask(MATERIAL);
    await open(MATERIAL);
    await giveBack();
    expect([status, headers.get('retry-after'), headers.get('cache-control')]).toEqual([429, '7', 'no-store']);
    expect(await page.getByRole('alert').innerText()).toContain('Das hat nicht geklappt');
  });

  it('narrows materials down by what can be had', async () => {
    await makeMaterial(instance, { title: 'Nur digital', pdfUrl: 'https://example.org/a.pdf' });
    await open('/de/materials');
    expect(await page.locator('.card').count()).toBeGreaterThanOrEqual(2);
    const all = await page.locator('.card').count();
    await page.getByLabel('Verfügbarkeit').selectOption({ label: 'Nur digital' });
    await page.getByLabel('Titel enthält').fill('nur dig');
    await page.getByRole('button', { name: 'Anzeigen' }).click();
    await page.waitForURL(/availability=digital/);
    expect(await page.locator('.card h2').innerText()).toBe('Nur digital');
    expect(new URL(page.url()).searchParams.get('availability')).toBe('digital');
    await page.goBack();
    await page.waitForFunction((count) => document.querySelectorAll('.card').length === count, all);
  });

  describe('without a script', () => {
    beforeEach(async () => {
      await context.close();
      await visit({ javaScriptEnabled: false });
    });

    it('shows news, materials and their buttons', async () => {
      await open('/de/');
      await page.getByRole('link', { name: 'Ein Flur wird umgebaut' }).first().click();
      expect(await page.locator('.call-to-action').innerText()).toMatch(/Beteiligung beginnt im Flur\s+Bestellen/);
      await page
        .locator('.article__aside')
        .getByRole('link', { name: 'Beteiligung beginnt im Flur', exact: true })
        .click();
      expect(await page.locator('.material__action .material-action__button').innerText()).toBe('Bestellen');
      await page.getByRole('link', { name: 'English' }).click();
      expect(await page.locator('h1').innerText()).toBe('Participation starts in the corridor');
      await setStock(0);
      await open(MATERIAL);
      expect(await page.locator('.material__action .material-action__button').getAttribute('data-type')).toBe(
        'download'
      );
    });

    it('narrows materials down', async () => {
      await open('/de/materials');
      await page.getByLabel('Titel enthält').fill('beteiligung');
      await page.getByRole('button', { name: 'Anzeigen' }).click();
      expect(await page.locator('.results__count').innerText()).toContain('1 Material');
    });

    takesOrders('orders, shows where the order stands, and cancels it', async () => {
      await open('/de/order?material=' + material);
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/de/order');
      for (const [name, value] of Object.entries(ADDRESS)) await page.locator(`#recipient-${name}`).fill(value);
      await page.getByLabel('Anzahl').fill('9');
      await page.getByRole('button', { name: 'Bestellung absenden' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('ganze Zahl von 1 bis 5');
      expect(await page.locator('#recipient-city').inputValue()).toBe('Berlin');
      await page.getByLabel('Anzahl').fill('2');
      await page.getByRole('button', { name: 'Bestellung absenden' }).click();
      await page.getByRole('heading', { name: 'Danke, Ihre Bestellung ist eingegangen' }).waitFor();
      const link =
        (await page.getByRole('link', { name: 'Stand dieser Bestellung ansehen' }).getAttribute('href')) ?? '';
      await open('/de/order');
      expect(await page.locator('main').innerText()).toContain('Der Bestellkorb ist leer.');

      await open(link);
      await page.getByLabel('Link aus der E-Mail').fill(instance.url + link);
      await page.getByRole('button', { name: 'Anzeigen' }).click();
      expect(await page.locator('.done__number').innerText()).toBe('Stand: Eingegangen');
      await page.getByText('Bestellung stornieren').click();
      await page.getByRole('button', { name: 'Ja, stornieren' }).click();
      expect(await page.locator('.done__number').innerText()).toBe('Stand: Storniert');
      expect(await page.getByText('Bestellung stornieren').count()).toBe(0);
      const { body } = await instance.asEditor(`/api/stock-statuses/${stock}`);
      expect((body as { data: { quantity: number } }).data.quantity).toBe(3);
    });
  });

  describe('what machines read', () => {
    it('names the page, its languages and its picture in its head', async () => {
      const { body, headers } = await ask(articleIn('de'));
      expect(body).toContain('<title>Ein Flur wird umgebaut · Lesezeichen</title>');
      expect(body).toContain(`<link rel="canonical" href="${instance.url}${articleIn('de')}"`);
      expect(body).toContain('<meta property="og:type" content="article"');
      expect(body).toContain('"@type":"NewsArticle"');
      expect(body).toContain('"datePublished":"2026-03-27"');
      expect(headers.get('content-language')).toBe('de');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'(?!.*unsafe)/);
      expect(body).not.toMatch(/<script(?![^>]*(src=|ld\+json))|<style|\sstyle=|\son\w+=/);
    });

    it('keeps a page as long as what it is made of is the same', async () => {
      const first = await ask(MATERIAL);
      expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
      const etag = first.headers.get('etag') ?? '';
      expect((await ask(MATERIAL, { 'if-none-match': etag })).status).toBe(304);
      const packed = await ask(MATERIAL, { 'accept-encoding': 'br' });
      expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual([
        'br', expect.stringContaining('Accept-Encoding'),
      ]); // prettier-ignore
      expect(packed.body).toBe(first.body);
      await setStock(0);
      const next = await ask(MATERIAL, { 'if-none-match': etag });
      expect(next.status).toBe(200);
      expect(next.body).not.toContain('data-type="order"');
    });

    it('keeps style and script for a year, under an address of their own', async () => {
      const { body } = await ask('/de/');
      for (const name of ['style', 'site']) {
        const address = new RegExp(`/site/${name}\\.[\\w-]+\\.\\w+`).exec(body)?.[0] ?? '';
        const { status, headers } = await ask(address, { 'accept-encoding': 'br' });
        expect([status, headers.get('content-encoding'), headers.get('cache-control')]).toEqual([
          200, 'br', 'public, max-age=31536000, immutable',
        ]); // prettier-ignore
        expect(
          (await ask(address, { 'accept-encoding': 'br', 'if-none-match': headers.get('etag') ?? '' })).status
        ).toBe(304);
      }
    });

    it('lists every published page, and says so in robots.txt', async () => {
      expect((await ask('/robots.txt')).body).toContain(`Sitemap: ${instance.url}/sitemap.xml`);
      const { body, headers } = await ask('/sitemap.xml');
      expect(headers.get('content-type')).toContain('xml');
      const maps = [...body.matchAll(/<loc>(.*?)<\/loc>/g)].map(
        ([, address]) => address?.slice(instance.url.length) ?? ''
      );
      const listed = (await Promise.all(maps.map((address) => ask(address)))).map(({ body: map }) => map).join('');
      for (const address of ['/de/', '/en/', MATERIAL, articleIn('de'), articleIn('en')])
        expect(listed).toContain(`<loc>${instance.url}${address}</loc>`);
      for (const [, address] of listed.matchAll(/<loc>(.*?)<\/loc>/g))
        expect([address, (await ask(address?.slice(instance.url.length) ?? '')).status]).toEqual([address, 200]);
    });

    it('feeds news of a language, and tells browsers how to search', async () => {
      const feed = await ask('/en/feed.xml');
      expect(feed.headers.get('content-type')).toContain('application/atom+xml');
      expect(feed.body).toContain(`<link href="${instance.url}${articleIn('en')}" />`);
      expect(feed.body).not.toContain('Ein Flur wird umgebaut');
      expect((await ask('/de/opensearch.xml')).body).toContain(`${instance.url}/de/materials?title={searchTerms}`);
    });

    it.each([
      ['/material.html?slug=beteiligung-beginnt-im-flur&locale=de', 308, '/de/materials/beteiligung-beginnt-im-flur'],
      ['/materials.html?locale=en', 308, '/en/materials'],
      ['/de', 308, '/de/'],
      ['/de/materials/', 308, '/de/materials'],
      ['/', 302, '/fr/'],
      ['/article.html?slug=x', 302, '/fr/news/x'],
      ['/es/order?material=x', 302, '/fr/order?material=x'],
    ])('leads from %s (%i) to %s', async (from, status, to) => {
      const answer = await ask(from, { 'accept-language': 'fr-CA, de;q=0.5' });
      expect([answer.status, answer.location]).toEqual([status, to]);
    });

    it.each([
      '/de/nothing', '/de/news/nothing', '/de/materials/%ff', '/de/materials/%00', '/de/news/a/b', '/de/sitemap-x-1.xml', '/de/?page=99',
    ])('answers %s with 404, and nobody keeps it', async (address) => {
      const { status, headers } = await ask(address);
      expect([status, headers.get('cache-control')]).toEqual([address.includes('%00') ? 400 : 404, 'no-store']);
    }); // prettier-ignore
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
      ['home', `/${locale}/`],
      ['materials', `/${locale}/materials`],
      ['material', `/${locale}/materials/${slug}`],
      ['article', articleIn(locale)],
      ['order', `/${locale}/order?material=${material}`],
      ['status', `/${locale}/order/status`],
      ['missing', `/${locale}/nothing`],
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
    const ORDER = () => `/de/order?material=${material}`;

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
      await answerFor('/api/orders/terms', 404);
      await open(ORDER());
      await giveBack();
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
      await page.getByRole('heading', { name: 'Danke, Ihre Bestellung ist eingegangen' }).waitFor();
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
