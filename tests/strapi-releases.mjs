/**
 * The swap in a stranger's application (`tests/outside/stranger.test.ts`), and its admin's build, on other releases of Strapi than this
 * repository's: each is installed from the registry into `.tmp/strapi`, once.
 *
 *     npm run test:strapi                     # all that the plugins take
 *     npm run test:strapi -- 5.50.0           # one
 *     npm run test:strapi -- oldest           # what CI tries
 *     npm run test:strapi -- 5.50.0 -t JavaScript
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** The releases that the plugins' `peerDependencies` take: none that was not tried here. */
const TRIED = createRequire(import.meta.url)('../plugins/availability/package.json')
  .peerDependencies['@strapi/strapi'].split(' || ')
  .map((range) => range.replace('~', ''));

/** The drivers are chosen by the Node that runs here. */
const DRIVERS = ['better-sqlite3', 'pg'];

const installed = (release) => {
  const folder = path.join(ROOT, '.tmp/strapi', release);
  if (existsSync(path.join(folder, 'installed'))) return folder;
  mkdirSync(folder, { recursive: true });
  const strapi = ['strapi', 'plugin-users-permissions', 'plugin-graphql'].map((name) => [`@strapi/${name}`, release]);
  const manifest = {
    ...{ name: `strapi-${release}`, version: '1.0.0', private: true },
    dependencies: {
      ...Object.fromEntries(strapi),
      ...{ react: '^18.0.0', 'react-dom': '^18.0.0', 'react-router-dom': '^6.30.3', 'styled-components': '^6.0.0' },
    },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  execFileSync('npm', ['install', ...quiet], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  for (const driver of DRIVERS) {
    const to = path.join(folder, 'node_modules', driver);
    if (!existsSync(to)) symlinkSync(path.join(ROOT, 'node_modules', driver), to);
  }
  writeFileSync(path.join(folder, 'installed'), '');
  return folder;
};

if (process.env.CI && !process.env.TEST_POSTGRES_URL)
  throw new Error('CI must set TEST_POSTGRES_URL: half of the stranger’s applications are on PostgreSQL.');
const args = process.argv.slice(2).map((arg) => (arg === 'oldest' ? TRIED[0] : arg));
const asked = args.filter((arg) => /^\d+\.\d+\.\d+$/.test(arg));
const more = args.filter((arg) => !asked.includes(arg));
for (const release of asked.length > 0 ? asked : TRIED) {
  console.log(`Strapi ${release}`);
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const { status } = spawnSync(
    process.execPath,
    [jest, '--selectProjects', 'portal', '--runTestsByPath', 'tests/outside/stranger.test.ts', ...more],
    // All that the whole run needs in CI, a browser and other servers, is not needed here.
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, CI: '', TEST_STRAPI: installed(release) } }
  );
  if (status !== 0) {
    console.error(`Strapi ${release}: the swap does not work there.`);
    process.exitCode = 1;
  }
}
