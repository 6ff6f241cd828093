import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from './free-port';

const DEPLOY = path.resolve(__dirname, '../../deploy');

/** A cache of somebody else's before a portal. */
export interface Cache {
  readonly url: string;
  /** Where it is told which keys are outdated. */
  readonly purgeUrl: string;
  readonly stop: () => Promise<void>;
}

const isThere = (program: string, argument: string): boolean => spawnSync(program, [argument]).error === undefined;
export const hasVarnish = isThere('varnishd', '-V');
export const hasNginx = isThere('nginx', '-v');

const untilListening = async (port: number, child: ChildProcess, said: () => string): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}: ${said()}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = net.connect({ host: '127.0.0.1', port });
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await pause(100);
  }
  throw new Error(`Nobody listens on ${port}: ${said()}`);
};

const start = async (program: string, args: readonly string[], port: number, env: Record<string, string> = {}) => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await untilListening(port, child, () => said);
  return async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGTERM')) await gone;
  };
};

const newFolder = (name: string): string => mkdtempSync(path.join(tmpdir(), `inprint-${name}-`));

/** Replaces what the file must have; a recipe that changed is noticed. */
const replaced = (file: string, ...pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`${file} has no “${from}”.`);
      return text.replaceAll(from, to);
    },
    readFileSync(path.join(DEPLOY, file), 'utf8')
  );

const portOf = (url: string): string => new URL(url).port;

/** @param isAsItComes without a configuration, as after `apt install varnish`; else with the recipe */
export const startVarnish = async (portal: string, isAsItComes = false): Promise<Cache> => {
  const folder = newFolder('varnish');
  const port = await freePort();
  const vcl = path.join(folder, 'default.vcl');
  writeFileSync(vcl, replaced('varnish.vcl', ['"1337"', `"${portOf(portal)}"`]));
  const source = isAsItComes ? ['-b', `127.0.0.1:${portOf(portal)}`] : ['-f', vcl];
  const own = ['-F', '-j', 'none', '-n', path.join(folder, 'work'), '-a', `127.0.0.1:${port}`, '-s', 'malloc,64m'];
  const end = await start('varnishd', [...own, ...source], port);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    purgeUrl: url,
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** nginx with the recipe, and the program that removes what is outdated. */
export const startNginx = async (portal: string): Promise<Cache> => {
  const folder = newFolder('nginx');
  const [port, purgePort] = [await freePort(), await freePort()];
  const kept = path.join(folder, 'kept');
  mkdirSync(kept);
  const recipe = replaced(
    'nginx-cache.conf',
    ['/var/cache/nginx/inprint', kept],
    ['listen 8080;', `listen 127.0.0.1:${port};`],
    ['127.0.0.1:1337', `127.0.0.1:${portOf(portal)}`]
  );
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid ${folder}/pid; error_log stderr crit; worker_processes 2;\n` +
      `events {} http { access_log off; ${paths}\n${recipe}\n}\n`
  );
  const ends = [
    await start('nginx', ['-c', file, '-p', folder], port),
    await start(process.execPath, [path.join(DEPLOY, 'nginx-purge.mjs')], purgePort, {
      CACHE_FOLDER: kept,
      PORT: String(purgePort),
      PURGE_TOKEN: 'for-nginx',
    }),
  ];
  return {
    url: `http://127.0.0.1:${port}`,
    purgeUrl: `http://127.0.0.1:${purgePort}`,
    async stop() {
      for (const end of ends) await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
