import { createHash } from 'node:crypto';

import {
  PAGE_CHANGED,
  changedPages,
  pathOf,
  shownOf,
  type ChangedPage,
  type PageChanged,
  type PageState,
} from '../../../domain/page-change';
import { TABLES } from '../database';
import { inParts, type Executor, type Row, type Strapi } from '../strapi';
import { pageTypesOf, type PageType } from './page-model';

/** Notes that are read in one transaction. */
const NOTES_AT_ONCE = 500;
const DOCUMENTS_AT_ONCE = 100;

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const byDocument = (rows: readonly Row[]): Map<string, Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const id = String(row.documentId ?? row.document_id);
    found.set(id, [...(found.get(id) ?? []), row]);
  }
  return found;
};

/** Knows what the site's pages showed when somebody was last told, and which are others now. */
export const createPages = (strapi: Strapi) => {
  /** Its language links are on every page of a document: another language that comes or moves changes them all. */
  const statesOf = (type: PageType, rows: readonly Row[]): PageState[] => {
    const slugOf = (row: Row): string | null => (type.slug === null ? null : textOrNull(row[type.slug]));
    const languages = rows.map((row) => [textOrNull(row.locale), slugOf(row)]).sort();
    return rows.map((row) => {
      const shown = { ...row, languages };
      for (const name of type.unordered) {
        const entries = (shown as Row)[name];
        if (Array.isArray(entries)) {
          (shown as Row)[name] = [...(entries as Row[])].sort((a, b) =>
            String(a.documentId) < String(b.documentId) ? -1 : 1
          );
        }
      }
      return {
        locale: type.isLocalised ? textOrNull(row.locale) : null,
        slug: slugOf(row),
        digest: createHash('sha256')
          .update(JSON.stringify(shownOf(shown)))
          .digest('base64url'),
      };
    });
  };

  const publishedOf = async (type: PageType, documentIds: readonly string[]): Promise<Map<string, Row[]>> =>
    byDocument(
      (await strapi.db.query(type.uid).findMany({
        select: [...type.select],
        populate: type.populate,
        where: { documentId: { $in: [...documentIds] }, publishedAt: { $notNull: true } },
      } as never)) as Row[]
    );

  const keep = async (
    trx: Executor,
    { uid }: PageType,
    documentIds: readonly string[],
    now: ReadonlyMap<string, readonly PageState[]>
  ): Promise<void> => {
    await trx(TABLES.pages)
      .where({ content_type: uid })
      .whereIn('document_id', [...documentIds])
      .delete();
    const rows = documentIds.flatMap((documentId) =>
      (now.get(documentId) ?? []).map(({ locale, slug, digest }) => ({
        content_type: uid,
        document_id: documentId,
        locale: locale ?? '',
        slug,
        digest,
      }))
    );
    for (const some of inParts(rows)) await trx(TABLES.pages).insert(some);
  };

  const compare = async (trx: Executor, type: PageType, documentIds: readonly string[]): Promise<ChangedPage[]> => {
    const kept = byDocument(
      (await trx(TABLES.pages)
        .where({ content_type: type.uid })
        .whereIn('document_id', [...documentIds])) as Row[]
    );
    const rows = await publishedOf(type, documentIds);
    const now = new Map(documentIds.map((id) => [id, statesOf(type, rows.get(id) ?? [])]));
    const changed = documentIds.flatMap((id) => {
      const before = (kept.get(id) ?? []).map(({ locale, slug, digest }): PageState => ({
        locale: textOrNull(locale),
        slug: textOrNull(slug),
        digest: String(digest),
      }));
      return changedPages(type.uid, id, before, now.get(id) ?? [], type.template);
    });
    await keep(trx, type, [...new Set(changed.map(({ documentId }) => documentId))], now);
    return changed;
  };

  const compareAll = async (trx: Executor, type: PageType, documentIds: readonly string[]): Promise<ChangedPage[]> => {
    const changed: ChangedPage[] = [];
    for (let from = 0; from < documentIds.length; from += DOCUMENTS_AT_ONCE) {
      changed.push(...(await compare(trx, type, documentIds.slice(from, from + DOCUMENTS_AT_ONCE))));
    }
    return changed;
  };

  return {
    /** Is there anything to look at? */
    areTouched: async (): Promise<boolean> =>
      (await strapi.db.connection(TABLES.changedPages).first('id')) !== undefined,

    /** Works off some notes, in the transaction in which receivers are told. One event for all that came together. */
    async look(trx: Executor): Promise<{ readonly event: PageChanged | null; readonly isDone: boolean }> {
      const notes = (await trx(TABLES.changedPages).orderBy('id').limit(NOTES_AT_ONCE)) as Row[];
      if (notes.length === 0) return { event: null, isDone: true };
      const pages: ChangedPage[] = [];
      for (const type of pageTypesOf(strapi)) {
        const touched = notes
          .filter(({ content_type: uid }) => uid === type.uid)
          .map((note) => String(note.document_id));
        pages.push(...(await compareAll(trx, type, [...new Set(touched)])));
      }
      for (const some of inParts(notes)) {
        await trx(TABLES.changedPages)
          .whereIn(
            'id',
            some.map(({ id }) => id as number)
          )
          .delete();
      }
      const event =
        pages.length > 0 ? ({ event: PAGE_CHANGED, createdAt: new Date().toISOString(), pages } as const) : null;
      return { event, isDone: notes.length < NOTES_AT_ONCE };
    },

    /** When pages are first told of: remembers what is there already. Nothing of that is news. */
    async learn(trx: Executor): Promise<void> {
      if (await trx(TABLES.pages).first()) return;
      for (const type of pageTypesOf(strapi)) {
        const rows = (await trx(strapi.db.metadata.get(type.uid).tableName)
          .whereNotNull('published_at')
          .whereNotNull('document_id')
          .distinct('document_id')
          .orderBy('document_id')) as Row[];
        await compareAll(
          trx,
          type,
          rows.map((row) => String(row.document_id))
        );
      }
      await trx(TABLES.changedPages).delete();
    },

    /** The address of a page, as it is configured; null where none is. */
    pathOf: (uid: string, documentId: string, locale: string | null, slug: string | null): string | null =>
      pathOf(pageTypesOf(strapi).find((type) => type.uid === uid)?.template, documentId, { locale, slug }),
  };
};
