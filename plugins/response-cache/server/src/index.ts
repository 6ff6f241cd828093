import type { IncomingMessage, ServerResponse } from 'node:http';

import { describeApi } from '@inprint/kit/api-description';
import { knowsInside } from '@inprint/kit/insides';
import { bootstrapKit, registerKit } from '@inprint/kit/lifecycle';
import { declareMetrics } from '@inprint/kit/metrics';

import { createRecentChanges } from '../../domain/recent-changes';
import { createCache } from './cache';
import { LOG, prepareChangeLog, pruneChangeLog } from './change-log';
import { version } from '../../package.json';
import config from './config';
import controllers from './controllers';
import { createCounts } from './counts';
import { fingerprintOf } from './fingerprint';
import { cacheKeysOf } from './key-header';
import { createLiveChanges } from './live';
import { describeRoutes } from './live/description';
import { cacheMetrics } from './metrics';
import { createMiddlewareCheck, nameMiddlewares } from './known-middlewares';
import { forbidStoringByDefault } from './no-store';
import { registerPermissions } from './permissions';
import { rememberPublicPermissions } from './public-permissions';
import { createPurge } from './purge';
import { noteRoutes } from './routes-taken';
import routes from './routes';
import { runningOf } from './running';
import services from './services';
import { areFilesPrivate, configOf, type Strapi } from './strapi';
import { allTables, watchedTables } from './watched-tables';

const MINUTE = 60_000;

const every = (strapi: Strapi, milliseconds: number, work: () => void): void => {
  const timer = setInterval(work, milliseconds);
  timer.unref();
  runningOf(strapi).timers.push(timer);
};

const prune = (strapi: Strapi): void =>
  void pruneChangeLog(strapi).catch((error: unknown) => strapi.log.warn(`response-cache: ${String(error)}`));

/** Kept answers are given before Koa sees the request, by whoever listens for requests in its place. */
const knowsServer = (strapi: Strapi): boolean =>
  knowsInside(strapi, {
    inside: 'server.httpServer, whose only listener of requests is Koa',
    nicety: 'The response cache',
    isKnown: () => strapi.server.httpServer.listenerCount('request') > 0,
  });

/** Where the cache is not active: nothing is kept, here or on the way to readers. */
const standStill = async (strapi: Strapi): Promise<void> => {
  strapi.server.httpServer.prependListener('request', (_request: IncomingMessage, response: ServerResponse) =>
    forbidStoringByDefault(response)
  );
  // The triggers stay: another server may need them. Their lines must not pile up.
  if (await strapi.db.connection.schema.hasTable(LOG)) every(strapi, MINUTE, () => prune(strapi));
};

export default {
  config,
  controllers,
  routes,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    registerKit(strapi, 'response-cache', version);
    describeApi(strapi, 'response-cache', () => describeRoutes(strapi));
    const running = runningOf(strapi);
    running.middlewares = nameMiddlewares(strapi);
    // Before anything is read from the database: servers that start one after the other must come to the same.
    if (configOf(strapi).store.kind !== 'memory') running.fingerprint = fingerprintOf(strapi);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    await bootstrapKit(strapi, 'response-cache', version);
    const running = runningOf(strapi);
    running.middlewares?.restore();
    await registerPermissions(strapi);
    const { active, live, purge, trusted } = configOf(strapi);
    if (!active || !knowsServer(strapi)) return standStill(strapi);
    const watched = watchedTables(strapi);
    const triggers = await prepareChangeLog(strapi, watched);
    strapi.server.use(noteRoutes as never);

    const { httpServer } = strapi.server;
    const listeners = httpServer.listeners('request') as ((...values: unknown[]) => void)[];
    httpServer.removeAllListeners('request');
    const made = {
      tables: await allTables(strapi, watched),
      triggers,
      fingerprint: running.fingerprint,
      areFilesPrivate: await areFilesPrivate(strapi),
      unknownMiddlewares: createMiddlewareCheck(strapi, running.middlewares?.names ?? new WeakMap(), new Set(trusted)),
    };
    const cache = createCache(strapi, made, (request, response) => {
      for (const listener of listeners) listener.call(httpServer, request, response);
    });
    running.cache = cache;
    const recent = createRecentChanges(cacheKeysOf(strapi).keyOf);
    running.recent = recent;
    cache.whenChanged(recent.add);
    declareMetrics(strapi, ...cacheMetrics(cache));
    for (const listener of running.waiting.splice(0)) cache.whenChanged(listener);
    httpServer.on('request', cache.handle);
    strapi.documents.use(createCounts(strapi, cache) as never);
    rememberPublicPermissions(strapi, cache);
    if (purge)
      for (const { milliseconds, work } of createPurge(strapi, cache, purge)) every(strapi, milliseconds, work);
    if (live) {
      const { listeners, work } = createLiveChanges(strapi, cache, live);
      running.listeners = listeners;
      for (const { milliseconds, work: act } of work) every(strapi, milliseconds, act);
    }
    every(strapi, MINUTE, () => {
      void cache.poll();
      prune(strapi);
    });
  },

  async destroy({ strapi }: { strapi: Strapi }): Promise<void> {
    const running = runningOf(strapi);
    for (const timer of running.timers) clearInterval(timer);
    running.timers = [];
    running.listeners?.close();
    running.listeners = null;
    await running.cache?.stop();
    running.cache = null;
  },
};
