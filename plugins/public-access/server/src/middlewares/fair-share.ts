import { isBelow } from '@inprint/kit/addresses';
import { networkOf } from '@inprint/kit/network';
import type { Context, Next } from 'koa';

import { createQueue, type Turn } from '../../../domain/queue';
import { breathe } from '../breathing';
import { apiPrefixOf, configOf, graphqlPathOf, type Strapi } from '../strapi';

const RETRY_AFTER_SECONDS = '5';

/** Until it is this request's turn, or whoever sent it has gone. */
const turnOf = (ctx: Context, turn: Turn): Promise<boolean> =>
  new Promise((resolve) => {
    const leave = (): void => {
      turn.leave();
      resolve(false);
    };
    ctx.res.once('close', leave);
    void turn.come.then(() => {
      ctx.res.off('close', leave);
      resolve(true);
    });
  });

/**
 * Works on a few questions of one client at a time; its others wait their turn. Somebody who asks a hundred things at once waits longer, and
 * nobody else does: there are only so many connections to the database.
 */
export default (_config: unknown, { strapi }: { strapi: Strapi }) => {
  const { perClient } = configOf(strapi);
  const paths = [apiPrefixOf(strapi), graphqlPathOf(strapi)].filter((path) => path !== null);
  const queue = createQueue(perClient);
  return async (ctx: Context, next: Next): Promise<unknown> => {
    if (!paths.some((path) => isBelow(ctx.path, path))) return next();
    // Questions that come together begin one by one: between two of them, the server answers whoever asks for less.
    await breathe();
    if (!perClient.enabled) return next();
    const turn = queue.join(networkOf(ctx.ip));
    if (turn === null) {
      ctx.set('Retry-After', RETRY_AFTER_SECONDS);
      return ctx.tooManyRequests('You asked too much at once. Wait for the answers, then ask on.');
    }
    try {
      return (await turnOf(ctx, turn)) ? await next() : undefined;
    } finally {
      turn.leave();
    }
  };
};
