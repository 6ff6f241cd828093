import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import type { Speech } from '../../../domain/speech';

/**
 * Answers 429 where somebody has to wait: how long stands in the header Retry-After and, for whoever cannot read it from another
 * origin, in the body.
 */
export const turnAway = (ctx: Context, seconds: number | null, { say }: Speech): void => {
  if (seconds === null) return;
  ctx.set('Retry-After', String(seconds));
  throw new errors.RateLimitError(say('problem.too-many-requests', { minutes: Math.ceil(seconds / 60) }), {
    code: 'too-many-requests',
    retryAfter: seconds,
  });
};
