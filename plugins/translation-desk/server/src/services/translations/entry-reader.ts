import { places } from '@inprint/kit/transactions';
import type { FieldShapes } from '../../../../domain/field-shape';
import type { Locale } from '../../../../domain/locale-choice';
import { fieldsWithoutFile, partsOf, type Parts } from '../../../../domain/parts';
import type { FieldsParts } from '../../../../domain/translation-note';
import { sourceLocaleOf } from '../../../../domain/translation';
import { TABLES } from '../../database';
import { MAX_ROWS } from '../../insert-rows';
import { rowsOf, siteOf, type Row, type Strapi } from '../../strapi';
import { selectionOf } from '../../translatable';

/** One language of an entry: its draft, what is published of it, or both. */
export interface Version {
  readonly locale: Locale;
  /** What editors see now: the draft's texts, else the published ones. */
  readonly texts: Parts;
  /** Those of the draft and of what is published. */
  readonly all: readonly Parts[];
  /** Fields for files that hold none. */
  readonly withoutFile: readonly string[];
  readonly isPublished: boolean;
  readonly createdAt: string;
  readonly changedAt: string;
}

export interface Entry {
  readonly documentId: string;
  readonly sourceLocale: Locale;
  readonly source: Version;
  readonly versions: ReadonlyMap<Locale, Version>;
}

const NOTHING: FieldsParts[string] = { own: '', parts: [] };

const momentOf = (value: unknown): string => new Date((value ?? 0) as string | number).toISOString();

/** A draft and what is published of it are one version. */
const versionWith = (other: Version | undefined, row: Row, shapes: FieldShapes): Version => {
  const texts = partsOf(row, shapes);
  const isPublished = Boolean(row.publishedAt);
  const changedAt = momentOf(row.updatedAt);
  const createdAt = momentOf(row.createdAt);
  return {
    locale: String(row.locale),
    texts: isPublished && other ? other.texts : texts,
    all: [...(other?.all ?? []), texts],
    withoutFile: isPublished && other ? other.withoutFile : fieldsWithoutFile(row, shapes),
    isPublished: isPublished || other?.isPublished === true,
    createdAt: other && other.createdAt < createdAt ? other.createdAt : createdAt,
    changedAt: other && other.changedAt > changedAt ? other.changedAt : changedAt,
  };
};

const oldestFirst = (versions: ReadonlyMap<Locale, Version>): Locale[] =>
  [...versions.values()].sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1)).map(({ locale }) => locale);

/** What a language version has to have of a source. @param withoutFile its fields for files that hold none */
export const wantedOf = (source: FieldsParts, withoutFile: readonly string[]): FieldsParts =>
  Object.fromEntries(
    Object.entries(source).map(([field, parts]) => [field, withoutFile.includes(field) ? NOTHING : parts])
  );

/** Reads the texts of entries in all their languages. */
export const createEntryReader = (strapi: Strapi) => {
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
      const versions = found.get(documentId) ?? new Map<Locale, Version>();
      found.set(documentId, versions);
      const locale = String(row.locale);
      versions.set(locale, versionWith(versions.get(locale), row, shapes));
    }
    return found;
  };

  /** The languages that entries are translated from, by documentId; none for entries that the desk does not know. */
  const sourceLocalesOf = async (uid: string, documentIds: readonly string[]): Promise<Map<string, Locale>> => {
    const sources = new Map<string, Locale>();
    for (let at = 0; at < documentIds.length; at += MAX_ROWS) {
      const ids = documentIds.slice(at, at + MAX_ROWS);
      const rows = await rowsOf(
        strapi,
        `SELECT document_id, source_locale FROM ${TABLES.entries} WHERE content_type = ? AND document_id IN (${places(ids)})`,
        [uid, ...ids]
      );
      for (const row of rows) sources.set(String(row.document_id), String(row.source_locale));
    }
    return sources;
  };

  const read = async (uid: string, documentIds: readonly string[], shapes: FieldShapes): Promise<Entry[]> => {
    const [sources, { defaultLocale }] = await Promise.all([
      sourceLocalesOf(uid, documentIds),
      siteOf(strapi).current(),
    ]);
    return [...(await readVersions(uid, documentIds, shapes))].flatMap(([documentId, versions]) => {
      const sourceLocale = sourceLocaleOf(oldestFirst(versions), defaultLocale, sources.get(documentId) ?? null);
      const source = sourceLocale === null ? undefined : versions.get(sourceLocale);
      return sourceLocale !== null && source ? [{ documentId, sourceLocale, source, versions }] : [];
    });
  };

  return { read, sourceLocalesOf };
};
