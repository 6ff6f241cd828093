/* eslint-disable no-console -- a command speaks to its terminal */
import { existsSync } from 'node:fs';
import path from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';

/** What a command cannot do, in words that say what to change. */
export class Problem extends Error {}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs a command with the site loaded on the database that its configuration names, without listening. Ends with 2 if the command
 * could not do its work.
 */
export const runCommand = (work: (strapi: Core.Strapi) => Promise<void>): void => {
  const run = async (): Promise<void> => {
    const root = process.cwd();
    if (existsSync('.env')) process.loadEnvFile('.env');
    if (!existsSync(path.join(root, 'dist/config/plugins.js'))) {
      throw new Problem('Build the server first: npm run build:server');
    }
    process.env.NODE_ENV ??= 'production';
    process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';
    const strapi = createStrapi({
      appDir: root,
      distDir: path.join(root, 'dist'),
      autoReload: false,
      serveAdminPanel: false,
    });
    strapi.log.level = process.env.LOG_LEVEL || 'error';
    strapi.config.set('server.logger.startup.enabled', false);
    await strapi.load();
    try {
      await work(strapi);
    } finally {
      await strapi.destroy();
    }
  };
  run()
    .catch((error: unknown) => {
      console.error(messageOf(error));
      process.exitCode = 2;
    })
    .finally(() => process.exit());
};
