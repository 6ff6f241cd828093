import {
  isWholeIn,
  madeFrom,
  originsAfter,
  originsWhole,
  UNKNOWN_SOURCE,
  type Fingerprint,
  type PartOrigin,
} from './part-origin';

/** Somebody found a text right as it stands, though it was not made from the source's present text. */
export interface Confirmation {
  /** The source's text that was looked at, part by part: the word holds for it and for no other. */
  readonly source: readonly Fingerprint[];
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** What was known before, so that the word can be taken back. */
  readonly before: readonly PartOrigin[];
}

/** What one text of a field was made from. */
export interface Note {
  readonly field: string;
  /** The whole text. */
  readonly own: Fingerprint;
  readonly origins: readonly PartOrigin[];
  /** Whether all of a source's text was translated once: what lacks since then was added to the source. */
  readonly wasWhole: boolean;
  readonly confirmation: Confirmation | null;
}

/** A field's text: its name as a whole, and those of its parts. */
export interface FieldParts {
  readonly own: Fingerprint;
  readonly parts: readonly Fingerprint[];
}

export type FieldsParts = Readonly<Record<string, FieldParts>>;

/** How far a field is: all of it is right for the source as it is now; the source changed; or a part was never translated. */
export type FieldState = 'current' | 'outdated' | 'incomplete';

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index]);

/** A field is current only where every part of the source is, in its order. */
export const fieldStateOf = (note: Note | undefined, source: readonly Fingerprint[]): FieldState => {
  if (!note) return source.length === 0 ? 'current' : 'incomplete';
  if (note.confirmation && isSameList(note.confirmation.source, source)) return 'current';
  if (isWholeIn(note.origins, source)) return 'current';
  if (note.origins.length === 0) return 'incomplete';
  const wanted = new Set(source);
  const isStale = madeFrom(note.origins).some((fingerprint) => !wanted.has(fingerprint));
  return isStale || note.wasWhole ? 'outdated' : 'incomplete';
};

/** Of several texts that are known, the one that a new text was written over: it has most parts with it in common. */
const writtenOver = (known: readonly Note[], { parts }: FieldParts): Note | undefined => {
  const now = new Set(parts);
  const common = ({ origins }: Note): number => origins.filter(({ own }) => now.has(own)).length;
  return [...known].sort((one, other) => common(other) - common(one))[0];
};

const noteAfter = (before: Note | undefined, text: FieldParts, field: string, source: readonly Fingerprint[]): Note => {
  const origins = originsAfter(before?.origins ?? [], text.parts, source);
  const { confirmation = null } = before ?? {};
  return {
    field,
    own: text.own,
    origins,
    wasWhole: before?.wasWhole === true || isWholeIn(origins, source),
    confirmation: confirmation && {
      ...confirmation,
      before: originsAfter(confirmation.before, text.parts, source),
    },
  };
};

/** The note of a text of which nobody knows what it was made from: it counts as right for the source as it is now. */
const noteUnknown = (text: FieldParts, field: string, source: readonly Fingerprint[], isOutdated: boolean): Note => {
  const parts = text.parts.map((own) => ({ own, from: [] }));
  const origins = isOutdated ? parts.map(({ own }) => ({ own, from: [UNKNOWN_SOURCE] })) : originsWhole(parts, source);
  return { field, own: text.own, origins, wasWhole: text.parts.length > 0, confirmation: null };
};

/** Whether it is known what a translation was made from; where not, which fields were known to be outdated. */
export type History = 'known' | { readonly outdated: readonly string[] };

/**
 * The notes to keep after a save. A text that was noted before keeps its note; so does each part of it, so that correcting a
 * paragraph does not declare the whole page up to date.
 *
 * @param known notes of this language version so far
 * @param versions the version's texts: the draft's and, where it is published, the published ones. Notes of both are kept, because
 *   discarding a draft brings the older text back
 * @param source the source's texts now
 */
export const notesAfter = (
  known: readonly Note[],
  versions: readonly FieldsParts[],
  source: FieldsParts,
  history: History = 'known'
): readonly Note[] =>
  Object.entries(source).flatMap(([field, { parts: present }]) => {
    const mine = known.filter((note) => note.field === field);
    const texts = new Map(versions.flatMap((fields) => (fields[field] ? [[fields[field].own, fields[field]]] : [])));
    return [...texts.values()].map((text) => {
      const same = mine.find(({ own }) => own === text.own);
      if (same) return same;
      if (history !== 'known') return noteUnknown(text, field, present, history.outdated.includes(field));
      return noteAfter(writtenOver(mine, text), text, field, present);
    });
  });

const changed = (
  notes: readonly Note[],
  fields: readonly string[],
  own: FieldsParts,
  change: (note: Note) => Note
): readonly Note[] =>
  notes.map((note) => (fields.includes(note.field) && note.own === own[note.field]?.own ? change(note) : note));

/** The notes after somebody looked and found fields up to date as they stand. It holds until the source changes again. */
export const notesConfirmed = (
  notes: readonly Note[],
  fields: readonly string[],
  own: FieldsParts,
  source: FieldsParts,
  { by, at }: Pick<Confirmation, 'by' | 'at'>
): readonly Note[] =>
  changed(notes, fields, own, (note) => {
    const present = source[note.field]?.parts ?? [];
    if (fieldStateOf(note, present) === 'current') return note;
    const origins = originsWhole(note.origins, present);
    return { ...note, origins, wasWhole: true, confirmation: { source: present, by, at, before: note.origins } };
  });

/** The notes after such a word was taken back. */
export const notesUnconfirmed = (
  notes: readonly Note[],
  fields: readonly string[],
  own: FieldsParts
): readonly Note[] =>
  changed(notes, fields, own, (note) =>
    note.confirmation ? { ...note, origins: note.confirmation.before, confirmation: null } : note
  );

/** From which parts of the source the parts of some fields were made, by field: known for certain, as after an import. */
export type KnownOrigins = ReadonlyMap<string, readonly (readonly Fingerprint[])[]>;

/** The notes after an import, which knows what each part was made from. */
export const notesImported = (
  notes: readonly Note[],
  made: KnownOrigins,
  own: FieldsParts,
  source: FieldsParts
): readonly Note[] =>
  changed(notes, [...made.keys()], own, (note) => {
    const from = made.get(note.field) ?? [];
    if (from.length !== note.origins.length) return note;
    const origins = note.origins.map((part, index) => ({ own: part.own, from: from[index] ?? [] }));
    return { ...note, origins, wasWhole: note.wasWhole || isWholeIn(origins, source[note.field]?.parts ?? []) };
  });
