import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { makeSecrets } from '../setup/secrets.mjs';
import { isBuilt } from './build.mjs';
import { runNpm } from './command.mjs';
import { isInstalled } from './installation.mjs';
import { step } from './progress.mjs';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Reads .env, if there is one, into the environment; what is set there already wins. */
export const loadEnvFile = () => {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
};

/**
 * Brings a clone to the point where Strapi can start: packages, secrets, build. Does only what is missing.
 *
 * @param {AbortSignal} signal
 */
export const prepare = async (signal) => {
  if (!isInstalled(root)) {
    // The build needs the development packages, whatever NODE_ENV says.
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    await step('Installing packages; the first time this takes some minutes', () =>
      runNpm(args, { cwd: root, signal })
    );
  }
  const made = makeSecrets();
  if (made.length > 0) console.log(`Made secrets in .env: ${made.join(', ')}`);
  loadEnvFile();
  if (!isBuilt(root)) {
    const env = { ...process.env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' };
    await step('Building plugins, server and admin; this takes a minute or two', () =>
      runNpm(['run', 'build'], { cwd: root, signal, env })
    );
  }
};
