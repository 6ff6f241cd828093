import { places } from '@inprint/kit/transactions';
import type { Locale } from '../../../../domain/locale-choice';
import { textOfParts } from '../../../../domain/parts';
import { isTranslationState, type TranslationState } from '../../../../domain/translation';
import { TABLES } from '../../database';
import { insertRows } from '../../insert-rows';
import { rowsOf, type Strapi } from '../../strapi';
import type { Entry, Version } from './entry-reader';

const MAX_TITLE = 250;
const MAX_WORDS = 4000;

export interface StoredEntry {
  readonly id: number;
  readonly changedAt: string;
}

/** How far a language version was when it was looked at last. */
export interface StoredState {
  readonly state: TranslationState;
  readonly outdatedFields: readonly string[];
}

export const stateKey = (entryId: number, locale: Locale): string => `${entryId} ${locale}`;

/** Writes the desk's rows of entries and of how far each language is. */
export const createEntryStore = (strapi: Strapi) => ({
  /** @returns the rows in the desk's tables, by documentId */
  async write(uid: string, entries: readonly Entry[], titleField: string | null): Promise<Map<string, StoredEntry>> {
    const titleOf = ({ texts }: Version): string => (titleField ? textOfParts(texts[titleField]) : '');
    const rows = entries.map(({ documentId, sourceLocale, source, versions }) => [
      uid,
      documentId,
      sourceLocale,
      titleOf(source).slice(0, MAX_TITLE),
      [...new Set([...versions.values()].map(titleOf))].join('\n').slice(0, MAX_WORDS),
      [...versions.values()]
        .map(({ changedAt }) => changedAt)
        .sort()
        .at(-1) ?? source.changedAt,
    ]);
    const stored = await insertRows(
      strapi,
      TABLES.entries,
      ['content_type', 'document_id', 'source_locale', 'title', 'words', 'changed_at'],
      rows,
      `ON CONFLICT (content_type, document_id) DO UPDATE SET source_locale = excluded.source_locale, title = excluded.title,
        words = excluded.words, changed_at = excluded.changed_at RETURNING id, document_id, changed_at`
    );
    return new Map(
      stored.map((row) => [String(row.document_id), { id: Number(row.id), changedAt: String(row.changed_at) }])
    );
  },

  async readStates(entryIds: readonly number[]): Promise<Map<string, StoredState>> {
    const rows = await rowsOf(
      strapi,
      `SELECT entry_id, locale, state, outdated_fields FROM ${TABLES.states} WHERE entry_id IN (${places(entryIds)})`,
      entryIds
    );
    return new Map(
      rows.flatMap((row) => {
        const outdatedFields = JSON.parse(String(row.outdated_fields)) as string[];
        const key = stateKey(Number(row.entry_id), String(row.locale));
        return isTranslationState(row.state) ? [[key, { state: row.state, outdatedFields }] as const] : [];
      })
    );
  },

  writeStates: (rows: readonly (readonly unknown[])[]): Promise<unknown> =>
    insertRows(
      strapi,
      TABLES.states,
      [
        'entry_id',
        'locale',
        'content_type',
        'state',
        'is_published',
        'outdated_fields',
        'incomplete_fields',
        'changed_at',
      ],
      rows,
      `ON CONFLICT (entry_id, locale) DO UPDATE SET state = excluded.state, is_published = excluded.is_published,
        outdated_fields = excluded.outdated_fields, incomplete_fields = excluded.incomplete_fields, changed_at = excluded.changed_at`
    ),

  async forget(uid: string, documentIds: readonly string[]): Promise<void> {
    const which = `content_type = ? AND document_id IN (${places(documentIds)})`;
    // SQLite keeps to foreign keys only where it is told to, for each connection.
    for (const table of [TABLES.states, TABLES.notes, TABLES.texts, TABLES.jobEntries]) {
      await rowsOf(strapi, `DELETE FROM ${table} WHERE entry_id IN (SELECT id FROM ${TABLES.entries} WHERE ${which})`, [
        uid,
        ...documentIds,
      ]);
    }
    await rowsOf(strapi, `DELETE FROM ${TABLES.entries} WHERE ${which}`, [uid, ...documentIds]);
  },
});
