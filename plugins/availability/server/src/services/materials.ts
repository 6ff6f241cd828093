import type { Sql } from '@inprint/kit/content-permissions';
import { places } from '@inprint/kit/transactions';
import type { Context } from 'koa';

import type { DocumentId, Locale } from '../../../domain/facts';
import { readableTitles, type ReadableTitles } from '../readable-titles';
import { rowsOf } from '../rows';
import { modelOf } from '../setup';
import { serviceOf, tableOf, type Strapi } from '../strapi';
import { titleCondition } from '../title-search';

export interface TitledMaterial {
  readonly documentId: DocumentId;
  readonly title: string;
}

const MAX_FOUND = 20;
/** So many rows with fitting titles are looked at: a word that stands in every title needs another word beside it. */
export const MAX_TITLES = 2000;

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
    /** Which titles the person who asks may read: for other plugins that show them. */
    readableTo: (ctx: Context): Promise<ReadableTitles> => readableTitles(strapi, ctx),

    /**
     * SQL for the title of the material whose documentId stands in a column, in one language if there is a title in it.
     *
     * @param key a column with a documentId
     * @param preferred a column or literal with the locale to prefer
     * @param titles the titles that may be read
     */
    titleSql(key: string, preferred: string, defaultLocale: Locale, titles: ReadableTitles): Sql {
      const { name, title } = table();
      const isReadable = titles === null ? '' : `AND m.id IN (${titles.sql})`;
      return {
        // SQLite lets no ORDER BY look outside its query: hence the rank.
        sql: `(SELECT title FROM (SELECT m.${title} AS title, m.id AS id, ${rankSql('m', preferred)} AS rank
          FROM ${name} m WHERE m.document_id = ${key} ${isReadable}) versions ORDER BY rank, id LIMIT 1)`,
        bindings: [defaultLocale, ...(titles?.bindings ?? [])],
      };
    },

    /** Materials whose titles have words beginning as these; without words, those that were changed last. */
    async search(text: string, titles: ReadableTitles = null): Promise<TitledMaterial[]> {
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const { name } = table();
      const title = service.titleSql('found.document_id', "''", defaultLocale, titles);
      const condition = titleCondition(strapi, text);
      const isReadable = titles === null ? '' : `AND id IN (${titles.sql})`;
      const found = condition
        ? `SELECT DISTINCT document_id FROM ${name} WHERE id IN (${condition.sql} LIMIT ${MAX_TITLES}) ${isReadable} LIMIT ${MAX_FOUND}`
        : `SELECT document_id FROM (SELECT document_id, MAX(id) AS last FROM (SELECT document_id, id FROM ${name} WHERE 1 = 1 ${isReadable}
            ORDER BY id DESC LIMIT 200) recent GROUP BY document_id ORDER BY last DESC LIMIT ${MAX_FOUND}) newest`;
      const materials = await select(`SELECT found.document_id, ${title.sql} AS title FROM (${found}) found`, [
        ...title.bindings,
        ...(condition?.bindings ?? []),
        ...(titles?.bindings ?? []),
      ]);
      return materials.sort((one, other) => one.title.localeCompare(other.title));
    },

    /** The titles of some materials; those that are gone, or that may not be read, are left out. */
    async titlesOf(documentIds: readonly DocumentId[], titles: ReadableTitles = null): Promise<TitledMaterial[]> {
      const asked = [...new Set(documentIds)];
      if (asked.length === 0) return [];
      const { defaultLocale } = await serviceOf(strapi, 'settings').current();
      const { name } = table();
      const title = service.titleSql('found.document_id', "''", defaultLocale, titles);
      const isReadable = titles === null ? '' : `AND id IN (${titles.sql})`;
      const found = `SELECT DISTINCT document_id FROM ${name} WHERE document_id IN (${places(asked)}) ${isReadable}`;
      return select(`SELECT found.document_id, ${title.sql} AS title FROM (${found}) found`, [
        ...title.bindings,
        ...asked,
        ...(titles?.bindings ?? []),
      ]);
    },
  };
  return service;
};
