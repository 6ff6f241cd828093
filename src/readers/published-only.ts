import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/**
 * Strapi shows drafts (`status=draft`) to everyone who may read what is published. Readers of a site, logged in or not, get what
 * is published; drafts are for API tokens and the admin.
 */
const READERS_STRATEGY = 'users-permissions';

const STATUSES: readonly unknown[] = [undefined, null, 'published', 'draft'];

const UNKNOWN_STATUS = 'status must be “published” or “draft”. Leave it out for what is published.';

const DRAFTS_REFUSED = 'Drafts are not public. Leave “status” out, or send an API token that may read them.';

const FILTERS_REFUSED =
  'Whether an entry has a draft is not public. Leave “publicationFilter” and “hasPublishedVersion” out, or send an API token that may read drafts.';

interface DocumentContext {
  readonly action: string;
  readonly params: {
    readonly status?: unknown;
    /** `modified` is what has a draft that differs, and so on. */
    readonly publicationFilter?: unknown;
    readonly hasPublishedVersion?: unknown;
  };
}

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/**
 * Refuses drafts to readers, and what tells of them, over REST and GraphQL. (Relations in GraphQL take no status of their own.)
 * A status that is neither word is refused to everybody: Strapi would answer with drafts and published entries alike.
 */
export const createPublishedOnlyMiddleware =
  (strapi: Core.Strapi) =>
  async ({ action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    const state = strapi.requestContext.get()?.state;
    const isContentApi = state?.route?.info?.type === 'content-api';
    if (isContentApi && READS.has(action) && !STATUSES.includes(params.status)) {
      throw new errors.ValidationError(UNKNOWN_STATUS, {
        errors: [{ path: ['status'], message: UNKNOWN_STATUS, name: 'ValidationError' }],
      });
    }
    const isReader = state?.auth?.strategy?.name === READERS_STRATEGY;
    // A PolicyError, because Strapi drops the words of other refusals.
    if (isReader && READS.has(action)) {
      if (params.status === 'draft') throw new errors.PolicyError(DRAFTS_REFUSED);
      const filter = params.publicationFilter ?? params.hasPublishedVersion ?? null;
      if (filter !== null) throw new errors.PolicyError(FILTERS_REFUSED);
    }
    return next();
  };
