import { places } from '@inprint/kit/transactions';
import type { Locale } from '../../../../domain/locale-choice';
import { madeFrom, type PartOrigin } from '../../../../domain/part-origin';
import { textOfParts } from '../../../../domain/parts';
import { fieldStateOf, type FieldState, type Note } from '../../../../domain/translation-note';
import { TABLES } from '../../database';
import { fingerprintsOf } from '../../fingerprint';
import { rowsOf, type Strapi } from '../../strapi';
import { watchedShapesOf } from '../../translatable';
import { createEntryReader, wantedOf } from './entry-reader';
import { stateKey } from './entry-store';
import { createNoteStore } from './note-store';

/** Who said that a text is right as it stands, and when (ISO 8601). */
export interface Word {
  readonly by: string;
  readonly at: string;
}

export interface ComparedField {
  readonly field: string;
  readonly state: FieldState;
  readonly source: string;
  readonly own: string;
  /** The source's text that this translation was made from; null where there is no translation. */
  readonly madeFrom: string | null;
  /** Where the text is up to date because somebody said so. */
  readonly confirmed: Word | null;
}

/** A language version as it stands beside its source, field by field. */
export interface Compared {
  readonly locale: Locale;
  readonly sourceLocale: Locale;
  readonly isThere: boolean;
  readonly isPublished: boolean;
  readonly fields: readonly ComparedField[];
}

/** What each part of a translation was made from, field by field. */
export type OriginsOf = ReadonlyMap<string, Readonly<Record<string, readonly PartOrigin[]>>>;

/** Looks at translations beside their sources, as both are stored now. */
export const createComparison = (strapi: Strapi) => {
  const entryReader = createEntryReader(strapi);
  const noteStore = createNoteStore(strapi);

  const idOf = async (uid: string, documentId: string): Promise<number> => {
    const [row] = await rowsOf(strapi, `SELECT id FROM ${TABLES.entries} WHERE content_type = ? AND document_id = ?`, [
      uid,
      documentId,
    ]);
    return Number(row?.id ?? 0);
  };

  return {
    /** @returns null if there is no such entry */
    async compare(uid: string, documentId: string, locale: Locale): Promise<Compared | null> {
      const shapes = watchedShapesOf(strapi, uid);
      const [entry] = await entryReader.read(uid, [documentId], shapes);
      if (!entry) return null;
      const { source, sourceLocale, versions } = entry;
      const version = versions.get(locale);
      const present = wantedOf(fingerprintsOf(source.texts), version?.withoutFile ?? []);
      const own = version ? fingerprintsOf(version.texts) : {};
      const id = await idOf(uid, documentId);
      const notes = (await noteStore.read([id])).get(stateKey(id, locale)) ?? [];
      const texts = await noteStore.textsOf(id);
      const isTranslation = version !== undefined && locale !== sourceLocale;
      const noteFor = (field: string): Note | undefined =>
        notes.find((note) => note.field === field && note.own === own[field]?.own);
      return {
        locale,
        sourceLocale,
        isThere: version !== undefined,
        isPublished: version?.isPublished === true,
        fields: Object.keys(shapes).map((field): ComparedField => {
          const note = noteFor(field);
          const state = isTranslation ? fieldStateOf(note, present[field]?.parts ?? []) : 'current';
          const { confirmation = null } = note ?? {};
          return {
            field,
            state,
            source: present[field]?.parts.length === 0 ? '' : textOfParts(source.texts[field]),
            own: textOfParts(version?.texts[field]),
            madeFrom: note ? textOfParts(madeFrom(note.origins).map((name) => texts.get(name) ?? '')) : null,
            confirmed: state === 'current' && confirmation ? { by: confirmation.by, at: confirmation.at } : null,
          };
        }),
      };
    },

    /** What the parts of translations were made from, by documentId. @param own the translations' texts as they are now */
    async originsOf(
      uid: string,
      locale: Locale,
      own: ReadonlyMap<string, Readonly<Record<string, { readonly own: string }>>>
    ): Promise<OriginsOf> {
      const ids = [...own.keys()];
      if (ids.length === 0) return new Map();
      const rows = await rowsOf(
        strapi,
        `SELECT id, document_id FROM ${TABLES.entries} WHERE content_type = ? AND document_id IN (${places(ids)})`,
        [uid, ...ids]
      );
      const notes = await noteStore.read(rows.map((row) => Number(row.id)));
      return new Map(
        rows.map((row) => {
          const documentId = String(row.document_id);
          const mine = (notes.get(stateKey(Number(row.id), locale)) ?? []).filter(
            (note) => note.own === own.get(documentId)?.[note.field]?.own
          );
          return [documentId, Object.fromEntries(mine.map(({ field, origins }) => [field, origins]))] as const;
        })
      );
    },
  };
};
