import type { EntryRefusal, FieldOutcome, Refusal } from '../../../../domain/import-outcome';
import type { Locale } from '../../../../domain/locale-choice';
import { wordsOf, type Inline } from '../../../../domain/xliff/inline';
import type { EntrySides } from './read-sides';
import { fieldOf, unitsOf } from '../../../../domain/xliff/units';

/** So much of a text is shown in a report. */
const MAX_SHOWN = 300;

/** What becomes of one field of a file. */
export interface FieldReport {
  readonly field: string;
  readonly label: string;
  readonly line: number;
  readonly outcome: 'new' | 'changed' | 'confirmed' | 'already' | 'untouched' | 'refused';
  readonly reason: Refusal | null;
  readonly at: string | null;
  readonly before: string;
  readonly after: string;
}

export interface EntryReport {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  readonly line: number;
  readonly isNew: boolean;
  readonly refusal: EntryRefusal | null;
  /** What the site itself said where it did not save the entry. */
  readonly message: string | null;
  readonly fields: readonly FieldReport[];
}

/** Something in the file that could not be read, in words. */
export interface ProblemReport {
  readonly line: number;
  readonly message: string;
}

export interface ImportReport {
  readonly sourceLocale: Locale;
  readonly targetLocale: Locale;
  readonly isWritten: boolean;
  readonly taken: number;
  /** What is there already, as after an import that was interrupted. */
  readonly already: number;
  readonly refused: number;
  readonly untouched: number;
  readonly problems: readonly ProblemReport[];
  readonly entries: readonly EntryReport[];
}

export type Taken = Extract<FieldOutcome, { outcome: 'taken' }>;

export const isTaken = (outcome: FieldOutcome): outcome is Taken => outcome.outcome === 'taken';

const shown = (texts: Iterable<readonly Inline[]>): string => {
  const all = [...texts].map(wordsOf).join('\n');
  return all.length > MAX_SHOWN ? `${all.slice(0, MAX_SHOWN)}…` : all;
};

/** The text that a field then has. */
const textAfter = ({ work, targets }: Taken): string =>
  shown(work.map(({ unit, present }) => targets.get(unit.id) ?? present?.inlines ?? []));

const outcomeOf = (outcome: FieldOutcome, before: string): FieldReport['outcome'] => {
  if (!isTaken(outcome)) return outcome.outcome;
  if (before === '') return 'new';
  return outcome.targets.size === 0 ? 'confirmed' : 'changed';
};

/** What becomes of each field, as it is shown to whoever imports. */
export const fieldReports = (
  outcomes: readonly FieldOutcome[],
  { own, shapes }: EntrySides,
  labels: Readonly<Record<string, string>>
): FieldReport[] => {
  const present = unitsOf(own, shapes);
  return outcomes.map((one): FieldReport => {
    const { field, line } = one;
    const before = shown(present.filter(({ id }) => fieldOf(id) === field).map(({ source }) => source));
    return {
      field,
      label: labels[field] ?? field,
      line,
      outcome: outcomeOf(one, before),
      reason: one.outcome === 'refused' ? one.reason : null,
      at: one.outcome === 'refused' ? one.at : null,
      before,
      after: isTaken(one) ? textAfter(one) : '',
    };
  });
};

/** How many fields were taken over, are there already, were refused and left alone. */
export const countsOf = (
  entries: readonly EntryReport[]
): Pick<ImportReport, 'taken' | 'already' | 'refused' | 'untouched'> => {
  const outcomes = entries.flatMap(({ fields }) => fields.map(({ outcome }) => outcome));
  const count = (...some: readonly FieldReport['outcome'][]): number =>
    outcomes.filter((outcome) => some.includes(outcome)).length;
  return {
    taken: count('new', 'changed', 'confirmed'),
    already: count('already'),
    refused: count('refused') + entries.filter(({ refusal, fields }) => refusal !== null && fields.length === 0).length,
    untouched: count('untouched'),
  };
};
