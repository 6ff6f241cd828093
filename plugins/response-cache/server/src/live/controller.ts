import type { Context } from 'koa';

import { runningOf } from '../running';
import type { Strapi } from '../strapi';

/** When to try again where there was no room, in seconds. */
const RETRY_AFTER_SECONDS = '30';

/** `GET /api/response-cache/changes`: a stream of server-sent events that name the keys of what changed. */
export const createLiveController = (strapi: Strapi) => ({
  listen(ctx: Context): unknown {
    const { listeners } = runningOf(strapi);
    if (listeners === null) {
      return ctx.notFound('This portal tells nobody what changed: “live” is not switched on.');
    }
    const stream = listeners.join(ctx.ip);
    ctx.set('Cache-Control', 'no-store');
    if (stream === null) {
      ctx.set('Retry-After', RETRY_AFTER_SECONDS);
      ctx.status = 503;
      const message = 'As many pages listen as may. Ask again later; until then, ask for what you show.';
      ctx.body = {
        data: null,
        error: {
          status: 503,
          name: 'ServiceUnavailableError',
          message,
          details: { code: 'too-many-listeners', retryAfter: Number(RETRY_AFTER_SECONDS) },
        },
      };
      return undefined;
    }
    ctx.type = 'text/event-stream';
    ctx.set('X-Accel-Buffering', 'no'); // nginx hands events on as they come
    ctx.body = stream;
    return undefined;
  },
});
