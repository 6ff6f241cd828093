import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { SECRETS } from './instance';

/** Where a site of a test has what docs/operations.md names by other paths. */
export interface Premises {
  /** In place of /opt/inprint. */
  readonly cwd: string;
  /** In place of /var/backups/inprint. */
  readonly backups: string;
  /** In place of .tmp/data.db. */
  readonly databaseFile: string;
  /** The folder of `uploads`. */
  readonly publicFolder: string;
  /** In place of .env. */
  readonly settings: string;
  /** In place of `inprint` where a database is made or filled. */
  readonly database?: string;
  /** In place of http://127.0.0.1:1337. */
  readonly url?: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly code: number;
  readonly words: string;
}

/** Those of some programs that this machine lacks. */
export const missingPrograms = (...programs: readonly string[]): string[] =>
  programs.filter((program) => spawnSync(program, ['--version']).error !== undefined);

const server = (): URL => new URL(process.env.TEST_POSTGRES_URL ?? 'postgres://127.0.0.1');

/** The address of a database on the test's server. */
export const addressOf = (database: string): string => {
  const url = server();
  url.pathname = `/${database}`;
  return url.href;
};

const here = (commands: string, premises: Premises): string => {
  const { backups, databaseFile, publicFolder, settings, database = 'inprint', url = '' } = premises;
  return commands
    .replaceAll('/var/backups/inprint', backups)
    .replaceAll('.tmp/data.db', databaseFile)
    .replaceAll('.tmp/aside', path.join(path.dirname(databaseFile), 'aside'))
    .replaceAll('public/uploads/', `${publicFolder}/uploads/`)
    .replaceAll('cp .env', `cp ${settings}`)
    .replace(/postgres:\/\/inprint@127\.0\.0\.1:5432\/inprint/g, addressOf(database))
    .replace(/ALTER DATABASE inprint RENAME TO inprint_/g, `ALTER DATABASE ${database} RENAME TO ${database}_`)
    .replace(/createdb inprint/g, `createdb ${database}`)
    .replace(/--dbname=inprint/g, `--dbname=${database}`)
    .replaceAll('http://127.0.0.1:1337', url);
};

const environmentOf = ({ publicFolder, env }: Premises): NodeJS.ProcessEnv => {
  const { hostname, port, username, password } = server();
  return {
    ...process.env,
    ...SECRETS,
    ...{ PGHOST: hostname, PGPORT: port || '5432', PGUSER: username, PGPASSWORD: password },
    ...{ NODE_ENV: 'production', NODE_OPTIONS: '', PUBLIC_DIR: publicFolder },
    ...env,
  };
};

/** Runs commands of the page, on the files and databases of a test in place of the operator's. */
export const runCommands = (commands: string, premises: Premises): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      'bash',
      ['-euo', 'pipefail', '-c', here(commands, premises)],
      { cwd: premises.cwd, env: environmentOf(premises), maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, words: `${stdout}\n${stderr}` })
    );
  });

/** Runs commands of the page that start servers in the background. @returns what ends them, as systemd would, and waits for it */
export const startServers = (commands: string, premises: Premises): (() => Promise<void>) => {
  const child = spawn('bash', ['-c', `${here(commands, premises)}\nwait`], {
    cwd: premises.cwd,
    env: environmentOf(premises),
    detached: true,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  return async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
};

/** What the commands said. @throws where they did not end with 0 */
export const expectDone = async (ended: Promise<Ended>): Promise<string> => {
  const { code, words } = await ended;
  if (code !== 0) throw new Error(`Ended with ${code}:\n${words}`);
  return words;
};
