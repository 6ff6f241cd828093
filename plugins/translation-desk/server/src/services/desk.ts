import type { Locale } from '../../../domain/locale-choice';
import type { TranslationState } from '../../../domain/translation';
import { entryOfId } from '../../../domain/xliff/names';
import { hasWords, wordsOf } from '../../../domain/word-search';
import type { Scope } from '../access/scope';
import { TABLES, TITLES } from '../database';
import { places } from '@inprint/kit/transactions';
import { localisedTypesOf, rowsOf, schemaOf, type Row, type Strapi } from '../strapi';
import { outIn } from './jobs';

/** Entries are counted so far and no further: nobody turns that many pages. */
const MAX_COUNTED = 1000;
/** So many entries with fitting titles are looked at. */
const MAX_FOUND = 2000;
/** So many entries that are out are counted. */
const MAX_OUT = 100_000;

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

/** Which of the entries that a query means go to translators. */
export interface Outgoing {
  /** Only those that are translated from this language. */
  readonly sourceLocale: Locale;
  /** Only these, as `content type:documentId`; all where none is named. */
  readonly chosen?: readonly string[];
  /** With or without those that are out with somebody, or those alone. */
  readonly out: 'with' | 'without' | 'only';
}

interface Sql {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** What narrows a query down, of rows `e` of the entries; and of rows by their ids alone. */
interface Narrowing {
  readonly entries: readonly Sql[];
  readonly ids: (id: string) => Sql | null;
}

const EVERYTHING: Narrowing = { entries: [], ids: () => null };

const and = (parts: readonly Sql[]): Sql => ({
  sql: parts.map(({ sql }) => sql).join(' AND '),
  bindings: parts.flatMap(({ bindings }) => bindings),
});

const namesIn = (list: unknown): string[] => JSON.parse(String(list)) as string[];

/** The matrix of entries by languages, read from the desk's tables: three queries a page, each along an index. */
export const createDesk = (strapi: Strapi) => {
  const { entries, states } = TABLES;

  const isEveryType = (types: readonly string[]): boolean =>
    localisedTypesOf(strapi).every((uid) => types.includes(uid));

  /** Entries with titles that have words beginning as these; null without a word. */
  const titles = (search: string, { ids }: Narrowing): Sql | null => {
    const words = wordsOf(search);
    if (words.length === 0) return null;
    const isSqlite = strapi.db.dialect.client === 'sqlite';
    const matching: Sql = isSqlite
      ? { sql: `${TITLES} MATCH ?`, bindings: [words.map((word) => `"${word}"*`).join(' ')] }
      : {
          sql: `to_tsvector('simple', words) @@ to_tsquery('simple', ?)`,
          bindings: [words.map((word) => `${word}:*`).join(' & ')],
        };
    const narrowed = ids(isSqlite ? 'rowid' : 'id');
    const { sql, bindings } = and(narrowed ? [matching, narrowed] : [matching]);
    return isSqlite
      ? {
          sql: `SELECT found.id, found.changed_at, found.content_type, found.document_id, found.source_locale FROM (
            SELECT rowid AS id FROM ${TITLES} WHERE ${sql} LIMIT ${MAX_FOUND}) matched
            JOIN ${entries} found ON found.id = matched.id`,
          bindings,
        }
      : {
          sql: `SELECT id, changed_at, content_type, document_id, source_locale FROM ${entries}
            WHERE ${sql} LIMIT ${MAX_FOUND}`,
          bindings,
        };
  };

  const bySearch = ({ types, states: wanted, locales }: DeskQuery, found: Sql, narrowing: Narrowing): Sql => {
    const isOfType = { sql: `e.content_type IN (${places(types)})`, bindings: types };
    const isInState = {
      sql: `EXISTS (SELECT 1 FROM ${states} s WHERE s.entry_id = e.id AND s.locale IN (${places(locales)})
      AND s.state IN (${places(wanted)}))`,
      bindings: [...locales, ...wanted],
    };
    const { sql, bindings } = and([isOfType, ...(wanted.length > 0 ? [isInState] : []), ...narrowing.entries]);
    return {
      sql: `SELECT e.id, e.changed_at FROM (${found.sql}) e WHERE ${sql}`,
      bindings: [...found.bindings, ...bindings],
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
  const selectInScope = async (query: DeskQuery, scope: Scope, narrowing: Narrowing): Promise<Sql> => {
    const { types, states: wanted, locales, search } = query;
    const found = titles(search, narrowing);
    const ids = found ? await foundIn(search, found, scope) : null;
    const parts: Sql[] = [
      { sql: `e.content_type IN (${places(types)})`, bindings: types },
      scope.entries,
      ...narrowing.entries,
      ...(ids === null ? [] : [{ sql: `e.id IN (${ids.length > 0 ? places(ids) : 'NULL'})`, bindings: ids }]),
    ];
    if (wanted.length > 0) {
      parts.push({
        sql: `EXISTS (SELECT 1 FROM ${states} s WHERE s.entry_id = e.id AND s.locale IN (${places(locales)})
          AND ${scope.states.sql} AND ${scope.stateOf.sql} IN (${places(wanted)}))`,
        bindings: [...locales, ...scope.states.bindings, ...scope.stateOf.bindings, ...wanted],
      });
    }
    const { sql, bindings } = and(parts);
    return { sql: `SELECT e.id FROM ${entries} e WHERE ${sql} ORDER BY e.id DESC`, bindings };
  };

  const inOrder = `ORDER BY changed_at DESC, id DESC`;

  /** The latest of each language and state, each read from its end of an index; what a page shows is among them. */
  const byState = ({ types, states: wanted, locales }: DeskQuery, most: number, narrowing: Narrowing): Sql => {
    const every = isEveryType(types);
    const beside = narrowing.entries.length > 0 ? `JOIN ${entries} e ON e.id = s.entry_id` : '';
    const parts = locales.flatMap((locale) =>
      wanted.flatMap((state) =>
        (every ? [null] : types).map((type) => {
          const { sql, bindings } = and([
            ...(type === null ? [] : [{ sql: 's.content_type = ?', bindings: [type] }]),
            { sql: 's.locale = ? AND s.state = ?', bindings: [locale, state] },
            ...narrowing.entries,
          ]);
          return {
            sql: `SELECT * FROM (SELECT s.entry_id AS id, s.changed_at FROM ${states} s ${beside} WHERE ${sql}
              ORDER BY s.changed_at DESC, s.entry_id DESC LIMIT ${most}) part`,
            bindings,
          };
        })
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
  const selectIds = (query: DeskQuery, most: number, narrowing = EVERYTHING): Sql => {
    const found = titles(query.search, narrowing);
    const chosen = found
      ? bySearch(query, found, narrowing)
      : query.states.length > 0
        ? byState(query, most, narrowing)
        : byType(query);
    return { sql: `SELECT id FROM (${chosen.sql}) chosen ${inOrder}`, bindings: chosen.bindings };
  };

  /** What goes to translators, of what is looked for in one language. */
  const narrowingOf = (locale: Locale, { sourceLocale, chosen = [], out }: Outgoing): Narrowing => {
    const isOut = (id: string): Sql | null => {
      const { sql, bindings } = outIn(locale);
      return out === 'with' ? null : { sql: `${id} ${out === 'only' ? 'IN' : 'NOT IN'} (${sql})`, bindings };
    };
    const names = chosen.flatMap((name) => entryOfId(name) ?? []);
    const ofTypes = [...new Set(names.map(({ type }) => type))].map((type): Sql => {
      const ids = names.filter((name) => name.type === type).map(({ documentId }) => documentId);
      return { sql: `(e.content_type = ? AND e.document_id IN (${places(ids)}))`, bindings: [type, ...ids] };
    });
    const isChosen: Sql = {
      sql: ofTypes.length > 0 ? `(${ofTypes.map(({ sql }) => sql).join(' OR ')})` : '1 = 0',
      bindings: ofTypes.flatMap(({ bindings }) => bindings),
    };
    const apart = isOut('e.id');
    return {
      entries: [
        { sql: 'e.source_locale = ?', bindings: [sourceLocale] },
        ...(apart ? [apart] : []),
        ...(chosen.length > 0 ? [isChosen] : []),
      ],
      ids: isOut,
    };
  };

  const outgoingIds = (query: DeskQuery, most: number, narrowing: Narrowing): Sql | Promise<Sql> =>
    query.scope ? selectInScope(query, query.scope, narrowing) : selectIds(query, most, narrowing);

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
      const ids = scope ? await selectInScope(query, scope, EVERYTHING) : selectIds(query, MAX_COUNTED + 1);
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
     * The entries that a query means in its one language and that go to translators, the latest first, whatever page is asked for.
     *
     * @param most how many at most
     */
    async find(query: DeskQuery, outgoing: Outgoing, most: number): Promise<readonly FoundEntry[]> {
      const [locale] = query.locales;
      if (isNothing(query) || locale === undefined) return [];
      const { scope = null } = query;
      const ids = await outgoingIds(query, most, narrowingOf(locale, outgoing));
      const named = (row: Row, list: unknown): readonly string[] =>
        scope ? scope.named(String(row.content_type), namesIn(list)) : namesIn(list);
      const rows = await rowsOf(
        strapi,
        `SELECT e.id, e.content_type, e.document_id, s.state, s.outdated_fields, s.incomplete_fields FROM ${entries} e
         JOIN ${states} s ON s.entry_id = e.id AND s.locale = ?
         WHERE e.id IN (${ids.sql} LIMIT ${most}) ${scope ? `AND ${scope.states.sql}` : ''}
         ORDER BY ${scope ? '' : 'e.changed_at DESC,'} e.id DESC`,
        [locale, ...ids.bindings, ...(scope?.states.bindings ?? [])]
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

    /** How many of the entries that a query means in its one language are out with somebody. */
    async countOut(query: DeskQuery, outgoing: Omit<Outgoing, 'out'>): Promise<number> {
      const [locale] = query.locales;
      if (isNothing(query) || locale === undefined) return 0;
      const ids = await outgoingIds(query, MAX_OUT, narrowingOf(locale, { ...outgoing, out: 'only' }));
      const [row] = await rowsOf(strapi, `SELECT COUNT(*) AS count FROM (${ids.sql}) found`, ids.bindings);
      return Number(row?.count ?? 0);
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
