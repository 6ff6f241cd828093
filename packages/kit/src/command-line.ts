/* eslint-disable no-console -- a command speaks to its terminal */
/** The one way in which a command of the bundle reaches the site, in TypeScript and in JavaScript applications. */
import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Strapi } from './strapi';

/** What a command cannot do, in words that say what to change. */
export class CommandProblem extends Error {}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A TypeScript application runs from `dist`, a JavaScript application from where it lies. @throws where it was not built */
const distOf = (root: string): string => {
  if (!existsSync(path.join(root, 'tsconfig.json'))) return root;
  const dist = path.join(root, 'dist');
  if (!existsSync(path.join(dist, 'config'))) throw new CommandProblem('Build the server first: npx strapi build');
  return dist;
};

/** @throws where the folder holds no Strapi application */
const createSite = (): Strapi => {
  const root = process.cwd();
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (!existsSync('config')) {
    throw new CommandProblem(
      'There is no Strapi application here: run this where its package.json and config folder lie.'
    );
  }
  process.env.NODE_ENV ??= 'production';
  process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';
  // Strapi's ES module build imports folders, which Node does not know; and who only asks for help need not wait for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { createStrapi } = require('@strapi/strapi') as { createStrapi: (options: object) => Strapi };
  const strapi = createStrapi({ appDir: root, distDir: distOf(root), autoReload: false, serveAdminPanel: false });
  strapi.log.level = process.env.LOG_LEVEL || 'error';
  strapi.config.set('server.logger.startup.enabled', false);
  return strapi;
};

/** Runs work with the database that the site's configuration names, and nothing of the site loaded: no table is changed by it. */
export const withDatabase = async (work: (strapi: Strapi) => Promise<void>): Promise<void> => {
  const strapi = createSite();
  try {
    await work(strapi);
  } finally {
    await strapi.db.connection.destroy();
  }
};

/** Runs work with the site's content types and plugins known, and nothing of it started: no table is changed, no trigger mended. */
export const withContentTypes = (work: (strapi: Strapi) => Promise<void>): Promise<void> =>
  withDatabase(async (strapi) => {
    await strapi.register();
    await work(strapi);
  });

/** Runs work with the whole site, which does not listen. */
export const withSite = async (work: (strapi: Strapi) => Promise<void>): Promise<void> => {
  const strapi = createSite();
  await strapi.load();
  try {
    await work(strapi);
  } finally {
    await strapi.destroy();
  }
};

/** Ends the process when the command is done: with 2 where it could not do its work. */
export const runCommand = (command: () => Promise<void>): void => {
  command()
    .catch((error: unknown) => {
      console.error(messageOf(error));
      process.exitCode = 2;
    })
    .finally(() => process.exit());
};
