/**
 * `npm run develop`: Strapi with auto-reload, and the plugins beside it. When a plugin's source changes, it is rebuilt and Strapi starts
 * again; when a package that the plugins share changes, all of them are. A build that fails is shown, and what was running goes on.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { watch } from 'chokidar';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Editors write several files at once: so long it is waited for the next. */
const QUIET_MS = 300;

const sharedPackages = readdirSync(`${root}packages`).map((name) => `packages/${name}`);
const plugins = readdirSync(`${root}plugins`)
  .map((name) => `plugins/${name}`)
  .filter((plugin) => existsSync(`${root}${plugin}/package.json`));

/** @param {string} file below the root @returns {string[]} the workspaces that are made of it */
const workspacesOf = (file) => {
  const own = file.split('/').slice(0, 2).join('/');
  return sharedPackages.includes(own) ? [own, ...plugins] : plugins.filter((plugin) => plugin === own);
};

/** @param {string} name with slashes, below the root */
const isNoSource = (name) => /(?:^|\/)(?:dist|node_modules|\.[^/]+)(?:\/|$)|\.test\.tsx?$|\.md$/.test(name);

/** @param {string} file absolute, or below the root */
const below = (file) => path.relative(root, path.resolve(root, file)).replaceAll('\\', '/');

/** @param {string} command @param {readonly string[]} args */
const run = (command, args) =>
  spawn(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' && command === 'npm' });

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number | null>} its exit code */
const ended = (child) => new Promise((resolve) => child.once('exit', resolve));

/** @type {import('node:child_process').ChildProcess | null} */
let strapi = null;
let isStopping = false;

const startStrapi = () => {
  const child = run(process.execPath, [
    'node_modules/@strapi/strapi/bin/strapi.js',
    'develop',
    ...process.argv.slice(2),
  ]);
  strapi = child;
  child.once('exit', (code) => {
    // Whoever ends Strapi ends this, too; after a rebuild it is another one that runs.
    if (strapi === child) process.exit(code ?? 0);
  });
};

const restartStrapi = async () => {
  const before = strapi;
  strapi = null;
  if (before && before.exitCode === null) {
    before.kill('SIGTERM');
    await ended(before);
  }
  if (!isStopping) startStrapi();
};

/** @type {Set<string>} */
const waiting = new Set();
let isBuilding = false;
/** @type {NodeJS.Timeout | undefined} */
let timer;

const rebuild = async () => {
  if (isBuilding || waiting.size === 0) return;
  isBuilding = true;
  const workspaces = [...waiting];
  waiting.clear();
  console.log(`Rebuilding ${workspaces.join(', ')} …`);
  const named = workspaces.flatMap((workspace) => ['--workspace', workspace]);
  const code = await ended(run('npm', ['run', 'build', '--if-present', '--silent', ...named]));
  isBuilding = false;
  if (waiting.size > 0) return rebuild(); // written meanwhile
  if (code === 0) return restartStrapi();
  console.error('The build failed; the server goes on with what was built before.');
};

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    isStopping = true;
    if (strapi === null) process.exit(0);
    strapi.kill('SIGTERM');
  });
}

const ignored = (/** @type {string} */ file) => isNoSource(below(file));
watch(['plugins', 'packages'], { cwd: root, ignoreInitial: true, ignored }).on('all', (_event, file) => {
  for (const workspace of workspacesOf(below(file))) waiting.add(workspace);
  clearTimeout(timer);
  timer = setTimeout(() => void rebuild(), QUIET_MS);
});
startStrapi();
