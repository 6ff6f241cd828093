import { workOf, type Sides, type UnitWork } from './field-work';
import { isWholeIn, type Fingerprint } from './part-origin';
import { codesOf, isSame, unbroken, wordsOf, type Inline } from './xliff/inline';
import type { ImportedEntry, ImportedUnit } from './xliff/imported';
import { fieldOf, type Unit } from './xliff/units';

/** Why a field of a file is not taken over. */
export type Refusal =
  | 'source-changed'
  | 'target-changed'
  | 'no-stamp'
  | 'unknown-field'
  | 'unreadable'
  | 'incomplete'
  | 'codes'
  | 'too-long'
  | 'forbidden'
  | 'no-title';

/** Why nothing of an entry is taken over. */
export type EntryRefusal = 'unknown-type' | 'gone' | 'other-source' | 'is-source' | 'no-title' | 'not-saved';

/** What becomes of one field of a file: taken over, there already, not worked on, or refused with a reason. */
export type FieldOutcome = {
  readonly field: string;
  readonly line: number;
} & (
  | {
      readonly outcome: 'taken';
      readonly work: readonly UnitWork[];
      /** New texts, by unit. */
      readonly targets: ReadonlyMap<string, readonly Inline[]>;
      /** What stays of the translation as it is, by unit. */
      readonly kept: ReadonlyMap<string, unknown>;
      /** From which parts of the source each part is then made, in the source's order. */
      readonly made: readonly (readonly Fingerprint[])[];
    }
  /** The translation says just this, as after an import of the same file. */
  | { readonly outcome: 'already' }
  | { readonly outcome: 'untouched' }
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly at: string | null }
);

interface Facts extends Sides {
  /** The translation's fields now, as short names. */
  readonly stamps: Readonly<Record<string, string>>;
  /** Fields that whoever imports may not read: nothing is told of them, so they have no shapes either. */
  readonly hidden?: ReadonlySet<string>;
  readonly mayWrite: (field: string) => boolean;
}

const groupByField = (units: readonly ImportedUnit[]): Map<string, ImportedUnit[]> => {
  const groups = new Map<string, ImportedUnit[]>();
  for (const unit of units) {
    const field = fieldOf(unit.id);
    groups.set(field, [...(groups.get(field) ?? []), unit]);
  }
  return groups;
};

/** Whether codes do not fit the source's: one was made up, a link was lost, doubled, emptied, or put into another. */
const hasWrongCodes = ({ source }: Unit, target: readonly Inline[]): boolean => {
  const known = new Map(codesOf(source).map((code) => [code.id, code]));
  const linksIn = (inlines: readonly Inline[]) => codesOf(inlines).filter(({ id }) => known.get(id)?.kind === 'link');
  const hasWords = (inlines: readonly Inline[] = []): boolean => wordsOf(inlines).trim() !== '';
  const idsIn = (inlines: readonly Inline[]): string =>
    linksIn(inlines)
      .map(({ id }) => id)
      .sort()
      .join();
  return (
    codesOf(target).some(({ id }) => !known.has(id)) ||
    idsIn(target) !== idsIn(source) ||
    linksIn(target).some(
      ({ id, children }) => linksIn(children).length > 0 || (hasWords(known.get(id)?.children) && !hasWords(children))
    )
  );
};

/** Whether a tool only copied the source where the translation belongs. */
const isCopiedSource = ({ source, target, isTouched }: ImportedUnit): boolean =>
  !isTouched && target !== null && isSame(source, target);

/** Whether somebody worked on a text: it says something else than before, or is said to be right though its source changed. */
const isWorkedOn = (imported: ImportedUnit, { present }: UnitWork): boolean => {
  const { target, isTouched } = imported;
  if (target === null || isCopiedSource(imported)) return false;
  if (!present || !isSame(present.inlines, target)) return true;
  return isTouched && !present.isCurrent;
};

/** Whether a text of the translation may stay as it is: it says this, and has no link that the source has no more. */
const isKeptAs = ({ unit, inlines }: NonNullable<UnitWork['present']>, target: readonly Inline[]): boolean => {
  const links = (some: readonly Inline[]): number => codesOf(some).filter(({ kind }) => kind === 'link').length;
  return isSame(inlines, target) && links(inlines) === links(unit.source);
};

/** Whether a text of the file is what the translation has, and right. */
const isThere = (imported: ImportedUnit | undefined, { present }: UnitWork): boolean =>
  present?.isCurrent === true && !!imported?.target && isSame(present.inlines, imported.target);

type Verdict = { readonly reason: Refusal; readonly at: string | null } | null;

const fits = ({ unit }: UnitWork, target: readonly Inline[]): Verdict => {
  if (hasWrongCodes(unit, target)) return { reason: 'codes', at: unit.id };
  const { longest } = unit;
  return longest !== undefined && wordsOf(target).length > longest ? { reason: 'too-long', at: String(longest) } : null;
};

/**
 * What becomes of each field of an entry of a file. Nothing is taken over that does not fit what is there now: a source that
 * has another text, a translation that somebody else wrote meanwhile. Of a text that is there, some paragraphs may come and the others
 * stay; of one that is not, all have to come.
 */
export const fieldOutcomes = (
  { units, stamps }: Pick<ImportedEntry, 'units' | 'stamps'>,
  facts: Facts
): readonly FieldOutcome[] => {
  const works = workOf(facts);

  const isFromElsewhere = (work: readonly UnitWork[], imported: ReadonlyMap<string, ImportedUnit>): boolean =>
    work.length !== imported.size ||
    work.some(({ unit }) => {
      const same = imported.get(unit.id);
      return !same || !isSame(same.source, unit.source);
    });

  const isWritten = (field: string): Verdict => {
    const [then, now] = [stamps[field], facts.stamps[field] ?? ''];
    if (then === undefined && now !== '') return { reason: 'no-stamp', at: null };
    return (then ?? '') === now ? null : { reason: 'target-changed', at: null };
  };

  /** Lines that are not in the source are a tool's, which indents its files. */
  const withoutIndents = (unit: ImportedUnit, work: UnitWork | undefined): ImportedUnit =>
    unit.target === null || !work || wordsOf(work.unit.source).includes('\n')
      ? unit
      : { ...unit, target: unbroken(unit.target) };

  const judge = (field: string, read: readonly ImportedUnit[]): FieldOutcome => {
    const line = read[0]?.line ?? 0;
    const refuse = ({ reason, at }: NonNullable<Verdict>): FieldOutcome => ({
      field,
      line,
      outcome: 'refused',
      reason,
      at,
    });
    if (facts.hidden?.has(field)) return refuse({ reason: 'forbidden', at: null });
    if (!(field in facts.shapes)) return refuse({ reason: 'unknown-field', at: null });
    const work = works.get(field) ?? [];
    const workById = new Map(work.map((one) => [one.unit.id, one]));
    const imported = read.map((unit) => withoutIndents(unit, workById.get(unit.id)));
    const byId = new Map(imported.map((unit) => [unit.id, unit]));
    const broken = imported.find(({ isBroken }) => isBroken);
    if (broken) return refuse({ reason: 'unreadable', at: broken.id });
    const isTouchedAt = (unit: ImportedUnit): boolean => {
      const mine = workById.get(unit.id);
      return mine ? isWorkedOn(unit, mine) : unit.target !== null && !isCopiedSource(unit);
    };
    // Each text is right, but not where it stands, or not alone: the source has others in another order.
    const isOutOfPlace =
      imported.every(({ isTouched }) => isTouched) &&
      work.every(({ present }) => present?.isCurrent) &&
      !isWholeIn(facts.origins[field] ?? [], facts.sourceParts[field] ?? []);
    if (!isOutOfPlace && !imported.some(isTouchedAt)) {
      const isAllThere = work.length === byId.size && work.every((one) => isThere(byId.get(one.unit.id), one));
      return { field, line, outcome: isAllThere ? 'already' : 'untouched' };
    }
    if (!facts.mayWrite(field)) return refuse({ reason: 'forbidden', at: null });
    if (isFromElsewhere(work, byId)) return refuse({ reason: 'source-changed', at: null });
    const written = isWritten(field);
    if (written) return refuse(written);

    const targets = new Map<string, readonly Inline[]>();
    const kept = new Map<string, unknown>();
    const made: (readonly Fingerprint[])[] = [];
    for (const one of work) {
      const { unit, present, fingerprint } = one;
      const its = byId.get(unit.id);
      if (its?.target && isWorkedOn(its, one)) {
        const problem = fits(one, its.target);
        if (problem) return refuse(problem);
        if (present && isKeptAs(present, its.target)) kept.set(unit.id, present.unit.value);
        else targets.set(unit.id, its.target);
        made.push([fingerprint]);
      } else if (present) {
        kept.set(unit.id, present.unit.value);
        made.push(present.from);
      } else return refuse({ reason: 'incomplete', at: unit.id });
    }
    return { field, line, outcome: 'taken', work, targets, kept, made };
  };

  return [...groupByField(units)].map(([field, imported]) => judge(field, imported));
};
