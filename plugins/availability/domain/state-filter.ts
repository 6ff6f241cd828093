import { isAvailability } from './availability';

/** Operators whose value is a state, whole; those for parts of words and for “none” take something else. */
const WHOLE_WORDS = new Set(['$eq', '$ne', '$in', '$notIn']);

const inAnyCase = (value: unknown): boolean => typeof value === 'string' && isAvailability(value.toLowerCase());

/**
 * The words in a filter on a state that name none: `out_of_print` in `{ $in: ['in-stock', 'out_of_print'] }`. Such a filter
 * finds nothing, and who asked would take that for an answer.
 *
 * @param filter what stands at `filters[availability]`, in Strapi's form
 */
export const unknownStatesIn = (filter: unknown): string[] => {
  if (typeof filter === 'string') return isAvailability(filter) ? [] : [filter];
  if (Array.isArray(filter)) return filter.flatMap(unknownStatesIn);
  if (typeof filter !== 'object' || filter === null) return [];
  return Object.entries(filter).flatMap(([operator, value]): string[] => {
    if (operator === '$eqi' || operator === '$nei') return inAnyCase(value) ? [] : [String(value)];
    if (WHOLE_WORDS.has(operator)) return unknownStatesIn(typeof value === 'number' ? String(value) : value);
    return ['$not', '$and', '$or'].includes(operator) ? unknownStatesIn(value) : [];
  });
};
