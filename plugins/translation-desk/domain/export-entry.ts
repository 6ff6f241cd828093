import { workOf, type Sides } from './field-work';
import type { ExportedEntry } from './xliff/exported';

interface Facts extends Sides {
  readonly type: string;
  readonly documentId: string;
  readonly title: string;
  /** The fields that are to be translated. */
  readonly fields: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** The translation's fields as they are now, as short names. */
  readonly stamps: Readonly<Record<string, string>>;
  /** The address of its page; null where there is none. */
  readonly page: string | null;
}

/**
 * An entry as it goes to translators: the fields that are to be translated, whole. What is right as it stands goes along as final, what
 * was made from another text as a proposal.
 *
 * @returns null where there is nothing to translate
 */
export const exportEntry = (facts: Facts): ExportedEntry | null => {
  const { type, documentId, title, fields, labels, stamps, page } = facts;
  const units = [...workOf(facts)].flatMap(([field, work]) =>
    fields.includes(field)
      ? work.map(({ unit, present }) => ({
          id: unit.id,
          label: labels[field] ?? field,
          source: unit.source,
          target: present?.inlines ?? null,
          isFinal: present?.isCurrent === true,
          ...(unit.longest === undefined ? {} : { longest: unit.longest }),
        }))
      : []
  );
  if (units.length === 0) return null;
  const mine = Object.fromEntries(fields.map((field) => [field, stamps[field] ?? '']));
  return { type, documentId, title, page, stamps: mine, units };
};
