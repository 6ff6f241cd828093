/** What an operator copies from docs/operations.md does what the page says: its own commands are run, on a site with orders. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock, orderFor, write } from '../support/content';
import { dropDatabase, makeDatabase, type DatabaseEnv, type OwnDatabase } from '../support/database';
import { readPage } from '../support/docs-page';
import { freePort } from '../support/free-port';
import { askAt, SECRETS, startInstance, type Instance } from '../support/instance';
import {
  addressOf,
  expectDone,
  missingPrograms,
  runCommands,
  startServers,
  type Ended,
  type Premises,
} from '../support/operator';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = readPage('operations.md');

const missing = missingPrograms('sqlite3', 'rsync', 'pg_dump', 'pg_restore', 'createdb', 'curl');
if (!process.env.TEST_POSTGRES_URL) missing.push('TEST_POSTGRES_URL');
const where = missing.length === 0 ? describe : describe.skip;

/** The commands of a section of the page that hold some words. */
const commandsIn = (heading: string, words: string): string => PAGE.code(heading, 'sh', words);

/** Blocks of commands that no test of this file runs, by their first lines, and why. */
const NOT_RUN_HERE: Readonly<Record<string, string>> = {
  'git clone https://git.example.org/inprint.git /opt/inprint && cd /opt/inprint':
    'installing and building takes minutes: `.ci/run` does it; the same start is under “Several servers”',
  'mkdir -p .tmp/aside && mv .tmp/data.db* .tmp/aside/': 'upgrade.test.ts',
  "psql --dbname=postgres --command='ALTER DATABASE inprint RENAME TO inprint_aside'": 'upgrade.test.ts',
  'sudo systemctl stop inprint': '“Upgrade” and “Roll back”: upgrade.test.ts, from release to release',
};

/** A command may take so long on a busy machine, in ms. */
const PATIENCE_MS = 300_000;

/**
 * The portal as it was compiled, in a folder of its own: Strapi’s commands compile a TypeScript application each time, which is half of what
 * they cost.
 */
const linkCompiled = (folder: string): string => {
  const compiled = path.join(folder, 'compiled');
  mkdirSync(compiled);
  for (const name of ['node_modules', 'package.json', 'database', 'plugins']) {
    symlinkSync(path.join(ROOT, name), path.join(compiled, name));
  }
  for (const name of ['config', 'src', 'build']) symlinkSync(path.join(ROOT, 'dist', name), path.join(compiled, name));
  return compiled;
};

where(`the commands of docs/operations.md${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`, () => {
  const names = { moved: `inprint_test_moved_${process.pid}`, restored: `inprint_test_restored_${process.pid}` };
  const envOf = (name: string): DatabaseEnv => ({ DATABASE_CLIENT: 'postgres', DATABASE_URL: addressOf(name) });
  let folder: string;
  let compiled: string;
  let sqlite: OwnDatabase;
  let instance: Instance;
  let material: string;
  let stock: string;
  let token: string;
  let editor: AdminUser;

  const uploads = (): string => path.join(folder, 'public/uploads');
  const backups = (): string => path.join(folder, 'backups');

  const premises = (env: DatabaseEnv, database = 'inprint'): Premises => ({
    cwd: compiled,
    backups: backups(),
    databaseFile: sqlite.env.DATABASE_FILENAME ?? '',
    publicFolder: path.join(folder, 'public'),
    settings: path.join(folder, '.env'),
    database,
    env,
  });
  const run = (commands: string, env: DatabaseEnv, database?: string): Promise<Ended> =>
    runCommands(commands, premises(env, database));
  const quantityOf = async (): Promise<unknown> =>
    (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as unknown;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'inprint-operations-'));
    cpSync(path.join(ROOT, 'public'), path.join(folder, 'public'), {
      recursive: true,
      filter: (source) => !source.startsWith(path.join(ROOT, 'public/uploads/')),
    });
    mkdirSync(uploads(), { recursive: true });
    mkdirSync(backups());
    compiled = linkCompiled(folder);
    writeFileSync(path.join(folder, '.env'), 'APP_KEYS=a,b\n');
    writeFileSync(path.join(uploads(), 'brochure.pdf'), 'a file');
    sqlite = await makeDatabase('sqlite');
    instance = await startInstance({ env: { ...sqlite.env, PUBLIC_DIR: path.join(folder, 'public') } });
    material = await makeMaterial(instance);
    editor = await makeAdminUser(instance, 'strapi-editor');
    stock = await makeStock(instance, material, { quantity: 12 });
    token = (await orderFor(instance, material, 3)).body.data.token as string;
  });
  afterAll(async () => {
    await instance.stop();
    await sqlite.drop();
    for (const name of Object.values(names)) await dropDatabase(envOf(name));
    rmSync(folder, { recursive: true, force: true });
  });

  it('make the settings that the compose file asks for', async () => {
    const [secrets = '', password = '', start = ''] = commandsIn('## Install', 'docker compose').split('\n');
    const fresh = path.join(folder, 'fresh');
    // It writes where it lies.
    cpSync(path.join(ROOT, 'database/setup'), path.join(fresh, 'database/setup'), { recursive: true });
    const env = Object.fromEntries(Object.keys(SECRETS).map((name) => [name, '']));
    await expectDone(runCommands(`${secrets}\n${password}`, { ...premises(env), cwd: fresh }));
    const made = parseEnv(readFileSync(path.join(fresh, '.env'), 'utf8'));
    expect(Object.keys(made).sort()).toEqual([...Object.keys(SECRETS), 'POSTGRES_PASSWORD'].sort());
    // It stands in an address as it is.
    expect(made.POSTGRES_PASSWORD).toMatch(/^[\da-f]{48}$/);
    // No engine runs here: that the file is right is said by its linter (deploy.test.ts).
    const [, settings = '', compose = ''] = /--env-file (\S+) -f (\S+) up --build --detach$/.exec(start) ?? [];
    expect(settings).toBe('.env');
    const asked = readFileSync(path.join(ROOT, compose), 'utf8').matchAll(/\$\{(\w+)/g);
    for (const [, name = ''] of asked) expect(made).toHaveProperty(name);
  });

  it('name a provider that sends mails, and what it is told', async () => {
    const [install = '', ...settings] = commandsIn('### Mail', 'EMAIL_PROVIDER').split('\n');
    expect(install).toBe('npm install @strapi/provider-email-nodemailer'); // asks the registry
    const print = `node --print "JSON.stringify(require('./config/plugins').default({ env: require('@strapi/utils').env }).email.config)"`;
    const words = await expectDone(run([...settings, print].join('\n'), sqlite.env));
    expect(JSON.parse(words)).toMatchObject({
      provider: 'nodemailer',
      providerOptions: { host: 'smtp.example.org', port: 587, auth: { user: 'inprint', pass: 'password' } },
      settings: { defaultFrom: 'inprint@example.org' },
    });
  });

  it('back up SQLite while the server runs, and bring back what was there then', async () => {
    await expectDone(run(commandsIn('## Back up', 'sqlite3'), sqlite.env));
    expect(readdirSync(backups()).sort()).toEqual(['.env', 'data.db', 'uploads']);
    expect((await orderFor(instance, material, 2)).status).toBe(201);
    expect(await instance.terminate()).toBe(0);
    rmSync(path.join(uploads(), 'brochure.pdf'));

    const words = await expectDone(run(commandsIn('## Restore', '-wal'), sqlite.env));
    expect(words).toMatch(/The ledger adds up/);
    expect(readdirSync(uploads())).toEqual(['brochure.pdf']);
  });

  it(
    'export content, and say that orders, ledger and waitlist are not in the file',
    async () => {
      const [exporting = ''] = commandsIn('### Strapi’s export, import and transfer', 'strapi export').split('\n');
      const words = await expectDone(run(exporting, sqlite.env));
      expect(words).toMatch(/Orders, the stock ledger, the waiting list and button texts are NOT in this file/);
      expect(readdirSync(backups())).toContain('content.tar.gz');
    },
    PATIENCE_MS
  );

  it(
    'move everything from SQLite to PostgreSQL, and never over what is there',
    async () => {
      const commands = commandsIn('### From SQLite to PostgreSQL', 'move:postgres');
      const words = await expectDone(run(commands, sqlite.env, names.moved));
      expect(words).toMatch(/1 {2}ordering_orders\n/);
      expect(words).toMatch(/Every table has as many rows as before/);
      expect(words).toMatch(/The ledger adds up/);

      const again = await run(commands.replace(/createdb .*\n/, ''), sqlite.env, names.moved);
      expect(again.code).toBe(2);
      expect(again.words).toMatch(/has \d+ tables already, and nothing is written over them/);

      instance = await startInstance({
        database: 'postgres',
        env: { ...envOf(names.moved), PUBLIC_DIR: path.join(folder, 'public') },
      });
      expect((await instance.asReader('/_ready')).status).toBe(204);
      const { email, password } = editor;
      expect((await instance.asReader('/admin/login', { method: 'POST', body: { email, password } })).status).toBe(200);
      expect(await quantityOf()).toBe(9);
      expect((await instance.asReader(`/api/orders/${token}`)).status).toBe(200);
      expect((await orderFor(instance, material, 4)).status).toBe(201);
      expect(await quantityOf()).toBe(5);
    },
    PATIENCE_MS
  );

  it(
    'import content into a site that sells, which keeps its counts',
    async () => {
      const [, importing = ''] = commandsIn('### Strapi’s export, import and transfer', 'strapi import').split('\n');
      const words = await expectDone(run(importing, envOf(names.moved)));
      expect(words).toMatch(
        /Orders, the stock ledger, the waiting list and button texts are not in the file, and stay here as they are/
      );
      expect(await instance.run((strapi) => strapi.db.connection('ordering_orders').count({ total: '*' }))).toEqual([
        { total: '2' },
      ]);
      expect((await orderFor(instance, material, 6)).status).toBe(409);
      expect((await orderFor(instance, material, 5)).status).toBe(201);
    },
    PATIENCE_MS
  );

  it('back up PostgreSQL while the server runs, and bring it back into an empty database', async () => {
    await expectDone(run(commandsIn('## Back up', 'pg_dump'), envOf(names.moved)));
    const words = await expectDone(run(commandsIn('## Restore', 'pg_restore'), envOf(names.restored), names.restored));
    expect(words).toMatch(/The ledger adds up/);
  });

  it(
    'start several servers on one database, which sell each copy once',
    async () => {
      const ports = [await freePort(), await freePort()];
      const [built = '', ...starting] = commandsIn('## Several servers', 'PORT=1338').split('\n');
      expect(built).toBe('npm ci && npm run build'); // as this repository is where tests run
      const commands = starting
        .join('\n')
        .replace(/DATABASE_URL=\S+/, `DATABASE_URL=${addressOf(names.moved)}`)
        .replace('PORT=1337', `PORT=${ports[0]}`)
        .replace('PORT=1338', `PORT=${ports[1]}`);
      const stop = startServers(commands, premises({ RATE_LIMIT: 'off' }));
      try {
        const urls = ports.map((port) => `http://127.0.0.1:${port}`);
        const [ready = ''] = /curl .*/.exec(commandsIn('## Upgrade', '_ready')) ?? [];
        await Promise.all(urls.map((url) => expectDone(runCommands(ready, { ...premises({}), url }))));
        const [one, other] = urls.map((url) => ({ asReader: askAt(url) }));
        if (!one || !other) throw new Error('There are two.');
        await write(instance, `/api/stock-statuses/${stock}`, { quantity: 3 });
        expect((await orderFor(one, material, 2)).status).toBe(201);
        expect((await orderFor(other, material, 2)).status).toBe(409);
        expect((await orderFor(other, material, 1)).status).toBe(201);
        expect(await quantityOf()).toBe(0);
      } finally {
        await stop();
      }
    },
    PATIENCE_MS
  );

  it('are all run, here or elsewhere', () => {
    expect([...new Set(PAGE.unasked('sh'))]).toEqual(Object.keys(NOT_RUN_HERE));
  });
});
