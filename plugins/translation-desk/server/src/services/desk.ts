import type { Locale } from '../../../domain/locale-choice';
import type { TranslationState } from '../../../domain/translation';
import { hasWords, wordsOf } from '../../../domain/word-search';
import type { Scope } from '../access/scope';
import { TABLES, TITLES } from '../database';
import { places } from '@inprint/kit/transactions';
import { localisedTypesOf, rowsOf, schemaOf, type Row, type Strapi } from '../strapi';

/** Entries are counted so far and no further: nobody turns that many pages. */
const MAX_COUNTED = 1000;
/** So many entries with fitting titles are looked at. */
const MAX_FOUND = 2000;
/** Among so many of the latest entries is looked for what can be handed out. */
const MAX_LOOKED_AT = 5000;

export interface DeskQuery {
  /** Content types to show, by uid; at least one. */
  readonly types: readonly string[];
  /** Only entries that are in one of these states in one of the locales; empty for all. */
  readonly states: readonly TranslationState[];
  readonly locales: readonly Locale[];
  readonly search: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** What somebody may see; null or nothing for who may read all of the types. */
  readonly scope?: Scope | null;
}

export interface DeskCell {
  readonly state: TranslationState;
  readonly isPublished: boolean;
  readonly outdatedFields: readonly string[];
  /** Fields of which a part, or all, was never translated. */
  readonly incompleteFields: readonly string[];
}

export interface DeskEntry {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  readonly sourceLocale: Locale;
  readonly changedAt: string;
  readonly locales: Readonly<Record<Locale, DeskCell>>;
}

export interface FoundEntry {
  /** Its row at the desk. */
  readonly id: number;
  readonly type: string;
  readonly documentId: string;
  readonly outdatedFields: readonly string[];
  readonly incompleteFields: readonly string[];
  /** Whether there is a translation at all. */
  readonly isThere: boolean;
}

interface Sql {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

const namesIn = (list: unknown): string[] => JSON.parse(String(list)) as string[];

/** The matrix of entries by languages, read from the desk's tables: three queries a page, each along an index. */
export const createDesk = (strapi: Strapi) => {
  const { entries, states } = TABLES;

  const isEveryType = (types: readonly string[]): boolean =>
    localisedTypesOf(strapi).every((uid) => types.includes(uid));

  /** Entries with titles that have words beginning as these; null without a word. */
  const titles = (search: string): Sql | null => {
    const words = wordsOf(search);
    if (words.length === 0) return null;
    return strapi.db.dialect.client === 'sqlite'
      ? {
          sql: `SELECT found.id, found.changed_at, found.content_type FROM (
            SELECT rowid AS id FROM ${TITLES} WHERE ${TITLES} MATCH ? LIMIT ${MAX_FOUND}) matched
            JOIN ${entries} found ON found.id = matched.id`,
          bindings: [words.map((word) => `"${word}"*`).join(' ')],
        }
      : {
          sql: `SELECT id, changed_at, content_type FROM ${entries}
            WHERE to_tsvector('simple', words) @@ to_tsquery('simple', ?) LIMIT ${MAX_FOUND}`,
          bindings: [words.map((word) => `${word}:*`).join(' & ')],
        };
  };

  const bySearch = ({ types, states: wanted, locales }: DeskQuery, found: Sql): Sql => {
    const isInState = `AND EXISTS (SELECT 1 FROM ${states} s WHERE s.entry_id = e.id AND s.locale IN (${places(locales)})
      AND s.state IN (${places(wanted)}))`;
    return {
      sql: `SELECT e.id, e.changed_at FROM (${found.sql}) e WHERE e.content_type IN (${places(types)})
        ${wanted.length > 0 ? isInState : ''}`,
      bindings: [...found.bindings, ...types, ...(wanted.length > 0 ? [...locales, ...wanted] : [])],
    };
  };

  /**
   * Entries among those that the search found that have its words in titles which may be read: the index has the titles of all
   * languages.
   */
  const foundIn = async (search: string, found: Sql, scope: Scope): Promise<readonly number[]> => {
    const rows = await rowsOf(
      strapi,
      `SELECT e.id, e.content_type, e.document_id FROM (${found.sql}) f JOIN ${entries} e ON e.id = f.id`,
      found.bindings
    );
    const ids: number[] = [];
    for (const uid of new Set(rows.map((row) => String(row.content_type)))) {
      const mine = rows.filter((row) => row.content_type === uid);
      const versions = await scope.versionsOf(
        uid,
        mine.map((row) => String(row.document_id))
      );
      const isFound = (row: Row): boolean =>
        hasWords((versions.get(String(row.document_id))?.titles ?? []).join('\n'), search, {
          withMarks: strapi.db.dialect.client !== 'sqlite',
        });
      ids.push(...mine.filter(isFound).map(({ id }) => Number(id)));
    }
    return ids;
  };

  /** Ids of the entries that a query means, as far as they are somebody's to see. What others changed last is no order for them. */
  const selectInScope = async (query: DeskQuery, scope: Scope): Promise<Sql> => {
    const { types, states: wanted, locales, search } = query;
    const found = titles(search);
    const ids = found ? await foundIn(search, found, scope) : null;
    const parts: Sql[] = [
      { sql: `e.content_type IN (${places(types)})`, bindings: types },
      scope.entries,
      ...(ids === null ? [] : [{ sql: `e.id IN (${ids.length > 0 ? places(ids) : 'NULL'})`, bindings: ids }]),
    ];
    if (wanted.length > 0) {
      parts.push({
        sql: `EXISTS (SELECT 1 FROM ${states} s WHERE s.entry_id = e.id AND s.locale IN (${places(locales)})
          AND ${scope.states.sql} AND ${scope.stateOf.sql} IN (${places(wanted)}))`,
        bindings: [...locales, ...scope.states.bindings, ...scope.stateOf.bindings, ...wanted],
      });
    }
    return {
      sql: `SELECT e.id FROM ${entries} e WHERE ${parts.map(({ sql }) => sql).join(' AND ')} ORDER BY e.id DESC`,
      bindings: parts.flatMap(({ bindings }) => bindings),
    };
  };

  const inOrder = `ORDER BY changed_at DESC, id DESC`;

  /** The latest of each language and state, each read from its end of an index; what a page shows is among them. */
  const byState = ({ types, states: wanted, locales }: DeskQuery, most: number): Sql => {
    const every = isEveryType(types);
    const parts = locales.flatMap((locale) =>
      wanted.flatMap((state) =>
        (every ? [null] : types).map((type) => ({
          sql: `SELECT * FROM (SELECT entry_id AS id, changed_at FROM ${states} WHERE ${type === null ? '' : 'content_type = ? AND '}
            locale = ? AND state = ? ORDER BY changed_at DESC, entry_id DESC LIMIT ${most}) part`,
          bindings: [...(type === null ? [] : [type]), locale, state],
        }))
      )
    );
    return {
      sql: parts.map(({ sql }) => sql).join(' UNION '),
      bindings: parts.flatMap(({ bindings }) => bindings),
    };
  };

  const byType = ({ types }: DeskQuery): Sql =>
    isEveryType(types)
      ? { sql: `SELECT id, changed_at FROM ${entries}`, bindings: [] }
      : { sql: `SELECT id, changed_at FROM ${entries} WHERE content_type IN (${places(types)})`, bindings: types };

  /** Ids of the entries that a query means, the latest first. @param most how many are looked for */
  const selectIds = (query: DeskQuery, most: number): Sql => {
    const found = titles(query.search);
    const chosen = found ? bySearch(query, found) : query.states.length > 0 ? byState(query, most) : byType(query);
    return { sql: `SELECT id FROM (${chosen.sql}) chosen ${inOrder}`, bindings: chosen.bindings };
  };

  const isNothing = ({ types, states: wanted, locales }: DeskQuery): boolean =>
    types.length === 0 || (wanted.length > 0 && locales.length === 0);

  const pageOf = (query: DeskQuery, ids: Sql): Sql => ({
    sql: `SELECT e.id, e.content_type, e.document_id, e.title, e.source_locale, e.changed_at FROM ${entries} e
      WHERE e.id IN (${ids.sql} LIMIT ${query.pageSize + 1} OFFSET ${(query.page - 1) * query.pageSize})
      ${query.scope ? 'ORDER BY id DESC' : inOrder}`,
    bindings: ids.bindings,
  });

  const pageSql = (query: DeskQuery): Sql => pageOf(query, selectIds(query, query.page * query.pageSize + 1));

  const cellsOf = async (
    ids: readonly number[],
    scope: Scope | null
  ): Promise<Map<number, Record<Locale, DeskCell>>> => {
    const cells = new Map<number, Record<Locale, DeskCell>>(ids.map((id) => [id, {}]));
    if (ids.length === 0) return cells;
    const state = scope?.stateOf ?? { sql: 's.state', bindings: [] };
    const rows = await rowsOf(
      strapi,
      `SELECT s.entry_id, s.content_type, s.locale, ${state.sql} AS state, s.is_published, s.outdated_fields, s.incomplete_fields
       FROM ${states} s JOIN ${entries} e ON e.id = s.entry_id
       WHERE s.entry_id IN (${places(ids)}) ${scope ? `AND ${scope.states.sql}` : ''}`,
      [...state.bindings, ...ids, ...(scope?.states.bindings ?? [])]
    );
    const named = (row: Row, list: unknown): readonly string[] =>
      scope ? scope.named(String(row.content_type), namesIn(list)) : namesIn(list);
    for (const row of rows) {
      const entry = cells.get(Number(row.entry_id));
      if (!entry) continue;
      entry[String(row.locale)] = {
        state: row.state as TranslationState,
        isPublished: Number(row.is_published) === 1,
        outdatedFields: named(row, row.outdated_fields),
        incompleteFields: named(row, row.incomplete_fields),
      };
    }
    return cells;
  };

  /** When what somebody may read of some entries was changed last, by row of the desk. */
  const changesOf = async (rows: readonly Row[], scope: Scope): Promise<ReadonlyMap<number, string>> => {
    const changes = new Map<number, string>();
    for (const uid of new Set(rows.map((row) => String(row.content_type)))) {
      const mine = rows.filter((row) => row.content_type === uid);
      const versions = await scope.versionsOf(
        uid,
        mine.map((row) => String(row.document_id))
      );
      for (const row of mine) changes.set(Number(row.id), versions.get(String(row.document_id))?.changedAt ?? '');
    }
    return changes;
  };

  return {
    /** The statement of a page, for tests that look up how the database runs it. */
    pageSql,

    /** A page of the matrix. @returns the entries, how many there are (counted up to 1,000), and whether there are more */
    async page(query: DeskQuery) {
      if (isNothing(query)) return { entries: [], total: 0, isMore: false, hasNext: false };
      const { scope = null } = query;
      const ids = scope ? await selectInScope(query, scope) : selectIds(query, MAX_COUNTED + 1);
      const { sql, bindings } = scope ? pageOf(query, ids) : pageSql(query);
      const rows = await rowsOf(strapi, sql, bindings);
      const shown = rows.slice(0, query.pageSize);
      const cells = await cellsOf(
        shown.map(({ id }) => Number(id)),
        scope
      );
      const changes = scope ? await changesOf(shown, scope) : null;
      const counted = `SELECT COUNT(*) AS total FROM (${ids.sql} LIMIT ${MAX_COUNTED + 1}) counted`;
      const [count] = await rowsOf(strapi, counted, ids.bindings);
      const total = Number(count?.total ?? 0);
      return {
        entries: shown.map((row: Row): DeskEntry => ({
          type: String(row.content_type),
          documentId: String(row.document_id),
          title: String(row.title),
          sourceLocale: String(row.source_locale),
          changedAt: changes?.get(Number(row.id)) ?? String(row.changed_at),
          locales: cells.get(Number(row.id)) ?? {},
        })),
        total: Math.min(total, MAX_COUNTED),
        isMore: total > MAX_COUNTED,
        hasNext: rows.length > query.pageSize,
      };
    },

    /**
     * The entries that a query means in its one language, the latest first, whatever page is asked for.
     *
     * @param most how many at most
     * @param sourceLocale only those that are translated from this language
     * @param chosen only these, as `content type:documentId`; all where none is named
     */
    async find(
      query: DeskQuery,
      most: number,
      sourceLocale: Locale,
      chosen: readonly string[] = []
    ): Promise<readonly FoundEntry[]> {
      if (isNothing(query)) return [];
      const { scope = null } = query;
      const ids = scope ? await selectInScope(query, scope) : selectIds(query, MAX_LOOKED_AT);
      const named = (row: Row, list: unknown): readonly string[] =>
        scope ? scope.named(String(row.content_type), namesIn(list)) : namesIn(list);
      const isChosen = chosen.length > 0 ? `AND e.content_type || ':' || e.document_id IN (${places(chosen)})` : '';
      const rows = await rowsOf(
        strapi,
        `SELECT e.id, e.content_type, e.document_id, s.state, s.outdated_fields, s.incomplete_fields FROM ${entries} e
         JOIN ${states} s ON s.entry_id = e.id AND s.locale = ?
         WHERE e.source_locale = ? ${isChosen} ${scope ? `AND ${scope.states.sql}` : ''}
         AND e.id IN (${ids.sql} LIMIT ${MAX_LOOKED_AT}) ORDER BY ${scope ? '' : 'e.changed_at DESC,'} e.id DESC LIMIT ${most}`,
        [query.locales[0], sourceLocale, ...chosen, ...(scope?.states.bindings ?? []), ...ids.bindings]
      );
      return rows.map((row) => ({
        id: Number(row.id),
        type: String(row.content_type),
        documentId: String(row.document_id),
        outdatedFields: named(row, row.outdated_fields),
        incompleteFields: named(row, row.incomplete_fields),
        isThere: row.state !== 'missing',
      }));
    },

    /** The names of a content type's fields as they stand in the edit form. */
    async labelsOf(uid: string): Promise<Readonly<Record<string, string>>> {
      const { metadatas } = (await strapi
        .plugin('content-manager')
        .service('content-types')
        .findConfiguration(schemaOf(strapi, uid))) as { metadatas: Record<string, { edit?: { label?: string } }> };
      return Object.fromEntries(Object.entries(metadatas).map(([field, { edit }]) => [field, edit?.label ?? field]));
    },

    /** How many entries are in each state, by locale. */
    async counts(
      types: readonly string[],
      scope: Scope | null = null
    ): Promise<Record<Locale, Partial<Record<TranslationState, number>>>> {
      const counts: Record<Locale, Partial<Record<TranslationState, number>>> = {};
      if (types.length === 0) return counts;
      const which = isEveryType(types) ? '' : `WHERE content_type IN (${places(types)})`;
      const counted: Sql = scope
        ? {
            sql: `(SELECT s.locale AS locale, ${scope.stateOf.sql} AS state FROM ${states} s JOIN ${entries} e ON e.id = s.entry_id
              WHERE ${scope.entries.sql} AND ${scope.states.sql}) seen`,
            bindings: [...scope.stateOf.bindings, ...scope.entries.bindings, ...scope.states.bindings],
          }
        : { sql: `${states} ${which}`, bindings: which ? types : [] };
      const rows = await rowsOf(
        strapi,
        `SELECT locale, state, COUNT(*) AS count FROM ${counted.sql} GROUP BY locale, state`,
        counted.bindings
      );
      for (const row of rows) {
        (counts[String(row.locale)] ??= {})[row.state as TranslationState] = Number(row.count);
      }
      return counts;
    },
  };
};
