import { createHash } from 'node:crypto';

import { textsOf, type FieldShapes } from '../../../domain/field-text';
import type { Locale } from '../../../domain/locale-choice';
import {
  notesAfter,
  notesConfirmed,
  outdatedFields,
  sourceLocaleOf,
  translationStateOf,
  type Fingerprints,
  type Note,
} from '../../../domain/translation';
import { TABLES } from '../database';
import { inTransaction, localisedTypesOf, rowsOf, siteOf, type Row, type Strapi } from '../strapi';
import { selectionOf, shapesOf, titleFieldOf } from '../translatable';

/** So many entries are read and written at once. */
const BATCH = 50;
/** So many rows are written by one statement: SQLite takes 32,766 values. */
const MOST_ROWS = 2000;
const LONGEST_TITLE = 250;
const LONGEST_WORDS = 4000;

type Texts = Readonly<Record<string, string>>;

/** One language of an entry: its draft, what is published of it, or both. */
interface Version {
  readonly locale: Locale;
  /** What editors see now: the draft's texts, else the published ones. */
  readonly texts: Texts;
  /** Those of the draft and of what is published. */
  readonly all: readonly Texts[];
  readonly isPublished: boolean;
  readonly createdAt: string;
  readonly changedAt: string;
}

interface Entry {
  readonly documentId: string;
  readonly sourceLocale: Locale;
  readonly source: Version;
  readonly versions: ReadonlyMap<Locale, Version>;
}

/** A language version as it stands beside its source, field by field. */
export interface Compared {
  readonly locale: Locale;
  readonly sourceLocale: Locale;
  readonly isThere: boolean;
  readonly isPublished: boolean;
  readonly fields: readonly {
    readonly field: string;
    readonly source: string;
    readonly own: string;
    /** The source's text that this translation was made from; null where there is no translation. */
    readonly madeFrom: string | null;
    readonly isOutdated: boolean;
  }[];
}

const fingerprintOf = (text: string): string =>
  text === '' ? '' : createHash('sha256').update(text).digest('base64url');

const fingerprintsOf = (texts: Texts): Fingerprints =>
  Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, fingerprintOf(text)]));

const momentOf = (value: unknown): string => new Date((value ?? 0) as string | number).toISOString();

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',');

const keyOf = ({ field, own, source }: Note): string => JSON.stringify([field, own, source]);

/** Keeps the books of what is translated from what: reads entries, asks the domain, writes the desk's tables. */
export const createTranslations = (strapi: Strapi) => {
  const isPostgres = strapi.db.dialect.client === 'postgres';

  /** Two saves of one entry are noted one after the other. SQLite has one connection, which does the same. */
  const lock = async (documentIds: readonly string[]): Promise<void> => {
    if (!isPostgres) return;
    const ids = documentIds.map(() => '(?::text)').join(',');
    await rowsOf(
      strapi,
      `SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM (SELECT id FROM (VALUES ${ids}) v (id) ORDER BY id) ids`,
      documentIds
    );
  };

  const insert = async (
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    rest: string
  ) => {
    const answers: Row[] = [];
    for (let at = 0; at < rows.length; at += MOST_ROWS) {
      const part = rows.slice(at, at + MOST_ROWS);
      const values = part.map((row) => `(${marks(row)})`).join(',');
      const sql = `INSERT INTO ${table} (${columns.join(',')}) VALUES ${values} ${rest}`;
      answers.push(...(await rowsOf(strapi, sql, part.flat())));
    }
    return answers;
  };

  const readVersions = async (uid: string, documentIds: readonly string[], shapes: FieldShapes) => {
    const { select, populate } = selectionOf(shapes);
    const rows = (await strapi.db.query(uid).findMany({
      select: ['documentId', 'locale', 'publishedAt', 'createdAt', 'updatedAt', ...select],
      where: { documentId: { $in: [...documentIds] } },
      populate,
    })) as Row[];
    const found = new Map<string, Map<Locale, Version>>();
    for (const row of rows) {
      const documentId = String(row.documentId);
      const locale = String(row.locale);
      const versions = found.get(documentId) ?? new Map<Locale, Version>();
      found.set(documentId, versions);
      const other = versions.get(locale);
      const texts = textsOf(row, shapes);
      const isPublished = Boolean(row.publishedAt);
      const changedAt = momentOf(row.updatedAt);
      const createdAt = momentOf(row.createdAt);
      versions.set(locale, {
        locale,
        texts: isPublished && other ? other.texts : texts,
        all: [...(other?.all ?? []), texts],
        isPublished: isPublished || other?.isPublished === true,
        createdAt: other && other.createdAt < createdAt ? other.createdAt : createdAt,
        changedAt: other && other.changedAt > changedAt ? other.changedAt : changedAt,
      });
    }
    return found;
  };

  const oldestFirst = (versions: ReadonlyMap<Locale, Version>): Locale[] =>
    [...versions.values()].sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1)).map(({ locale }) => locale);

  const knownSources = async (uid: string, documentIds: readonly string[]): Promise<Map<string, Locale>> => {
    const sources = new Map<string, Locale>();
    for (let at = 0; at < documentIds.length; at += MOST_ROWS) {
      const ids = documentIds.slice(at, at + MOST_ROWS);
      const rows = await rowsOf(
        strapi,
        `SELECT document_id, source_locale FROM ${TABLES.entries} WHERE content_type = ? AND document_id IN (${marks(ids)})`,
        [uid, ...ids]
      );
      for (const row of rows) sources.set(String(row.document_id), String(row.source_locale));
    }
    return sources;
  };

  const readEntries = async (uid: string, documentIds: readonly string[], shapes: FieldShapes): Promise<Entry[]> => {
    const [sources, { defaultLocale }] = await Promise.all([knownSources(uid, documentIds), siteOf(strapi).current()]);
    return [...(await readVersions(uid, documentIds, shapes))].flatMap(([documentId, versions]) => {
      const sourceLocale = sourceLocaleOf(oldestFirst(versions), defaultLocale, sources.get(documentId) ?? null);
      const source = sourceLocale === null ? undefined : versions.get(sourceLocale);
      return sourceLocale !== null && source ? [{ documentId, sourceLocale, source, versions }] : [];
    });
  };

  /** @returns the ids of the entries in the desk's tables, by documentId */
  const writeEntries = async (uid: string, entries: readonly Entry[], titleField: string | null) => {
    const titleOf = ({ texts }: Version): string => (titleField ? (texts[titleField] ?? '') : '');
    const rows = entries.map(({ documentId, sourceLocale, source, versions }) => [
      uid,
      documentId,
      sourceLocale,
      titleOf(source).slice(0, LONGEST_TITLE),
      [...new Set([...versions.values()].map(titleOf))].join('\n').slice(0, LONGEST_WORDS),
      [...versions.values()]
        .map(({ changedAt }) => changedAt)
        .sort()
        .at(-1) ?? source.changedAt,
    ]);
    const stored = await insert(
      TABLES.entries,
      ['content_type', 'document_id', 'source_locale', 'title', 'words', 'changed_at'],
      rows,
      `ON CONFLICT (content_type, document_id) DO UPDATE SET source_locale = excluded.source_locale, title = excluded.title,
        words = excluded.words, changed_at = excluded.changed_at RETURNING id, document_id, changed_at`
    );
    return new Map(
      stored.map((row) => [String(row.document_id), { id: Number(row.id), changedAt: String(row.changed_at) }])
    );
  };

  const readNotes = async (entryIds: readonly number[]): Promise<Map<string, Note[]>> => {
    const rows = await rowsOf(
      strapi,
      `SELECT entry_id, locale, field, own, source FROM ${TABLES.notes} WHERE entry_id IN (${marks(entryIds)})`,
      entryIds
    );
    const notes = new Map<string, Note[]>();
    for (const row of rows) {
      const key = `${String(row.entry_id)} ${String(row.locale)}`;
      const note = { field: String(row.field), own: String(row.own), source: String(row.source) };
      notes.set(key, [...(notes.get(key) ?? []), note]);
    }
    return notes;
  };

  /** Writes an entry's notes where they changed, and the source texts that they speak of. */
  const writeNotes = async (
    entryId: number,
    source: Version,
    changed: ReadonlyMap<Locale, readonly Note[]>,
    all: readonly Note[]
  ): Promise<void> => {
    if (changed.size === 0) return;
    const locales = [...changed.keys()];
    await rowsOf(strapi, `DELETE FROM ${TABLES.notes} WHERE entry_id = ? AND locale IN (${marks(locales)})`, [
      entryId,
      ...locales,
    ]);
    const rows = [...changed].flatMap(([locale, notes]) =>
      notes.map(({ field, own, source: from }) => [entryId, locale, field, own, from])
    );
    if (rows.length > 0) await insert(TABLES.notes, ['entry_id', 'locale', 'field', 'own', 'source'], rows, '');
    const spokenOf = new Set(all.map((note) => note.source).filter(Boolean));
    const bodies = new Map(Object.values(source.texts).map((text) => [fingerprintOf(text), text]));
    const texts = [...bodies].filter(([fingerprint]) => spokenOf.has(fingerprint));
    if (texts.length > 0) {
      const known = texts.map(([fingerprint, body]) => [entryId, fingerprint, body]);
      await insert(TABLES.texts, ['entry_id', 'fingerprint', 'body'], known, 'ON CONFLICT DO NOTHING');
    }
    const kept = [...spokenOf];
    await rowsOf(
      strapi,
      `DELETE FROM ${TABLES.texts} WHERE entry_id = ? ${kept.length > 0 ? `AND fingerprint NOT IN (${marks(kept)})` : ''}`,
      [entryId, ...kept]
    );
  };

  type Confirmed = { readonly locale: Locale; readonly fields: readonly string[] } | null;

  const refreshBatch = async (uid: string, documentIds: readonly string[], confirmed: Confirmed): Promise<void> => {
    await lock(documentIds);
    const shapes = shapesOf(strapi, uid);
    const entries = await readEntries(uid, documentIds, shapes);
    const there = new Set(entries.map(({ documentId }) => documentId));
    const gone = documentIds.filter((documentId) => !there.has(documentId));
    if (gone.length > 0) await forget(uid, gone);
    if (entries.length === 0) return;

    const stored = await writeEntries(uid, entries, titleFieldOf(shapes));
    const known = await readNotes([...stored.values()].map(({ id }) => id));
    const { locales } = await siteOf(strapi).current();
    const states: unknown[][] = [];
    for (const { documentId, sourceLocale, source, versions } of entries) {
      const entry = stored.get(documentId);
      if (!entry) continue;
      const present = fingerprintsOf(source.texts);
      const changed = new Map<Locale, readonly Note[]>();
      const all: Note[] = [];
      for (const locale of new Set([...locales, ...versions.keys()])) {
        const version = versions.get(locale);
        const isTranslation = version !== undefined && locale !== sourceLocale;
        const before = known.get(`${entry.id} ${locale}`) ?? [];
        const own = version ? fingerprintsOf(version.texts) : {};
        let notes = isTranslation ? notesAfter(before, version.all.map(fingerprintsOf), present) : [];
        if (confirmed?.locale === locale) notes = notesConfirmed(notes, confirmed.fields, own, present);
        all.push(...notes);
        if (notes.length !== before.length || notes.map(keyOf).sort().join() !== before.map(keyOf).sort().join()) {
          changed.set(locale, notes);
        }
        const fields = isTranslation ? outdatedFields(notes, own, present) : [];
        const isPublished = version?.isPublished === true;
        const state = translationStateOf({ isThere: version !== undefined, isPublished, outdatedFields: fields });
        states.push([entry.id, locale, uid, state, isPublished ? 1 : 0, JSON.stringify(fields), entry.changedAt]);
      }
      await writeNotes(entry.id, source, changed, all);
    }
    await insert(
      TABLES.states,
      ['entry_id', 'locale', 'content_type', 'state', 'is_published', 'outdated_fields', 'changed_at'],
      states,
      `ON CONFLICT (entry_id, locale) DO UPDATE SET state = excluded.state, is_published = excluded.is_published,
        outdated_fields = excluded.outdated_fields, changed_at = excluded.changed_at`
    );
  };

  const forget = async (uid: string, documentIds: readonly string[]): Promise<void> => {
    const which = `content_type = ? AND document_id IN (${marks(documentIds)})`;
    // SQLite keeps to foreign keys only where it is told to, for each connection.
    for (const table of [TABLES.states, TABLES.notes, TABLES.texts]) {
      await rowsOf(strapi, `DELETE FROM ${table} WHERE entry_id IN (SELECT id FROM ${TABLES.entries} WHERE ${which})`, [
        uid,
        ...documentIds,
      ]);
    }
    await rowsOf(strapi, `DELETE FROM ${TABLES.entries} WHERE ${which}`, [uid, ...documentIds]);
  };

  const refresh = async (uid: string, documentIds: readonly string[], confirmed: Confirmed = null): Promise<void> => {
    const ids = [...new Set(documentIds)].sort();
    for (let at = 0; at < ids.length; at += BATCH) {
      await inTransaction(strapi, () => refreshBatch(uid, ids.slice(at, at + BATCH), confirmed));
    }
  };

  const idsBy = async (sql: string, bindings: readonly unknown[]): Promise<string[]> =>
    (await rowsOf(strapi, sql, bindings)).map((row) => String(row.document_id));

  /** Refreshes batch after batch until there is none left, or one comes back the same. */
  const refreshAll = async (uid: string, find: () => Promise<string[]>, isStopped: () => boolean): Promise<void> => {
    let last = '';
    while (!isStopped()) {
      const ids = await find();
      if (ids.length === 0 || ids.join() === last) return;
      last = ids.join();
      await refresh(uid, ids);
    }
  };

  return {
    /** Brings the books up to date with some entries as they are stored now. */
    refresh: (uid: string, documentIds: readonly string[]): Promise<void> => refresh(uid, documentIds),

    /** The languages that entries are translated from, by documentId; none for entries that are not there. */
    sourceLocalesOf: knownSources,

    /** Notes that fields of a translation are right as they stand, though their source changed. */
    confirm: (uid: string, documentId: string, locale: Locale, fields: readonly string[]): Promise<void> =>
      refresh(uid, [documentId], { locale, fields }),

    /**
     * A language version beside its source, as both are stored now.
     *
     * @returns null if there is no such entry
     */
    async compare(uid: string, documentId: string, locale: Locale): Promise<Compared | null> {
      const shapes = shapesOf(strapi, uid);
      const [entry] = await readEntries(uid, [documentId], shapes);
      if (!entry) return null;
      const { source, sourceLocale, versions } = entry;
      const version = versions.get(locale);
      const present = fingerprintsOf(source.texts);
      const own = version ? fingerprintsOf(version.texts) : {};
      const rows = await rowsOf(
        strapi,
        `SELECT n.field, n.own, n.source, t.body FROM ${TABLES.entries} e JOIN ${TABLES.notes} n ON n.entry_id = e.id
         LEFT JOIN ${TABLES.texts} t ON t.entry_id = e.id AND t.fingerprint = n.source
         WHERE e.content_type = ? AND e.document_id = ? AND n.locale = ?`,
        [uid, documentId, locale]
      );
      const notes = rows.map((row) => ({
        field: String(row.field),
        own: String(row.own),
        source: String(row.source),
        body: typeof row.body === 'string' ? row.body : '',
      }));
      const outdated = new Set(locale === sourceLocale ? [] : outdatedFields(notes, own, present));
      return {
        locale,
        sourceLocale,
        isThere: version !== undefined,
        isPublished: version?.isPublished === true,
        fields: Object.keys(shapes).map((field) => ({
          field,
          source: source.texts[field] ?? '',
          own: version?.texts[field] ?? '',
          madeFrom: notes.find((note) => note.field === field && note.own === own[field])?.body ?? null,
          isOutdated: outdated.has(field),
        })),
      };
    },

    /** Gives every entry a state in every language of the site, and forgets languages that are gone. */
    async alignLocales(): Promise<void> {
      const rows = (await strapi.db.query('plugin::i18n.locale').findMany({ select: ['code'] })) as { code: string }[];
      const locales = rows.map(({ code }) => code);
      if (locales.length === 0) return; // the first start, before i18n made one
      await inTransaction(strapi, async () => {
        for (const locale of locales) {
          await rowsOf(
            strapi,
            `INSERT INTO ${TABLES.states} (entry_id, locale, content_type, state, is_published, outdated_fields, changed_at)
             SELECT e.id, CAST(? AS TEXT), e.content_type, 'missing', 0, '[]', e.changed_at FROM ${TABLES.entries} e
             WHERE NOT EXISTS (SELECT 1 FROM ${TABLES.states} s WHERE s.entry_id = e.id AND s.locale = ?) ON CONFLICT DO NOTHING`,
            [locale, locale]
          );
        }
        for (const table of [TABLES.states, TABLES.notes]) {
          await rowsOf(strapi, `DELETE FROM ${table} WHERE locale NOT IN (${marks(locales)})`, locales);
        }
      });
      for (const uid of localisedTypesOf(strapi)) {
        const sql = `SELECT document_id FROM ${TABLES.entries} WHERE content_type = ? AND source_locale NOT IN (${marks(locales)}) LIMIT ${BATCH}`;
        await refreshAll(
          uid,
          () => idsBy(sql, [uid, ...locales]),
          () => false
        );
      }
    },

    /**
     * Notes entries that were written before this plugin was there, or by a door that it does not see (SQL, an import), and forgets
     * those that are gone.
     */
    async catchUp(isStopped: () => boolean): Promise<void> {
      const types = localisedTypesOf(strapi);
      const other = `SELECT content_type, document_id FROM ${TABLES.entries} WHERE content_type NOT IN (${marks(types)})`;
      for (const row of await rowsOf(strapi, other, types)) {
        await inTransaction(strapi, () => forget(String(row.content_type), [String(row.document_id)]));
      }
      for (const uid of types) {
        const table = strapi.db.metadata.get(uid).tableName;
        const isKnown = `SELECT 1 FROM ${TABLES.entries} e WHERE e.content_type = ? AND e.document_id = c.document_id`;
        const unknown = `SELECT DISTINCT c.document_id FROM ${table} c WHERE c.document_id IS NOT NULL AND c.locale IS NOT NULL
          AND NOT EXISTS (${isKnown}) LIMIT ${BATCH}`;
        await refreshAll(uid, () => idsBy(unknown, [uid]), isStopped);
        const gone = `SELECT e.document_id FROM ${TABLES.entries} e WHERE e.content_type = ?
          AND NOT EXISTS (SELECT 1 FROM ${table} c WHERE c.document_id = e.document_id) LIMIT ${BATCH}`;
        await refreshAll(uid, () => idsBy(gone, [uid]), isStopped);
      }
    },
  };
};
