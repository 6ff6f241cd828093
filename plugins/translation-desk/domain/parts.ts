import type { FieldShapes } from './field-shape';
import { wordsWithLinks } from './xliff/inline';
import { fieldOf, unitsOf } from './xliff/units';

/** The texts of one language version by field, in the order in which they are read: one for each paragraph, list item or plain text. */
export type Parts = Readonly<Record<string, readonly string[]>>;

/**
 * What there is to translate of an entry. Words that are a link stand in square brackets, so that a link which comes or goes is seen;
 * formatting and the links' targets are not in it.
 */
export const partsOf = (entry: unknown, shapes: FieldShapes): Parts => {
  const parts: Record<string, string[]> = Object.fromEntries(Object.keys(shapes).map((field) => [field, []]));
  for (const { id, source } of unitsOf(entry, shapes)) parts[fieldOf(id)]?.push(wordsWithLinks(source).trim());
  return parts;
};

/**
 * Fields for files that hold none in this language. It lacks nothing of what is said of the source's: readers get the next
 * language's file, or no picture.
 */
export const fieldsWithoutFile = (entry: Readonly<Record<string, unknown>>, shapes: FieldShapes): readonly string[] =>
  Object.entries(shapes).flatMap(([field, { kind }]) => {
    const value = entry[field];
    const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    return kind === 'media' && isEmpty ? [field] : [];
  });

/** Parts as one text: a line or more for each. */
export const textOfParts = (parts: readonly string[] | undefined): string => (parts ?? []).join('\n');
