import { isBelow } from '@inprint/kit/addresses';
import type { Context, Next } from 'koa';

import { levelsOf } from '../../../domain/levels';
import { apiPrefixOf, type Strapi } from '../strapi';

const NUL = '\u0000';

const WRITES = new Set(['POST', 'PUT', 'PATCH']);

/** Nobody nests a body so deep: code that walks along it, Strapi's too, would run out of stack. */
const MAX_DEPTH = 100;

type Fault = 'nul' | 'too-deep';

const holdsNul = (one: unknown): boolean =>
  typeof one === 'string'
    ? one.includes(NUL)
    : typeof one === 'object' && one !== null && Object.keys(one).some((key) => key.includes(NUL));

const faultIn = (value: unknown): Fault | null => {
  let depth = 0;
  for (const level of levelsOf(value)) {
    if (depth > MAX_DEPTH) return 'too-deep';
    if (level.some(holdsNul)) return 'nul';
    depth += 1;
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
