import type { Locale } from '../../../../domain/locale-choice';
import {
  notesConfirmed,
  notesImported,
  notesUnconfirmed,
  type KnownOrigins,
} from '../../../../domain/translation-note';
import type { Strapi } from '../../strapi';
import { createBookkeeping } from './bookkeeping';
import { createCatchUp } from './catch-up';
import { createComparison } from './comparison';
import { createEntryReader } from './entry-reader';
import { createRefresh } from './refresh';

/** Keeps the books of what is translated from what: reads entries, asks the domain, writes the desk's tables. */
export const createTranslations = (strapi: Strapi) => {
  const refresh = createRefresh(strapi);
  const bookkeeping = createBookkeeping(strapi, refresh);
  return {
    ...createComparison(strapi),
    ...createCatchUp(strapi, refresh),
    ...bookkeeping,

    /** Brings the books up to date with some entries as they are stored now. */
    refresh: (uid: string, documentIds: readonly string[]): Promise<void> => refresh(uid, documentIds),

    sourceLocalesOf: createEntryReader(strapi).sourceLocalesOf,

    /** Notes that fields of a translation are right as they stand, though their source changed. @param by who says so */
    confirm: (uid: string, documentId: string, locale: Locale, fields: readonly string[], by: string): Promise<void> =>
      refresh(uid, [documentId], {
        locale,
        change: (notes, own, source) =>
          notesConfirmed(notes, fields, own, source, { by, at: new Date().toISOString() }),
      }),

    /** Takes such a word back. */
    unconfirm: (uid: string, documentId: string, locale: Locale, fields: readonly string[]): Promise<void> =>
      refresh(uid, [documentId], { locale, change: (notes, own) => notesUnconfirmed(notes, fields, own) }),

    /** Writes a translation of which is known what the parts of some fields are made from. */
    async writeImport(
      uid: string,
      documentId: string,
      locale: Locale,
      made: KnownOrigins,
      write: () => Promise<unknown>
    ): Promise<void> {
      await bookkeeping.notedByCaller(uid, documentId, write);
      await refresh(uid, [documentId], {
        locale,
        change: (notes, own, source) => notesImported(notes, made, own, source),
      });
    },
  };
};
