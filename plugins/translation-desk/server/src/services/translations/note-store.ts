import { places } from '@inprint/kit/transactions';
import type { Locale } from '../../../../domain/locale-choice';
import { madeFrom, type PartOrigin } from '../../../../domain/part-origin';
import type { Parts } from '../../../../domain/parts';
import type { Confirmation, Note } from '../../../../domain/translation-note';
import { TABLES } from '../../database';
import { fingerprintOf } from '../../fingerprint';
import { insertRows } from '../../insert-rows';
import { rowsOf, type Row, type Strapi } from '../../strapi';
import { stateKey } from './entry-store';

/**
 * A part and what it was made from, as they are stored: `["own", "source", …]`, with a list of those that it may be from at the end. Parts that
 * may be from the same ones share it: an empty list stands for the one before.
 */
type StoredOrigin = readonly [string, ...(string | readonly string[])[]];

const stored = (origins: readonly PartOrigin[]): StoredOrigin[] => {
  let last = '';
  return origins.map(({ own, from, among }) => {
    if (!among) return [own, ...from];
    const key = among.join();
    const isSame = key === last;
    last = key;
    return [own, ...from, isSame ? [] : among];
  });
};

const restored = (origins: readonly StoredOrigin[]): PartOrigin[] => {
  let last: readonly string[] = [];
  return origins.map(([own, ...rest]) => {
    const among = rest.find((one) => typeof one !== 'string');
    if (among && among.length > 0) last = among;
    return { own, from: rest.filter((one) => typeof one === 'string'), ...(among ? { among: last } : {}) };
  });
};

type StoredConfirmation = Omit<Confirmation, 'before'> & { readonly before: readonly StoredOrigin[] };

const confirmationOf = (text: unknown): Confirmation | null => {
  if (typeof text !== 'string') return null;
  const { before, ...confirmation } = JSON.parse(text) as StoredConfirmation;
  return { ...confirmation, before: restored(before) };
};

const noteOf = (row: Row): Note => ({
  field: String(row.field),
  own: String(row.own),
  origins: restored(JSON.parse(String(row.origins)) as StoredOrigin[]),
  wasWhole: Number(row.was_whole) === 1,
  confirmation: confirmationOf(row.confirmation),
});

const valuesOf = ({ field, own, origins, wasWhole, confirmation }: Note): readonly unknown[] => [
  field,
  own,
  JSON.stringify(stored(origins)),
  wasWhole ? 1 : 0,
  confirmation && JSON.stringify({ ...confirmation, before: stored(confirmation.before) }),
];

const keyOf = (notes: readonly Note[]): string =>
  notes
    .map((note) => JSON.stringify(valuesOf(note)))
    .sort()
    .join();

/** The parts of the source that notes speak of. */
const spokenOf = (notes: readonly Note[]): Set<string> =>
  new Set(
    notes.flatMap(({ origins, confirmation }) => [...madeFrom(origins), ...madeFrom(confirmation?.before ?? [])])
  );

/** Keeps what was made from what, and the source's texts that this speaks of, so that a change can be shown. */
export const createNoteStore = (strapi: Strapi) => {
  const writeTexts = async (entryId: number, source: Parts, all: readonly Note[]): Promise<void> => {
    const kept = spokenOf(all);
    const bodies = new Map(
      Object.values(source)
        .flat()
        .map((text) => [fingerprintOf(text), text])
    );
    const rows = [...bodies].filter(([name]) => kept.has(name)).map(([name, body]) => [entryId, name, body]);
    await insertRows(strapi, TABLES.texts, ['entry_id', 'fingerprint', 'body'], rows, 'ON CONFLICT DO NOTHING');
    const known = await rowsOf(strapi, `SELECT fingerprint FROM ${TABLES.texts} WHERE entry_id = ?`, [entryId]);
    const gone = known.map(({ fingerprint }) => String(fingerprint)).filter((name) => !kept.has(name));
    if (gone.length === 0) return;
    await rowsOf(strapi, `DELETE FROM ${TABLES.texts} WHERE entry_id = ? AND fingerprint IN (${places(gone)})`, [
      entryId,
      ...gone,
    ]);
  };

  return {
    /** @returns the notes by entry and language */
    async read(entryIds: readonly number[]): Promise<Map<string, Note[]>> {
      const rows = await rowsOf(
        strapi,
        `SELECT entry_id, locale, field, own, origins, was_whole, confirmation FROM ${TABLES.notes}
         WHERE entry_id IN (${places(entryIds)})`,
        entryIds
      );
      const notes = new Map<string, Note[]>();
      for (const row of rows) {
        const key = stateKey(Number(row.entry_id), String(row.locale));
        notes.set(key, [...(notes.get(key) ?? []), noteOf(row)]);
      }
      return notes;
    },

    /** The texts that some fingerprints of an entry stand for. */
    async textsOf(entryId: number): Promise<Map<string, string>> {
      const rows = await rowsOf(strapi, `SELECT fingerprint, body FROM ${TABLES.texts} WHERE entry_id = ?`, [entryId]);
      return new Map(rows.map((row) => [String(row.fingerprint), String(row.body)]));
    },

    /** Writes an entry's notes in the languages in which they changed. */
    async write(
      entryId: number,
      source: Parts,
      before: ReadonlyMap<Locale, readonly Note[]>,
      after: ReadonlyMap<Locale, readonly Note[]>
    ): Promise<void> {
      const changed = [...after].filter(([locale, notes]) => keyOf(notes) !== keyOf(before.get(locale) ?? []));
      if (changed.length === 0) return;
      await rowsOf(strapi, `DELETE FROM ${TABLES.notes} WHERE entry_id = ? AND locale IN (${places(changed)})`, [
        entryId,
        ...changed.map(([locale]) => locale),
      ]);
      await insertRows(
        strapi,
        TABLES.notes,
        ['entry_id', 'locale', 'field', 'own', 'origins', 'was_whole', 'confirmation'],
        changed.flatMap(([locale, notes]) => notes.map((note) => [entryId, locale, ...valuesOf(note)]))
      );
      await writeTexts(entryId, source, [...after.values()].flat());
    },
  };
};
