import type { Context, Next } from 'koa';

import { metricsOf } from '../metrics';
import type { Strapi } from '../strapi';

const BAD_REQUEST = 400;

/** Outside of all others, so that it sees each refusal as it is sent. */
export default (_config: unknown, { strapi }: { strapi: Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (ctx.status >= BAD_REQUEST) metricsOf(strapi)?.noteRefusal(ctx.originalUrl, ctx.status, ctx.body);
  };
