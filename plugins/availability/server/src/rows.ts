/** What databases and their drivers hand on, in one shape. */
export { rowsOf } from '@inprint/kit/transactions';

/**
 * Before a statement whose rows are told by an event of knex's client, also when they are remembered: what keeps answers must know
 * what they were made of. It knows from these words that it need not read the statement itself.
 */
export const READS_ARE_REPORTED = '/* reads are told */';

/** A text; an empty one is none. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const numberOf = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

/** A day, `2027-03-01`: SQLite and PostgreSQL give text, but a driver may give a Date. */
export const dayOf = (value: unknown): string | null =>
  value instanceof Date ? value.toISOString().slice(0, 10) : (textOf(value)?.slice(0, 10) ?? null);
