import type { Locale } from './locale-choice';

/** How far an entry is in one language. Outdated goes before draft and published: it is what there is to do. */
export const TRANSLATION_STATES = ['missing', 'draft', 'published', 'outdated'] as const;

export type TranslationState = (typeof TRANSLATION_STATES)[number];

export const isTranslationState = (value: unknown): value is TranslationState =>
  TRANSLATION_STATES.includes(value as TranslationState);

/** A field's text as a short name: two texts with one fingerprint are the same. */
export type Fingerprint = string;

/** The texts of one language version, by field. */
export type Fingerprints = Readonly<Record<string, Fingerprint>>;

/** "This text of the translation was made from that text of the source." */
export interface Note {
  readonly field: string;
  /** The translation's own text. */
  readonly own: Fingerprint;
  /** The source's text that it was made from. */
  readonly source: Fingerprint;
}

/**
 * The notes to keep after a save. A text that was noted before keeps its note, so that correcting a typo in the title does not
 * declare the whole page up to date; a text that is new was made from the source as it is now.
 *
 * @param known notes of this language version so far
 * @param versions the version's texts: the draft's and, where it is published, the published ones. Notes of both are kept, because
 *   discarding a draft brings the older text back
 * @param source the source's texts now
 */
export const notesAfter = (
  known: readonly Note[],
  versions: readonly Fingerprints[],
  source: Fingerprints
): readonly Note[] =>
  Object.entries(source).flatMap(([field, present]) =>
    [...new Set(versions.flatMap((texts) => texts[field] ?? []))].map(
      (own) => known.find((note) => note.field === field && note.own === own) ?? { field, own, source: present }
    )
  );

/** The fields whose source has another text now than the one that their translation was made from. */
export const outdatedFields = (notes: readonly Note[], own: Fingerprints, source: Fingerprints): readonly string[] =>
  Object.keys(source).filter((field) => {
    const note = notes.find((one) => one.field === field && one.own === own[field]);
    return note !== undefined && note.source !== source[field];
  });

/** The notes after somebody looked and found fields up to date as they stand. */
export const notesConfirmed = (
  notes: readonly Note[],
  fields: readonly string[],
  own: Fingerprints,
  source: Fingerprints
): readonly Note[] =>
  notes.map((note) => {
    const present = source[note.field];
    const isMeant = present !== undefined && fields.includes(note.field) && note.own === own[note.field];
    return isMeant ? { ...note, source: present } : note;
  });

interface Facts {
  readonly isThere: boolean;
  readonly isPublished: boolean;
  readonly outdatedFields: readonly string[];
}

export const translationStateOf = (facts: Facts): TranslationState => {
  if (!facts.isThere) return 'missing';
  if (facts.outdatedFields.length > 0) return 'outdated';
  return facts.isPublished ? 'published' : 'draft';
};

/**
 * The language that an entry is translated from: the one it was so far, else the site's default language, else the one that was
 * there first.
 *
 * @param present the entry's languages, the oldest first
 * @returns null for an entry in no language
 */
export const sourceLocaleOf = (
  present: readonly Locale[],
  defaultLocale: Locale,
  known: Locale | null
): Locale | null =>
  [known, defaultLocale, ...present].find((locale) => locale !== null && present.includes(locale)) ?? null;
