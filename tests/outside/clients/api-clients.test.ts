import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { makeArticle, makeMaterial, makeStock, write } from '../../support/content';
import { startInstance, type Instance } from '../../support/instance';
import { uploadPdf } from '../../support/pdf';
import { install, type Project } from './install';

const ROOT = path.resolve(__dirname, '../../..');

const PACKAGES = [
  '@redocly/openapi-core@1', 'openapi-typescript@7', 'openapi-fetch@0', 'typescript@5', '@strapi/client@1',
  '@apollo/client@4', 'rxjs@7', '@urql/core@6', '@urql/exchange-graphcache@9', 'graphql@16',
  '@graphql-codegen/core@6', '@graphql-codegen/typescript@6', '@strapi/blocks-react-renderer@1', 'react@18.3.1', 'react-dom@18.3.1',
  'vue@3', 'vue-strapi-blocks-renderer@0',
]; // prettier-ignore

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

  it('Strapi’s own types of content types (`ts:generate-types`) have the action, which nobody has to write', async () => {
    await instance.run(async (strapi, folder) => {
      const { createRequire } = process.getBuiltinModule('node:module');
      const { generators } = createRequire(`${process.cwd()}/package.json`)('@strapi/typescript-utils') as {
        generators: { generate: (options: object) => Promise<unknown> };
      };
      await generators.generate({ strapi, pwd: folder, logger: { silent: true }, artifacts: { contentTypes: true } });
    }, project.folder);
    const types = readFileSync(path.join(project.folder, 'types/generated/contentTypes.d.ts'), 'utf8');
    const [, material = ''] = /interface ApiMaterialMaterial extends([\s\S]*?)\n}/.exec(types) ?? [];
    expect(material).toMatch(/\n {4}action: Schema\.Attribute\.JSON\b/);
    expect(material).not.toMatch(/action: [^;]*Required/);
    expect(types.match(/\baction: Schema\.Attribute\.JSON\b/g)).toHaveLength(1);
  });

  describe('GraphQL', () => {
    interface Described {
      readonly name: string;
      readonly description: string | null;
      readonly fields: readonly { readonly name: string; readonly description: string | null }[] | null;
      readonly enumValues: readonly { readonly name: string; readonly description: string | null }[] | null;
    }
    const OURS = /^(MaterialAction|Alternate$)/;
    const ADDED: Readonly<Record<string, readonly string[]>> = {
      Material: ['action', 'alternates', 'availability'],
      NewsArticle: ['alternates'],
      Topic: ['alternates'],
      StockStatus: [
        'material', 'edition', 'orderNumber', 'availability', 'quantity', 'lowStockAt', 'whenSoldOut', 'expectedOn', 'successor', 'note',
      ],
    }; // prettier-ignore

    it('describes every type, field and value that is Inprint’s', async () => {
      const { body } = await instance.graphql(
        '{ __schema { types { name description fields { name description } enumValues { name description } } } }'
      );
      const types = body.data.__schema.types as Described[];
      const without = types.flatMap(({ name, description, fields, enumValues }) => {
        const parts = [...(fields ?? []), ...(enumValues ?? [])].filter(
          (part) => OURS.test(name) || ADDED[name]?.includes(part.name)
        );
        return [
          ...(OURS.test(name) && !description ? [name] : []),
          ...parts.filter((part) => !part.description).map((part) => `${name}.${part.name}`),
        ];
      });
      expect(without).toEqual([]);
      const kinds = types.find(({ name }) => name === 'MaterialActionType')?.enumValues?.map(({ name }) => name);
      expect(kinds).toEqual(['order', 'download', 'successor', 'announce', 'none']);
    });

    it('gives Apollo and urql each language of a material apart, in caches with keys, and codegen its types', async () => {
      const said = await project.node(`
        import { createRequire } from 'node:module';
        const require = createRequire(import.meta.url);
        const { ApolloClient, InMemoryCache, HttpLink, gql } = require('@apollo/client/core');
        const uri = '${instance.url}/graphql';
        const QUERY = 'query One($id: ID!, $locale: I18NLocaleCode) { material(documentId: $id, locale: $locale) { documentId locale title action { type label } } }';
        const apollo = new ApolloClient({
          link: new HttpLink({ uri }),
          cache: new InMemoryCache({ typePolicies: { Material: { keyFields: ['documentId', 'locale'] } } }),
        });
        const titles = [];
        for (const locale of ['de', 'fr']) {
          const { data } = await apollo.query({ query: gql(QUERY), variables: { id: '${material}', locale } });
          titles.push(data.material.title);
        }
        const again = apollo.readQuery({ query: gql(QUERY), variables: { id: '${material}', locale: 'de' } });
        const { Client, fetchExchange } = await import('@urql/core');
        const { cacheExchange } = await import('@urql/exchange-graphcache');
        const urql = new Client({ url: uri, preferGetMethod: false, exchanges: [cacheExchange({
          keys: { Material: (row) => row.documentId + ':' + row.locale, MaterialAction: () => null } }), fetchExchange] });
        for (const locale of ['de', 'fr', 'de']) {
          const { data, error } = await urql.query(QUERY, { id: '${material}', locale }).toPromise();
          titles.push(error?.message ?? data.material.title);
        }
        const { codegen } = await import('@graphql-codegen/core');
        const plugin = await import('@graphql-codegen/typescript');
        const { buildClientSchema, getIntrospectionQuery, parse, printSchema } = await import('graphql');
        const answer = await fetch(uri, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: getIntrospectionQuery() }) });
        const schema = buildClientSchema((await answer.json()).data);
        const types = await codegen({ filename: 'types.ts', schema: parse(printSchema(schema)), documents: [], config: {}, plugins: [{ typescript: {} }], pluginMap: { typescript: plugin } });
        console.log(JSON.stringify([titles, again.material.title, /type: MaterialActionType;/.test(types), /enum MaterialActionType/.test(types)]));`);
      expect(JSON.parse(said)).toEqual([['Heft', 'Cahier', 'Heft', 'Cahier', 'Heft'], 'Heft', true, true]);
    });
  });

  it('@strapi/client reads what it never heard of', async () => {
    const said = await project.node(`
      import { strapi } from '@strapi/client';
      const { data } = await strapi({ baseURL: '${instance.url}/api' }).collection('materials').findOne('${material}', { locale: 'fr' });
      console.log(JSON.stringify([data.title, data.action.locale, typeof data.action.type]));`);
    expect(JSON.parse(said)).toEqual(['Cahier', 'fr', 'string']);
  });

  describe('a renderer of Blocks that knows nothing of Inprint shows a mention right', () => {
    const LINK = /<a [^>]*href="[^"]+"[^>]*>PDF herunterladen<\/a>/;

    it('in React', async () => {
      const html = await project.node(`
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const { createElement } = require('react');
      const { renderToStaticMarkup } = require('react-dom/server');
      const { BlocksRenderer } = require('@strapi/blocks-react-renderer');
      const { data } = await (await fetch('${instance.url}/api/news-articles?locale=de')).json();
      console.log(renderToStaticMarkup(createElement(BlocksRenderer, { content: data[0].body })));`);
      expect(html).toMatch(LINK);
    });

    it('in Vue', async () => {
      const html = await project.node(`
      import { createSSRApp, h } from 'vue';
      import { renderToString } from 'vue/server-renderer';
      import { StrapiBlocks } from 'vue-strapi-blocks-renderer';
      const { data } = await (await fetch('${instance.url}/api/news-articles?locale=de')).json();
      console.log(await renderToString(createSSRApp({ render: () => h(StrapiBlocks, { content: data[0].body }) })));`);
      expect(html).toMatch(LINK);
    });
  });
});
