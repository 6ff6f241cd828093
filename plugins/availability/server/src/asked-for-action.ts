import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

/** Strapi's validators name the key that a content type does not have. */
const isActionRefused = (error: unknown): error is errors.ValidationError =>
  error instanceof errors.ValidationError && /^Invalid key action\b/.test(error.message);

/**
 * `action` is no attribute: `fields=action` and `populate=action` are refused by Strapi as an invalid key, which sends people
 * looking for a mistake that is none. They are told that it is always there.
 */
export const explainAction = async (ctx: Context, next: Next): Promise<void> => {
  try {
    await next();
  } catch (error) {
    if (ctx.method !== 'GET' || !isActionRefused(error)) throw error;
    const message =
      'action: every material carries it, under any fields and populate; it cannot be selected, filtered or sorted by. Leave it out of the query. To filter by state use filters[availability].';
    throw new errors.ValidationError(message, {
      errors: [{ path: ['action'], message, name: 'ValidationError' }],
      code: 'action-is-always-there',
    });
  }
};
