import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/**
 * Strapi shows drafts (`status=draft`) to everyone who may read what is published. Readers of a site, logged in or not, get what
 * is published; drafts are for API tokens and the admin.
 */
const READERS_STRATEGY = 'users-permissions';

const DRAFTS_REFUSED = 'Drafts are not public. Leave “status” out, or send an API token that may read them.';

interface DocumentContext {
  readonly action: string;
  readonly params: { readonly status?: unknown };
}

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/** Refuses drafts to readers, over REST and GraphQL. (Relations in GraphQL take no status of their own.) */
export const createPublishedOnlyMiddleware =
  (strapi: Core.Strapi) =>
  async ({ action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const isReader = strapi.requestContext.get()?.state.auth?.strategy?.name === READERS_STRATEGY;
    // A PolicyError, because Strapi drops the words of other refusals.
    if (isReader && READS.has(action) && params.status === 'draft') throw new errors.PolicyError(DRAFTS_REFUSED);
    return next();
  };
