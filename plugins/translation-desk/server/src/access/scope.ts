import {
  idsWhere,
  isEverything,
  isSameWhere,
  type ContentPermissions,
  type Sql,
  type Where,
} from '@inprint/kit/content-permissions';
import { places } from '@inprint/kit/transactions';

import type { Locale } from '../../../domain/locale-choice';
import type { Row, Strapi } from '../strapi';
import { shapesOf, titleFieldOf } from '../translatable';
import { permissionNamesOf } from './field-names';
import { isShownSql } from './shown-row';

/**
 * What of the desk's tables somebody may see. An entry is there for whoever may read the title of its source, a language of it for
 * whoever may read that language of it, and what is outdated in it for whoever may read the fields that are.
 */
export interface Scope {
  /** Which rows `e` of the entries. */
  readonly entries: Sql;
  /** Which rows `s` of the states, beside their row `e`. */
  readonly states: Sql;
  /** The state of a row `s`, as far as it is theirs to know. */
  readonly stateOf: Sql;
  /** Of these fields of a content type those that may be named. */
  readonly named: (uid: string, fields: readonly string[]) => readonly string[];
  /** What may be read of some entries, by documentId: their titles, and when that was changed last (ISO 8601). */
  readonly versionsOf: (uid: string, documentIds: readonly string[]) => Promise<ReadonlyMap<string, ReadableVersions>>;
}

export interface ReadableVersions {
  readonly titles: readonly string[];
  readonly changedAt: string;
}

interface TypeScope {
  readonly uid: string;
  readonly title: string | null;
  readonly ofTitle: Where | null;
  /** Rows of which the title may be read; null for all. */
  readonly rows: Sql | null;
  /** Languages in which nothing is there yet, and that may be read; null for all. */
  readonly locales: readonly Locale[] | null;
  /** Fields that may be read wherever the title may. */
  readonly fields: readonly string[];
  readonly isWhole: boolean;
}

const joined = (parts: readonly Sql[], by: string, none: string): Sql =>
  parts.length === 0
    ? { sql: none, bindings: [] }
    : { sql: `(${parts.map(({ sql }) => sql).join(by)})`, bindings: parts.flatMap(({ bindings }) => bindings) };

/** A list of names as JSON has one of these in it. */
const hasOneOf = (column: string, names: readonly string[]): Sql =>
  joined(
    names.map((name) => ({
      sql: `${column} LIKE ? ESCAPE '\\'`,
      bindings: [`%"${name.replace(/[\\%_]/g, '\\$&')}"%`],
    })),
    ' OR ',
    '1 = 0'
  );

/** @returns null for somebody who may read all of these types, so that the desk need not ask row by row */
export const scopeOf = (strapi: Strapi, permissions: ContentPermissions, types: readonly string[]): Scope | null => {
  const ofType = (uid: string): TypeScope => {
    const shapes = shapesOf(strapi, uid);
    const title = titleFieldOf(shapes);
    const whereOf = (field: string): Where | null =>
      permissions.where('read', uid, permissionNamesOf(field, shapes[field]));
    const ofTitle = title === null ? permissions.where('read', uid) : whereOf(title);
    const fields = Object.keys(shapes).filter((field) => {
      const where = whereOf(field);
      return isEverything(where) || (where !== null && isSameWhere(where, ofTitle));
    });
    const isOpen = isEverything(ofTitle);
    return {
      uid,
      title,
      ofTitle,
      rows: isOpen ? null : idsWhere(strapi, uid, ofTitle),
      locales: permissions.locales('read', uid),
      fields,
      isWhole: isOpen && fields.length === Object.keys(shapes).length,
    };
  };

  const scopes = types.map(ofType);
  if (scopes.every(({ isWhole }) => isWhole)) return null;

  /** There is a row of an entry's language, shown to editors, that may be read. */
  const isReadable = ({ uid, rows }: TypeScope, locale: string): Sql => {
    if (rows === null) return { sql: '1 = 1', bindings: [] };
    const { tableName } = strapi.db.metadata.get(uid);
    return {
      sql: `EXISTS (SELECT 1 FROM ${tableName} r WHERE r.document_id = e.document_id AND r.locale = ${locale}
        AND ${isShownSql(strapi, uid, 'r')} AND r.id IN (${rows.sql}))`,
      bindings: rows.bindings,
    };
  };

  const entries = scopes.map((scope): Sql => {
    const { sql, bindings } = isReadable(scope, 'e.source_locale');
    return { sql: `(e.content_type = ? AND ${sql})`, bindings: [scope.uid, ...bindings] };
  });

  const states = scopes.map((scope): Sql => {
    const { sql, bindings } = isReadable(scope, 's.locale');
    const { locales } = scope;
    const isOpen = locales === null ? '1 = 1' : locales.length === 0 ? '1 = 0' : `s.locale IN (${places(locales)})`;
    return {
      sql: `(s.content_type = ? AND ((s.state = 'missing' AND ${isOpen}) OR (s.state <> 'missing' AND ${sql})))`,
      bindings: [scope.uid, ...(locales ?? []), ...bindings],
    };
  });

  const stateOf = scopes.flatMap(({ uid, fields }): Sql[] => {
    if (fields.length === Object.keys(shapesOf(strapi, uid)).length) return [];
    const [outdated, incomplete] = [hasOneOf('s.outdated_fields', fields), hasOneOf('s.incomplete_fields', fields)];
    return [
      {
        sql: `WHEN s.content_type = ? AND s.state IN ('outdated', 'incomplete') THEN CASE WHEN ${outdated.sql} THEN 'outdated'
          WHEN ${incomplete.sql} THEN 'incomplete' WHEN s.is_published = 1 THEN 'published' ELSE 'draft' END`,
        bindings: [uid, ...outdated.bindings, ...incomplete.bindings],
      },
    ];
  });

  const versionsOf: Scope['versionsOf'] = async (uid, documentIds) => {
    const { title = null, ofTitle = null } = scopes.find((scope) => scope.uid === uid) ?? {};
    const versions = new Map<string, ReadableVersions>();
    if (ofTitle === null || documentIds.length === 0) return versions;
    const rows = (await strapi.db.query(uid).findMany({
      select: ['documentId', 'updatedAt', ...(title === null ? [] : [title])],
      where: { $and: [{ documentId: { $in: [...documentIds] } }, ofTitle] },
    })) as Row[];
    for (const row of rows) {
      const { titles, changedAt } = versions.get(String(row.documentId)) ?? { titles: [], changedAt: '' };
      const at = new Date((row.updatedAt ?? 0) as string | number).toISOString();
      const name = title === null ? null : row[title];
      versions.set(String(row.documentId), {
        titles: typeof name === 'string' ? [...titles, name] : titles,
        changedAt: at > changedAt ? at : changedAt,
      });
    }
    return versions;
  };

  return {
    versionsOf,
    entries: joined(entries, ' OR ', '1 = 0'),
    states: joined(states, ' OR ', '1 = 0'),
    stateOf:
      stateOf.length === 0
        ? { sql: 's.state', bindings: [] }
        : {
            sql: `CASE ${stateOf.map(({ sql }) => sql).join(' ')} ELSE s.state END`,
            bindings: stateOf.flatMap(({ bindings }) => bindings),
          },
    named: (uid, fields) => {
      const known = scopes.find((scope) => scope.uid === uid)?.fields ?? [];
      return fields.filter((field) => known.includes(field));
    },
  };
};
