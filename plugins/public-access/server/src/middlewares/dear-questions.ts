import type { Context, Next } from 'koa';

import type { DearQuestions } from '../questions/dear-questions';
import type { Strapi } from '../strapi';

/** Gives a large question's place to the next one, when it was worked on: not when it was received, which can take as long as somebody likes. */
export default (_config: unknown, { strapi }: { strapi: Strapi }) =>
  async (ctx: Context, next: Next): Promise<unknown> => {
    try {
      return await next();
    } finally {
      (strapi.plugin('public-access').service('dearQuestions') as DearQuestions).leave(ctx);
    }
  };
