import { quoteName } from '@inprint/kit/database/names';
import { places } from '@inprint/kit/transactions';
import { TABLES } from '../../database';

import { inTransaction, localisedTypesOf, rowsOf, type Strapi } from '../../strapi';
import { createEntryStore } from './entry-store';
import { BATCH_SIZE, type createRefresh } from './refresh';

/** Finds what the books do not know yet, or know no longer rightly. */
export const createCatchUp = (strapi: Strapi, refresh: ReturnType<typeof createRefresh>) => {
  const { forget } = createEntryStore(strapi);

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

  const forgetTypes = async (types: readonly string[]): Promise<void> => {
    // PostgreSQL knows no empty list: an application may have nothing that is localised.
    const others = types.length > 0 ? ` WHERE content_type NOT IN (${places(types)})` : '';
    const sql = `SELECT content_type, document_id FROM ${TABLES.entries}${others}`;
    for (const row of await rowsOf(strapi, sql, types)) {
      await inTransaction(strapi, () => forget(String(row.content_type), [String(row.document_id)]));
    }
  };

  return {
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
          await rowsOf(strapi, `DELETE FROM ${table} WHERE locale NOT IN (${places(locales)})`, locales);
        }
      });
      for (const uid of localisedTypesOf(strapi)) {
        const sql = `SELECT document_id FROM ${TABLES.entries} WHERE content_type = ? AND source_locale NOT IN (${places(locales)}) LIMIT ${BATCH_SIZE}`;
        await refreshAll(
          uid,
          () => idsBy(sql, [uid, ...locales]),
          () => false
        );
      }
    },

    /**
     * Notes entries that were written before this plugin was there, or outside the Document Service (SQL, an import), or noted by an
     * older release; and forgets those that are gone.
     */
    async catchUp(isStopped: () => boolean): Promise<void> {
      const types = localisedTypesOf(strapi);
      await forgetTypes(types);
      for (const uid of types) {
        const table = quoteName(strapi.db.metadata.get(uid).tableName);
        const isKnown = `SELECT 1 FROM ${TABLES.entries} e WHERE e.content_type = ? AND e.document_id = c.document_id`;
        const unknown = `SELECT DISTINCT c.document_id FROM ${table} c WHERE c.document_id IS NOT NULL AND c.locale IS NOT NULL
          AND NOT EXISTS (${isKnown}) LIMIT ${BATCH_SIZE}`;
        await refreshAll(uid, () => idsBy(unknown, [uid]), isStopped);
        const gone = `SELECT e.document_id FROM ${TABLES.entries} e WHERE e.content_type = ?
          AND NOT EXISTS (SELECT 1 FROM ${table} c WHERE c.document_id = e.document_id) LIMIT ${BATCH_SIZE}`;
        await refreshAll(uid, () => idsBy(gone, [uid]), isStopped);
        const unnoted = `SELECT DISTINCT e.document_id FROM ${TABLES.entries} e JOIN ${TABLES.states} s ON s.entry_id = e.id
          WHERE e.content_type = ? AND s.state <> 'missing' AND s.locale <> e.source_locale
          AND NOT EXISTS (SELECT 1 FROM ${TABLES.notes} n WHERE n.entry_id = e.id AND n.locale = s.locale) LIMIT ${BATCH_SIZE}`;
        await refreshAll(uid, () => idsBy(unnoted, [uid]), isStopped);
      }
    },
  };
};
