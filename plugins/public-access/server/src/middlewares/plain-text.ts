import type { Context, Next } from 'koa';

const NUL = '\u0000';

const WRITES = new Set(['POST', 'PUT', 'PATCH']);

const holdsNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes(NUL);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes(NUL) || holdsNul(inner));
};

/**
 * Refuses NUL characters in addresses and bodies. No text has them, PostgreSQL cannot store them, and without this they
 * would be answered as a fault of the server.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<unknown> => {
    const request = ctx.request as { body?: unknown };
    // A body in a format that nobody reads is no body; Strapi's own routes for accounts fail without one. GraphQL reads its own.
    if (WRITES.has(ctx.method) && ctx.path.startsWith('/api/')) request.body ??= {};
    const isPlain = !/%00/.test(ctx.url) && !holdsNul(ctx.query) && !holdsNul(request.body);
    return isPlain ? next() : ctx.badRequest('The request holds a NUL character (%00 or \\u0000). Leave it out.');
  };
