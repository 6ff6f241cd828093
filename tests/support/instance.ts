import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { makeDatabase, type Database, type OwnDatabase } from './database';
import { firstStartOf } from './first-start';

const ROOT = path.resolve(__dirname, '../..');

export type { Database } from './database';

/** An answer over HTTP, with its body parsed. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // The shape is what the test is about.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface Asking {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A statement as it goes to the database. */
export interface Statement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** A running Strapi with a database and an upload folder of its own. */
export interface Instance {
  readonly url: string;
  readonly database: Database;
  /** Asks as a reader: no token. */
  readonly asReader: (path: string, asking?: Asking) => Promise<Answer>;
  /** Asks with a full-access API token. */
  readonly asEditor: (path: string, asking?: Asking) => Promise<Answer>;
  /** Asks GraphQL; `data` of the answer, or an error with everything that was said. */
  readonly graphql: (query: string, variables?: object, token?: boolean) => Promise<Answer>;
  /** Runs a function inside the instance. It sees `strapi` and its arguments, nothing else of the test. */
  readonly run: <Result, Arguments extends readonly unknown[]>(
    code: (strapi: Core.Strapi, ...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ) => Promise<Result>;
  /** Every statement that went to the database while `work` ran. */
  readonly statementsOf: (work: () => Promise<unknown>) => Promise<Statement[]>;
  /** The SQL of each of them. */
  readonly queriesOf: (work: () => Promise<unknown>) => Promise<string[]>;
  /**
   * What the work itself takes: the shortest list of four tries. What is remembered for some seconds, or until anything
   * was written in the background, is asked for now and then and is no cost of this work.
   */
  readonly leastQueriesOf: (work: () => Promise<unknown>) => Promise<string[]>;
  /** What it said last, on both of its outputs. */
  readonly log: () => string;
  /** Ends the process at once, as a crash would. */
  readonly kill: () => Promise<void>;
  /** Sends SIGTERM, as whoever restarts a server does, and returns the code that it ends with. */
  readonly terminate: () => Promise<number | null>;
  /** Ends the instance and removes its database and files. */
  readonly stop: () => Promise<void>;
}

export interface InstanceOptions {
  readonly database?: Database;
  readonly env?: Readonly<Record<string, string>>;
  /** Serves the built admin. */
  readonly admin?: boolean;
  /** The folder of another application than this portal. */
  readonly application?: string;
}

interface Reply {
  readonly id?: number;
  readonly ready?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly stack?: string };
}

/** Processes that tests before left behind; none outside of a worker's own environment. */
interface Resting {
  readonly take: (kind: string) => { readonly child: ChildProcess; readonly starts: number } | null;
  readonly keep: (child: ChildProcess, kind: string, starts: number) => boolean;
}
const resting = (globalThis as { readonly restingStrapis?: Resting }).restingStrapis;

const secret = (): string => randomBytes(16).toString('base64');

/** Shared by all instances of a test, and by the commands that it runs. */
export const SECRETS = {
  APP_KEYS: `${secret()},${secret()}`,
  API_TOKEN_SALT: secret(),
  ADMIN_JWT_SECRET: secret(),
  TRANSFER_TOKEN_SALT: secret(),
  ENCRYPTION_KEY: secret(),
  JWT_SECRET: secret(),
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** Asks a server, whoever started it, as a reader does. */
export const askAt =
  (url: string): Instance['asReader'] =>
  async (address, { method = 'GET', body, headers = {} } = {}) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(url + address, {
      method,
      headers: { ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: parse(await answer.text()) };
  };

const until = (child: ChildProcess, event: string): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once(event, () => resolve()));

/** The database that the environment names, which is not ours to drop, or one of the instance's own. */
const databaseFor = async (database: Database, env: Readonly<Record<string, string>>): Promise<OwnDatabase> => {
  if (env.DATABASE_URL || env.DATABASE_FILENAME) {
    return { env: { DATABASE_CLIENT: database }, drop: async () => {} };
  }
  const first = await firstStartOf(database, async (empty) => {
    await (await startInstance({ database, env: empty })).stop();
  });
  return makeDatabase(database, first ?? undefined);
};

const makeDatabaseUnlessNamed = async (
  database: Database,
  env: Readonly<Record<string, string>>
): Promise<OwnDatabase> =>
  env.DATABASE_URL || env.DATABASE_FILENAME
    ? { env: { DATABASE_CLIENT: database }, drop: async () => {} }
    : makeDatabase(database);

const hasOwnStrapi = (application: string | undefined): boolean =>
  application !== undefined && !lstatSync(path.join(application, 'node_modules/@strapi/core')).isSymbolicLink();

/** Starts an instance on a database without content; stop it when the tests are done. */
export const startInstance = async (options: InstanceOptions = {}): Promise<Instance> => {
  const { database = 'sqlite', env = {}, admin = false, application } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'inprint-test-'));
  const publicFolder = path.join(folder, 'public');
  cpSync(path.join(ROOT, 'public'), publicFolder, {
    recursive: true,
    filter: (source) => !source.startsWith(path.join(ROOT, 'public/uploads/')),
  });
  const made = application ? await makeDatabaseUnlessNamed(database, env) : await databaseFor(database, env);

  const environment: Record<string, string | undefined> = {
    ...process.env,
    ...SECRETS,
    NODE_ENV: 'production',
    NODE_OPTIONS: '',
    PUBLIC_DIR: publicFolder,
    RATE_LIMIT: 'off',
    // Tests count queries; TEST_RESPONSE_CACHE=on tries the same with kept answers.
    RESPONSE_CACHE: process.env.TEST_RESPONSE_CACHE ?? 'off',
    TEST_ADMIN: admin ? 'on' : 'off',
    STRAPI_TELEMETRY_DISABLED: 'true',
    ...(application === undefined ? {} : { TEST_APPLICATION: application }),
    ...made.env,
    ...env,
  };
  // Another clock would stay behind, and another Strapi lies elsewhere.
  const isPlain =
    environment.NODE_OPTIONS === '' && environment.TEST_STRAPI === undefined && !hasOwnStrapi(application);
  const kind = `${application === undefined ? 'portal' : 'application'} ${environment.STRAPI_PLUGIN_I18N_INIT_LOCALE_CODE ?? ''}`;
  const rested = isPlain ? (resting?.take(kind) ?? null) : null;
  const child =
    rested?.child ??
    fork(path.join(__dirname, 'strapi-process.cjs'), { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: environment });
  const starts = (rested?.starts ?? 0) + 1;
  const clean = async (): Promise<void> => {
    await made.drop();
    rmSync(folder, { recursive: true, force: true });
  };

  let log = '';
  const remember = (chunk: Buffer): void => {
    log = (log + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', remember);
  child.stderr?.on('data', remember);

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let count = 0;
  const command = (name: string, payload?: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      child.send({ id: count, command: name, payload });
    });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => {
      const error = new Error(`The instance ended with code ${String(code)}.\n${log}`);
      reject(error);
      for (const { reject: fail } of waiting.values()) fail(error);
    });
    child.on('message', ({ id, ready, result, error }: Reply) => {
      if (ready) resolve(ready);
      const asked = waiting.get(id ?? -1);
      if (!asked) return;
      waiting.delete(id ?? -1);
      if (error) asked.reject(Object.assign(new Error(error.message), { stack: error.stack }));
      else asked.resolve(result);
    });
    if (!rested) return;
    command('start', { env: environment }).then(
      (address) => resolve(address as string),
      (error: Error) => reject(new Error(`The instance did not start.\n${log}\n${error.stack ?? error.message}`))
    );
  }).catch(async (error: unknown) => {
    // What did not start in a rested process still runs there, and would write into folders that are removed.
    child.kill('SIGKILL');
    await until(child, 'exit');
    await clean();
    throw error;
  });

  const run: Instance['run'] = (code, ...args) => command('run', { code: code.toString(), args }) as never;

  const token = await run(async (strapi) => {
    const created = (await strapi
      .service('admin::api-token-content-api')
      .create({ name: 'tests', type: 'full-access', lifespan: null })) as { accessKey: string };
    return created.accessKey;
  });

  const ask = askAt(url);
  const statementsOf: Instance['statementsOf'] = async (work) => {
    await command('record');
    await work();
    return (await command('recorded')) as Statement[];
  };
  const queriesOf: Instance['queriesOf'] = async (work) => (await statementsOf(work)).map(({ sql }) => sql);
  /** @returns whether the process is kept for the next instance */
  const rest = async (): Promise<boolean> => {
    if (!isPlain || !resting || !child.connected) return false;
    try {
      await command('rest');
    } catch {
      return false; // it ended, or could not end what ran in it
    }
    return resting.keep(child, kind, starts);
  };
  const withToken = { authorization: `Bearer ${token}` };

  return {
    url,
    database,
    run,
    asReader: ask,
    asEditor: (address, asking = {}) => ask(address, { ...asking, headers: { ...withToken, ...asking.headers } }),
    graphql: (query, variables = {}, tokenSent = false) =>
      ask('/graphql', { method: 'POST', body: { query, variables }, headers: tokenSent ? withToken : {} }),
    statementsOf,
    queriesOf,
    async leastQueriesOf(work) {
      let least = await queriesOf(work);
      for (let tries = 0; tries < 3; tries += 1) {
        const queries = await queriesOf(work);
        if (queries.length < least.length) least = queries;
      }
      return least;
    },
    log: () => log,
    async kill() {
      child.kill('SIGKILL');
      await until(child, 'exit');
    },
    async terminate() {
      child.kill('SIGTERM');
      await until(child, 'exit');
      return child.exitCode;
    },
    async stop() {
      if (!(await rest())) {
        if (child.connected) command('stop').catch(() => {}); // the process ends before it can answer
        await until(child, 'exit');
      }
      await clean();
    },
  };
};

/**
 * Runs the same tests on SQLite and on PostgreSQL. Without TEST_POSTGRES_URL the second half is skipped, and says so.
 */
export const onEveryDatabase = (name: string, tests: (database: Database) => void): void => {
  describe(`${name} (SQLite)`, () => tests('sqlite'));
  if (process.env.TEST_POSTGRES_URL) describe(`${name} (PostgreSQL)`, () => tests('postgres'));
  else {
    describe(`${name} (PostgreSQL)`, () => {
      it.skip('needs a PostgreSQL server: set TEST_POSTGRES_URL=postgres://user:password@host:5432/postgres', () => {});
    });
  }
};
