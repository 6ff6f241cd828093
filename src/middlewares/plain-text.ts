import type { Context, Next } from 'koa';

const NUL = '\u0000';

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
    const isPlain = !/%00/.test(ctx.url) && !holdsNul(ctx.query) && !holdsNul((ctx.request as { body?: unknown }).body);
    return isPlain ? next() : ctx.badRequest('The request holds a NUL character (%00 or \\u0000). Leave it out.');
  };
