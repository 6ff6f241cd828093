import type { Context, Next } from 'koa';

/** Strapi leads `/` to its admin. Here readers come first: `/` is the reading site's home page. */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path === '/' && (ctx.method === 'GET' || ctx.method === 'HEAD')) ctx.path = '/index.html';
    await next();
  };
