import { quoteName } from '@inprint/kit/database/names';
import { createHash } from 'node:crypto';

import type { KnownPlace } from '../../../domain/contract';
import { TABLES } from '../database';
import type { Kind } from '../staging/planned';
import type { PresentEntries } from '../staging/wish';
import { configOf, modelOf, places, rowsOf, type Row, type Strapi } from '../strapi';

/** What an earlier run remembers of a record. */
export interface ImportedRecord {
  readonly importId: string;
  readonly contentType: string;
  readonly documentId: string;
  readonly locale: string;
  readonly sourceHash: string;
  readonly writtenHash: string;
  readonly applied: readonly string[];
}

/** The portal as it is before a run. */
export interface PresentPortal extends PresentEntries {
  has(kind: Kind, documentId: string, locale: string): boolean;
}

/** Stands for the hash of an entry that was there before: an editor's, from the beginning. */
export const NOT_OURS = 'not-ours';

/** Fields that the importer writes, and by which a change of an editor's is seen. Slugs are kept apart: they are never rewritten. */
const PLAIN: Readonly<Record<Kind, readonly string[]>> = {
  topic: ['name'],
  material: [
    'title',
    'subtitle',
    'abstract',
    'description',
    'pdfUrl',
    'publishedOn',
    'pages',
    'isbn',
    'price',
    'orderUrl',
  ],
  news: ['kicker', 'title', 'lead', 'date', 'caption', 'body', 'source'],
};
const RELATIONS: Readonly<Record<Kind, readonly string[]>> = {
  topic: [],
  material: ['topics'],
  news: ['topics', 'materials'],
};
const FILES: Readonly<Record<Kind, readonly string[]>> = { topic: [], material: ['pdf', 'cover'], news: ['image'] };
const NAMED: Readonly<Record<Kind, readonly string[]>> = { topic: [], material: ['publishers', 'authors'], news: [] };

/** The same text for the same value, whatever the order of its keys. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)])
  );
};

export const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('base64url');

const keyOf = (documentId: string, locale: string): string => `${documentId}:${locale}`;

/** The stored entries of a portal, as an import looks at them: many at once. */
export const createEntries = (strapi: Strapi, importSource: string) => {
  const config = configOf(strapi);
  const uids: Readonly<Record<Kind, string>> = {
    topic: config.topic,
    material: modelOf(strapi).material.uid,
    news: config.article,
  };
  const attributesOf = (kind: Kind): object =>
    (strapi.contentTypes as unknown as Record<string, { attributes: object }>)[uids[kind]]?.attributes ?? {};
  const hasDrafts = (kind: Kind): boolean =>
    (strapi.contentTypes as unknown as Record<string, { options?: { draftAndPublish?: boolean } }>)[uids[kind]]?.options
      ?.draftAndPublish === true;
  const only = (kind: Kind, names: readonly string[]): string[] => names.filter((name) => name in attributesOf(kind));

  const fingerprint = (kind: Kind, draft: Row, isPublished: boolean): string => {
    const values: Row = { isPublished };
    for (const name of only(kind, PLAIN[kind])) values[name] = draft[name] ?? null;
    for (const name of only(kind, RELATIONS[kind])) {
      values[name] = ((draft[name] as Row[] | undefined) ?? []).map((each) => String(each.documentId)).sort();
    }
    for (const name of only(kind, FILES[kind])) values[name] = (draft[name] as Row | null | undefined)?.id ?? null;
    for (const name of only(kind, NAMED[kind]))
      values[name] = ((draft[name] as Row[] | undefined) ?? []).map((each) => each.name ?? null);
    return hashOf(values);
  };

  return {
    uids,
    /** The fingerprints of entries in one language, as they are stored now; entries that are not there have none. */
    async fingerprints(kind: Kind, locale: string, documentIds: readonly string[]): Promise<Map<string, string>> {
      const found = new Map<string, string>();
      if (documentIds.length === 0) return found;
      const rows = (await strapi.db.query(uids[kind]).findMany({
        where: { documentId: { $in: [...documentIds] }, locale },
        populate: only(kind, [...RELATIONS[kind], ...FILES[kind], ...NAMED[kind]]),
      })) as Row[];
      const published = new Set(rows.filter(({ publishedAt }) => publishedAt).map(({ documentId }) => documentId));
      for (const row of rows) {
        if (hasDrafts(kind) && row.publishedAt) continue;
        found.set(String(row.documentId), fingerprint(kind, row, published.has(row.documentId)));
      }
      return found;
    },

    async imported(importIds: readonly string[]): Promise<Map<string, ImportedRecord>> {
      if (importIds.length === 0) return new Map();
      const rows = await rowsOf(
        strapi,
        `SELECT import_id, content_type, document_id, locale, source_hash, written_hash, applied FROM ${TABLES.records}
         WHERE import_source = ? AND import_id IN (${places(importIds)})`,
        [importSource, ...importIds]
      );
      return new Map(
        rows.map((row) => [
          String(row.import_id),
          {
            importId: String(row.import_id),
            contentType: String(row.content_type),
            documentId: String(row.document_id),
            locale: String(row.locale),
            sourceHash: String(row.source_hash),
            writtenHash: String(row.written_hash),
            applied: JSON.parse(String(row.applied)) as string[],
          },
        ])
      );
    },

    async remember(records: readonly ImportedRecord[]): Promise<void> {
      if (records.length === 0) return;
      const at = new Date().toISOString();
      await rowsOf(
        strapi,
        `INSERT INTO ${TABLES.records} (import_source, import_id, content_type, document_id, locale, source_hash, written_hash, applied, written_at)
         VALUES ${records.map(() => '(?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}
         ON CONFLICT (import_source, import_id) DO UPDATE SET content_type = excluded.content_type, document_id = excluded.document_id,
           locale = excluded.locale, source_hash = excluded.source_hash, written_hash = excluded.written_hash, applied = excluded.applied,
           written_at = excluded.written_at`,
        records.flatMap((each) => [
          ...[
            importSource,
            each.importId,
            each.contentType,
            each.documentId,
            each.locale,
            each.sourceHash,
            each.writtenHash,
          ],
          ...[JSON.stringify(each.applied), at],
        ])
      );
    },

    /** What the plan has to know of the portal: slugs in use, and what earlier runs made. Read once. */
    async present(): Promise<PresentPortal> {
      const slugs = new Map<string, Set<string>>();
      const slugOf = new Map<string, string>();
      const topics = new Map<string, string>();
      for (const kind of ['topic', 'material', 'news'] as const) {
        const { tableName } = strapi.db.metadata.get(uids[kind]);
        const name = kind === 'topic' ? ', name' : '';
        for (const row of await rowsOf(
          strapi,
          `SELECT DISTINCT document_id, locale, slug${name} FROM ${quoteName(tableName)}`
        )) {
          const key = `${kind}:${String(row.locale)}`;
          const list = slugs.get(key) ?? new Set<string>();
          slugs.set(key, list);
          if (row.slug) {
            list.add(String(row.slug));
            slugOf.set(keyOf(String(row.document_id), String(row.locale)), String(row.slug));
          }
          if (kind === 'topic')
            topics.set(`${String(row.locale)}:${String(row.name).toLowerCase()}`, String(row.document_id));
        }
      }
      const imported = new Map<string, { documentId: string; slug: string | null }>();
      for (const row of await rowsOf(
        strapi,
        `SELECT import_id, document_id, locale FROM ${TABLES.records} WHERE import_source = ?`,
        [importSource]
      )) {
        const documentId = String(row.document_id);
        imported.set(String(row.import_id), {
          documentId,
          slug: slugOf.get(keyOf(documentId, String(row.locale))) ?? null,
        });
      }
      return {
        adopted: (kind, title, locale) =>
          kind === 'topic' ? (topics.get(`${locale}:${title.toLowerCase()}`) ?? null) : null,
        has: (_kind, documentId, locale) => slugOf.has(keyOf(documentId, locale)),
        slugsOf: (kind, locale) => slugs.get(`${kind}:${locale}`) ?? new Set(),
        importedAs: (importId) => imported.get(importId) ?? null,
      };
    },

    /** Entries with one of some slugs, in whatever language, published or not. */
    async withSlugs(
      slugs: readonly string[],
      pageOf: (kind: 'material' | 'news', values: { documentId: string; slug: string; locale: string }) => string
    ): Promise<Map<string, KnownPlace[]>> {
      const found = new Map<string, KnownPlace[]>();
      if (slugs.length === 0) return found;
      for (const kind of ['material', 'news'] as const) {
        const { tableName } = strapi.db.metadata.get(uids[kind]);
        const rows = await rowsOf(
          strapi,
          `SELECT DISTINCT document_id, locale, slug, title FROM ${quoteName(tableName)} WHERE slug IN (${places(slugs)})`,
          slugs
        );
        for (const row of rows) {
          const place = { documentId: String(row.document_id), slug: String(row.slug), locale: String(row.locale) };
          const list = found.get(place.slug) ?? [];
          if (list.some(({ documentId }) => documentId === place.documentId)) continue;
          list.push({
            documentId: place.documentId,
            isMaterial: kind === 'material',
            title: String(row.title),
            url: pageOf(kind, place),
          });
          found.set(place.slug, list);
        }
      }
      return found;
    },
  };
};

export type Entries = ReturnType<typeof createEntries>;
