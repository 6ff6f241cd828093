import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { Client } from 'pg';

import { makeAdminUser } from '../support/admin-user';
import { makeApplication, PLUGINS, type Application, type ApplicationOptions } from '../support/application';
import { makeDatabase, type OwnDatabase } from '../support/database';
import { startInstance, type Database, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

/** The type of somebody who has never heard of us: other names, other letters. */
const publication = ({ drafts, localised }: { drafts: boolean; localised: boolean }, more: object = {}) => ({
  kind: 'collectionType',
  collectionName: 'Publications-List',
  info: { singularName: 'publication', pluralName: 'publications', displayName: 'Publication' },
  options: { draftAndPublish: drafts },
  pluginOptions: localised ? { i18n: { localized: true } } : {},
  attributes: {
    name: { type: 'string', required: true },
    handle: { type: 'uid', targetField: 'name' },
    document: { type: 'media', multiple: false, allowedTypes: ['files'] },
    body: { type: 'blocks' },
    ...more,
  },
});

const MATERIAL = { uid: 'api::publication.publication', title: 'name', pdf: 'document' };
const CONFIG = { availability: { config: { material: MATERIAL } } };

/** Readers may read publications. */
const openToReaders = (instance: Instance): Promise<unknown> =>
  instance.run(async (strapi) => {
    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
    for (const action of ['find', 'findOne']) {
      await strapi.db
        .query('plugin::users-permissions.permission')
        .create({ data: { action: `api::publication.publication.${action}`, role: role.id } });
    }
  });

const accepted = <Body>({ status, body }: { status: number; body: Body }): Body => {
  if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
  return body;
};

const SCHEMA = 'cms-of-somebody';

/** `npx inprint …` where the application lies. */
const runInprint = ({ folder }: Application, env: OwnDatabase['env'], args: readonly string[]) =>
  spawnSync(
    process.execPath,
    [path.join(folder, 'node_modules/@inprint/strapi-plugin-availability/dist/commands/inprint.js'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...env,
        ...{ APP_KEYS: 'a,b', API_TOKEN_SALT: 'a', ADMIN_JWT_SECRET: 'a', JWT_SECRET: 'a', TRANSFER_TOKEN_SALT: 'a' },
        ENCRYPTION_KEY: 'a',
        PUBLIC_DIR: path.join(folder, 'public'),
      },
    }
  );

/** A database with a publication from before the plugins came. */
const withSchema = async (database: Database): Promise<OwnDatabase> => {
  const made = await makeDatabase(database);
  if (database === 'sqlite') return made;
  const client = new Client({ connectionString: made.env.DATABASE_URL });
  await client.connect();
  await client.query(`CREATE SCHEMA "${SCHEMA}"`).finally(() => client.end());
  return { ...made, env: { ...made.env, DATABASE_SCHEMA: SCHEMA } };
};

const start = async (database: Database, env: OwnDatabase['env'], options: ApplicationOptions) => {
  const application = makeApplication(options);
  const instance = await startInstance({ database, env, application: application.folder }).catch((error: unknown) => {
    application.remove();
    throw error;
  });
  return { application, instance };
};

const SITUATIONS = [
  { name: 'drafts, one language', database: 'sqlite', drafts: true, localised: false },
  { name: 'no drafts, one language, a schema', database: 'postgres', drafts: false, localised: false },
] as const;

describe.each(SITUATIONS)('a Strapi of somebody else on $database: $name', ({ database, drafts, localised }) => {
  if (database === 'postgres' && !process.env.TEST_POSTGRES_URL) {
    it.skip('needs a PostgreSQL server: set TEST_POSTGRES_URL', () => {});
    return;
  }
  const schema = publication({ drafts, localised });
  let made: OwnDatabase;
  let application: Application;
  let instance: Instance;
  let old: string;
  let item: string;
  let stock: string;

  beforeAll(async () => {
    made = await withSchema(database);
    const before = await start(database, made.env, { plugins: [], config: {}, publication: schema });
    const written = accepted(
      await before.instance.asEditor('/api/publications', { method: 'POST', body: { data: { name: 'From before' } } })
    );
    old = written.data.documentId;
    await before.instance.stop();
    before.application.remove();

    ({ application, instance } = await start(database, made.env, {
      plugins: ['availability', 'ordering'],
      config: CONFIG,
      publication: schema,
    }));
    await openToReaders(instance);
  });

  afterAll(async () => {
    await instance?.stop();
    application?.remove();
    await made?.drop();
  });

  const actionOf = async (documentId: string, query = '') =>
    accepted(await instance.asReader(`/api/publications/${documentId}${query}`)).data.action;

  it('says nothing of problems', () => {
    expect(instance.log()).not.toMatch(/stands still/);
  });

  it('saves publications from before', async () => {
    accepted(
      await instance.asEditor(`/api/publications/${old}`, { method: 'PUT', body: { data: { name: 'Saved again' } } })
    );
    expect(await actionOf(old)).toMatchObject({ type: 'none' });
  });

  it('offers to order what is there, and the PDF when the last copy is gone', async () => {
    const pdf = await uploadPdf(instance, 'heft.pdf');
    const data = { name: 'Ein Heft', document: pdf };
    item = accepted(await instance.asEditor('/api/publications', { method: 'POST', body: { data } })).data.documentId;
    expect(await actionOf(item)).toMatchObject({ type: 'download' });

    const status = { material: item, availability: 'in-stock', quantity: 2, orderNumber: 'A-1' };
    const answer = await instance.asEditor('/api/availability/stock-statuses', {
      method: 'POST',
      body: { data: status },
    });
    stock = accepted(answer).data.documentId;
    expect(await actionOf(item)).toMatchObject({ type: 'order', maxPerOrder: null });

    accepted(
      await instance.asEditor(`/api/availability/stock-statuses/${stock}`, {
        method: 'PUT',
        body: { data: { quantity: 0 } },
      })
    );
    const action = await actionOf(item);
    expect(action).toMatchObject({ type: 'download', availability: 'out-of-print' });
    expect(action.file.url).toMatch(/heft.*\.pdf$/);
    if (!drafts) expect(await actionOf(item, '?status=draft')).toMatchObject({ type: 'download' });
  });

  it('says the same in GraphQL', async () => {
    const { body } = await instance.graphql(
      `{ publication(documentId: "${item}") { name action { type availability } } }`
    );
    expect(body.data?.publication).toEqual({
      name: 'Ein Heft',
      action: { type: 'download', availability: 'out-of-print' },
    });
  });

  it('filters by state', async () => {
    const { data } = accepted(await instance.asReader('/api/publications?filters[availability][$eq]=out-of-print'));
    expect(data.map(({ name }: { name: string }) => name)).toEqual(['Ein Heft']);
  });

  it('finds publications by the words of their titles, at the stock desk and in the picker', async () => {
    const admin = await makeAdminUser(instance, 'strapi-super-admin');
    const found = accepted(await admin.ask('/availability/materials?search=heft')).data;
    expect(found).toEqual([{ documentId: item, title: 'Ein Heft' }]);
    const picked = accepted(await admin.ask('/availability/usage/materials?search=Heft&locale=en')).data;
    expect(picked).toMatchObject([{ documentId: item, title: 'Ein Heft', slug: null }]);
  });

  it('keeps a mention in a text up to date', async () => {
    const body = [
      {
        type: 'paragraph',
        children: [
          {
            type: 'link',
            url: 'https://example.org',
            material: { documentId: item },
            children: [{ type: 'text', text: 'Heft' }],
          },
        ],
      },
    ];
    const data = { name: 'Mentions it', body };
    const other = accepted(await instance.asEditor('/api/publications', { method: 'POST', body: { data } })).data;
    const read = accepted(await instance.asReader(`/api/publications/${other.documentId}`)).data;
    expect(read.body[0].children[0].url).toMatch(/heft.*\.pdf$/);
  });

  it('refuses an order for what is gone, with the PDF, and takes one when copies came', async () => {
    const order = {
      lines: [{ material: item, locale: 'en', quantity: 1 }],
      recipient: {
        name: 'A. Reader',
        street: 'Lane 1',
        postalCode: '10115',
        city: 'Berlin',
        country: 'DE',
        email: 'a@example.org',
      },
    };
    const send = (key: string) =>
      instance.asReader('/api/orders', {
        method: 'POST',
        body: { data: order },
        headers: { 'idempotency-key': `key-of-somebody-${key}` },
      });
    expect(await send('one')).toMatchObject({ status: 409 });
    accepted(
      await instance.asEditor(`/api/availability/stock-statuses/${stock}`, {
        method: 'PUT',
        body: { data: { quantity: 5 } },
      })
    );
    expect(await send('two')).toMatchObject({ status: 201 });
    expect(await actionOf(item)).toMatchObject({ type: 'order' });
  });

  it('leaves the form of the type as it is: the state is kept by the database', async () => {
    accepted(
      await instance.asEditor(`/api/publications/${item}`, {
        method: 'PUT',
        body: { data: { availability: 'withdrawn' } },
      })
    );
    expect(await actionOf(item)).toMatchObject({ availability: 'in-stock' });
  });
});

describe('a Strapi of somebody else that is not set up', () => {
  let made: OwnDatabase;
  let application: Application;
  let instance: Instance;

  beforeAll(async () => {
    made = await makeDatabase('sqlite');
    ({ application, instance } = await start('sqlite', made.env, {
      plugins: PLUGINS,
      config: {
        availability: { config: { material: { ...MATERIAL, pdf: 'documnet', slug: 'slug' } } },
        'translation-desk': { config: { contentTypes: ['api::nothing.nothing'] } },
      },
      publication: publication(
        { drafts: true, localised: false },
        { action: { type: 'string' }, note: { type: 'blocks', private: true } }
      ),
      withGraphql: false,
    }));
  });

  afterAll(async () => {
    await instance?.stop();
    application?.remove();
    await made?.drop();
  });

  it('starts, and says everything that is missing in one message', () => {
    const log = instance.log();
    expect(log.match(/stands still; everything else works/g)).toHaveLength(1);
    expect(log).toContain('Did you mean “document”?');
    expect(log).toContain('“api::publication.publication” has no attribute “slug”');
    expect(log).toContain('has an attribute “action” of its own');
    for (const plugin of ['ordering', 'translation-desk', 'typo3-import']) {
      expect(log).toContain(`The plugin “${plugin}” stands still: it needs the plugin “availability”, set up`);
    }
  });

  it('answers what Strapi answers, own attributes included', async () => {
    const data = { name: 'Anything', action: 'of its own' };
    const written = accepted(await instance.asEditor('/api/publications', { method: 'POST', body: { data } })).data;
    const read = accepted(await instance.asEditor(`/api/publications/${written.documentId}?status=draft`)).data;
    expect(read).toMatchObject(data);
  });

  it('says so where it is asked', async () => {
    expect(await instance.asReader('/api/availability?materials=a')).toMatchObject({
      status: 503,
      body: { error: { details: { code: 'not-set-up' } } },
    });
    expect(await instance.asEditor('/api/availability/stock-statuses')).toMatchObject({ status: 503 });
  });

  it('says so to whoever asks the command', () => {
    const { status, stdout } = runInprint(application, made.env, ['check']);
    expect(status).toBe(1);
    expect(stdout).toContain('Did you mean “document”?');
  });
});

describe('a Strapi of somebody else with the whole bundle: two languages, own words, a type that GraphQL does not show', () => {
  const localised = { i18n: { localized: true } };
  const OWN = {
    alternates: { type: 'string' },
    document: { type: 'media', multiple: false, allowedTypes: ['files'], pluginOptions: localised },
  };
  const hidden = {
    ...publication({ drafts: true, localised: true }),
    collectionName: 'inner-notes',
    info: { singularName: 'inner-note', pluralName: 'inner-notes', displayName: 'Inner note' },
    attributes: { name: { type: 'string' }, body: { type: 'blocks' } },
  };
  const factory = (kind: string): string =>
    `module.exports = require('@strapi/strapi').factories.createCore${kind}('api::inner-note.inner-note');`;
  const FILES = {
    'src/index.js': `module.exports = {
      register({ strapi }) { strapi.plugin('graphql').service('extension').shadowCRUD('api::inner-note.inner-note').disable(); },
    };`,
    'src/api/inner-note/content-types/inner-note/schema.json': JSON.stringify(hidden),
    'src/api/inner-note/controllers/inner-note.js': factory('Controller'),
    'src/api/inner-note/services/inner-note.js': factory('Service'),
    'src/api/inner-note/routes/inner-note.js': factory('Router'),
  };
  const SCHEMA_OF_TYPE = publication({ drafts: true, localised: true }, OWN);
  let made: OwnDatabase;
  let application: Application;
  let instance: Instance;
  let item: string;

  beforeAll(async () => {
    made = await makeDatabase('sqlite');
    ({ application, instance } = await start('sqlite', made.env, {
      plugins: PLUGINS,
      config: CONFIG,
      publication: SCHEMA_OF_TYPE,
      files: FILES,
    }));
    await openToReaders(instance);
    await instance.run((strapi) =>
      strapi.plugin('i18n').service('locales').create({ code: 'fr', name: 'French (fr)' })
    );
  });

  afterAll(async () => {
    await instance?.stop();
    application?.remove();
    await made?.drop();
  });

  it('packs every plugin that the repository has', () => {
    const folders = readdirSync(path.resolve(__dirname, '../../plugins')).sort();
    expect(folders).toEqual([...PLUGINS]);
    expect(instance.log()).not.toMatch(/stands still/);
  });

  it('swaps in both languages, and keeps an attribute “alternates” of the type’s own', async () => {
    const written = accepted(
      await instance.asEditor('/api/publications?status=published', {
        method: 'POST',
        body: { data: { name: 'A booklet', document: await uploadPdf(instance, 'booklet.pdf'), alternates: 'my own' } },
      })
    ).data;
    item = written.documentId;
    accepted(
      await instance.asEditor(`/api/publications/${item}?locale=fr&status=published`, {
        method: 'PUT',
        body: { data: { name: 'Un livret' } },
      })
    );
    accepted(
      await instance.asEditor('/api/availability/stock-statuses', {
        method: 'POST',
        body: { data: { material: item, availability: 'in-stock', quantity: 1, orderNumber: 'B-1' } },
      })
    );
    const english = accepted(await instance.asReader(`/api/publications/${item}`)).data;
    expect(english).toMatchObject({ alternates: 'my own', action: { type: 'order', locale: 'en' } });
    const french = accepted(await instance.asReader(`/api/publications/${item}?locale=fr`)).data;
    expect(french).toMatchObject({ name: 'Un livret', action: { type: 'order', locale: 'fr' } });
  });

  it('answers GraphQL, without the type that is hidden there', async () => {
    const { body } = await instance.graphql(`{ publication(documentId: "${item}") { alternates action { type } } }`);
    expect(body).toEqual({ data: { publication: { alternates: 'my own', action: { type: 'order' } } } });
    const inner = await instance.graphql('{ innerNotes { name } }');
    expect(inner.body.errors[0].message).toMatch(/^Cannot query field "innerNotes"/);
  });

  it('sells the last copy once, and offers the PDF in both languages', async () => {
    const order = (key: string) =>
      instance.asReader('/api/orders', {
        method: 'POST',
        headers: { 'idempotency-key': `whole-bundle-${key}` },
        body: {
          data: {
            lines: [{ material: item, locale: 'fr', quantity: 1 }],
            recipient: {
              ...{ name: 'A. Reader', street: 'Lane 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
              email: 'a@example.org',
            },
          },
        },
      });
    expect(await order('one')).toMatchObject({ status: 201 });
    expect(await order('two')).toMatchObject({ status: 409 });
    for (const locale of ['en', 'fr']) {
      const { action } = accepted(await instance.asReader(`/api/publications/${item}?locale=${locale}`)).data;
      expect(action).toMatchObject({ type: 'download', availability: 'out-of-print', locale, file: { locale: 'en' } });
    }
  });

  it('adds up and is set up, say the commands', async () => {
    await instance.stop();
    expect(runInprint(application, made.env, ['ledger:verify'])).toMatchObject({
      status: 0,
      stdout: 'The ledger adds up: every quantity is the sum of its lines.\n',
    });
    const { status, stdout } = runInprint(application, made.env, ['check']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Everything is set up, and the database keeps what is promised.\n',
    });
  });

  it('goes without a trace, and everything can still be saved', async () => {
    const inprint = (...args: string[]): string => runInprint(application, made.env, args).stdout;
    expect(inprint('uninstall')).toMatch(/Nothing was dropped/);
    expect(inprint('uninstall', '--yes')).toMatch(/^Dropped:/);
    expect(inprint('uninstall')).toMatch(/There is nothing of Inprint/);
    application.remove();

    ({ application, instance } = await start('sqlite', made.env, {
      plugins: [],
      config: {},
      publication: SCHEMA_OF_TYPE,
      files: FILES,
    }));
    const saved = await instance.asEditor(`/api/publications/${item}?status=published`, {
      method: 'PUT',
      body: { data: { name: 'Saved without Inprint' } },
    });
    expect(saved).toMatchObject({
      status: 200,
      body: { data: { name: 'Saved without Inprint', alternates: 'my own' } },
    });
    expect(saved.body.data).not.toHaveProperty('action');
  });
});
