import { rmSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

import { startInstance, type Instance } from '../support/instance';
import { withCache, writeApplication, type Files } from '../support/own-application';

interface Visit {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address that the visitor comes from. */
  readonly from?: string;
}

interface Seen {
  readonly status: number | undefined;
  readonly text: string;
}

const visit = (url: string, { path: address, headers = {}, from = '127.0.0.1' }: Visit): Promise<Seen> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(url);
    const options = { host: '127.0.0.1', port, path: address, headers, localAddress: from, agent: false as const };
    http
      .get(options, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode, text }));
      })
      .once('error', reject);
  });

const visitAll = async (url: string, visits: readonly Visit[]): Promise<Seen[]> => {
  const seen: Seen[] = [];
  for (const one of visits) seen.push(await visit(url, one));
  return seen;
};

const LISTED = '127.0.0.9';

const started: { instance: Instance; folder: string }[] = [];

const start = async (files: Files): Promise<Instance> => {
  const folder = writeApplication(files);
  const env = { DATABASE_FILENAME: path.join(folder, 'data.db'), LOG_LEVEL: 'warn' };
  const instance = await startInstance({ application: folder, env });
  started.push({ instance, folder });
  return instance;
};

const hitsOf = ({ run }: Instance): Promise<number> =>
  run(
    (strapi) => (strapi.plugin('response-cache').service('cache').report() as { counts: { hits: number } }).counts.hits
  );

/** What the log says of something that is not kept. */
const linesAbout = (instance: Instance, name: string): string[] =>
  instance
    .log()
    .split('\n')
    .filter((line) => line.includes('response-cache:') && line.includes(`“${name}”`));

const schemaOf = (name: string): string =>
  JSON.stringify({
    kind: 'collectionType',
    collectionName: `${name}s`,
    info: { singularName: name, pluralName: `${name}s`, displayName: name },
    options: { draftAndPublish: false },
    attributes: { title: { type: 'string' } },
  });
const factory = (kind: string, name: string, methods = ''): string =>
  `let visits = 0; module.exports = require('@strapi/strapi').factories.createCore${kind}('api::${name}.${name}'${methods});`;

/** A content type of the application, with something of its own. */
const type = (name: string, own: { readonly controller?: string; readonly service?: string } = {}): Files => ({
  [`src/api/${name}/content-types/${name}/schema.json`]: schemaOf(name),
  [`src/api/${name}/controllers/${name}.js`]: factory('Controller', name, own.controller),
  [`src/api/${name}/services/${name}.js`]: factory('Service', name, own.service),
  [`src/api/${name}/routes/${name}.js`]: `module.exports = require('@strapi/strapi').factories.createCoreRouter('api::${name}.${name}', {
    config: { find: { auth: false } } });`,
});

const middlewares = (...names: readonly string[]): string => `module.exports = [
  'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon',
  'strapi::public', ${names.join(', ')} ];`;

/** A middleware that greets visitors in their language, in a field of its own. */
const greeting = (field: string): string => `() => async (ctx, next) => {
  await next();
  if (ctx.body && ctx.body.data) ctx.body = { ...ctx.body, ${field}: ctx.get('Accept-Language') === 'de' ? 'Guten Tag' : 'Bonjour' };
}`;

/** Ids and times differ between two databases with the same content. */
const plain = ({ status, text }: Seen): Seen => ({
  status,
  text: text.replace(/"documentId":"\w+"/g, '"documentId":""').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, ''),
});

/** Asks the same of the application without and with the plugin. */
const compare = async (instances: readonly Instance[], visits: readonly Visit[]): Promise<void> => {
  const [expected = [], cached] = await Promise.all(instances.map(({ url }) => visitAll(url, visits)));
  expect(new Set(expected.map(({ status, text }) => `${status} ${text}`)).size).toBeGreaterThan(1);
  expect(cached?.map(plain)).toEqual(expected.map(plain));
};

const startBoth = (files: Files, config: object = {}): Promise<Instance[]> =>
  Promise.all([start(files), start({ ...files, ...withCache(config) })]);

afterAll(async () => {
  for (const { instance, folder } of started) {
    await instance.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the response cache in an application with controllers, services and routes of its own', () => {
  let both: Instance[];

  beforeAll(async () => {
    const files: Files = {
      ...type('counter', { controller: `, { find() { return { visits: (visits += 1) }; } }` }),
      ...type('mirror', { controller: `, { find(ctx) { return { data: ctx.request.ip }; } }` }),
      ...type('frame', { controller: `, { transformResponse(data) { return { data, visits: (visits += 1) }; } }` }),
      ...type('lecture', {
        service: `, { async find() { await strapi.documents('api::essay.essay').findMany(); return { results: [{ title: 'Visit ' + (visits += 1) }], pagination: {} }; } }`,
      }),
      ...type('letter'),
      ...type('wrapper', { controller: `, { async find(ctx) { return super.find(ctx); } }` }),
      'src/api/essay/routes/asked.js': `let asked = 0; module.exports = { routes: [{ method: 'GET', path: '/asked',
        handler: (ctx) => { ctx.body = { data: (asked += 1) }; }, config: { auth: false } }] };`,
      'src/middlewares/plain.js': 'module.exports = () => (_ctx, next) => next();',
      'config/middlewares.js': middlewares(`'global::plain'`),
      'src/index.js': `module.exports = { ...require('./base'), register({ strapi }) {
        strapi.documents.use(async (context, next) => {
          const found = await next();
          const ctx = strapi.requestContext.get();
          if (context.uid !== 'api::letter.letter' || context.action !== 'findMany' || !ctx) return found;
          return [{ id: 1, title: ctx.query.address ? ctx.request.ip : ctx.get('Accept-Language') }];
        });
      } };`,
    };
    both = await startBoth(files, { trusted: ['api::wrapper.wrapper.find', 'global::plain'] });
  }, 240_000);

  it.each<[string, Visit, Visit, string | null]>([
    ['a controller that counts', { path: '/api/counters' }, { path: '/api/counters' }, 'api::counter.counter.find'],
    [
      'a controller that shows the address',
      { path: '/api/mirrors' },
      { path: '/api/mirrors', from: LISTED },
      'api::mirror.mirror.find',
    ],
    ['a part of a core controller', { path: '/api/frames' }, { path: '/api/frames' }, 'api::frame.frame.find'],
    ['a service', { path: '/api/lectures' }, { path: '/api/lectures' }, 'api::lecture.lecture.find'],
    ['a function', { path: '/api/asked' }, { path: '/api/asked' }, 'GET /asked'],
    [
      'a document middleware that looks at the language',
      { path: '/api/letters', headers: { 'accept-language': 'de' } },
      { path: '/api/letters', headers: { 'accept-language': 'fr' } },
      null,
    ],
    [
      'a document middleware that looks at the address',
      { path: '/api/letters?address=1' },
      { path: '/api/letters?address=1', from: LISTED },
      null,
    ],
  ])('gives each visitor an answer of their own: %s', async (_name, one, other, named) => {
    await compare(both, [one, one, other, one]);
    const [, cached] = both;
    if (cached && named !== null) expect(linesAbout(cached, named)).toHaveLength(1);
  });

  it('keeps what Strapi itself answers, and what is named', async () => {
    const [, cached] = both;
    if (!cached) throw new Error('There is no such instance.');
    for (const address of ['/api/essays', '/api/wrappers']) {
      const before = await hitsOf(cached);
      const seen = await visitAll(cached.url, [{ path: address }, { path: address, from: LISTED }]);
      expect(seen.map(({ status }) => status)).toEqual([200, 200]);
      expect(await hitsOf(cached)).toBe(before + 1);
    }
    expect(linesAbout(cached, 'api::essay.essay.find')).toEqual([]);
  });
});

describe('the response cache behind middlewares that it does not know', () => {
  let both: Instance[];
  beforeAll(async () => {
    both = await startBoth({
      'src/middlewares/greeting.js': `module.exports = ${greeting('one')};`,
      'src/greeting.js': `module.exports = ${greeting('two')};`,
      'config/middlewares.js': middlewares(
        `'global::greeting'`,
        `{ resolve: './src/greeting' }`,
        `{ name: 'strapi::ip', config: { blacklist: ['${LISTED}'] } }`
      ),
      'src/index.js': `module.exports = { ...require('./base'), register({ strapi }) {
        strapi.server.use((${greeting('three')})());
      } };`,
    });
  }, 240_000);

  it('lets Strapi answer each visitor, and says once why', async () => {
    const essays = '/api/essays';
    const german: Visit = { path: essays, headers: { 'accept-language': 'de' } };
    const french: Visit = { path: essays, headers: { 'accept-language': 'fr' } };
    await compare(both, [german, german, french, { path: essays, from: LISTED }, german]);
    const [, cached] = both;
    if (!cached) throw new Error('There is no such instance.');
    for (const name of ['global::greeting', './src/greeting', 'strapi::ip', 'strapi.server.use'])
      expect({ name, lines: linesAbout(cached, name).length }).toEqual({ name, lines: 1 });
  });
});
