/** How a row of SQLite becomes a row of PostgreSQL. */

/** Types of PostgreSQL’s columns, as `information_schema` names them, for which SQLite has none of its own. */
const isTime = (type: string): boolean => type.startsWith('timestamp') || type === 'date';

/**
 * A value as SQLite holds it, for a column of PostgreSQL. Strapi keeps moments as milliseconds and yes or no as 1 and 0 where SQLite is
 * its database; JSON is text in both.
 *
 * @param type the column’s, such as `timestamp without time zone`
 */
export const toPostgres = (value: unknown, type: string): unknown => {
  if (value === null || value === undefined) return null;
  if (type === 'boolean') return value === 1 || value === '1' || value === true || value === 'true';
  if (isTime(type) && typeof value === 'number') return new Date(value);
  if (type.startsWith('timestamp') && typeof value === 'string' && /^\d+$/.test(value)) return new Date(Number(value));
  if (type === 'text' || type.startsWith('character')) return typeof value === 'number' ? String(value) : value;
  return value;
};

/** One table points at another. */
export interface Reference {
  readonly from: string;
  readonly to: string;
}

/**
 * Tables in an order in which each comes after those that it points at.
 *
 * @throws where two of them point at each other
 */
export const parentsFirst = (tables: readonly string[], references: readonly Reference[]): string[] => {
  const left = new Set(tables);
  const sorted: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !references.some(({ from, to }) => from === table && to !== table && left.has(to))
    );
    if (free.length === 0) throw new Error(`These tables point at each other: ${[...left].join(', ')}.`);
    for (const table of free) left.delete(table);
    sorted.push(...free);
  }
  return sorted;
};
