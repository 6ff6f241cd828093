import { isBelow } from '@inprint/kit/addresses';
import type { Context, Next } from 'koa';

import { apiPrefixOf, configOf, graphqlPathOf, type RequestState, type Strapi } from '../strapi';

/** Strapi knows who asks when it knows by which way: the API (readers, tokens) or the admin. */
interface Authentication {
  authenticate(ctx: Context, next: Next): Promise<unknown>;
}

/** Everything that Strapi takes for a form: `multipart/mixed`, too. */
const isForm = (ctx: Context): boolean => Boolean(ctx.is('multipart'));

const hasBody = ({ request, req }: Context): boolean =>
  (request.length ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined;

/** Packed, a few bytes can be a body of any size. */
const isPacked = (ctx: Context): boolean => !['', 'identity'].includes(ctx.get('Content-Encoding').toLowerCase());

/**
 * Refuses large bodies of strangers before a byte of them is read. Strapi puts every file of every form on the disk, up to 200 MB each, and
 * reads all other bodies up to its own limit, and only then looks whether there is such a route and who may use it.
 */
export default (_config: unknown, { strapi }: { strapi: Strapi }) => {
  const { anonymousFormSize, anonymousBodySize } = configOf(strapi);
  const publicPaths = [apiPrefixOf(strapi), graphqlPathOf(strapi)].filter((path) => path !== null);
  const wayOf = ({ path }: Context): 'content-api' | 'admin' =>
    publicPaths.some((one) => isBelow(path, one)) ? 'content-api' : 'admin';

  const isKnown = async (ctx: Context): Promise<boolean> => {
    let known = false;
    const before = { ...ctx.state };
    ctx.state.route = { info: { type: wayOf(ctx) } };
    await (strapi.get('auth') as Authentication).authenticate(ctx, () => {
      const { auth } = ctx.state as RequestState;
      known = Boolean(auth?.credentials);
      return Promise.resolve();
    });
    ctx.state = before; // the route asks again, and may ask for more
    return known;
  };

  return async (ctx: Context, next: Next): Promise<unknown> => {
    if (!hasBody(ctx)) return next();
    const max = isForm(ctx) ? anonymousFormSize : anonymousBodySize;
    const { length } = ctx.request;
    if (length !== undefined && length <= max && !isPacked(ctx)) return next();
    if (await isKnown(ctx)) return next();
    ctx.req.resume(); // the rest is read to nowhere: whoever is still sending could not hear why
    if (ctx.status === 401) return undefined; // a token that is none was answered already
    if (isPacked(ctx)) return ctx.throw(415, 'Send the body as it is, without “Content-Encoding”.');
    return length === undefined
      ? ctx.throw(411, 'Say how long the body is, in “Content-Length”.')
      : ctx.payloadTooLarge(`A body may have ${max} bytes here. Log in, or send an API token, to send larger ones.`);
  };
};
