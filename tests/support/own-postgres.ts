import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { freePort } from './free-port';

/** Where Debian keeps what is not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

const programs = ((): string | null => {
  const folders = (process.env.PATH ?? '').split(':');
  if (existsSync(DEBIAN)) folders.unshift(...readdirSync(DEBIAN).map((version) => path.join(DEBIAN, version, 'bin')));
  return folders.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
})();

/** PostgreSQL does not run as root. */
const user = ((): { uid: number; gid: number } | null => {
  const { uid, gid } = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  if (uid !== 0) return { uid, gid };
  const idOf = (kind: string): number => Number(spawnSync('id', [kind, 'postgres'], { encoding: 'utf8' }).stdout);
  return idOf('-u') > 0 ? { uid: idOf('-u'), gid: idOf('-g') } : null;
})();

/** Is there a PostgreSQL that tests can start? */
export const hasPostgres = programs !== null && user !== null;

export const WITHOUT_POSTGRES = 'needs the programs of a PostgreSQL server';

/** A PostgreSQL of the test's own: its `postgres` database is empty. */
export interface OwnPostgres {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** `fast` rolls back what is under way; `immediate` is a crash. */
  readonly stop: (how: 'fast' | 'immediate') => Promise<void>;
}

/** Starts a server that keeps its files in a folder that is not there yet. Stop it when the tests are done. */
export const startPostgres = async (folder: string): Promise<OwnPostgres> => {
  const port = await freePort();
  const words = path.join(folder, 'words');
  /** Whoever asks the server meanwhile goes on asking. */
  const run = async (program: string, ...args: string[]): Promise<void> => {
    // The server keeps open what it inherits from `pg_ctl`: a pipe would not end before it does.
    const output = openSync(words, 'w');
    try {
      const child = spawn(path.join(programs ?? '', program), args, {
        ...{ cwd: folder, uid: user?.uid, gid: user?.gid, stdio: ['ignore', output, output] },
      });
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      if (code !== 0) {
        throw new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}: ${readFileSync(words, 'utf8')}`);
      }
    } finally {
      closeSync(output);
    }
  };
  mkdirSync(folder);
  chownSync(folder, user?.uid ?? 0, user?.gid ?? 0);
  const data = path.join(folder, 'data');
  await run('initdb', '--pgdata', data, '--auth', 'trust', '--username', 'postgres', '--wal-segsize', '1', '--no-sync');
  const options = `-p ${port} -h 127.0.0.1 -k ${folder} -c max_wal_size=4MB -c min_wal_size=2MB`;
  const start = (): Promise<void> =>
    run('pg_ctl', 'start', '--wait', '--pgdata', data, '--log', path.join(folder, 'log'), '--options', options);
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop: (how) => run('pg_ctl', 'stop', '--pgdata', data, '--mode', how),
  };
};
