import type { Locale } from '../../../../domain/locale-choice';
import { TABLES } from '../../database';
import { rowsOf, siteOf, type Row, type Strapi } from '../../strapi';
import { populateOf } from './places';

/** The language that an entry is translated from. */
export const sourceLocaleOf = async (strapi: Strapi, uid: string, documentId: string): Promise<Locale> => {
  const [known] = await rowsOf(
    strapi,
    `SELECT source_locale FROM ${TABLES.entries} WHERE content_type = ? AND document_id = ?`,
    [uid, documentId]
  );
  return known ? String(known.source_locale) : (await siteOf(strapi).current()).defaultLocale;
};

/** The versions of an entry as they are edited now, by language. */
export const readDrafts = async (
  strapi: Strapi,
  uid: string,
  documentId: string,
  locales: readonly Locale[]
): Promise<Map<Locale, Row>> => {
  const rows = (await strapi.db.query(uid).findMany({
    where: { documentId, locale: { $in: [...locales] } },
    populate: populateOf(strapi, uid),
    orderBy: { id: 'asc' },
  })) as Row[];
  const drafts = new Map<Locale, Row>();
  for (const row of rows) {
    if (!row.publishedAt || !drafts.has(String(row.locale))) drafts.set(String(row.locale), row);
  }
  return drafts;
};
