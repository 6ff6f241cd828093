import type { Context, Next } from 'koa';

import { isFaultOfInput } from '../../../domain/input-fault';
import type { RequestState, Strapi } from '../strapi';

/** Strapi's own plugins. What others do with input is theirs to answer for. */
const OF_STRAPI: ReadonlySet<string> = new Set([
  'admin', 'cloud', 'content-manager', 'content-releases', 'content-type-builder', 'data-migration', 'documentation', 'email', 'graphql', 'i18n', 'openapi',
  'review-workflows', 'upload', 'users-permissions',
]); // prettier-ignore

const WORDS =
  'The request could not be understood: something in its address, query or body is missing, or is not of the kind that is expected there. Compare it with Strapi’s documentation of this route.';

/**
 * Strapi's own routes take much of what is sent for what it should be, and answer the rest as a fault of the server. It is a fault of the
 * request: it is answered so, and kept in the log with its place.
 */
export default (_config: unknown, { strapi }: { strapi: Strapi }) =>
  async (ctx: Context, next: Next): Promise<unknown> => {
    try {
      return await next();
    } catch (error) {
      const { route } = ctx.state as RequestState;
      // Before there is a route, middlewares look at what is sent: those of Strapi’s i18n take every body for an object.
      const isOfStrapi = route === undefined || OF_STRAPI.has(route.info?.pluginName ?? '');
      if (!isOfStrapi || !isFaultOfInput(error)) throw error;
      strapi.log.warn(`An input was refused: ${ctx.method} ${ctx.path}: ${error.stack ?? error.message}`);
      return ctx.badRequest(WORDS, { code: 'input-not-understood' });
    }
  };
