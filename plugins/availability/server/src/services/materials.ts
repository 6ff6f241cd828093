import { places } from '@inprint/kit/transactions';
import type { DocumentId } from '../../../domain/facts';
import { rowsOf } from '../rows';
import { modelOf } from '../setup';
import { serviceOf, tableOf, type Strapi } from '../strapi';
import { titleCondition } from '../title-search';

export interface TitledMaterial {
  readonly documentId: DocumentId;
  readonly title: string;
}

const MOST_FOUND = 20;
/** So many rows with fitting titles are looked at: a word that stands in every title needs another word beside it. */
export const MOST_TITLES = 2000;

/**
 * Which row of a material lends its title, the lowest first: drafts before published rows, then a preferred locale, then
 * the default locale, which is a binding.
 */
export const rankSql = (row: string, preferred: string): string =>
  `CASE WHEN ${row}.published_at IS NULL THEN 0 ELSE 4 END
   + CASE WHEN ${row}.locale = ${preferred} THEN 0 WHEN ${row}.locale = ? THEN 1 ELSE 2 END`;

/** Materials by their titles, as editors see them: the draft's title, in the default locale where there is one. */
export const createMaterials = (strapi: Strapi) => {
  const table = () => {
    const { material } = modelOf(strapi);
    const { quoted, quotedColumn } = tableOf(strapi, material.uid);
    return { name: quoted, title: quotedColumn(material.title) };
  };

  const select = async (sql: string, bindings: readonly unknown[]): Promise<TitledMaterial[]> => {
    const rows = await rowsOf(strapi, sql, bindings);
    return rows.map(({ document_id: id, title }) => ({ documentId: String(id), title: String(title ?? '') }));
  };

  const service = {
    /**
     * SQL for the title of the material whose documentId stands in a column, in one language if there is a title in it.
     *
     * @param key a column with a documentId
     * @param preferred a column or literal with the locale to prefer
     */
    titleSql(key: string, preferred: string): { readonly sql: string; readonly bindings: 1 } {
      const { name, title } = table();
      return {
        // SQLite lets no ORDER BY look outside its query: hence the rank.
        sql: `(SELECT title FROM (SELECT m.${title} AS title, m.id AS id, ${rankSql('m', preferred)} AS rank
          FROM ${name} m WHERE m.document_id = ${key}) versions ORDER BY rank, id LIMIT 1)`,
        bindings: 1,
      };
    },

    /** Materials whose titles have words beginning as these; without words, those that were changed last. */
    async search(text: string): Promise<TitledMaterial[]> {
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const { name } = table();
      const title = service.titleSql('found.document_id', "''").sql;
      const condition = titleCondition(strapi, text);
      const found = condition
        ? `SELECT DISTINCT document_id FROM ${name} WHERE id IN (${condition.sql} LIMIT ${MOST_TITLES}) LIMIT ${MOST_FOUND}`
        : `SELECT document_id FROM (SELECT document_id, MAX(id) AS last FROM (SELECT document_id, id FROM ${name} ORDER BY id DESC LIMIT 200) recent
            GROUP BY document_id ORDER BY last DESC LIMIT ${MOST_FOUND}) newest`;
      const materials = await select(`SELECT found.document_id, ${title} AS title FROM (${found}) found`, [
        defaultLocale,
        ...(condition?.bindings ?? []),
      ]);
      return materials.sort((one, other) => one.title.localeCompare(other.title));
    },

    /** The titles of some materials; those that are gone are left out. */
    async titlesOf(documentIds: readonly DocumentId[]): Promise<TitledMaterial[]> {
      const asked = [...new Set(documentIds)];
      if (asked.length === 0) return [];
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const { name } = table();
      const title = service.titleSql('found.document_id', "''").sql;
      const found = `SELECT DISTINCT document_id FROM ${name} WHERE document_id IN (${places(asked)})`;
      return select(`SELECT found.document_id, ${title} AS title FROM (${found}) found`, [defaultLocale, ...asked]);
    },
  };
  return service;
};
