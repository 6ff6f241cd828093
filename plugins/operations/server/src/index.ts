import config from './config';
import { followDatabaseFailures } from './failed-requests';
import middlewares from './middlewares';
import { placeMiddleware } from './placing';
import { answerReadiness } from './readiness';
import { drainBeforeTheEnd } from './shutdown';
import type { Strapi } from './strapi';

export default {
  config,
  middlewares,

  register({ strapi }: { strapi: Strapi }): void {
    drainBeforeTheEnd(strapi);
    placeMiddleware(strapi);
    answerReadiness(strapi);
  },

  bootstrap({ strapi }: { strapi: Strapi }): void {
    followDatabaseFailures(strapi);
  },
};
