import { alternatesOf, type Alternate, type PublishedVersion } from '../../../domain/alternate';
import { chooseLocale, type Locale } from '../../../domain/locale-choice';
import { configOf, hasDrafts, schemaOf, siteOf, type Row, type Strapi } from '../strapi';
import type { Status } from './next-best';

/** Which language versions of entries there are, for readers. */
export const createVersions = (strapi: Strapi) => {
  const slugOf = (uid: string): string | null => {
    const { slug } = configOf(strapi);
    return slug in (schemaOf(strapi, uid)?.attributes ?? {}) ? slug : null;
  };

  const find = async (uid: string, where: object, status: Status): Promise<PublishedVersion[]> => {
    const slug = slugOf(uid);
    const drafts = hasDrafts(strapi, uid)
      ? { publishedAt: status === 'draft' ? { $null: true } : { $notNull: true } }
      : {};
    const rows = (await strapi.db.query(uid).findMany({
      select: ['documentId', 'locale', ...(slug ? [slug] : [])],
      where: { ...where, ...drafts },
    })) as Row[];
    return rows.map((row) => ({
      documentId: String(row.documentId),
      locale: String(row.locale),
      slug: slug ? ((row[slug] as string | null | undefined) ?? null) : null,
    }));
  };

  return {
    /**
     * The version of an entry to answer with: in the asked locale, else along its fallback chain.
     *
     * @returns null if there is none on the chain
     */
    async choose(uid: string, documentId: string, asked: Locale, status: Status): Promise<PublishedVersion | null> {
      const [chain, versions] = await Promise.all([
        siteOf(strapi).fallbackChain(asked),
        find(uid, { documentId }, status),
      ]);
      const locale = chooseLocale(chain, new Set(versions.map((version) => version.locale)));
      return versions.find((version) => version.locale === locale) ?? null;
    },

    /** The published languages of some entries, in one query. @returns alternates by documentId; none for unknown ids */
    async alternatesOf(uid: string, documentIds: readonly string[]): Promise<Map<string, Alternate[]>> {
      const asked = [...new Set(documentIds)];
      const found = asked.length > 0 ? await find(uid, { documentId: { $in: asked } }, 'published') : [];
      const { locales, defaultLocale } = await siteOf(strapi).current();
      const chain = await siteOf(strapi).fallbackChain(defaultLocale);
      const page = configOf(strapi).pages[uid];
      const addressOf = ({ documentId, slug, locale }: PublishedVersion): string | null =>
        page === undefined ? null : siteOf(strapi).addressOf(page, { documentId, slug: slug ?? documentId, locale });
      const byDocument = new Map<string, PublishedVersion[]>(asked.map((id) => [id, []]));
      for (const version of found) byDocument.get(version.documentId)?.push(version);
      return new Map([...byDocument].map(([id, versions]) => [id, alternatesOf(versions, locales, chain, addressOf)]));
    },
  };
};
