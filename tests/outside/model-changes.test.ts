import { spawnSync } from 'node:child_process';
import path from 'node:path';

import createKnex, { type Knex } from 'knex';

import { makeAdminUser } from '../support/admin-user';
import { changeModel, type ModelChange } from '../support/changed-model';
import { makeArticle, makeMaterial, makeStock, orderFor } from '../support/content';
import { makeDatabase, type DatabaseEnv, type OwnDatabase } from '../support/database';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const ROOT = path.resolve(__dirname, '../..');

/** A command loads Strapi's configuration, which wants them. */
const SECRETS = {
  ...{ APP_KEYS: 'a,b', API_TOKEN_SALT: 'c', ADMIN_JWT_SECRET: 'd', TRANSFER_TOKEN_SALT: 'e', JWT_SECRET: 'f' },
  ENCRYPTION_KEY: '0123456789abcdef0123456789abcdef',
};

/** Works on the database while no instance does. */
const onDatabase = async <Result>(env: DatabaseEnv, work: (knex: Knex) => Promise<Result>): Promise<Result> => {
  const knex = createKnex(
    env.DATABASE_URL
      ? { client: 'pg', connection: env.DATABASE_URL }
      : { client: 'better-sqlite3', connection: { filename: env.DATABASE_FILENAME ?? '' }, useNullAsDefault: true }
  );
  try {
    return await work(knex);
  } finally {
    await knex.destroy();
  }
};

/** Five starts, one after the other. */
jest.setTimeout(600_000);

/** Removed, renamed, retyped and added: in each type whose table a trigger stands on. */
const CHANGES: ModelChange = {
  material: ({ subtitle: _gone, abstract, pages: _retyped, ...attributes }) => ({
    ...attributes,
    summary: abstract ?? {},
    pages: { type: 'string' },
    weight: { type: 'integer' },
  }),
  'stock-status': (attributes) => ({ ...attributes, shelf: { type: 'string' }, note: { type: 'string' } }),
  'news-article': ({ kicker: _gone, ...attributes }) => ({ ...attributes, byline: { type: 'string' } }),
};

const EVERYTHING_BACK: ModelChange = {};

onEveryDatabase('a portal whose content types change', (database) => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await makeDatabase(database);
  });
  afterAll(() => own.drop());

  const on = async (change: ModelChange, work: (instance: Instance) => Promise<void>): Promise<void> => {
    const { env, remove } = changeModel(change);
    const instance = await startInstance({ database, env: { ...own.env, ...env } });
    try {
      await work(instance);
    } finally {
      await instance.stop();
      remove();
    }
  };

  const triggersOf = ({ run }: Instance): Promise<string[]> =>
    run(async (strapi) => {
      const knex = strapi.db.connection;
      const rows = (await (strapi.db.dialect.client === 'sqlite'
        ? knex('sqlite_master').where('type', 'trigger').select('name')
        : knex('pg_trigger')
            .where({ tgisinternal: false })
            .whereIn('tgenabled', ['O', 'A'])
            .select('tgname as name'))) as {
        name: string;
      }[];
      // The cache is off here; its triggers are its own.
      return rows.map(({ name }) => name).filter((name) => !name.startsWith('inprint_changes_'));
    });

  const actionOf = async ({ asReader }: Instance, material: string): Promise<string> =>
    (await asReader(`/api/materials/${material}?locale=de`)).body.data.action.type as string;
  const differences = ({ run }: Instance): Promise<string[]> =>
    run((strapi) => strapi.plugin('ordering').service('ledger').verify() as Promise<string[]>);

  /** Without the digest of the text: one that names a column reads otherwise when that is called otherwise. */
  const namesOf = (triggers: readonly string[]): string[] =>
    triggers.map((name) => name.replace(/_[0-9a-f]{8}$/, '')).sort();

  /** One copy is ordered, then the last: button, filter, ledger, search and mentions follow. */
  const expectEverythingWorks = async (instance: Instance, name: string): Promise<void> => {
    const material = await makeMaterial(instance, { title: `${name} Neuheit`, pdfUrl: 'https://example.org/neu.pdf' });
    const stock = await makeStock(instance, material, { quantity: 2 });
    const article = await makeArticle(instance, {
      body: [
        {
          type: 'paragraph',
          material: { documentId: material },
          children: [{ type: 'text', text: 'Jetzt bestellen' }],
        },
      ],
    });
    expect(await actionOf(instance, material)).toBe('order');
    expect((await orderFor(instance, material, 2)).status).toBe(201);
    expect(await actionOf(instance, material)).toBe('download');
    const filtered = await instance.asReader(
      '/api/materials?locale=de&filters[availability][$eq]=out-of-print&pagination[pageSize]=100'
    );
    expect((filtered.body.data as { documentId: string }[]).map(({ documentId }) => documentId)).toContain(material);
    expect((await orderFor(instance, material, 1)).status).toBe(409);
    expect(await differences(instance)).toEqual([]);
    const admin = await makeAdminUser(instance, 'strapi-super-admin');
    const found = await admin.ask(`/availability/stock?search=${name} Neuheit`);
    expect((found.body.data as object[]).length).toBe(1);
    const usages = await admin.ask(`/availability/usage?materials=${material}`);
    expect(usages.body.data).toMatchObject([{ documentId: article }]);
    expect((await instance.asEditor(`/api/stock-statuses/${stock}`, { method: 'DELETE' })).status).toBeLessThan(300);
    expect(await actionOf(instance, material)).toBe('download');
  };

  it('starts again after attributes were removed, renamed, retyped and added, and nothing is lost', async () => {
    let before: string[] = [];
    let kept = '';
    await on(EVERYTHING_BACK, async (instance) => {
      await expectEverythingWorks(instance, `Vorher${database}`);
      kept = await makeMaterial(instance, { title: `Bleibt${database}`, pdfUrl: 'https://example.org/alt.pdf' });
      await makeStock(instance, kept, { quantity: 3 });
      expect((await orderFor(instance, kept, 1)).status).toBe(201);
      before = await triggersOf(instance);
      expect(before.length).toBeGreaterThan(15);
    });
    await on(CHANGES, async (instance) => {
      expect(namesOf(await triggersOf(instance))).toEqual(namesOf(before));
      await expectEverythingWorks(instance, `Danach${database}`);
      expect(await actionOf(instance, kept)).toBe('order');
      expect((await orderFor(instance, kept, 2)).status).toBe(201);
      expect(await actionOf(instance, kept)).toBe('download');
      expect(await differences(instance)).toEqual([]);
    });
    await on(EVERYTHING_BACK, (instance) => expectEverythingWorks(instance, `Zurueck${database}`));
  });

  it('puts triggers back that somebody dropped or disabled, and takes away those of the release before', async () => {
    let before: string[] = [];
    await on(EVERYTHING_BACK, async (instance) => {
      before = await triggersOf(instance);
      await instance.run(async (strapi) => {
        const knex = strapi.db.connection;
        if (strapi.db.dialect.client === 'sqlite') {
          const rows = (await knex('sqlite_master').where('type', 'trigger').select('name')) as { name: string }[];
          for (const { name } of rows) if (/turned|chain|_added/.test(name)) await knex.raw(`DROP TRIGGER ${name}`);
          await knex.raw('CREATE TRIGGER inprint_v2_gone AFTER DELETE ON stock_statuses BEGIN SELECT 1; END');
          await knex.raw('CREATE TRIGGER ordering_v1_closed AFTER DELETE ON stock_statuses BEGIN SELECT 1; END');
        } else {
          const { rows } = (await knex.raw(
            `SELECT tgname AS name FROM pg_trigger WHERE tgname LIKE '%\\_turned\\_%'`
          )) as {
            rows: { name: string }[];
          };
          for (const { name } of rows) await knex.raw(`DROP TRIGGER ${name} ON stock_statuses`);
          await knex.raw('ALTER TABLE ordering_ledger DISABLE TRIGGER USER');
          await knex.raw(
            'CREATE FUNCTION inprint_v2_refresh() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$'
          );
          await knex.raw(
            'CREATE TRIGGER inprint_v2_refresh AFTER DELETE ON stock_statuses FOR EACH ROW EXECUTE FUNCTION inprint_v2_refresh()'
          );
        }
      });
    });
    await on(EVERYTHING_BACK, async (instance) => {
      expect(namesOf(await triggersOf(instance))).toEqual(namesOf(before));
      await expectEverythingWorks(instance, `Geheilt${database}`);
    });
  });

  it('refuses to start on a database that a later release wrote, before anything is dropped', async () => {
    await on(EVERYTHING_BACK, async (instance) => {
      await instance.run(async (strapi) => {
        const knex = strapi.db.connection;
        await knex('inprint_releases').where({ plugin: 'availability' }).update({ release: '99.0.0' });
        await knex('inprint_releases').where({ plugin: 'ordering' }).update({ release: '0.0.9' });
      });
    });
    await expect(startInstance({ database, env: own.env })).rejects.toThrow(
      /written by release 99\.0\.0 of Inprint’s plugin “availability”, and this is release/
    );
    const tables = await onDatabase(own.env, (knex) => knex('inprint_releases').select('plugin', 'release'));
    expect(tables).toContainEqual({ plugin: 'availability', release: '99.0.0' });
    await onDatabase(own.env, (knex) =>
      knex('inprint_releases').where({ plugin: 'availability' }).update({ release: '0.0.9' })
    );
    await on(EVERYTHING_BACK, async ({ run }) => {
      const left = await run(async (strapi) => {
        const rows = (await strapi.db.connection('inprint_releases').select('release')) as { release: string }[];
        return rows.map(({ release }) => release);
      });
      expect(left).not.toContain('0.0.9');
    });
  });

  it('is taken out without a trace by “npx inprint uninstall”, and tables can still be written', async () => {
    const inprint = (...args: string[]): string => {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [path.join(ROOT, 'plugins/availability/dist/commands/inprint.js'), ...args],
        {
          cwd: ROOT,
          env: { ...process.env, ...SECRETS, ...own.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
          encoding: 'utf8',
        }
      );
      if (status !== 0) throw new Error(stdout + stderr);
      return stdout;
    };
    const namesOfOurs = (): Promise<string[]> =>
      onDatabase(own.env, async (knex) => {
        const rows = (await (database === 'sqlite'
          ? knex('sqlite_master').select('name')
          : knex
              .raw(
                `SELECT relname AS name FROM pg_class UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
               UNION SELECT proname FROM pg_proc`
              )
              .then(({ rows }: { rows: object[] }) => rows))) as { name: string }[];
        return rows
          .map(({ name }) => name)
          .filter((name) => /^(inprint|ordering|mentioned|translation_desk|typo3_import)_/.test(name));
      });
    const before = (await namesOfOurs()).length;
    expect(before).toBeGreaterThan(50);
    expect(inprint('uninstall')).toMatch(/This would be dropped[\s\S]*ordering_ledger[\s\S]*Nothing was dropped/);
    expect((await namesOfOurs()).length).toBe(before);
    expect(inprint('uninstall', '--yes')).toMatch(/Dropped:[\s\S]*ordering_ledger/);
    expect(await namesOfOurs()).toEqual([]);
    await onDatabase(own.env, async (knex) => {
      for (const table of ['materials', 'stock_statuses', 'news_articles']) {
        await knex(table).update({ updated_at: new Date(0) });
        await knex.raw(`ALTER TABLE ${table} RENAME TO renamed_for_a_test`);
        await knex.raw(`ALTER TABLE renamed_for_a_test RENAME TO ${table}`);
        await knex(table).del();
      }
    });
    expect(inprint('uninstall')).toMatch(/nothing of Inprint in this database/);
  });
});
