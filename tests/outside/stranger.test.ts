import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { Client } from 'pg';

import { makeAdminUser } from '../support/admin-user';
import { buildAdmin, makeApplication, PLUGINS, type Application, type PluginName } from '../support/application';
import { CKEDITOR_PACKAGE, ckeditorField, installCkeditor } from '../support/ckeditor';
import { makeDatabase, type OwnDatabase } from '../support/database';
import { readPage } from '../support/docs-page';
import { SECRETS, startInstance, type Database, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

/** Applications are packed, compiled and started one after the other. */
jest.setTimeout(600_000);

/** What a stranger reads, and copies from. */
const PAGE = readPage('install.md');
const CONFIG = PAGE.code('## 2. Three lines of configuration', 'js', 'material');

/** Texts that the page mentions `DOCUMENT_ID` in, as it shows them. */
const MENTIONING = {
  markdown: PAGE.code('## 6. Mentions in your texts', 'md'),
  html: PAGE.code('## 6. Mentions in your texts', 'html'),
};

type Texts = typeof MENTIONING;

const changed = ({ markdown, html }: Texts, change: (text: string) => string): Texts => ({
  markdown: change(markdown),
  html: change(html),
});

const TEXT_FIELDS = { markdown: { type: 'richtext' }, html: ckeditorField() };

const localised = { i18n: { localized: true } };

/** The type of somebody who has never heard of us: other names, other letters. */
const publication = (isFull: boolean, attributes: object = {}) => ({
  kind: 'collectionType',
  collectionName: 'Publications-List',
  info: { singularName: 'publication', pluralName: 'publications', displayName: 'Publication' },
  options: { draftAndPublish: isFull },
  pluginOptions: isFull ? localised : {},
  attributes: {
    name: { type: 'string', required: true },
    handle: { type: 'uid', targetField: 'name' },
    document: {
      type: 'media',
      multiple: false,
      allowedTypes: ['files'],
      ...(isFull ? { pluginOptions: localised } : {}),
    },
    body: { type: 'blocks' },
    alternates: { type: 'string' },
    ...attributes,
  },
});

/** An attribute that the type loses while the plugins are there. */
const REMOVED = { remark: { type: 'string' } };

/** A type that GraphQL does not show. */
const HIDDEN = {
  'src/index.js': `module.exports = {
    register({ strapi }) { strapi.plugin('graphql')?.service('extension').shadowCRUD('api::inner-note.inner-note').disable(); },
  };`,
  'src/api/inner-note/content-types/inner-note/schema.json': JSON.stringify({
    ...publication(true),
    collectionName: 'inner-notes',
    info: { singularName: 'inner-note', pluralName: 'inner-notes', displayName: 'Inner note' },
    attributes: { name: { type: 'string' }, body: { type: 'blocks' } },
  }),
  ...Object.fromEntries(
    ['Controller', 'Service', 'Router'].map((kind) => [
      `src/api/inner-note/${kind === 'Router' ? 'routes' : `${kind.toLowerCase()}s`}/inner-note.js`,
      `module.exports = require('@strapi/strapi').factories.createCore${kind}('api::inner-note.inner-note');`,
    ])
  ),
};

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
  spawnSync(process.execPath, [path.join(folder, 'node_modules/.bin/inprint'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env, ...SECRETS, PUBLIC_DIR: path.join(folder, 'public') },
  });

const withSchema = async (database: Database): Promise<OwnDatabase> => {
  const made = await makeDatabase(database);
  if (database === 'sqlite') return made;
  const client = new Client({ connectionString: made.env.DATABASE_URL });
  await client.connect();
  await client.query(`CREATE SCHEMA "${SCHEMA}"`).finally(() => client.end());
  return { ...made, env: { ...made.env, DATABASE_SCHEMA: SCHEMA } };
};

/** What stands in a database under names that are ours: tables, indexes, triggers, functions. */
const namesOfOurs = async (instance: Instance): Promise<string[]> => {
  const names = await instance.run(async (strapi) => {
    const knex = strapi.db.connection;
    if (strapi.db.dialect.client === 'sqlite') return knex('sqlite_master').pluck('name') as Promise<string[]>;
    const { rows } = await knex.raw(
      `SELECT relname AS name FROM pg_class UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION SELECT proname FROM pg_proc`
    );
    return (rows as { name: string }[]).map(({ name }) => name);
  });
  return names.filter((name) => /inprint|^(ordering|availability|mentioned|translation_desk|typo3_import)_/.test(name));
};

const RECIPIENT = {
  ...{ name: 'A. Reader', street: 'Lane 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  email: 'a@example.org',
};

interface Story {
  readonly name: string;
  readonly database: Database;
  readonly typescript: boolean;
  /** With drafts, two languages, and publications from before; else with none of these. */
  readonly isFull: boolean;
}

const STORIES: readonly Story[] = [
  { name: 'JavaScript on SQLite, drafts and two languages', database: 'sqlite', typescript: false, isFull: true },
  {
    name: 'TypeScript on PostgreSQL in a schema, without drafts',
    database: 'postgres',
    typescript: true,
    isFull: false,
  },
];

/** docs/install.md, from top to bottom. */
describe.each(STORIES)('a Strapi of somebody else: $name', ({ database, typescript, isFull }) => {
  if (database === 'postgres' && !process.env.TEST_POSTGRES_URL) {
    it.skip('needs a PostgreSQL server: set TEST_POSTGRES_URL', () => {});
    return;
  }
  let made: OwnDatabase;
  let application: Application;
  let instance: Instance;
  let old: string;
  let item: string;
  let stock: string;
  /** Mentions the item in Markdown and HTML. */
  let text: string;

  /** Stops what runs, and starts the application with these plugins. */
  const startWith = async (
    plugins: readonly PluginName[],
    { attributes = {}, withGraphql = true }: { readonly attributes?: object; readonly withGraphql?: boolean } = {}
  ): Promise<void> => {
    await instance?.stop();
    application?.remove();
    application = makeApplication({
      plugins,
      config: {},
      publication: publication(isFull, { ...TEXT_FIELDS, ...attributes }),
      packages: [CKEDITOR_PACKAGE],
      withGraphql,
      typescript,
      findsPlugins: true,
      files: {
        'config/plugins.js': plugins.length > 0 ? CONFIG : 'module.exports = () => ({});',
        ...(isFull ? HIDDEN : {}),
      },
    });
    const { folder, dist } = application;
    installCkeditor(folder);
    instance = await startInstance({ database, env: { ...made.env, TEST_DIST: dist }, application: folder });
  };

  beforeAll(async () => {
    made = await withSchema(database);
  });

  afterAll(async () => {
    await instance?.stop();
    application?.remove();
    await made?.drop();
  });

  const write = async (address: string, data: object, method = 'POST') =>
    accepted(await instance.asEditor(address, { method, body: { data } })).data;
  const read = async (documentId: string, query = '') =>
    accepted(await instance.asReader(`/api/publications/${documentId}${query}`)).data;
  const actionOf = async (documentId: string, query = '') => (await read(documentId, query)).action;
  const setQuantity = (quantity: number) => write(`/api/availability/stock-statuses/${stock}`, { quantity }, 'PUT');
  const order = (key: string, locale = 'en') =>
    instance.asReader('/api/orders', {
      method: 'POST',
      body: { data: { lines: [{ material: item, locale, quantity: 1 }], recipient: RECIPIENT } },
      headers: { 'idempotency-key': `key-of-somebody-${key}` },
    });

  const mention = async () => {
    const link = { type: 'link', url: 'https://example.org', material: { documentId: item } };
    const body = [{ type: 'paragraph', children: [{ ...link, children: [{ type: 'text', text: 'Heft' }] }] }];
    const { documentId } = await write('/api/publications?status=published', { name: 'Mentions it', body });
    return (await read(documentId)).body[0].children[0].url as string;
  };

  const textsOf = ({ markdown, html }: Texts): Texts => ({ markdown, html });
  /** Writes what the page shows, for a publication; returns the document that holds it. */
  const writeTexts = async (material: string): Promise<string> => {
    const texts = changed(MENTIONING, (text) => text.replaceAll('DOCUMENT_ID', material));
    return (await write('/api/publications?status=published', { name: 'Texts', ...texts })).documentId;
  };
  /** What the page shows, as readers get it while the publication has this action. */
  const textsWith = (material: string, { url, label, notice }: Record<string, string | null>): Texts => {
    const words = notice === null ? '' : `${notice} `;
    const escaped = String(url).replaceAll('&', '&amp;');
    return {
      markdown: MENTIONING.markdown
        .replace('[Order here](/materials/DOCUMENT_ID "call-to-action")', `${words}[${label}](${url})`)
        .replace('(/materials/DOCUMENT_ID)', `(${url})`),
      html: MENTIONING.html
        .replace('>Order here<', `>${words}<a href="${escaped}">${label}</a><`)
        .replace('"/materials/DOCUMENT_ID"', `"${escaped}"`)
        .replaceAll('DOCUMENT_ID', material),
    };
  };

  describe('with availability alone', () => {
    beforeAll(async () => {
      if (isFull) {
        await startWith([], { attributes: REMOVED });
        const from = { name: 'From before', remark: 'Goes with the attribute' };
        old = (await write('/api/publications?status=published', from)).documentId;
      }
      await startWith(['availability'], { attributes: REMOVED, withGraphql: false });
      await openToReaders(instance);
    });

    it('says nothing of problems', () => {
      expect(instance.log()).not.toMatch(/stands still/);
    });

    if (isFull)
      it('saves publications from before', async () => {
        await write(`/api/publications/${old}?status=published`, { name: 'Saved again' }, 'PUT');
        expect(await actionOf(old)).toMatchObject({ type: 'none' });
      });

    it('has the button that the page shows, for the stock that it has one write by REST, and the PDF at 0', async () => {
      const data = { name: 'Ein Heft', document: await uploadPdf(instance, 'heft.pdf'), remark: 'Goes' };
      item = (await write('/api/publications?status=published', data)).documentId;
      expect(await actionOf(item)).toMatchObject({ type: 'download' });

      const heading = '## 5. The first stock and the first button';
      const curl = PAGE.code(heading, 'sh', 'stock-statuses');
      const [, address = '', body = ''] = /localhost:1337(\S+)[\s\S]*-d '(.*)'/.exec(curl) ?? [];
      const sent = body.replace('DOCUMENT_ID', item);
      const asking = { method: 'POST', body: sent, headers: { 'content-type': 'application/json' } };
      stock = accepted(await instance.asEditor(address, asking)).data.documentId;
      const shown = JSON.parse(PAGE.code(heading, 'json').replaceAll('…', '')).data.action;
      const action = await actionOf(item);
      expect(action).toMatchObject({ type: shown.type, label: shown.label, maxPerOrder: null });
      expect(action.url.startsWith(shown.url)).toBe(true);

      await setQuantity(0);
      const gone = await actionOf(item);
      expect(gone).toMatchObject({ type: 'download', availability: 'out-of-print' });
      expect(gone.file.url).toMatch(/heft.*\.pdf$/);
      if (!isFull) expect(await actionOf(item, '?status=draft')).toMatchObject({ type: 'download' });
    });

    it('keeps mentions up to date in Blocks, Markdown and what CKEditor writes, and no other byte changes', async () => {
      expect(await mention()).toMatch(/heft.*\.pdf$/);
      text = await writeTexts(item);
      const action = await actionOf(item);
      expect(action.url).toMatch(/heft.*\.pdf$/);
      expect(textsOf(await read(text))).toEqual(textsWith(item, action));
    });
  });

  describe('with all plugins, and an attribute less', () => {
    beforeAll(() => startWith(PLUGINS));

    it('packs every plugin that the repository has, and none stands still', () => {
      const folders = readdirSync(path.resolve(__dirname, '../../plugins')).sort();
      expect(folders).toEqual([...PLUGINS]);
      expect(instance.log()).not.toMatch(/stands still/);
    });

    it('goes on to say what is there, in REST and, as the page asks it, in GraphQL', async () => {
      expect(await read(item)).not.toHaveProperty('remark');
      expect(await actionOf(item)).toMatchObject({ type: 'download', availability: 'out-of-print' });
      const [, query = ''] = /GraphQL the same is `(.*)`/.exec(PAGE.text) ?? [];
      const { body } = await instance.graphql(query.replace('DOCUMENT_ID', item));
      expect(body.data.publication.action).toMatchObject({ type: 'download', url: expect.stringMatching(/\.pdf$/) });
    });

    it('swaps, filters by state, and keeps mentions up to date', async () => {
      await setQuantity(2);
      const offered = await actionOf(item);
      expect(offered).toMatchObject({ type: 'order' });
      const ordering = textsOf(await read(text));
      expect(ordering).toEqual(textsWith(item, offered));
      const { body } = await instance.graphql(`{ publication(documentId: "${text}") { markdown html } }`);
      expect(body).toEqual({ data: { publication: ordering } });
      await setQuantity(0);
      expect(textsOf(await read(text))).toEqual(textsWith(item, await actionOf(item)));
      expect(await mention()).toMatch(/heft.*\.pdf$/);
      const { data } = accepted(await instance.asReader('/api/publications?filters[availability][$eq]=out-of-print'));
      expect(data.map(({ name }: { name: string }) => name)).toEqual(['Ein Heft']);
    });

    it('keeps the words of a mention and takes its link where a publication is gone', async () => {
      const { documentId } = await write('/api/publications?status=published', { name: 'Gone' });
      const mentioning = await writeTexts(documentId);
      accepted(await instance.asEditor(`/api/publications/${documentId}`, { method: 'DELETE' }));
      const words = {
        markdown: MENTIONING.markdown.replace(/\[(.*?)\]\(.*?\)/g, '$1'),
        html: MENTIONING.html.replace(/<a .*?>(.*?)<\/a>/g, '$1').replaceAll('DOCUMENT_ID', documentId),
      };
      expect(textsOf(await read(mentioning))).toEqual(words);
    });

    it('finds publications by the words of their titles, at the stock desk and in the picker', async () => {
      const admin = await makeAdminUser(instance, 'strapi-super-admin');
      const found = accepted(await admin.ask('/availability/materials?search=heft')).data;
      expect(found).toEqual([{ documentId: item, title: 'Ein Heft' }]);
      const picked = accepted(await admin.ask('/availability/usage/materials?search=Heft&locale=en')).data;
      expect(picked).toMatchObject([{ documentId: item, title: 'Ein Heft', slug: null }]);
    });

    it('refuses an order for what is gone, with the PDF, and sells the last copy once', async () => {
      expect(await order('one')).toMatchObject({
        status: 409,
        body: { error: { details: { lines: [{ action: { type: 'download' } }] } } },
      });
      await setQuantity(1);
      expect(await order('two')).toMatchObject({ status: 201 });
      expect(await order('three')).toMatchObject({ status: 409 });
      expect(await actionOf(item)).toMatchObject({ type: 'download', availability: 'out-of-print' });
    });

    it('leaves what is the type’s own, and the state to the database', async () => {
      const data = { availability: 'withdrawn', alternates: 'my own' };
      await write(`/api/publications/${item}?status=published`, data, 'PUT');
      expect(await read(item)).toMatchObject({ alternates: 'my own', action: { availability: 'out-of-print' } });
      const { body } = await instance.graphql(`{ publication(documentId: "${item}") { alternates action { type } } }`);
      expect(body).toEqual({ data: { publication: { alternates: 'my own', action: { type: 'download' } } } });
    });

    if (isFull)
      it('swaps in both languages, and hides what GraphQL is not to show', async () => {
        await instance.run((strapi) =>
          strapi.plugin('i18n').service('locales').create({ code: 'fr', name: 'French (fr)' })
        );
        await write(`/api/publications/${item}?locale=fr&status=published`, { name: 'Un livret' }, 'PUT');
        await setQuantity(1);
        const french = await read(item, '?locale=fr');
        expect(french).toMatchObject({ name: 'Un livret', action: { type: 'order', locale: 'fr' } });
        expect(await order('four', 'fr')).toMatchObject({ status: 201 });
        for (const locale of ['en', 'fr']) {
          const gone = { type: 'download', availability: 'out-of-print', locale, file: { locale: 'en' } };
          expect(await actionOf(item, `?locale=${locale}`)).toMatchObject(gone);
        }
        const list = await instance.asEditor('/api/publications?locale=fr&localeFallback=true&sort=name');
        expect(accepted(list).data).toContainEqual(
          expect.objectContaining({ documentId: item, name: 'Un livret', locale: 'fr' })
        );
        const inner = await instance.graphql('{ innerNotes { name } }');
        expect(inner.body.errors[0].message).toMatch(/^Cannot query field "innerNotes"/);
      });

    // This repository's own release is built with the portal.
    if (isFull && process.env.TEST_STRAPI)
      it('builds its admin', () => {
        buildAdmin(application, { ...SECRETS, ...made.env });
        expect(readdirSync(path.join(application.folder, 'build'))).toContain('index.html');
      });

    it('adds up and is set up, say the commands', async () => {
      expect((await namesOfOurs(instance)).length).toBeGreaterThan(50);
      await instance.stop();
      const runCommand = (name: string) => {
        const { status, stdout, stderr } = runInprint(application, made.env, [name]);
        return { status, stdout, stderr };
      };
      expect(runCommand('ledger:verify')).toEqual({
        status: 0,
        stdout: 'The ledger adds up: every quantity is the sum of its lines.\n',
        stderr: '',
      });
      expect(runCommand('check')).toEqual({
        status: 0,
        stdout: 'Everything is set up, and the database keeps what is promised.\n',
        stderr: '',
      });
    });
  });

  it('goes without a trace, and everything can still be saved', async () => {
    const inprint = (...args: string[]): string => runInprint(application, made.env, args).stdout;
    if (isFull) expect(inprint('uninstall')).toMatch(/Nothing was dropped/);
    expect(inprint('uninstall', '--yes')).toMatch(/^Dropped:/);

    await startWith([]);
    expect(await namesOfOurs(instance)).toEqual([]);
    for (const documentId of [item, ...(isFull ? [old] : [])]) {
      const saved = await write(
        `/api/publications/${documentId}?status=published`,
        { name: 'Saved without Inprint', alternates: 'my own' },
        'PUT'
      );
      expect(saved).toMatchObject({ name: 'Saved without Inprint', alternates: 'my own' });
      expect(saved).not.toHaveProperty('action');
    }
    // What was stored is what was written.
    const stored = changed(MENTIONING, (one) => one.replaceAll('DOCUMENT_ID', item));
    expect(textsOf(await read(text))).toEqual(stored);
  });
});

describe('a Strapi of somebody else that is not set up', () => {
  let made: OwnDatabase;
  let application: Application;
  let instance: Instance;

  beforeAll(async () => {
    made = await makeDatabase('sqlite');
    application = makeApplication({
      plugins: PLUGINS,
      config: {
        availability: {
          config: {
            material: { uid: 'api::publication.publication', title: 'name', pdf: 'documnet', slug: 'slug' },
          },
        },
        'translation-desk': { config: { contentTypes: ['api::nothing.nothing'] } },
      },
      publication: publication(true, { action: { type: 'string' }, note: { type: 'blocks', private: true } }),
      withGraphql: false,
    });
    instance = await startInstance({ env: made.env, application: application.folder });
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

describe.each(['sqlite', 'postgres'] as const)(
  'stock that was written before the plugin looked after it (%s)',
  (database) => {
    const uid = 'plugin::availability.stock-status';
    let made: OwnDatabase;
    const applications: Application[] = [];
    let instance: Instance | null = null;

    const startWith = async (pdf: string): Promise<Instance> => {
      const material = { uid: 'api::publication.publication', title: 'name', pdf, slug: 'handle' };
      const application = makeApplication({
        plugins: ['availability'],
        config: { availability: { config: { material } } },
        publication: publication(true),
      });
      applications.push(application);
      instance = await startInstance({ database, env: made.env, application: application.folder });
      return instance;
    };
    const asked = { path: '/api/availability?materials=a', standing: { status: 503 }, working: { status: 200 } };

    beforeAll(async () => {
      made = await makeDatabase(database);
    });
    afterAll(async () => {
      await instance?.stop();
      for (const { remove } of applications) remove();
      await made?.drop();
    });

    it('is named where two records say the same, until somebody corrects them', async () => {
      const before = await startWith('documnet');
      await before.run(async (strapi, type) => {
        const one = { material: 'a', availability: 'in-stock', whenSoldOut: 'out-of-print' };
        for (const record of [
          { orderNumber: 'B-1' },
          { orderNumber: 'B-1', edition: 'fr' },
          { orderNumber: 'B-2', edition: 'fr' },
        ])
          await strapi.db.query(type as never).create({ data: { ...one, ...record } } as never);
      }, uid);
      await before.stop();

      const wrong = await startWith('document');
      expect(wrong.log()).toContain(`Several records of “${uid}” have the same order number: “B-1”.`);
      expect(wrong.log()).toContain('are about the same publication and language (documentId a). Keep one of each.');
      expect(await wrong.asReader(asked.path)).toMatchObject(asked.standing);
      const { status, stdout } = runInprint(applications.at(-1) as Application, made.env, ['check']);
      expect({ status, names: stdout.includes('“B-1”') }).toEqual({ status: 1, names: true });
      await wrong.run(async (strapi, type) => {
        await strapi.db.query(type as never).delete({ where: { orderNumber: 'B-1', edition: 'fr' } } as never);
      }, uid);
      await wrong.stop();

      const right = await startWith('document');
      expect(right.log()).not.toContain('stands still');
      expect(await right.asReader(asked.path)).toMatchObject(asked.working);
      const record = { material: 'b', availability: 'in-stock', orderNumber: 'B-1' };
      const again = await right.asEditor('/api/availability/stock-statuses', {
        method: 'POST',
        body: { data: record },
      });
      expect(again.status).toBe(400);
    });
  }
);
