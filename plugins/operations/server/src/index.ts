import config from './config';
import { followDatabaseFailures } from './failed-requests';
import { logInJson } from './log/json';
import { publishMetrics, stopMetrics } from './metrics';
import middlewares from './middlewares';
import { placeMiddlewares } from './placing';
import { answerReadiness } from './readiness';
import { drainBeforeTheEnd } from './shutdown';
import { rememberSqliteFile } from './sqlite-file';
import { waitShortlyForLocks } from './start/locked-sqlite';
import { startOneAtATime } from './start/one-at-a-time';
import { checkSurroundings, requireWritableDatabase } from './start/surroundings';
import type { Strapi } from './strapi';

export default {
  config,
  middlewares,

  async register({ strapi }: { strapi: Strapi }): Promise<void> {
    logInJson(strapi);
    await requireWritableDatabase(strapi);
    startOneAtATime(strapi);
    checkSurroundings(strapi);
    drainBeforeTheEnd(strapi);
    placeMiddlewares(strapi);
    answerReadiness(strapi);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    followDatabaseFailures(strapi);
    publishMetrics(strapi);
    await waitShortlyForLocks(strapi);
    rememberSqliteFile(strapi);
  },

  destroy: ({ strapi }: { strapi: Strapi }): Promise<void> => stopMetrics(strapi),
};
