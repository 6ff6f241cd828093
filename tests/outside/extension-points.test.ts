/**
 * What Strapi's documentation lets an application do, done in one application with the plugins and in the same one without: everything
 * that is not about publications answers alike. What the response cache may keep is in `cache-proof.test.ts`.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { makeApplication, PLUGINS, type Application } from '../support/application';
import { SECRETS, startInstance, type Asking, type Instance } from '../support/instance';

const run = promisify(execFile);

jest.setTimeout(600_000);

const localised = { i18n: { localized: true } };

const typeOf = (name: string, plural: string, attributes: object) => ({
  kind: 'collectionType',
  collectionName: plural.replace('-', '_'),
  info: { singularName: name, pluralName: plural, displayName: name },
  options: { draftAndPublish: true },
  pluginOptions: localised,
  attributes,
});

const PUBLICATION = typeOf('publication', 'publications', {
  name: { type: 'string', required: true, pluginOptions: localised },
  document: { type: 'media', multiple: false, allowedTypes: ['files'], pluginOptions: localised },
  body: { type: 'blocks', pluginOptions: localised },
});

const ESSAY = typeOf('essay', 'essays', {
  title: { type: 'string', pluginOptions: localised },
  masked: { type: 'string', pluginOptions: localised },
  action: { type: 'string', pluginOptions: localised },
  alternates: { type: 'json', pluginOptions: localised },
  secret: { type: 'blocks', private: true, pluginOptions: localised },
  hidden: { type: 'blocks', pluginOptions: localised },
  body: { type: 'blocks', pluginOptions: localised },
  colour: { type: 'customField', customField: 'global::colour', pluginOptions: localised },
});

const NOTE = typeOf('inner-note', 'inner-notes', {
  title: { type: 'string', pluginOptions: localised },
  body: { type: 'blocks', pluginOptions: localised },
});

const filesOf = (name: string, schema: object, own: Readonly<Record<string, string>> = {}) => {
  const uid = `api::${name}.${name}`;
  const core = (kind: string): string =>
    `module.exports = require('@strapi/strapi').factories.createCore${kind}('${uid}'${own[kind] ?? ''});`;
  return {
    [`src/api/${name}/content-types/${name}/schema.json`]: JSON.stringify(schema),
    [`src/api/${name}/controllers/${name}.js`]: core('Controller'),
    [`src/api/${name}/services/${name}.js`]: core('Service'),
    [`src/api/${name}/routes/${name}.js`]: core('Router'),
  };
};

/** Everybody may read what there is. */
const READABLE = `
    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
    for (const action of ['essay', 'inner-note', 'publication'].flatMap((name) => ['find', 'findOne'].map((verb) => 'api::' + name + '.' + name + '.' + verb)))
      if (!(await strapi.db.query('plugin::users-permissions.permission').findOne({ where: { action, role: role.id } })))
        await strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: role.id } });`;

/** One of each of Strapi's documented extension points. */
const EXTENSIONS = (more: string): string => `module.exports = {
  register({ strapi }) {
    strapi.customFields.register({ name: 'colour', type: 'string' });

    strapi.documents.use(async (context, next) => {
      const found = await next();
      if (context.uid === 'api::essay.essay' && context.action === 'findOne' && found) found.title = found.title + ' (document middleware)';
      return found;
    });

    strapi.contentAPI.addQueryParams({
      shout: { schema: (z) => z.enum(['yes']).optional(), matchRoute: ({ path, method }) => method === 'GET' && path === '/essays' },
    });

    const extension = strapi.plugin('graphql').service('extension');
    extension.shadowCRUD('api::inner-note.inner-note').disable();
    extension.shadowCRUD('api::essay.essay').field('hidden').disableOutput();
    ${more}
    extension.use(({ nexus, typeRegistry }) => {
      const known = typeRegistry.get('Essay').config.attributes !== undefined || Boolean(typeRegistry.get('Essay').config);
      return {
        types: [
          nexus.extendType({ type: 'Essay', definition(t) {
            t.string('registryKnowsIt', { resolve: () => String(known) });
            t.string('title', { resolve: (essay) => 'Replaced: ' + essay.title });
          } }),
          nexus.extendType({ type: 'Query', definition(t) { t.string('own', { resolve: () => 'an own question' }); } }),
        ],
        plugins: [
          nexus.plugin({ name: 'masking', onCreateFieldResolver: ({ parentTypeConfig, fieldConfig }) =>
            parentTypeConfig.name === 'Essay' && fieldConfig.name === 'masked'
              ? async (root, args, context, info, next) => String(await next(root, args, context, info)).replace(/./g, '*')
              : undefined }),
        ],
        resolvers: { Essay: { colour: { resolve: (essay) => 'the colour ' + essay.colour } } },
        resolversConfig: {
          'Query.own': { auth: false },
          'Query.essays': { auth: false, policies: ['global::asks-kindly'], middlewares: [async (next, parent, args, context, info) => {
            const found = await next(parent, args, context, info);
            return found;
          }] },
        },
      };
    });
  },
  async bootstrap({ strapi }) {
    strapi.db.lifecycles.subscribe({ models: ['api::essay.essay'], beforeCreate(event) { event.params.data.masked ??= 'from a lifecycle'; } });
    ${READABLE}
  },
};`;

const FILES = (more: string) => ({
  ...filesOf('essay', ESSAY, {
    Controller: `, { async find(ctx) { const found = await super.find(ctx); return { ...found, meta: { ...found.meta, shout: ctx.query.shout ?? null, by: 'an own controller' } }; } }`,
    Router: `, { config: {
      find: { middlewares: [async (ctx, next) => { await next(); ctx.set('x-route-middleware', 'yes'); }] },
      findOne: { policies: ['global::asks-kindly'] } } }`,
  }),
  ...filesOf('inner-note', NOTE),
  'src/index.js': EXTENSIONS(more),
  'src/policies/asks-kindly.js': `module.exports = (context) => (context.http ?? context).request.headers['x-kindly'] === 'please';`,
  'src/middlewares/signed.js': `module.exports = () => async (ctx, next) => { await next(); ctx.set('x-own-middleware', 'yes'); };`,
  'src/extensions/users-permissions/strapi-server.js': `module.exports = (plugin) => {
    plugin.routes['content-api'].routes.push({ method: 'GET', path: '/extended', handler: 'extended.say', config: { auth: false, prefix: '' } });
    plugin.controllers.extended = () => ({ say(ctx) { ctx.body = { said: 'by an extended plugin' }; } });
    return plugin;
  };`,
  'config/middlewares.js': `module.exports = ['strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::poweredBy',
    'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public', 'global::signed'];`,
});

const CONFIG = {
  availability: { config: { material: { uid: 'api::publication.publication', title: 'name', pdf: 'document' } } },
};

interface Site {
  readonly application: Application;
  readonly instance: Instance;
}

const sites: Site[] = [];

const startSite = async (
  plugins: typeof PLUGINS | readonly [],
  files: Readonly<Record<string, string>> = FILES('')
): Promise<Instance> => {
  const application = makeApplication({ plugins, config: CONFIG, publication: PUBLICATION, files });
  const env = { RESPONSE_CACHE: plugins.length > 0 ? 'on' : 'off' };
  const instance = await startInstance({ application: application.folder, env }).catch((error: unknown) => {
    application.remove();
    throw error;
  });
  sites.push({ application, instance });
  return instance;
};

afterAll(async () => {
  for (const { application, instance } of sites) {
    await instance.stop();
    application.remove();
  }
});

const BLOCKS = [{ type: 'paragraph', children: [{ type: 'text', text: 'Words' }] }];
const KINDLY = { headers: { 'x-kindly': 'please' } };

/** What is another in each database, and what the plugins add to publications on purpose. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      ['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt'].includes(key) ? undefined : inner
    )
  );

/** Asks the same of both. @returns what the site without the plugins answers */
const compare = async (both: readonly Instance[], ask: (instance: Instance) => Promise<unknown>): Promise<unknown> => {
  const [without, ...others] = await Promise.all(both.map(async (instance) => plain(await ask(instance))));
  for (const other of others) expect(other).toEqual(without);
  return without;
};

const rest =
  (address: string, asking?: Asking) =>
  async ({ asReader }: Instance) => {
    const { status, body, headers } = await asReader(address, asking);
    return { status, body, own: headers.get('x-own-middleware'), route: headers.get('x-route-middleware') };
  };

describe('Strapi’s documented extension points, with the plugins and without', () => {
  let both: Instance[];
  const ids = new Map<Instance, string>();

  beforeAll(async () => {
    both = [await startSite([]), await startSite(PLUGINS)];
    for (const instance of both) {
      const data = {
        ...{ title: 'An essay', action: 'of its own', alternates: ['of', 'its', 'own'], colour: 'red' },
        ...{ secret: BLOCKS, hidden: BLOCKS, body: BLOCKS },
      };
      const essay = await instance.asEditor('/api/essays?status=published', { method: 'POST', body: { data } });
      ids.set(instance, essay.body.data.documentId);
      const note = { method: 'POST', body: { data: { title: 'A note', body: BLOCKS } } };
      await instance.asEditor('/api/inner-notes?status=published', note);
      const publication = { method: 'POST', body: { data: { name: 'A booklet', body: BLOCKS } } };
      await instance.asEditor('/api/publications?status=published', publication);
    }
  });

  const graphql =
    (query: string, asking: Asking = {}) =>
    async (instance: Instance) => {
      const answer = await instance.asReader('/graphql', {
        method: 'POST',
        body: { query: query.replace('ID', ids.get(instance) ?? '') },
        ...asking,
      });
      return { status: answer.status, body: answer.body };
    };

  it('starts with all plugins, and none stands still', () => {
    expect(both[1]?.log()).not.toMatch(/stands still/);
  });

  it('private and disabled blocks stay so, over REST and GraphQL', async () => {
    const fields = await compare(both, graphql('{ __type(name: "Essay") { fields { name } } }'));
    expect(JSON.stringify(fields)).not.toMatch(/secret|hidden/);
    const answer = await compare(both, rest('/api/essays'));
    expect(JSON.stringify(answer)).toMatch(/"hidden"/);
    expect(JSON.stringify(answer)).not.toMatch(/"secret"/);
  });

  it('a type that GraphQL does not show is not there, and answers REST', async () => {
    const answer = await compare(both, graphql('{ innerNotes { title } }'));
    expect(answer).toMatchObject({ status: 400 });
    expect(await compare(both, rest('/api/inner-notes'))).toMatchObject({
      status: 200,
      body: { data: [{ title: 'A note' }] },
    });
  });

  it('an extension asks the registry; a field’s resolver is replaced; a Nexus plugin wraps one', async () => {
    const answer = await compare(both, graphql('{ own essays { title masked registryKnowsIt colour } }', KINDLY));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: {
          own: 'an own question',
          essays: [
            {
              title: 'Replaced: An essay',
              masked: '****************',
              registryKnowsIt: 'true',
              colour: 'the colour red',
            },
          ],
        },
      },
    });
  });

  it('a policy guards a route and a question', async () => {
    expect(await compare(both, graphql('{ essays { title } }'))).toMatchObject({ body: { data: null } });
    const one = (asking?: Asking) => (instance: Instance) => rest(`/api/essays/${ids.get(instance)}`, asking)(instance);
    expect(await compare(both, one())).toMatchObject({ status: 403 });
    // After somebody who may: nothing that is kept is handed to who may not.
    expect(await compare(both, one(KINDLY))).toMatchObject({ status: 200 });
    expect(await compare(both, one())).toMatchObject({ status: 403 });
  });

  it('attributes named “action” and “alternates” are read and written', async () => {
    const own = { title: 'An essay', action: 'of its own', alternates: ['of', 'its', 'own'] };
    expect(await compare(both, rest('/api/essays'))).toMatchObject({ body: { data: [own] } });
    const changed = { action: 'changed', alternates: { changed: true } };
    const write = async (instance: Instance) => {
      const asking = { method: 'PUT', body: { data: changed } };
      const { status, body } = await instance.asEditor(`/api/essays/${ids.get(instance)}?status=published`, asking);
      return { status, body };
    };
    expect(await compare(both, write)).toMatchObject({ status: 200, body: { data: changed } });
    expect(await compare(both, rest('/api/essays'))).toMatchObject({ body: { data: [changed] } });
  });

  it('document middlewares, lifecycles, custom fields, controllers, parameters and middlewares do what they did', async () => {
    const list = await compare(both, rest('/api/essays?shout=yes'));
    expect(list).toMatchObject({
      ...{ own: 'yes', route: 'yes' },
      body: { data: [{ masked: 'from a lifecycle', colour: 'red' }], meta: { shout: 'yes', by: 'an own controller' } },
    });
    await compare(both, rest('/api/essays?shout=no'));
    const one = await compare(both, (instance) => rest(`/api/essays/${ids.get(instance)}`, KINDLY)(instance));
    expect(one).toMatchObject({ body: { data: { title: 'An essay (document middleware)' } } });
    expect(await compare(both, rest('/api/extended'))).toMatchObject({ body: { said: 'by an extended plugin' } });
  });

  it('parameters of the plugins are taken only where they mean something', async () => {
    // What Strapi says to a parameter that it does not know, it goes on to say where we have none.
    await compare(both, rest('/api/users-permissions/roles?localeFallback=perhaps'));
    expect(await rest('/api/essays?localeFallback=perhaps')(both[1] as Instance)).toMatchObject({ status: 400 });
  });

  it('publications have their button besides, and nothing less', async () => {
    const withoutButton = async (instance: Instance) => {
      const { body } = await instance.asReader('/api/publications');
      const { action: _action, availability: _availability, ...rest } = body.data[0];
      return rest;
    };
    await compare(both, withoutButton);
    expect((await both[1]?.asReader('/api/publications'))?.body.data[0]).toMatchObject({ action: { type: 'none' } });
  });
});

describe('an application that shows neither publications nor stock in GraphQL', () => {
  it('starts with the plugins, answers GraphQL alike, and has the button over REST', async () => {
    const hidden = ['api::publication.publication', 'plugin::availability.stock-status']
      .map((uid) => `extension.shadowCRUD('${uid}').disable();`)
      .join('\n');
    const both = [await startSite([], FILES(hidden)), await startSite(PLUGINS, FILES(hidden))];
    const ask = async (instance: Instance) => {
      const query = '{ __schema { queryType { fields { name } } } }';
      const { body } = await instance.asReader('/graphql', { method: 'POST', body: { query } });
      return body;
    };
    expect(JSON.stringify(await compare(both, ask))).not.toMatch(/publication|stock/i);
    const asking = { method: 'POST', body: { data: { name: 'A booklet' } } };
    const { body } = await (both[1] as Instance).asEditor('/api/publications?status=published', asking);
    expect(body.data).toMatchObject({ name: 'A booklet', action: { type: 'none' } });
  });
});

describe('two instances in one process', () => {
  // Strapi itself does not start beside another one: its admin says “Duplicated item key”.
  const TWO = `
    const { createStrapi } = require('@strapi/strapi');
    const startAndEnd = async (name) => {
      process.env.DATABASE_FILENAME = name + '.db';
      const strapi = await createStrapi({ appDir: process.cwd(), distDir: process.cwd(), autoReload: false, serveAdminPanel: false }).load();
      strapi.server.mount();
      await new Promise((resolve) => strapi.server.httpServer.listen(0, '127.0.0.1', resolve));
      const url = 'http://127.0.0.1:' + strapi.server.httpServer.address().port;
      const before = await (await fetch(url + '/api/publications')).json();
      const data = { name };
      const { documentId } = await strapi.documents('api::publication.publication').create({ data, status: 'published' });
      const found = await fetch(url + '/api/publications/' + documentId);
      const answer = { before: before.data, status: found.status, ...(await found.json()).data };
      await strapi.destroy();
      return answer;
    };
    (async () => {
      const answers = [await startAndEnd('first'), await startAndEnd('second')];
      process.stdout.write('\\nANSWERS ' + JSON.stringify(answers) + '\\n');
      process.exit();
    })();`;

  it('start, answer and end one after the other, with the plugins and without', async () => {
    const files = { 'src/index.js': `module.exports = { async bootstrap({ strapi }) { ${READABLE} } };` };
    const answersWith = async (plugins: typeof PLUGINS | readonly []) => {
      const application = makeApplication({ plugins, config: CONFIG, publication: PUBLICATION, files });
      const env = {
        ...process.env,
        ...SECRETS,
        NODE_ENV: 'production',
        DATABASE_CLIENT: 'sqlite',
        PUBLIC_DIR: 'public',
      };
      const { stdout } = await run(process.execPath, ['-e', TWO], { cwd: application.folder, env }).finally(
        application.remove
      );
      return JSON.parse(/^ANSWERS (.*)$/m.exec(stdout)?.[1] ?? '[]') as Record<string, unknown>[];
    };
    const [without, withPlugins] = await Promise.all([answersWith([]), answersWith(PLUGINS)]);
    expect(without).toMatchObject([
      { before: [], status: 200, name: 'first' },
      { before: [], status: 200, name: 'second' },
    ]);
    expect(withPlugins).toMatchObject(plain(without) as object[]);
    for (const { action } of withPlugins) expect(action).toMatchObject({ type: 'none' });
  });
});

describe('a release of Strapi that changed something inside', () => {
  it('is named in the log, once, and everything else works', async () => {
    const files = {
      // Before the plugins are registered: as if this Strapi had never had it.
      'src/extensions/users-permissions/strapi-server.js': `module.exports = (plugin) => {
        strapi.contentAPI.addQueryParams = undefined;
        return plugin;
      };`,
    };
    const application = makeApplication({ plugins: PLUGINS, config: CONFIG, publication: PUBLICATION, files });
    const instance = await startInstance({ application: application.folder });
    sites.push({ application, instance });
    expect(instance.log().match(/Strapi 5\.\d+\.\d+ changed this: contentAPI\.addQueryParams\./g)).toHaveLength(1);
    const asking = { method: 'POST', body: { data: { name: 'A booklet' } } };
    const { body } = await instance.asEditor('/api/publications?status=published', asking);
    expect(body.data).toMatchObject({ name: 'A booklet', action: { type: 'none' } });
  });
});
