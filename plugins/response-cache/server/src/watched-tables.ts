import { materialModelOf, neighbourOf } from '@inprint/kit/neighbours';

import type { Tables } from '../../domain/statement';
import { configOf, isPostgres, type Strapi } from './strapi';

/** A table whose writes are logged. */
export interface WatchedTable {
  readonly name: string;
  /** Columns that the log names with their values. */
  readonly keys: readonly string[];
  /** Columns by which Strapi hides rows. */
  readonly hiding: readonly string[];
}

interface Attribute {
  readonly type?: string;
  readonly columnName?: string;
}

const KEYS = new Set(['id', 'document_id', 'slug']);
const HIDING = ['document_id', 'published_at', 'locale'];
/** The admin's own tables: no public answer is made of them, and some change with every click. */
const NOT_WATCHED = /^(admin::|strapi::(?!core-store)|plugin::content-releases|plugin::review-workflows)/;

/** Where the plugin “availability” works: a stock status is found by the documentId of its material. */
const stockKeys = (strapi: Strapi): Readonly<Record<string, readonly string[]>> => {
  const model = materialModelOf(strapi);
  return model ? { [model.stockStatus.uid]: ['material'] } : {};
};

/** Every table that public answers can be made of: content, components, relations, files, locales, permissions, settings. */
export const watchedTables = (strapi: Strapi): WatchedTable[] => {
  const configured = { ...stockKeys(strapi), ...configOf(strapi).keys };
  const watched = new Map<string, WatchedTable>();
  for (const { uid, tableName, attributes } of strapi.db.metadata.values()) {
    if (NOT_WATCHED.test(uid)) continue;
    const columns = Object.entries(attributes as Record<string, Attribute>)
      .filter(([, { type, columnName }]) => columnName !== undefined || (type !== 'relation' && type !== 'component'))
      .map(([name, { columnName }]) => columnName ?? name);
    const isLink = uid === tableName;
    const extra = (configured[uid] ?? []).map(
      (name) => (attributes[name] as Attribute | undefined)?.columnName ?? name
    );
    watched.set(tableName, {
      name: tableName,
      keys: columns.filter(
        (column) => KEYS.has(column) || (isLink && column.endsWith('_id')) || extra.includes(column)
      ),
      hiding: columns.filter((column) => HIDING.includes(column)),
    });
  }
  const decisions = neighbourOf(strapi, 'availability', 'decisions')?.table;
  if (decisions) watched.set(decisions, { name: decisions, keys: ['id'], hiding: [] });
  return [...watched.values()];
};

/** All tables and views of the database: what is read of those that are not watched makes an answer one that is not kept. */
export const allTables = async (strapi: Strapi, watched: readonly WatchedTable[]): Promise<Tables> => {
  const answer = (await strapi.db.connection.raw(
    isPostgres(strapi)
      ? `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname <> 'information_schema'`
      : `SELECT name FROM sqlite_master WHERE type IN ('table', 'view')`
  )) as { name: string }[] | { rows: { name: string }[] };
  const rows = Array.isArray(answer) ? answer : answer.rows;
  const tables = new Map<string, ReadonlySet<string> | null>();
  for (const { name } of rows) tables.set(name.toLowerCase(), null);
  for (const { name, keys } of watched) tables.set(name.toLowerCase(), new Set(keys));
  return tables;
};
