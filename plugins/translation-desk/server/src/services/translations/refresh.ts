import type { Locale } from '../../../../domain/locale-choice';
import { translationStateOf } from '../../../../domain/translation';
import {
  fieldStateOf,
  notesAfter,
  type FieldsParts,
  type FieldState,
  type History,
  type Note,
} from '../../../../domain/translation-note';
import { fingerprintsOf } from '../../fingerprint';
import { inTransaction, rowsOf, siteOf, type Strapi } from '../../strapi';
import { titleFieldOf, watchedShapesOf } from '../../translatable';
import { createEntryReader, wantedOf, type Entry } from './entry-reader';
import { createEntryStore, stateKey, type StoredEntry, type StoredState } from './entry-store';
import { createNoteStore } from './note-store';

/** So many entries are read and written at once. */
export const BATCH_SIZE = 50;

/** What somebody says about a translation, beside what is found in its texts. */
export interface NoteChange {
  readonly locale: Locale;
  readonly change: (notes: readonly Note[], own: FieldsParts, source: FieldsParts) => readonly Note[];
}

/** The fields of a translation that are in a state, in the order of the source. */
const fieldsIn = (
  state: FieldState,
  notes: readonly Note[],
  own: FieldsParts,
  source: FieldsParts
): readonly string[] =>
  Object.entries(source).flatMap(([field, { parts }]) => {
    const note = notes.find((one) => one.field === field && one.own === own[field]?.own);
    return fieldStateOf(note, parts) === state ? [field] : [];
  });

/**
 * What is known of how a translation was made. Nothing of one that was there before the desk knew the entry; of one that an older release
 * has noted, only which fields were outdated.
 */
const historyOf = (isNewEntry: boolean, notes: readonly Note[], state: StoredState | undefined): History => {
  if (isNewEntry) return { outdated: [] };
  const isNoted = notes.length > 0 || state === undefined || state.state === 'missing';
  return isNoted ? 'known' : { outdated: state.outdatedFields };
};

/** Brings the books up to date with entries as they are stored now. */
export const createRefresh = (strapi: Strapi) => {
  const entryReader = createEntryReader(strapi);
  const entryStore = createEntryStore(strapi);
  const noteStore = createNoteStore(strapi);

  /** Two saves of one entry are noted one after the other. SQLite has one connection, which does the same. */
  const lock = async (documentIds: readonly string[]): Promise<void> => {
    if (strapi.db.dialect.client !== 'postgres') return;
    const ids = documentIds.map(() => '(?::text)').join(',');
    await rowsOf(
      strapi,
      `SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM (SELECT id FROM (VALUES ${ids}) v (id) ORDER BY id) ids`,
      documentIds
    );
  };

  const noteEntry = async (
    uid: string,
    { sourceLocale, source, versions }: Entry,
    { id, changedAt }: StoredEntry,
    known: ReadonlyMap<string, readonly Note[]>,
    states: ReadonlyMap<string, StoredState>,
    said: NoteChange | null
  ): Promise<unknown[][]> => {
    const { locales } = await siteOf(strapi).current();
    const all = fingerprintsOf(source.texts);
    const isNewEntry = states.size === 0 || ![...states.keys()].some((key) => key.startsWith(`${id} `));
    const before = new Map<Locale, readonly Note[]>();
    const after = new Map<Locale, readonly Note[]>();
    const rows: unknown[][] = [];
    for (const locale of new Set([...locales, ...versions.keys()])) {
      const version = versions.get(locale);
      const present = wantedOf(all, version?.withoutFile ?? []);
      const isTranslation = version !== undefined && locale !== sourceLocale;
      const mine = known.get(stateKey(id, locale)) ?? [];
      const own = version ? fingerprintsOf(version.texts) : {};
      const history = historyOf(isNewEntry, mine, states.get(stateKey(id, locale)));
      const found = isTranslation ? notesAfter(mine, version.all.map(fingerprintsOf), present, history) : [];
      const notes = said?.locale === locale ? said.change(found, own, present) : found;
      before.set(locale, mine);
      after.set(locale, notes);
      const isThere = version !== undefined;
      const isPublished = version?.isPublished === true;
      const outdatedFields = isTranslation ? fieldsIn('outdated', notes, own, present) : [];
      const incompleteFields = isTranslation ? fieldsIn('incomplete', notes, own, present) : [];
      const state = translationStateOf({ isThere, isPublished, outdatedFields, incompleteFields });
      const fields = [JSON.stringify(outdatedFields), JSON.stringify(incompleteFields)];
      rows.push([id, locale, uid, state, isPublished ? 1 : 0, ...fields, changedAt]);
    }
    await noteStore.write(id, source.texts, before, after);
    return rows;
  };

  const refreshBatch = async (uid: string, documentIds: readonly string[], said: NoteChange | null): Promise<void> => {
    await lock(documentIds);
    const shapes = watchedShapesOf(strapi, uid);
    const entries = await entryReader.read(uid, documentIds, shapes);
    const there = new Set(entries.map(({ documentId }) => documentId));
    const gone = documentIds.filter((documentId) => !there.has(documentId));
    if (gone.length > 0) await entryStore.forget(uid, gone);
    if (entries.length === 0) return;

    const stored = await entryStore.write(uid, entries, titleFieldOf(shapes));
    const ids = [...stored.values()].map(({ id }) => id);
    const [known, states] = [await noteStore.read(ids), await entryStore.readStates(ids)];
    const rows: unknown[][] = [];
    for (const entry of entries) {
      const row = stored.get(entry.documentId);
      if (row) rows.push(...(await noteEntry(uid, entry, row, known, states, said)));
    }
    await entryStore.writeStates(rows);
  };

  return async (uid: string, documentIds: readonly string[], said: NoteChange | null = null): Promise<void> => {
    const ids = [...new Set(documentIds)].sort();
    for (let at = 0; at < ids.length; at += BATCH_SIZE) {
      await inTransaction(strapi, () => refreshBatch(uid, ids.slice(at, at + BATCH_SIZE), said));
    }
  };
};
