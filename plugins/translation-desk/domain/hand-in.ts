import type { FieldShapes } from './field-text';
import { codesOf, isSame, wordsOf, type Inline } from './xliff/inline';
import type { HandedInEntry, HandedInUnit } from './xliff/read';
import { fieldOf, unitsOf, type Unit } from './xliff/units';

/** Why a field that was handed in is not taken over. */
export type Refusal =
  | 'source-changed'
  | 'target-changed'
  | 'no-stamp'
  | 'unknown-field'
  | 'incomplete'
  | 'codes'
  | 'too-long'
  | 'forbidden'
  | 'no-title';

/** Why nothing of an entry is taken over. */
export type EntryRefusal = 'unknown-type' | 'gone' | 'other-source' | 'is-source' | 'no-title';

/** What becomes of one field of a file: taken over, already so, not worked on, or refused with a reason. */
export type FieldOutcome = {
  readonly field: string;
  readonly line: number;
} & (
  | {
      readonly outcome: 'taken';
      readonly targets: ReadonlyMap<string, readonly Inline[]>;
      readonly isConfirmed: boolean;
    }
  | { readonly outcome: 'untouched' }
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly at: string | null }
);

interface Facts {
  readonly shapes: FieldShapes;
  /** The source's values now. */
  readonly source: unknown;
  /** The translation's values now; null where there is none. */
  readonly own: unknown;
  /** The translation's fields now, as short names. */
  readonly stamps: Readonly<Record<string, string>>;
  readonly mayWrite: (field: string) => boolean;
}

const groupByField = <One extends { readonly id: string }>(units: readonly One[]): Map<string, One[]> => {
  const groups = new Map<string, One[]>();
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

/**
 * What becomes of each field of an entry that is handed in. Nothing is taken over that does not fit what is there now: a source that
 * has another text, a translation that somebody else wrote meanwhile.
 */
export const fieldOutcomes = (
  { units, stamps }: Pick<HandedInEntry, 'units' | 'stamps'>,
  facts: Facts
): readonly FieldOutcome[] => {
  const sources = groupByField(unitsOf(facts.source, facts.shapes));
  const present = new Map(unitsOf(facts.own, facts.shapes).map((unit) => [unit.id, unit.source]));

  const judge = (field: string, handedIn: readonly HandedInUnit[]): FieldOutcome => {
    const line = handedIn[0]?.line ?? 0;
    const refuse = (reason: Refusal, at: string | null = null): FieldOutcome => ({
      field,
      line,
      outcome: 'refused',
      reason,
      at,
    });
    if (!(field in facts.shapes)) return refuse('unknown-field');
    const isWorkedOn = ({ id, target, isTouched }: HandedInUnit): boolean => {
      const before = present.get(id);
      return target !== null && (isTouched || !before || !isSame(before, target));
    };
    if (!handedIn.some(isWorkedOn)) return { field, line, outcome: 'untouched' };
    if (!facts.mayWrite(field)) return refuse('forbidden');

    const wanted = sources.get(field) ?? [];
    const byId = new Map(handedIn.map((unit) => [unit.id, unit]));
    const changed =
      wanted.length !== handedIn.length ||
      wanted.some(({ id, source }) => {
        const unit = byId.get(id);
        return !unit || !isSame(unit.source, source);
      });
    if (changed) return refuse('source-changed');
    const stamp = stamps[field];
    if (stamp === undefined && facts.stamps[field] !== undefined && facts.stamps[field] !== '')
      return refuse('no-stamp');
    if ((stamp ?? '') !== (facts.stamps[field] ?? '')) return refuse('target-changed');

    const targets = new Map<string, readonly Inline[]>();
    for (const unit of wanted) {
      const target = byId.get(unit.id)?.target ?? null;
      if (target === null) return refuse('incomplete', unit.id);
      if (hasWrongCodes(unit, target)) return refuse('codes', unit.id);
      const { longest } = unit;
      if (longest !== undefined && wordsOf(target).length > longest) return refuse('too-long', String(longest));
      targets.set(unit.id, target);
    }
    return { field, line, outcome: 'taken', targets, isConfirmed: handedIn.every(isWorkedOn) };
  };

  return [...groupByField(units)].map(([field, handedIn]) => judge(field, handedIn));
};
