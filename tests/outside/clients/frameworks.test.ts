import type { Browser, Page } from 'playwright-core';

import { openBrowser } from '../../browser/chromium';
import { makeMaterial, makeStock, write } from '../../support/content';
import { startInstance, type Instance } from '../../support/instance';
import { uploadPdf } from '../../support/pdf';
import { serveFrontend, type Frontend } from './frontend';
import { install, type Project } from './install';

/** What everybody can install who never saw this repository, on an origin of its own. */
describe.each([
  ['React 18', 'react.js', ['react@18.3.1', 'react-dom@18.3.1']],
  ['React 19', 'react.js', ['react@19', 'react-dom@19']],
  ['Preact', 'react.js', ['preact@10', 'react@npm:@preact/compat@18', 'react-dom@npm:@preact/compat@18']],
  ['Vue 3', 'vue.js', ['vue@3']],
  ['Svelte 5', 'svelte.js', ['svelte@5']],
])('the button in %s', (name, file, packages) => {
  let browser: Browser;
  let instance: Instance;
  let project: Project;
  let frontend: Frontend;
  let page: Page;
  let material: string;
  let stock: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    [browser, instance, project] = await Promise.all([openBrowser(), startInstance(), install(...packages)]);
    const pdf = await uploadPdf(instance);
    material = await makeMaterial(instance, { title: 'Heft', pdf });
    await write(instance, `/api/materials/${material}?locale=fr`, { title: 'Cahier' });
    stock = await makeStock(instance, material, { availability: 'in-stock' });
    frontend = await serveFrontend(project, file, instance.url, { material, src: instance.url });
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(frontend.url);
  });
  afterAll(async () => {
    await browser?.close();
    await frontend?.stop();
    await instance?.stop();
    project?.remove();
  });

  const buttons = () => page.locator('material-action .material-action__button:visible');
  const labels = (expected: string) =>
    page.waitForFunction(
      (label) => {
        const found = [...document.querySelectorAll('.material-action__button')].map(({ textContent }) => textContent);
        return found.length === 3 && found.every((text) => text === label);
      },
      expected,
      { timeout: 20_000 }
    );

  it('stands there, in the language that is set as a property', async () => {
    await labels('Bestellen');
    expect(await buttons().count()).toBe(3);
    await page.click('#language');
    await labels('Commander');
    await page.click('#language');
    await labels('Bestellen');
  });

  it('survives children that come and go, and leaves them to their framework', async () => {
    for (const width of ['wide', 'narrow', 'wide']) {
      await page.click('#children');
      await page.waitForFunction((text) => document.querySelector('#children')?.textContent === text, width);
      expect(await buttons().count()).toBe(3);
      expect(await page.locator('#plain > b').count()).toBe(width === 'wide' ? 1 : 0);
      expect(await page.locator('#plain > i').count()).toBe(1);
      expect(await page.locator('#plain > i').isVisible()).toBe(false);
    }
  });

  it('turns when readers come back to a page that was left open', async () => {
    const comeBack: readonly (() => unknown)[] = [
      () => window.dispatchEvent(new Event('focus')),
      () => document.dispatchEvent(new Event('visibilitychange')),
      () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
    ];
    for (const [index, event] of comeBack.entries()) {
      const isGone = index % 2 === 0;
      await write(instance, `/api/stock-statuses/${stock}`, { availability: isGone ? 'out-of-print' : 'in-stock' });
      await page.waitForTimeout(1_100); // coming back twice within a second asks once
      await page.evaluate(event);
      await labels(isGone ? 'PDF herunterladen' : 'Bestellen');
      expect(await page.locator('output').textContent()).toBe(isGone ? 'download' : 'order');
    }
  });

  it(`${name} and the browser have nothing to complain about: policies, trusted types, trees`, () => {
    expect(complaints).toEqual([]);
  });
});
