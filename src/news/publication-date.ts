import type { Core } from '@strapi/strapi';

const UID = 'api::news-article.news-article';

interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Record<string, unknown>;
}

interface SettingsService {
  /** `today` is the day on the readers' calendar, `2027-03-01`. */
  readonly current: () => Promise<{ readonly today: string }>;
}

/**
 * An article that is published without a date gets today's: sorted by date, it would come after all others, and publishing would seem
 * to have done nothing.
 */
export const createPublicationDate =
  (strapi: Core.Strapi) =>
  async ({ uid, action, params }: DocumentContext, next: () => Promise<unknown>): Promise<unknown> => {
    if (uid !== UID) return next();
    const { documentId } = params;
    const today = async (): Promise<string> =>
      (await (strapi.plugin('availability').service('settings') as SettingsService).current()).today;
    const drafts = { documentId, publishedAt: { $null: true }, date: { $null: true } };

    if (action === 'publish' && typeof documentId === 'string') {
      await strapi.db.query(UID).updateMany({ where: drafts, data: { date: await today() } });
      return next();
    }
    const data = params.data as Record<string, unknown> | null | undefined;
    // Written and published in one.
    if ((action === 'create' || action === 'update') && params.status === 'published' && data && !data.date) {
      const isDateless =
        action === 'create' || data.date === null || (await strapi.db.query(UID).count({ where: drafts })) > 0;
      if (isDateless) data.date = await today();
    }
    return next();
  };
