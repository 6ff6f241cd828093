import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { version } from '../../plugins/availability/package.json';
import { makeAdminUser, makeRole } from '../support/admin-user';
import { makeApplication, type Application, type PluginName } from '../support/application';
import { dropDatabase, makeDatabase, type OwnDatabase } from '../support/database';
import { readPage } from '../support/docs-page';
import { earlierRelease, packEarlier } from '../support/earlier-release';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { expectDone, missingPrograms, runCommands, type Premises } from '../support/operator';
import { uploadPdf } from '../support/pdf';

/** Two releases are packed, and six servers start one after the other. */
jest.setTimeout(900_000);

const PLUGINS: readonly PluginName[] = ['availability', 'operations', 'ordering'];
const CONFIG = {
  availability: { config: { material: { uid: 'api::publication.publication', title: 'name', pdf: 'document' } } },
};
const PUBLICATION = {
  kind: 'collectionType',
  collectionName: 'publications',
  info: { singularName: 'publication', pluralName: 'publications', displayName: 'Publication' },
  options: { draftAndPublish: false },
  attributes: {
    name: { type: 'string', required: true },
    document: { type: 'media', multiple: false, allowedTypes: ['files'] },
  },
};

const ORDER = (material: string) => ({
  lines: [{ material, locale: 'en', quantity: 2 }],
  recipient: {
    ...{ name: 'A. Reader', street: 'Lane 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
    email: 'a@example.org',
  },
});

/** What a role may do beside its content. */
const WRITES_TEXTS = [
  'plugin::availability.texts.read',
  'plugin::availability.texts.change',
  'plugin::ordering.orders.read',
];

const accepted = <Body>({ status, body }: { status: number; body: Body }): Body => {
  if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`);
  return body;
};

const PAGE = readPage('operations.md');

const commit = earlierRelease();
const missing = missingPrograms('sqlite3', 'rsync', 'psql', 'createdb', 'pg_dump', 'pg_restore', 'curl');

type Release = 'earlier' | 'this';

/** What “as above” means, by the database: the blocks of a section that hold these words. */
const BLOCKS = {
  sqlite: { backUp: 'sqlite3', putAside: 'mv ', restore: '-wal' },
  postgres: { backUp: 'pg_dump', putAside: 'ALTER DATABASE', restore: 'pg_restore' },
} as const;

/** In the portal it is a script of npm, in an application the command that it stands for: that of the release before asks for the table. */
const LEDGER_VERIFY = {
  earlier: 'node node_modules/.bin/inprint ledger:verify availability_stock_statuses',
  this: 'node node_modules/.bin/inprint ledger:verify',
} as const;

onEveryDatabase('a Strapi of somebody else, from release 0.1.0 to this one', (database) => {
  if (!commit) {
    it.skip('needs release 0.1.0 in the history of this clone: git fetch --unshallow', () => {});
    return;
  }
  if (missing.length > 0) {
    it.skip(`needs ${missing.join(', ')}`, () => {});
    return;
  }
  let made: OwnDatabase;
  let folder: string;
  let material: string;
  /** Before the upgrade, and after it. */
  let before: Awaited<ReturnType<typeof stateOf>>;
  let after: Awaited<ReturnType<typeof stateOf>>;

  beforeAll(async () => {
    made = await makeDatabase(database);
    folder = mkdtempSync(path.join(tmpdir(), 'inprint-upgrade-'));
    mkdirSync(path.join(folder, 'public/uploads'), { recursive: true });
    mkdirSync(path.join(folder, 'backups'));
    writeFileSync(path.join(folder, '.env'), '');
  });
  afterAll(async () => {
    await made.drop();
    if (database === 'postgres') {
      await dropDatabase({ DATABASE_URL: `${made.env.DATABASE_URL}_aside` });
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const applicationOf = (release: Release): Application =>
    makeApplication({
      plugins: PLUGINS,
      config: CONFIG,
      publication: PUBLICATION,
      ...(release === 'earlier' ? { archiveOf: (plugin) => packEarlier(plugin, commit) } : {}),
    });

  const startServer = (application: Application): Promise<Instance> => {
    const env = { ...made.env, PUBLIC_DIR: path.join(folder, 'public') };
    return startInstance({ database, env, application: application.folder });
  };

  const on = async (release: Release, work: (instance: Instance) => Promise<void>): Promise<void> => {
    const application = applicationOf(release);
    try {
      const instance = await startServer(application);
      await work(instance).finally(() => instance.stop());
    } finally {
      application.remove();
    }
  };

  const databaseName = (): string => new URL(made.env.DATABASE_URL ?? 'sqlite://here/inprint').pathname.slice(1);

  const premises = (application: Application, url = ''): Premises => ({
    cwd: application.folder,
    backups: path.join(folder, 'backups'),
    databaseFile: made.env.DATABASE_FILENAME ?? '',
    publicFolder: path.join(folder, 'public'),
    settings: path.join(folder, '.env'),
    database: databaseName(),
    url,
    env: made.env,
  });

  /**
   * Does what docs/operations.md says under a heading, line by line. What this machine has no service or clone for is done by the test: it stops and
   * starts the server, and has an application with each release installed and built.
   *
   * @param release that runs when the operator begins
   */
  const follow = async (
    heading: '## Upgrade' | '## Roll back',
    release: Release,
    work: (instance: Instance) => Promise<void>
  ): Promise<void> => {
    let running = release;
    let application = applicationOf(running);
    let instance = await startServer(application);
    const run = (commands: string): Promise<string> =>
      expectDone(
        runCommands(
          commands.replaceAll('npm run ledger:verify', LEDGER_VERIFY[running]),
          premises(application, instance.url)
        )
      );
    const { backUp, putAside, restore } = BLOCKS[database];
    const byHand: readonly [RegExp, (found: RegExpExecArray) => Promise<unknown> | void][] = [
      [/^sudo systemctl stop inprint$/, () => instance.stop()],
      [
        /^(?:git fetch && )?git checkout (v\S+)/,
        ([, tag = '']) => {
          application.remove();
          running = tag === `v${version}` ? 'this' : 'earlier';
          application = applicationOf(running);
        },
      ],
      [/^npm ci && npm run build$/, () => {}],
      [/^# back up, as above$/, () => run(PAGE.code('## Back up', 'sh', backUp))],
      [
        /^# put the newer database aside and restore, as above$/,
        async () => {
          await run(PAGE.code('## Restore', 'sh', putAside));
          expect(await run(PAGE.code('## Restore', 'sh', restore))).toMatch(/The ledger adds up/);
        },
      ],
      [
        /^sudo systemctl start inprint$/,
        async () => {
          instance = await startServer(application);
        },
      ],
    ];
    try {
      for (const line of PAGE.code(heading, 'sh').split('\n')) {
        const [pattern, act] = byHand.find(([known]) => known.test(line)) ?? [];
        const found = pattern?.exec(line);
        if (found && act) await act(found);
        else await run(line);
      }
      expect(running).not.toBe(release);
      await work(instance);
    } finally {
      await instance.stop();
      application.remove();
    }
  };

  const order = ({ asReader }: Instance) =>
    asReader('/api/orders', {
      method: 'POST',
      body: { data: ORDER(material) },
      headers: { 'idempotency-key': 'ordered-before-the-upgrade' },
    });

  /** All that must survive, as rows of the database and as answers. */
  const stateOf = async (instance: Instance) => {
    const keeper = await makeAdminUser(instance, 'own-writer');
    const { texts, fallbacks } = accepted(await keeper.ask('/availability/wording')).data;
    const rows = await instance.run(async (strapi) => {
      const { connection: knex } = strapi.db;
      const role = await strapi.db
        .query('admin::role')
        .findOne({ where: { code: 'own-writer' }, populate: { permissions: true } });
      return {
        ledger: await knex('ordering_ledger')
          .orderBy('id')
          .select('delta', 'balance', 'reason', 'reference', 'booked_at'),
        orders: await knex('ordering_orders').orderBy('id').select('number', 'token', 'state', 'email'),
        lines: await knex('ordering_order_lines').orderBy('id').select('material', 'quantity', 'title'),
        permissions: (role.permissions as { action: string }[]).map(({ action }) => action).sort(),
      };
    });
    return {
      ...rows,
      texts: texts.map(({ revision: _, ...text }: { revision: number }) => text),
      fallbacks: fallbacks.map(({ revision: _, ...chain }: { revision: number }) => chain),
      action: accepted(await instance.asReader(`/api/publications/${material}`)).data.action,
      order: accepted(await order(instance)),
    };
  };

  const write = async (instance: Instance, texts: readonly [string, string | null][]): Promise<void> => {
    const admin = await makeAdminUser(instance, 'strapi-super-admin');
    const known = accepted(await admin.ask('/availability/wording')).data.texts as { key: string; revision: number }[];
    for (const [key, text] of texts) {
      const revision = known.find((one) => one.key === key)?.revision ?? null;
      accepted(
        await admin.ask('/availability/wording/en', { method: 'PUT', body: { texts: [{ key, text, revision }] } })
      );
      known.splice(0, known.length, ...accepted(await admin.ask('/availability/wording')).data.texts);
    }
  };

  const pretendToBeOlder = (instance: Instance) =>
    instance.run(async (strapi) => {
      await strapi.db.connection('inprint_releases').update({ release: '0.1.0' });
    });

  it('is used with release 0.1.0: a file, stock, an order, a role, button texts', async () => {
    await on('earlier', async (instance) => {
      await instance.run(async (strapi) => {
        const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
        await strapi.db
          .query('plugin::users-permissions.permission')
          .create({ data: { action: 'api::publication.publication.findOne', role: role.id } });
      });
      const data = { name: 'A booklet', document: await uploadPdf(instance, 'booklet.pdf') };
      material = accepted(await instance.asEditor('/api/publications', { method: 'POST', body: { data } })).data
        .documentId;
      const stock = { material, availability: 'in-stock', quantity: 5, orderNumber: 'A-1' };
      accepted(await instance.asEditor('/api/availability/stock-statuses', { method: 'POST', body: { data: stock } }));
      accepted(await order(instance));
      await makeRole(
        instance,
        'own-writer',
        WRITES_TEXTS.map((action) => ({ action }))
      );
      await write(instance, [
        ['label.order', 'Get it'],
        ['label.download', 'Read it'],
        ['label.order', 'Have it sent'],
        ['label.download', null],
      ]);
      before = await stateOf(instance);
      expect(before.action).toMatchObject({ type: 'order', label: 'Have it sent' });
      expect(before.ledger).toHaveLength(2);
      expect(before.permissions).toEqual([...WRITES_TEXTS].sort());
    });
  });

  it('keeps orders, ledger, texts and permissions when it is upgraded as the page says, and goes on', async () => {
    await follow('## Upgrade', 'earlier', async (instance) => {
      expect(await stateOf(instance)).toEqual(before);
      expect(instance.log()).not.toMatch(/stands still|were not in force/);
      await write(instance, [['label.download', 'Open it']]);
      const data = { material, quantity: 0 };
      const [stock] = accepted(await instance.asEditor('/api/availability/stock-statuses')).data;
      accepted(
        await instance.asEditor(`/api/availability/stock-statuses/${stock.documentId}`, {
          method: 'PUT',
          body: { data },
        })
      );
      after = await stateOf(instance);
      expect(after.action).toMatchObject({ type: 'download', label: 'Open it' });
    });
  });

  it('is refused by release 0.1.0 afterwards, in words and before anything is dropped', async () => {
    const refusal = on('earlier', async () => {});
    // By whichever of its plugins is first to look.
    await expect(refusal).rejects.toThrow(`written by release ${version} of Inprint’s plugin “`);
    await on('this', async (instance) => {
      expect(await stateOf(instance)).toEqual(after);
      await pretendToBeOlder(instance);
    });
  });

  it('keeps texts also where somebody makes the older release start', async () => {
    await on('earlier', async (instance) => {
      // It knows nothing of the texts, and takes none away.
      expect(accepted(await instance.asReader(`/api/publications/${material}`)).data.action.label).toMatch(/PDF/);
      await write(instance, [['label.successor', 'The new one']]);
    });
    await on('this', async (instance) => {
      expect(await stateOf(instance)).toEqual({ ...after, texts: expect.anything() });
      const { texts } = await stateOf(instance);
      expect(texts).toEqual([...after.texts, expect.objectContaining({ key: 'label.successor', text: 'The new one' })]);
    });
  });

  it('is rolled back as the page says, to what it was before the upgrade, and takes orders', async () => {
    await follow('## Roll back', 'this', async (instance) => {
      expect(await stateOf(instance)).toEqual(before);
      const again = await instance.asReader('/api/orders', {
        method: 'POST',
        body: { data: ORDER(material) },
        headers: { 'idempotency-key': 'ordered-after-the-rollback' },
      });
      expect(again.status).toBe(201);
    });
  });
});
