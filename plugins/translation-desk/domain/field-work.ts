import type { FieldShapes } from './field-shape';
import { counterpartsOf, UNKNOWN_SOURCE, type Fingerprint, type PartOrigin } from './part-origin';
import { fitCodes } from './xliff/fit-codes';
import type { Inline } from './xliff/inline';
import { fieldOf, unitsOf, type Unit } from './xliff/units';

/** An entry's source, its translation, and what the translation was made from. */
export interface Sides {
  readonly shapes: FieldShapes;
  /** The source's values now. */
  readonly source: unknown;
  /** The translation's values now; null where there is none. */
  readonly own: unknown;
  /** Names of the source's parts, by field. */
  readonly sourceParts: Readonly<Record<string, readonly Fingerprint[]>>;
  /** What each part of the translation was made from, by field. */
  readonly origins: Readonly<Record<string, readonly PartOrigin[]>>;
}

/** A text of the source, and what the translation has of it. */
export interface UnitWork {
  readonly unit: Unit;
  readonly fingerprint: Fingerprint;
  readonly present: {
    readonly unit: Unit;
    /** Its text with the codes of the source. */
    readonly inlines: readonly Inline[];
    /** Whether it is right for the source's text as it is now. */
    readonly isCurrent: boolean;
    readonly from: readonly Fingerprint[];
  } | null;
}

/** What is noted of a part that stays where others come: of one that may be from another text, or is only half of its own, nothing. */
const sourceOf = ({ from, among }: PartOrigin, isCurrent: boolean, fingerprint: Fingerprint): readonly Fingerprint[] =>
  among || (!isCurrent && from.includes(fingerprint)) ? [UNKNOWN_SOURCE] : from;

const unitsByField = (entry: unknown, shapes: FieldShapes): Map<string, Unit[]> => {
  const units = new Map<string, Unit[]>();
  for (const unit of unitsOf(entry, shapes))
    units.set(fieldOf(unit.id), [...(units.get(fieldOf(unit.id)) ?? []), unit]);
  return units;
};

/**
 * What there is to translate of each field, text by text, with what there is of it already. A translation follows the text that
 * it was made from, wherever that stands now.
 */
export const workOf = ({
  shapes,
  source,
  own,
  sourceParts,
  origins,
}: Sides): ReadonlyMap<string, readonly UnitWork[]> => {
  const ownUnits = unitsByField(own, shapes);
  return new Map(
    [...unitsByField(source, shapes)].map(([field, units]) => {
      const mine = ownUnits.get(field) ?? [];
      const known = origins[field] ?? [];
      const parts = sourceParts[field] ?? [];
      const counterparts = known.length === mine.length ? counterpartsOf(known, parts) : [];
      const work = units.map((unit, index): UnitWork => {
        const counterpart = counterparts[index];
        const [present, origin] = counterpart ? [mine[counterpart.part], known[counterpart.part]] : [];
        const fingerprint = parts[index] ?? '';
        if (!counterpart || !present || !origin) return { unit, fingerprint, present: null };
        const { inlines, isWhole } = fitCodes(present.source, unit.source);
        return {
          unit,
          fingerprint,
          present: {
            unit: present,
            inlines,
            isCurrent: counterpart.isCurrent && isWhole,
            from: sourceOf(origin, counterpart.isCurrent, fingerprint),
          },
        };
      });
      return [field, work] as const;
    })
  );
};

const boxOf = (unitId: string): number => Number(unitId.split('.')[1]);

/** For each component of a field's list in the source, the one of the translation that has its texts: by places in both lists. */
export const boxesOf = (work: readonly UnitWork[]): ReadonlyMap<number, number> => {
  const boxes = new Map<number, number>();
  const taken = new Set<number>();
  for (const isSure of [true, false]) {
    for (const { unit, present } of work) {
      if (!present || present.isCurrent !== isSure) continue;
      const [here, there] = [boxOf(unit.id), boxOf(present.unit.id)];
      if (boxes.has(here) || taken.has(there)) continue;
      boxes.set(here, there);
      taken.add(there);
    }
  }
  return boxes;
};
