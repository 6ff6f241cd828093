import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

/** Tokens of orders and places on a waitlist: whoever reads one can see, confirm or leave in somebody's name. */
const TOKEN = /(?<=\/)[\w-]{43}(?=[/?]|$)/g;

/** Words that somebody looked for, as the name of a reader: also where the request was refused, and nobody else took them out. */
const SEARCH = /(?<=[?&]search=)[^&]*/g;

/** Notes each request as Strapi does, without the secret tokens and the words of searches that addresses hold. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const started = Date.now();
    await next();
    strapi.log.http(
      `${ctx.method} ${ctx.url.replace(TOKEN, '…').replace(SEARCH, '…')} (${Date.now() - started} ms) ${ctx.status}`
    );
  };
