import type { Context, Next } from 'koa';

import { answerNotReady } from '../not-ready';
import { isReady, usesOwnStockType } from '../setup';
import type { Strapi } from '../strapi';

export default {
  /** Before the routes of the stock type that comes with the plugin: they are there where it is the one in use. */
  'own-stock-type':
    (_config: unknown, { strapi }: { strapi: Strapi }) =>
    async (ctx: Context, next: Next) => {
      if (!isReady(strapi)) return answerNotReady(ctx);
      if (!usesOwnStockType(strapi)) return; // as where there is no such route
      return next();
    },
};
