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

/** How a request was authenticated and where it came in, as Strapi notes it in `ctx.state`. */
interface RequestState {
  readonly route?: { readonly info?: { readonly type?: string } };
  readonly auth?: { readonly strategy?: { readonly name?: string } };
}

/** What a read asks for that could tell of drafts. */
interface Asked {
  readonly status?: unknown;
  /** `modified` is what has a draft that differs, and so on. */
  readonly publicationFilter?: unknown;
  readonly hasPublishedVersion?: unknown;
}

/**
 * Refuses drafts to readers, and what tells of them. To be asked before anything is looked up: whether it is found would tell, too.
 * A status that is neither word is refused to everybody: Strapi would answer with drafts and published entries alike.
 *
 * @throws ValidationError or PolicyError, because Strapi drops the words of other refusals
 */
export const requirePublished = (
  state: RequestState | undefined,
  { status, publicationFilter, hasPublishedVersion }: Asked
): void => {
  if (state?.route?.info?.type === 'content-api' && !STATUSES.includes(status)) {
    throw new errors.ValidationError(UNKNOWN_STATUS, {
      errors: [{ path: ['status'], message: UNKNOWN_STATUS, name: 'ValidationError' }],
    });
  }
  if (state?.auth?.strategy?.name !== READERS_STRATEGY) return;
  if (status === 'draft') throw new errors.PolicyError(DRAFTS_REFUSED);
  if ((publicationFilter ?? hasPublishedVersion ?? null) !== null) throw new errors.PolicyError(FILTERS_REFUSED);
};

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/** Refuses drafts to readers over REST and GraphQL. (Relations in GraphQL take no status of their own.) */
export const createPublishedOnlyMiddleware =
  (strapi: Core.Strapi) =>
  async ({ action, params }: { action: string; params: Asked }, next: () => Promise<unknown>): Promise<unknown> => {
    if (READS.has(action)) requirePublished(strapi.requestContext.get()?.state, params);
    return next();
  };
