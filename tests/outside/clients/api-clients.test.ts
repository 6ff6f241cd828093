import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { makeArticle, makeMaterial, makeStock, write } from '../../support/content';
import { startInstance, type Instance } from '../../support/instance';
import { uploadPdf } from '../../support/pdf';
import { install, type Project } from './install';

const ROOT = path.resolve(__dirname, '../../..');

const PACKAGES = ['@redocly/openapi-core@1', 'openapi-typescript@7', 'openapi-fetch@0', 'typescript@5'];

/** Clients that are made from what the portal says of itself, or know Strapi and nothing else. */
describe('clients that nobody here wrote', () => {
  let instance: Instance;
  let project: Project;
  let material: string;
  beforeAll(async () => {
    [instance, project] = await Promise.all([startInstance(), install(...PACKAGES)]);
    const pdf = await uploadPdf(instance);
    material = await makeMaterial(instance, { title: 'Heft', pdf });
    await write(instance, `/api/materials/${material}?locale=fr`, { title: 'Cahier' });
    await makeStock(instance, material, { availability: 'in-stock', quantity: 3 });
    await makeArticle(instance, {
      title: 'Nachricht',
      materials: [material],
      body: [{ type: 'paragraph', material: { documentId: material }, children: [{ type: 'text', text: 'hier' }] }],
    });
  });
  afterAll(async () => {
    await instance?.stop();
    project?.remove();
  });

  describe('the description of the API', () => {
    let document: {
      paths: Record<string, Record<string, { parameters?: { name: string; in: string; required?: boolean }[] }>>;
    };
    beforeAll(async () => {
      const { status, headers, body } = await instance.asReader('/api/openapi.json');
      expect([status, headers.get('cache-control'), headers.get('etag')]).toEqual([
        200,
        'public, max-age=0, must-revalidate',
        expect.stringMatching(/^"/),
      ]);
      document = body as typeof document;
      writeFileSync(path.join(project.folder, 'openapi.json'), JSON.stringify(body));
    });

    it('is the one that Strapi’s own command writes', async () => {
      const generated = await instance.run((strapi) => {
        const { createRequire } = process.getBuiltinModule('node:module');
        const openapi = createRequire(`${process.cwd()}/package.json`)('@strapi/openapi') as {
          generate: (app: unknown, options: object) => { document: unknown };
        };
        return openapi.generate(strapi, { type: 'content-api' }).document;
      });
      expect(generated).toEqual(document);
    });

    it('is the one that the client brings along; `npm run openapi` writes it anew', () => {
      const shipped = JSON.parse(readFileSync(path.join(ROOT, 'packages/client/openapi.json'), 'utf8')) as object;
      expect(document).toEqual(shipped);
    });

    it('has nothing that a linter finds wrong', async () => {
      const problems = await project.node(`
        import core from '@redocly/openapi-core';
        const config = await core.createConfig({ extends: ['recommended'] });
        const problems = await core.lint({ ref: 'openapi.json', config });
        // Strapi's own routes of “users-permissions” cannot be told apart by their shape.
        const ours = problems.filter(({ ruleId, message }) => !(ruleId === 'no-ambiguous-paths' && message.includes('/auth/')));
        console.log(JSON.stringify(ours.map(({ ruleId, message }) => [ruleId, message])));`);
      expect(JSON.parse(problems)).toEqual([]);
    });

    it('asks for no parameter that can be left out, and has those that are in the path', () => {
      const needed = Object.entries(document.paths).flatMap(([address, methods]) =>
        Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
          parameters
            .filter(({ in: place, required }) => place !== 'path' && required)
            .map(({ name }) => [method, address, name])
        )
      );
      expect(needed.filter(([, address]) => !address?.startsWith('/content-type-builder'))).toEqual([
        ['get', '/availability', 'materials'],
        ['post', '/orders', 'Idempotency-Key'],
      ]);
      const reading = Object.entries(document.paths).flatMap(([address, methods]) =>
        Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
          parameters.some(({ name }) => name === 'localeFallback') ? `${method} ${address}` : []
        )
      );
      expect(reading.sort()).toEqual(
        ['materials', 'news-articles', 'topics']
          .flatMap((type) => [`get /${type}`, `get /${type}/slug/{slug}`, `get /${type}/{id}`])
          .sort()
      );
    });

    it('makes a typed client that reads, orders, is refused and asks for the button again', async () => {
      await project.run('node_modules/.bin/openapi-typescript', 'openapi.json', '-o', 'api.d.ts');
      writeFileSync(
        path.join(project.folder, 'typed.ts'),
        `import createClient from 'openapi-fetch';
        import type { paths } from './api.d.ts';
        const client = createClient<paths>({ baseUrl: '${instance.url}/api' });
        const said: unknown[] = [];
        const one = await client.GET('/materials/{id}', { params: { path: { id: '${material}' }, query: { locale: 'de' } } });
        const entry = one.data?.data;
        if (!entry) throw new Error('no entry');
        said.push(entry.title, entry.action.type, entry.action.locale);
        if (entry.action.type === 'order') { const label: string = entry.action.label; said.push(label); }
        if (entry.action.type === 'download') { const name: string = entry.action.file.name; said.push(name); }
        const list = await client.GET('/materials', { params: { query: { locale: 'de' } } });
        said.push(list.data?.data.map(({ action }) => action.availability), list.data?.meta.pagination?.total);
        const slug = await client.GET('/materials/slug/{slug}', { params: { path: { slug: 'heft' }, query: { locale: 'de' } } });
        said.push(slug.data?.meta.canonicalSlug);
        const recipient = { name: 'Ada Beispiel', street: 'Beispielweg 1', postalCode: '12345', city: 'Musterstadt', country: 'DE', email: 'ada@example.org' };
        const order = (quantity: number, key: string) => client.POST('/orders', {
          params: { header: { 'Idempotency-Key': key }, query: { locale: 'de' } },
          body: { data: { lines: [{ material: '${material}', locale: 'de', quantity }], recipient } },
        });
        const taken = await order(3, crypto.randomUUID());
        said.push(taken.response.status, taken.data?.data.lines[0]?.title);
        const late = await order(1, crypto.randomUUID());
        const error = late.error?.error;
        said.push(late.response.status, error?.details && 'lines' in error.details && error.details.lines?.[0]?.action.type);
        const buttons = await client.GET('/availability', { params: { query: { materials: '${material}', locale: 'fr' } } });
        said.push(buttons.data?.data.map(({ action }) => action.type));
        // @ts-expect-error a state that there is not
        const never: typeof entry.action.availability = 'sold';
        // @ts-expect-error the key is needed
        client.POST('/orders', { body: { data: { lines: [], recipient } } }).catch(() => never);
        console.log(JSON.stringify(said));`
      );
      writeFileSync(
        path.join(project.folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            target: 'ES2022',
            module: 'ESNext',
            moduleResolution: 'Bundler',
            strict: true,
            skipLibCheck: true,
            types: [],
            lib: ['ES2022', 'DOM'],
            outDir: 'out',
            rewriteRelativeImportExtensions: true,
            noUncheckedIndexedAccess: true,
          },
          files: ['typed.ts'],
        })
      );
      await project.run('node_modules/.bin/tsc', '-p', '.');
      const said = JSON.parse(await project.run(process.execPath, 'out/typed.js')) as unknown[];
      expect(said).toEqual([
        'Heft',
        'order',
        'de',
        'Bestellen',
        ['in-stock'],
        1,
        'heft',
        201,
        'Heft',
        409,
        'download',
        ['download'],
      ]);
    });
  });
});
