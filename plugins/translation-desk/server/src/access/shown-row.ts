import { hasDrafts, type Strapi } from '../strapi';

/** A condition: the row is what editors see of its language, the draft or, where there is none, what is published. */
export const isShownSql = (strapi: Strapi, uid: string, row: string): string => {
  const { tableName } = strapi.db.metadata.get(uid);
  return hasDrafts(strapi, uid)
    ? `(${row}.published_at IS NULL OR NOT EXISTS (SELECT 1 FROM ${tableName} d
        WHERE d.document_id = ${row}.document_id AND d.locale = ${row}.locale AND d.published_at IS NULL))`
    : '1 = 1';
};
