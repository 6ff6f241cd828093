/** A real Strapi in a process of its own, for measuring: its parent asks it over HTTP, and runs code inside it over IPC. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const processFile = fileURLToPath(new URL('../support/strapi-process.cjs', import.meta.url));
/** For databases that are thrown away. */
export const folder = mkdtempSync(path.join(tmpdir(), 'inprint-bench-'));
const random = () => randomBytes(16).toString('base64');
const secrets = Object.fromEntries(
  ['APP_KEYS', 'API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY', 'JWT_SECRET'].map(
    (name) => [name, random()]
  )
);

/** Starts an instance; `env` says on which database, and with what switched on. */
export const start = async (name, env) => {
  const child = fork(processFile, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...secrets,
      NODE_ENV: 'production',
      RATE_LIMIT: 'off',
      ...env,
    },
  });
  const waiting = new Map();
  let count = 0;
  const url = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The instance “${name}” ended with code ${code}.`)));
    child.on('message', ({ id, ready, result, error }) => {
      if (ready) resolve(ready);
      const asked = waiting.get(id);
      if (error) asked?.reject(new Error(error.stack));
      else asked?.resolve(result);
    });
  });
  const command = (command, payload) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      child.send({ id: count, command, payload });
    });
  return {
    url,
    run: (code, ...args) => command('run', { code: code.toString(), args }),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.removeAllListeners('message');
        child.send({ id: 0, command: 'stop' });
      }),
  };
};
