import type { Locale } from './locale-choice';

/** How far an entry is in one language. What there is to do goes before draft and published. */
export const TRANSLATION_STATES = ['missing', 'outdated', 'incomplete', 'draft', 'published'] as const;

export type TranslationState = (typeof TRANSLATION_STATES)[number];

/** What goes to translators where nobody says otherwise. */
export const STATES_TO_DO = ['missing', 'outdated', 'incomplete'] as const satisfies readonly TranslationState[];

export const isTranslationState = (value: unknown): value is TranslationState =>
  TRANSLATION_STATES.includes(value as TranslationState);

interface Facts {
  readonly isThere: boolean;
  readonly isPublished: boolean;
  readonly outdatedFields: readonly string[];
  readonly incompleteFields: readonly string[];
}

export const translationStateOf = (facts: Facts): TranslationState => {
  if (!facts.isThere) return 'missing';
  if (facts.outdatedFields.length > 0) return 'outdated';
  if (facts.incompleteFields.length > 0) return 'incomplete';
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
