import cors from '@koa/cors';
import type { Context, Next } from 'koa';

import { allowedOrigin, type OriginRules } from '../../../domain/origin';
import { apiPrefixOf, configOf, graphqlPathOf, type Strapi } from '../strapi';

/** In seconds: how long a browser remembers what it was allowed. */
const MAX_AGE = 3600;

const ALLOWED_HEADERS = ['Accept', 'Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match'];

const EXPOSED_HEADERS = [
  'ETag', 'Idempotent-Replayed', 'Inprint-Keys', 'RateLimit', 'RateLimit-Limit', 'RateLimit-Policy', 'RateLimit-Remaining', 'RateLimit-Reset', 'Retry-After',
]; // prettier-ignore

const ALLOWED = 'Access-Control-Allow-Origin';

/** Strapi's own middleware has to be there, and allows an origin without a name where a request names none: in the place of ours, where we had one. */
const withoutEmpty =
  (ctx: Context, next: Next): Next =>
  async () => {
    const mine = ctx.response.get(ALLOWED);
    await next();
    if (ctx.response.headers[ALLOWED.toLowerCase()] !== '') return;
    ctx.remove('Access-Control-Allow-Credentials');
    if (mine === '') ctx.remove(ALLOWED);
    else ctx.set(ALLOWED, mine);
  };

/** Says which pages of other origins may read an answer, in place of Strapi's own middleware, which allows every origin everything. */
export default (_config: unknown, { strapi }: { strapi: Strapi }) => {
  const { origins, readable } = configOf(strapi);
  const rules: OriginRules = {
    readable: [apiPrefixOf(strapi), ...readable],
    graphql: graphqlPathOf(strapi),
    writers: origins,
  };
  const answer = cors({
    origin: (ctx: Context) => {
      const method = ctx.method === 'OPTIONS' ? ctx.get('Access-Control-Request-Method') : ctx.method;
      // The library takes an empty text for “nobody”.
      return allowedOrigin({ method: method.toUpperCase(), path: ctx.path, origin: ctx.get('Origin') }, rules) ?? '';
    },
    credentials: false,
    maxAge: MAX_AGE,
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ALLOWED_HEADERS,
    exposeHeaders: EXPOSED_HEADERS,
  });
  return (ctx: Context, next: Next): Promise<unknown> => Promise.resolve(answer(ctx, withoutEmpty(ctx, next)));
};
