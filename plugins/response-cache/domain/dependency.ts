/**
 * What an answer was made of, and what a write changed, in the same words. An answer is outdated when one of its words is among
 * those of a write:
 *
 * | word | an answer that has it read | a write says it when |
 * |---|---|---|
 * | `materials` | any rows of the table | any row was written |
 * | `materials.document_id=abc` | all rows with this value | a row had or has this value |
 * | `materials~` | rows that a filter for status or language may have hidden | status, language or documentId of a row changed |
 * | `materials#` | how many rows there are in a status and a language | that changed, or a row came or went |
 */
export type Dependency = string;

export const anyRowOf = (table: string): Dependency => table;

export const rowsWith = (table: string, column: string, value: unknown): Dependency =>
  `${table}.${column}=${String(value)}`;

export const visibilityIn = (table: string): Dependency => `${table}~`;

export const howManyIn = (table: string): Dependency => `${table}#`;

/** The table of a dependency, and what is meant of it: `document_id=abc`, `~`, `#`; null for any row. */
export const partsOf = (dependency: Dependency): { readonly table: string; readonly row: string | null } => {
  const [, table = '', row, all] = /^(\w+)(?:\.(.*)|([~#]))?$/s.exec(dependency) ?? [];
  return { table, row: row ?? all ?? null };
};

/** Stands between the words of one change in the log. No id and no slug has it. */
export const SEPARATOR = '\u001f';

/** A row of the change log: a table, and what is known about the row that was written. */
export interface Change {
  readonly source: string;
  /** `id=5`, `document_id=abc`, `~`, `#`, joined by SEPARATOR; `*` when nothing is known and every row may differ. */
  readonly keys: string;
}

/** All that changed, in the words that answers are noted with; null when it could be anything. */
export const changedBy = (changes: readonly Change[]): ReadonlySet<Dependency> | null => {
  const changed = new Set<Dependency>();
  for (const { source, keys } of changes) {
    if (keys === '*') return null;
    changed.add(anyRowOf(source));
    for (const key of keys.split(SEPARATOR)) {
      if (key === '~') changed.add(visibilityIn(source)).add(howManyIn(source));
      else if (key === '#') changed.add(howManyIn(source));
      else if (key !== '') changed.add(`${source}.${key}`);
    }
  }
  return changed;
};
