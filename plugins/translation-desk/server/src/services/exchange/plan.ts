import { fieldOutcomes, type EntryRefusal, type FieldOutcome } from '../../../../domain/import-outcome';
import type { Locale } from '../../../../domain/locale-choice';
import type { ImportedEntry } from '../../../../domain/xliff/imported';
import type { EntryAccess } from '../../access/entry-access';
import { stampOf } from '../../fingerprint';
import { localisedTypesOf, type Strapi } from '../../strapi';
import { shapesOf, titleFieldOf } from '../../translatable';
import type { EntrySides } from './read-sides';
import { fieldReports, isTaken, type EntryReport, type FieldReport } from './report';

/** What is to be done with one entry of a file. */
export interface Plan {
  readonly report: EntryReport;
  readonly uid: string;
  readonly sides: EntrySides | null;
  readonly outcomes: readonly FieldOutcome[];
}

interface Asked {
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
  readonly labels: Readonly<Record<string, string>>;
  readonly access: EntryAccess;
}

export const refusedPlan = (
  { type, documentId, title, line }: ImportedEntry,
  refusal: EntryRefusal,
  fields: readonly FieldReport[] = [],
  message: string | null = null
): Plan => ({
  uid: type,
  sides: null,
  outcomes: [],
  report: { type, documentId, title, line, isNew: false, refusal, message, fields },
});

/** A new translation is not found again without its title. */
const lacksTitle = (outcomes: readonly FieldOutcome[], { own }: EntrySides, title: string | null): boolean => {
  const taken = outcomes.filter(isTaken);
  return own === null && taken.length > 0 && title !== null && !taken.some(({ field }) => field === title);
};

/** Says what is to be done with an entry of a file. @param sides what is there of it now */
export const planOf = (
  strapi: Strapi,
  entry: ImportedEntry,
  sides: EntrySides | undefined,
  { sourceLocale, targetLocale, labels, access }: Asked
): Plan => {
  const { type: uid, documentId, title, line } = entry;
  if (!localisedTypesOf(strapi).includes(uid)) return refusedPlan(entry, 'unknown-type');
  if (!sides) return refusedPlan(entry, 'gone');
  if (sides.sourceLocale === targetLocale) return refusedPlan(entry, 'is-source');
  if (sides.sourceLocale !== sourceLocale) return refusedPlan(entry, 'other-source');
  const isThere = sides.own !== null;
  const outcomes = fieldOutcomes(entry, {
    ...sides,
    stamps: Object.fromEntries(Object.keys(sides.shapes).map((field) => [field, stampOf(sides.own?.[field])])),
    mayWrite: (field) => !sides.hidden.has(field) && access.mayWrite(documentId, targetLocale, field),
  });
  const fields = fieldReports(outcomes, sides, labels);
  if (lacksTitle(outcomes, sides, titleFieldOf(shapesOf(strapi, uid)))) {
    const isMeant = ({ outcome }: FieldReport): boolean => outcome === 'new';
    return refusedPlan(
      entry,
      'no-title',
      fields.map((field) => (isMeant(field) ? { ...field, outcome: 'refused', reason: 'no-title' } : field))
    );
  }
  return {
    uid,
    sides,
    outcomes,
    report: { type: uid, documentId, title, line, isNew: !isThere, refusal: null, message: null, fields },
  };
};
