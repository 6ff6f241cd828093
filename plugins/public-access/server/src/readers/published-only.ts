import { errors } from '@strapi/utils';

import { refuse } from '../refusing';
import { isContentApi, isReader, type RequestState, type Strapi } from '../strapi';

const STATUSES: readonly unknown[] = [undefined, null, 'published', 'draft'];

const UNKNOWN_STATUS = 'status must be “published” or “draft”. Leave it out for what is published.';

const DRAFTS_REFUSED = 'Drafts are not public. Leave “status” out, or send an API token that may read them.';

const FILTERS_REFUSED =
  'Whether an entry has a draft is not public. Leave “publicationFilter” and “hasPublishedVersion” out, or send an API token that may read drafts.';

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
  if (isContentApi(state) && !STATUSES.includes(status)) refuse('unknown-status', ['status'], UNKNOWN_STATUS);
  if (!isReader(state)) return;
  if (status === 'draft') throw new errors.PolicyError(DRAFTS_REFUSED, { code: 'drafts-not-public' });
  if ((publicationFilter ?? hasPublishedVersion ?? null) !== null)
    throw new errors.PolicyError(FILTERS_REFUSED, { code: 'drafts-not-public' });
};

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/** Refuses drafts to readers over REST and GraphQL. (Relations in GraphQL take no status of their own.) */
export const createPublishedOnlyMiddleware =
  (strapi: Strapi) =>
  async ({ action, params }: { action: string; params: Asked }, next: () => Promise<unknown>): Promise<unknown> => {
    if (READS.has(action)) requirePublished(strapi.requestContext.get()?.state, params);
    return next();
  };
