import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { makeArticle, makeMaterial, makeStock, write } from '../../support/content';
import { startInstance, type Instance } from '../../support/instance';
import { uploadPdf } from '../../support/pdf';
import { install, type Project } from './install';

/** From a write until its page is there: a look for changes, a delivery, and the making of a file. */
const LIMIT_MS = 60_000;

/** Somebody's own builder, which knows the packed client and the webhook, and nothing else of the portal. */
describe('a site that is built ahead of time, rebuilt by webhook', () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const site = mkdtempSync(path.join(tmpdir(), 'inprint-site-'));
  let project: Project;
  let builder: ChildProcess;
  let instance: Instance;
  let material: string;
  let stock: string;
  let hook: string;

  /** Starts the builder where the portal can find it before the portal is there: it asks first when it is told of a page. */
  const startBuilder = async (portal: string, port = '0'): Promise<string> => {
    const file = path.join(project.folder, 'builder.mjs');
    const source = readFileSync(path.join(__dirname, 'pages/builder.js'), 'utf8');
    writeFileSync(file, source.replace('listen(0,', `listen(${port},`));
    builder = spawn(process.execPath, [file], {
      cwd: project.folder,
      env: { ...process.env, PORTAL: portal, SITE: site, SECRET: secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: builder.stdout as NodeJS.ReadableStream });
    const [line] = (await once(lines, 'line')) as [string];
    return line;
  };
  const endBuilder = async (): Promise<void> => {
    const ended = new Promise((resolve) => builder.once('exit', resolve));
    builder.kill();
    await ended;
  };

  beforeAll(async () => {
    project = await install();
    // Its address is known before the portal's: it is started once to learn a free port.
    hook = await startBuilder('');
    await endBuilder();
    instance = await startInstance({ env: { WEBHOOK_URL: hook, WEBHOOK_SECRET: secret } });
    await startBuilder(instance.url, new URL(hook).port);
    material = await makeMaterial(instance, { title: 'Heft', pdf: await uploadPdf(instance) });
    stock = await makeStock(instance, material, { availability: 'in-stock' });
    await makeArticle(instance, { title: 'Nachricht', date: '2027-03-01', materials: [material] });
  });
  afterAll(async () => {
    await endBuilder();
    await instance?.stop();
    project?.remove();
    rmSync(site, { recursive: true, force: true });
  });

  const pageOf = (address: string): string => {
    const file = path.join(site, `${address}.html`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const until = async (what: string, isSo: () => boolean): Promise<void> => {
    const end = Date.now() + LIMIT_MS;
    while (!isSo()) {
      if (Date.now() > end) throw new Error(`${what}; there is ${readdirSync(site, { recursive: true }).join(', ')}`);
      await sleep(100);
    }
  };
  const untilShown = (address: string, words: string): Promise<void> =>
    until(`“${words}” is not at ${address}`, () => pageOf(address).includes(words));
  const untilGone = (address: string): Promise<void> =>
    until(`${address} is still there`, () => pageOf(address) === '');

  it('builds what is published', async () => {
    await untilShown('/de/materials/heft', 'Bestellen');
    await untilShown('/de/news/nachricht', 'Bestellen');
  });

  it('shows another button wherever it stands', async () => {
    await write(instance, `/api/stock-statuses/${stock}`, { availability: 'out-of-print' });
    await untilShown('/de/materials/heft', 'PDF herunterladen');
    await untilShown('/de/news/nachricht', 'PDF herunterladen');
  });

  it('follows texts, addresses and languages, and leaves no page behind', async () => {
    await write(instance, `/api/materials/${material}?locale=de`, { title: 'Neues Heft', slug: 'neues-heft' });
    await untilShown('/de/materials/neues-heft', '<h1>Neues Heft</h1>');
    await untilGone('/de/materials/heft');
    await write(instance, `/api/materials/${material}?locale=fr`, { title: 'Cahier' });
    await untilShown('/fr/materials/cahier', 'Télécharger le PDF');
    await instance.run(async (strapi, documentId) => {
      await strapi.documents('api::material.material').unpublish({ documentId, locale: 'fr' });
    }, material);
    await untilGone('/fr/materials/cahier');
    expect(pageOf('/de/materials/neues-heft')).toContain('PDF herunterladen');
  });

  it('takes nothing that the portal did not sign', async () => {
    const body = JSON.stringify({ event: 'page.changed', createdAt: new Date().toISOString(), pages: [] });
    expect((await fetch(hook, { method: 'POST', body })).status).toBe(401);
  });
});
