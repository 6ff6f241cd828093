import { modelOf } from '../setup';
import { documentsOf, schemaOf, type Row, type Strapi } from '../strapi';

/** What Strapi's i18n plugin offers of its own, and is used here. */
interface I18n {
  readonly 'content-types': { readonly getNestedPopulateOfNonLocalizedAttributes: (uid: string) => unknown };
  readonly localizations: { readonly syncNonLocalizedAttributes: (entry: Row, model: unknown) => Promise<void> };
}

const i18nOf = <Name extends keyof I18n>(strapi: Strapi, name: Name): I18n[Name] | null =>
  (strapi.plugin('i18n')?.service(name) as I18n[Name] | undefined) ?? null;

/**
 * What all languages of a material share holds in each published one as soon as it is published in one. Strapi compares with whatever
 * row it finds first, which may have the new values already, and then leaves the other languages as they were.
 */
export const sharePublished = async (strapi: Strapi, documentId: string, locale: unknown): Promise<void> => {
  const { material } = modelOf(strapi);
  const schema = schemaOf(strapi, material.uid);
  const types = i18nOf(strapi, 'content-types');
  const localizations = i18nOf(strapi, 'localizations');
  if (!material.isLocalised || !material.hasDrafts || !schema || !types || !localizations) return;
  const published = (await strapi.db.query(material.uid).findMany({
    where: { documentId, publishedAt: { $notNull: true } },
    select: ['id', 'locale'],
    orderBy: { publishedAt: 'desc' },
  })) as Row[];
  if (published.length < 2) return;
  const source = published.find((row) => row.locale === locale) ?? published[0];
  const entry = (await strapi.db.query(material.uid).findOne({
    where: { id: source?.id },
    populate: types.getNestedPopulateOfNonLocalizedAttributes(material.uid) as never,
  })) as Row | null;
  if (entry) await localizations.syncNonLocalizedAttributes(entry, schema);
};

/** The languages of a material, drafts among them. */
export const localesOf = async (strapi: Strapi, documentId: string): Promise<ReadonlySet<string>> => {
  const { material } = modelOf(strapi);
  if (!material.isLocalised) return new Set();
  const rows = (await strapi.db.query(material.uid).findMany({ where: { documentId }, select: ['locale'] })) as Row[];
  return new Set(rows.map(({ locale }) => String(locale)));
};

const deleteStock = async (strapi: Strapi, where: Row): Promise<void> => {
  const { uid } = modelOf(strapi).stockStatus;
  const orphans = (await strapi.db.query(uid).findMany({ where, select: ['documentId'] })) as Row[];
  for (const { documentId } of orphans) await documentsOf(strapi, uid).delete({ documentId: documentId as string });
};

/** Takes away the stock of a material that is gone, or of those of its languages that are. */
export const forgetStock = async (strapi: Strapi, documentId: string, before: ReadonlySet<string>): Promise<void> => {
  const isThere = (await strapi.db.query(modelOf(strapi).material.uid).count({ where: { documentId } })) > 0;
  if (!isThere) return deleteStock(strapi, { material: documentId });
  const left = await localesOf(strapi, documentId);
  const gone = [...before].filter((locale) => !left.has(locale));
  if (gone.length > 0) await deleteStock(strapi, { material: documentId, edition: { $in: gone } });
};

/** A language that is taken off the site takes its editions along, and the stock of materials that were in no other. */
export const followLanguages = (strapi: Strapi): void => {
  const { material, stockStatus } = modelOf(strapi);
  strapi.db.lifecycles.subscribe({
    models: ['plugin::i18n.locale'],
    async afterDelete({ result }: { readonly result?: unknown }) {
      const { code } = (result ?? {}) as { code?: string };
      if (!code) return;
      await deleteStock(strapi, { edition: code });
      const stocked = (await strapi.db.query(stockStatus.uid).findMany({ select: ['material'] })) as Row[];
      const ids = [...new Set(stocked.map((row) => String(row.material)))];
      const known = (await strapi.db
        .query(material.uid)
        .findMany({ where: { documentId: { $in: ids } }, select: ['documentId'] })) as Row[];
      const there = new Set(known.map(({ documentId }) => documentId));
      const gone = ids.filter((id) => !there.has(id));
      if (gone.length > 0) await deleteStock(strapi, { material: { $in: gone } });
    },
  } as never);
};
