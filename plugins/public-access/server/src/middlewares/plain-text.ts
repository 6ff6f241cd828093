import { isBelow } from '@inprint/kit/addresses';
import type { Context, Next } from 'koa';

import { apiPrefixOf, type Strapi } from '../strapi';

const NUL = '\u0000';

const WRITES = new Set(['POST', 'PUT', 'PATCH']);

/** Nobody nests a body so deep: code that walks along it, Strapi's too, would run out of stack. */
const MAX_DEPTH = 100;

type Fault = 'nul' | 'too-deep';

/** What is wrong with a value. Goes from one level to the next, so that no depth is too much for it. */
const faultIn = (value: unknown): Fault | null => {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return 'too-deep';
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one === 'string' && one.includes(NUL)) return 'nul';
      if (typeof one !== 'object' || one === null) continue;
      for (const [key, inner] of Object.entries(one)) {
        if (key.includes(NUL)) return 'nul';
        next.push(inner);
      }
    }
    level = next;
  }
  return null;
};

const WORDS: Readonly<Record<Fault, string>> = {
  nul: 'The request holds a NUL character (%00 or \\u0000). Leave it out.',
  'too-deep': `The request is nested more than ${MAX_DEPTH} levels deep.`,
};

/**
 * Refuses NUL characters in addresses and bodies, and bodies that are nested without end. No text has them, PostgreSQL cannot store
 * them, and without this they would be answered as a fault of the server.
 */
export default (_config: unknown, { strapi }: { strapi: Strapi }) =>
  async (ctx: Context, next: Next): Promise<unknown> => {
    const request = ctx.request as { body?: unknown };
    // A body in a format that nobody reads is no body; Strapi's own routes for accounts fail without one. GraphQL reads its own.
    if (WRITES.has(ctx.method) && isBelow(ctx.path, apiPrefixOf(strapi))) request.body ??= {};
    const fault = /%00/.test(ctx.url) ? 'nul' : (faultIn(ctx.query) ?? faultIn(request.body));
    return fault === null ? next() : ctx.badRequest(WORDS[fault]);
  };
