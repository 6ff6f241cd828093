import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

import { createClient } from '@redis/client';

import { freePort } from './free-port';

const PROGRAM = process.env.TEST_REDIS_SERVER ?? 'redis-server';

/** Is there a Redis that tests can start? */
export const hasRedis = spawnSync(PROGRAM, ['--version']).status === 0;

export const WITHOUT_REDIS = 'needs redis-server on the PATH, or TEST_REDIS_SERVER=/path/to/redis-server';

/** A Redis of the test's own, that keeps nothing on disk. */
export interface Redis {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  readonly kill: () => Promise<void>;
  /** It takes connections and commands, and answers nothing. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly client: () => Promise<ReturnType<typeof createClient>>;
}

export const startRedis = async (): Promise<Redis> => {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const client: Redis['client'] = async () => {
    const made = createClient({ url, socket: { reconnectStrategy: (tries) => (tries > 100 ? false : 50) } });
    made.on('error', () => {}); // it is just starting
    await made.connect();
    return made as ReturnType<typeof createClient>;
  };
  const start = async (): Promise<void> => {
    child = spawn(PROGRAM, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    });
    const asked = await client();
    await asked.ping();
    asked.destroy();
  };
  await start();
  return {
    url,
    start,
    client,
    kill: async () => {
      const ended = child;
      child = null;
      if (!ended || ended.exitCode !== null) return;
      const gone = new Promise((resolve) => ended.once('exit', resolve));
      ended.kill('SIGKILL');
      await gone;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
};
