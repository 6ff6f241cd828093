import { createHash } from 'node:crypto';

import type { Context } from 'koa';

/** Weak comparison of what somebody has with what there is (RFC 9110, 13.1.2). */
const hasAlready = (ifNoneMatch: string, etag: string): boolean =>
  ifNoneMatch.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));

/**
 * Says in an `ETag` which body this is (RFC 9110, 8.8.3), so that whoever has it already is told so and nothing more.
 * Set the body before.
 */
export const validate = (ctx: Context): void => {
  const { body } = ctx;
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  ctx.set('ETag', etag);
  ctx.status = hasAlready(ctx.get('If-None-Match'), etag) ? 304 : 200;
};
