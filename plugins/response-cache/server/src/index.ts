import { bootstrapKit, registerKit } from '@inprint/kit/lifecycle';

import { createCache, type Cache } from './cache';
import { LOG, prepareChangeLog, pruneChangeLog } from './change-log';
import config from './config';
import controllers from './controllers';
import { createCounts } from './counts';
import { fingerprintOf } from './fingerprint';
import { registerPermissions } from './permissions';
import { rememberPublicPermissions } from './public-permissions';
import { createPurge } from './purge';
import { noteRoutes } from './routes-taken';
import routes from './routes';
import services, { setCache } from './services';
import { areFilesPrivate, configOf, type Strapi } from './strapi';
import { allTables, watchedTables } from './watched-tables';

const MINUTE = 60_000;

let cache: Cache | null = null;
let fingerprint = '';
let timers: NodeJS.Timeout[] = [];

const every = (milliseconds: number, work: () => void): void => {
  const timer = setInterval(work, milliseconds);
  timer.unref();
  timers.push(timer);
};

const prune = (strapi: Strapi): void =>
  void pruneChangeLog(strapi).catch((error: unknown) => strapi.log.warn(`response-cache: ${String(error)}`));

export default {
  config,
  controllers,
  routes,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    registerKit(strapi);
    // Before anything is read from the database: servers that start one after the other must come to the same.
    if (configOf(strapi).store.kind !== 'memory') fingerprint = fingerprintOf(strapi);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    await bootstrapKit(strapi);
    await registerPermissions(strapi);
    const { active, purge } = configOf(strapi);
    if (!active) {
      // The triggers stay: another server may need them. Their lines must not pile up.
      if (await strapi.db.connection.schema.hasTable(LOG)) every(MINUTE, () => prune(strapi));
      return;
    }
    const watched = watchedTables(strapi);
    const triggers = await prepareChangeLog(strapi, watched);
    strapi.server.use(noteRoutes as never);

    const { httpServer } = strapi.server;
    const listeners = httpServer.listeners('request') as ((...values: unknown[]) => void)[];
    httpServer.removeAllListeners('request');
    const made = {
      tables: await allTables(strapi, watched),
      triggers,
      fingerprint,
      areFilesPrivate: await areFilesPrivate(strapi),
    };
    cache = createCache(strapi, made, (request, response) => {
      for (const listener of listeners) listener.call(httpServer, request, response);
    });
    httpServer.on('request', cache.handle);
    setCache(cache);
    strapi.documents.use(createCounts(strapi, cache) as never);
    rememberPublicPermissions(strapi, cache);
    if (purge) for (const { milliseconds, work } of createPurge(strapi, cache, purge)) every(milliseconds, work);
    every(MINUTE, () => {
      void cache?.look();
      prune(strapi);
    });
  },

  async destroy(): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    timers = [];
    await cache?.stop();
    cache = null;
    setCache(null);
  },
};
