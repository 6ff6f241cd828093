import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

/** Tokens of orders and places on a waitlist: whoever reads one can see, confirm or leave in somebody's name. */
const TOKEN = /(?<=\/)[\w-]{43}(?=[/?]|$)/g;

/** Notes each request as Strapi does, without the secret tokens that addresses hold. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const started = Date.now();
    await next();
    strapi.log.http(`${ctx.method} ${ctx.url.replace(TOKEN, '…')} (${Date.now() - started} ms) ${ctx.status}`);
  };
