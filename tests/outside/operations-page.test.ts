/** What an operator copies from docs/operations.md does what the page says: its own commands are run, on a site with orders. */
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock, orderFor } from '../support/content';
import { dropDatabase, makeDatabase, type DatabaseEnv, type OwnDatabase } from '../support/database';
import { SECRETS, startInstance, type Instance } from '../support/instance';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8');

const missing = ['sqlite3', 'rsync', 'pg_dump', 'pg_restore', 'createdb'].filter(
  (program) => spawnSync(program, ['--version']).error !== undefined
);
if (!process.env.TEST_POSTGRES_URL) missing.push('TEST_POSTGRES_URL');
const where = missing.length === 0 ? describe : describe.skip;

/** The commands of a section of the page that hold some words. */
const commandsIn = (heading: string, words: string): string => {
  const start = PAGE.indexOf(`\n${heading}\n`);
  const level = /^#+/.exec(heading)?.[0] ?? '';
  const end = PAGE.slice(start + 1).search(new RegExp(`\\n#{1,${level.length}} `));
  const section = PAGE.slice(start, end < 0 ? undefined : start + 1 + end);
  const found = [...section.matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, text = '']) => text)
    .find((text) => text.includes(words));
  if (start < 0 || found === undefined)
    throw new Error(`docs/operations.md has no commands with “${words}” under “${heading}”.`);
  return found;
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
  for (const name of ['config', 'src']) symlinkSync(path.join(ROOT, 'dist', name), path.join(compiled, name));
  return compiled;
};

interface Ended {
  readonly code: number;
  readonly words: string;
}

where(`the commands of docs/operations.md${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`, () => {
  const server = new URL(process.env.TEST_POSTGRES_URL ?? 'postgres://127.0.0.1');
  const names = { moved: `inprint_test_moved_${process.pid}`, restored: `inprint_test_restored_${process.pid}` };
  const envOf = (name: string): DatabaseEnv => {
    const url = new URL(server);
    url.pathname = `/${name}`;
    return { DATABASE_CLIENT: 'postgres', DATABASE_URL: url.href };
  };
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

  /** Runs commands of the page, on the files and databases of this test in place of the operator’s. */
  const run = (commands: string, env: DatabaseEnv, database = 'inprint'): Promise<Ended> => {
    const here = commands
      .replaceAll('/var/backups/inprint', backups())
      .replaceAll('.tmp/data.db', sqlite.env.DATABASE_FILENAME ?? '')
      .replaceAll('public/uploads/', `${uploads()}/`)
      .replaceAll('cp .env', `cp ${folder}/.env`)
      .replace(/postgres:\/\/inprint@127\.0\.0\.1:5432\/inprint/g, envOf(database).DATABASE_URL ?? '')
      .replace(/createdb inprint/g, `createdb ${database}`)
      .replace(/--dbname=inprint/g, `--dbname=${database}`);
    const settings = {
      ...{
        PGHOST: server.hostname,
        PGPORT: server.port || '5432',
        PGUSER: server.username,
        PGPASSWORD: server.password,
      },
      ...{ NODE_ENV: 'production', NODE_OPTIONS: '', PUBLIC_DIR: path.join(folder, 'public') },
    };
    return new Promise((resolve) => {
      execFile(
        'bash',
        ['-euo', 'pipefail', '-c', here],
        { cwd: compiled, env: { ...process.env, ...SECRETS, ...settings, ...env }, maxBuffer: 16 * 1024 * 1024 },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, words: `${stdout}\n${stderr}` })
      );
    });
  };
  const expectDone = async (ended: Promise<Ended>): Promise<string> => {
    const { code, words } = await ended;
    if (code !== 0) throw new Error(`Ended with ${code}:\n${words}`);
    return words;
  };
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
      expect(words).toMatch(/Orders, the stock ledger and the waiting list are NOT in this file/);
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
        /Orders, the stock ledger and the waiting list are not in the file, and stay here as they are/
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
});
