import type { Context, Next } from 'koa';

import { apiPrefixOf, configOf, graphqlPathOf, type RequestState, type Strapi } from '../strapi';

/** Strapi knows who asks when it knows by which way: the API (readers, tokens) or the admin. */
interface Authentication {
  authenticate(ctx: Context, next: Next): Promise<unknown>;
}

const isForm = (ctx: Context): boolean => Boolean(ctx.is('multipart/form-data'));

/**
 * Refuses large forms of strangers before a byte of them is read. Strapi puts every file of every form on the disk, up to 200 MB
 * each, and only then looks whether there is such a route and who may use it.
 */
export default (_config: unknown, { strapi }: { strapi: Strapi }) => {
  const { anonymousFormSize } = configOf(strapi);
  const publicPaths = [apiPrefixOf(strapi), graphqlPathOf(strapi)].filter((path) => path !== null);
  const wayOf = ({ path }: Context): 'content-api' | 'admin' =>
    publicPaths.some((one) => path === one || path.startsWith(`${one}/`)) ? 'content-api' : 'admin';

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
    if (!isForm(ctx)) return next();
    const { length } = ctx.request;
    if (length !== undefined && length <= anonymousFormSize) return next();
    if (await isKnown(ctx)) return next();
    ctx.req.resume(); // the rest is read to nowhere: whoever is still sending could not hear why
    if (ctx.status === 401) return undefined; // a token that is none was answered already
    return length === undefined
      ? ctx.throw(411, 'Say how long the form is, in “Content-Length”.')
      : ctx.payloadTooLarge(
          `Forms may have ${anonymousFormSize} bytes here. Log in, or send an API token, to send larger ones.`
        );
  };
};
