import { isPostgres } from '@inprint/kit/database/dialect';
import { quoteName } from '@inprint/kit/database/names';
import { places } from '@inprint/kit/transactions';

import { chooseLocale, type Locale } from '../../../domain/locale-choice';
import { hasDrafts, isRow, localisedTypesOf, schemaOf, type Row, type Strapi } from '../strapi';
import type { Attribute } from '../translatable';

export type Status = 'draft' | 'published';

/** Who reads: the languages that they take, best first, and whether drafts are read. */
export interface Reader {
  readonly chain: readonly Locale[];
  readonly status: Status;
}

/** What is asked for of the entries that a relation leads to, in the words of Strapi's database layer. */
export interface Selection {
  readonly select?: readonly string[];
  readonly populate?: unknown;
}

/** The entries that a relation of one entry leads to. */
export interface Related {
  readonly parent: Row;
  readonly entries: readonly Row[];
}

/** What Strapi calls the rows of the content type that is asked for. */
export const ROOT = 't0';

/** Strapi's own relation between the language versions of an entry. */
const INTERNAL = 'localizations';

/** Entries in the next best language: of a list, and where relations lead to. */
export const createNextBest = (strapi: Strapi) => {
  const localised = new Set(localisedTypesOf(strapi));

  const isOf = (uid: string, status: Status): object =>
    hasDrafts(strapi, uid) ? { publishedAt: status === 'draft' ? { $null: true } : { $notNull: true } } : {};

  const find = async (uid: string, query: object): Promise<Row[]> =>
    (await strapi.db.query(uid).findMany(query)) as Row[];

  /** The versions of some entries, in the languages that a reader takes, by documentId. */
  const versionsOf = async (
    uid: string,
    documentIds: readonly string[],
    { chain, status }: Reader
  ): Promise<Map<string, Map<Locale, unknown>>> => {
    const versions = new Map<string, Map<Locale, unknown>>();
    if (documentIds.length === 0) return versions;
    const where = { documentId: { $in: documentIds }, locale: { $in: chain }, ...isOf(uid, status) };
    for (const { id, documentId, locale } of await find(uid, { select: ['id', 'documentId', 'locale'], where })) {
      const known = versions.get(String(documentId)) ?? new Map<Locale, unknown>();
      versions.set(String(documentId), known.set(String(locale), id));
    }
    return versions;
  };

  /** What an entry's relation names in its other languages, the best language first, by documentId of the entry. */
  const namedElsewhere = async (
    uid: string,
    attribute: string,
    documentIds: readonly string[],
    { chain, status }: Reader
  ): Promise<Map<string, string[]>> => {
    const rows = await find(uid, {
      select: ['documentId', 'locale'],
      where: { documentId: { $in: documentIds }, locale: { $in: chain }, ...isOf(uid, status) },
      populate: { [attribute]: { select: ['documentId'] } },
    });
    const named = new Map<string, string[]>();
    const inOrder = [...rows].sort(
      (one, other) => chain.indexOf(String(one.locale)) - chain.indexOf(String(other.locale))
    );
    for (const row of inOrder) {
      const value = row[attribute];
      const ids = (Array.isArray(value) ? value : [value]).filter(isRow).map(({ documentId }) => String(documentId));
      const known = named.get(String(row.documentId)) ?? [];
      named.set(String(row.documentId), [...new Set([...known, ...ids])]);
    }
    return named;
  };

  /** The localised content type that a relation leads to; null for any other attribute, and for Strapi's own relations. */
  const targetOf = (uid: string, attribute: string): string | null => {
    const { type, target } = (schemaOf(strapi, uid)?.attributes[attribute] ?? {}) as Partial<Attribute>;
    return type === 'relation' && attribute !== INTERNAL && target && localised.has(target) ? target : null;
  };

  /** Of each entry the one version that a reader gets, as a subquery of ids. */
  const idsOfBest = (uid: string, { chain, status }: Reader): unknown => {
    const knex = strapi.db.connection;
    const { tableName } = strapi.db.metadata.get(uid);
    const rank = (alias: string): string =>
      `CASE ${alias}.locale ${chain.map((_, place) => `WHEN ? THEN ${place}`).join(' ')} END`;
    const published = (alias: string): string =>
      hasDrafts(strapi, uid) ? ` AND ${alias}.published_at IS ${status === 'draft' ? '' : 'NOT '}NULL` : '';
    return knex(`${tableName} as v`)
      .select('v.id')
      .whereIn('v.locale', [...chain])
      .whereRaw(
        `NOT EXISTS (SELECT 1 FROM ${tableName} b WHERE b.document_id = v.document_id${published('b')} AND ${rank('b')} < ${rank('v')})${published('v')}`,
        [...chain, ...chain]
      );
  };

  return {
    targetOf,

    /**
     * What some entries' relation leads to, each entry in the reader's best language, in two to three queries: entries that stand there in another language are
     * changed for it. What the relation's other languages name, and what is not there in the entry's own language, so that it could not name
     * it, comes after them.
     *
     * @param withMissing whether to add what a language could not name; not where a query has filters or pages of its own
     */
    async relatedOf(
      uid: string,
      attribute: string,
      related: readonly Related[],
      reader: Reader,
      { select, populate }: Selection,
      withMissing: boolean
    ): Promise<Row[][]> {
      const target = targetOf(uid, attribute);
      if (target === null) return related.map(({ entries }) => [...entries]);
      const parents = localised.has(uid)
        ? related.flatMap(({ parent }) => (parent.documentId ? [String(parent.documentId)] : []))
        : [];
      const named =
        withMissing && parents.length > 0
          ? await namedElsewhere(uid, attribute, [...new Set(parents)], reader)
          : new Map<string, string[]>();
      const own = related.flatMap(({ entries }) => entries.map(({ documentId }) => String(documentId)));
      const versions = await versionsOf(target, [...new Set([...own, ...[...named.values()].flat()])], reader);
      const bestOf = (documentId: string): unknown => {
        const known = versions.get(documentId);
        const locale = known && chooseLocale(reader.chain, new Set(known.keys()));
        return locale ? known.get(locale) : undefined;
      };
      const lists = related.map(({ parent, entries }) => {
        const there = new Set(entries.map(({ documentId }) => String(documentId)));
        const { documentId: parentId, locale } = parent;
        const missing = (named.get(String(parentId)) ?? []).filter(
          (documentId) =>
            typeof locale === 'string' && !there.has(documentId) && versions.get(documentId)?.has(locale) === false
        );
        return [
          ...entries.map((entry) => ({ entry, best: bestOf(String(entry.documentId)) ?? entry.id })),
          ...missing.map((documentId) => ({ entry: null, best: bestOf(documentId) })),
        ];
      });
      const wanted = new Set(lists.flat().flatMap(({ entry, best }) => (entry?.id === best ? [] : [best])));
      const rows = new Map(
        (wanted.size === 0
          ? []
          : await find(target, {
              ...(select ? { select: [...new Set([...select, 'id', 'documentId', 'locale'])] } : {}),
              ...(populate ? { populate } : {}),
              where: { id: { $in: [...wanted] } },
            })
        ).map((row) => [row.id, row])
      );
      return lists.map((list) =>
        list.flatMap(({ entry, best }) => {
          const row = entry?.id === best ? entry : (rows.get(best) ?? entry);
          return row ? [row] : [];
        })
      );
    },

    /**
     * Of each entry the one version that a reader gets, as a condition in the words of Strapi's database layer. SQLite walks along the index
     * that a list is sorted by, and looks for each row whether there is a better language, until the page is full. PostgreSQL would
     * look at all rows in that way, one by one: it joins the versions with each other.
     */
    bestOf(uid: string, reader: Reader): object {
      if (isPostgres(strapi)) return { id: { $in: idsOfBest(uid, reader) } };
      const table = quoteName(strapi.db.metadata.get(uid).tableName);
      const { chain, status } = reader;
      const published = hasDrafts(strapi, uid) ? `AND b.published_at IS ${status === 'draft' ? '' : 'NOT '}NULL` : '';
      const unlessThereIn = (locales: readonly Locale[]): unknown =>
        strapi.db.connection.raw(
          `CASE WHEN EXISTS (SELECT 1 FROM ${table} b WHERE b.document_id = ${ROOT}.document_id
            AND b.locale IN (${places(locales)}) ${published}) THEN NULL ELSE ${ROOT}.id END`,
          [...locales]
        );
      return {
        $or: chain.map((locale, place) => ({
          locale,
          ...isOf(uid, status),
          ...(place === 0 ? {} : { id: { $eq: unlessThereIn(chain.slice(0, place)) } }),
        })),
      };
    },
  };
};
