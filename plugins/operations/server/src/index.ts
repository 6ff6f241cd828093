import config from './config';
import { followDatabaseFailures } from './failed-requests';
import { logInJson } from './log/json';
import { publishMetrics, stopMetrics } from './metrics';
import middlewares from './middlewares';
import { placeMiddlewares } from './placing';
import { answerReadiness } from './readiness';
import { drainBeforeTheEnd } from './shutdown';
import type { Strapi } from './strapi';

export default {
  config,
  middlewares,

  register({ strapi }: { strapi: Strapi }): void {
    logInJson(strapi);
    drainBeforeTheEnd(strapi);
    placeMiddlewares(strapi);
    answerReadiness(strapi);
  },

  bootstrap({ strapi }: { strapi: Strapi }): void {
    followDatabaseFailures(strapi);
    publishMetrics(strapi);
  },

  destroy: ({ strapi }: { strapi: Strapi }): Promise<void> => stopMetrics(strapi),
};
