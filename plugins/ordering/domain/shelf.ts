import { MAX_COPIES } from './copies';
import type { StockChange } from './ledger';

/** The copies of an edition. What lies on the shelf is what is available and what is committed. */
export interface Shelf {
  /** What can still be promised; null is "not counted". */
  readonly available: number | null;
  /** Copies of orders that are received or passed on: on the shelf, and somebody's. */
  readonly committed: number;
  /** Committed copies that the last count did not find. What comes fills these first. */
  readonly short: number;
}

/** What an edition is after a change. */
export interface Counted {
  readonly available: number | null;
  readonly short: number;
}

/** More cannot be missing than is promised: what left, or was cancelled, is missed no more. */
const missing = ({ committed, short }: Shelf): number => Math.min(short, committed);

/** The copies on the shelf; null is "not counted". */
export const onHandOf = (shelf: Shelf): number | null =>
  shelf.available === null ? null : shelf.available + shelf.committed - missing(shelf);

const split = (available: number): Counted => ({ available: Math.max(0, available), short: Math.max(0, -available) });

/**
 * What an edition is after copies came or went, or were counted. A count is of the shelf: what is committed stays promised, and
 * what it did not find is remembered, so that it is not promised again.
 *
 * @param since copies that came (or left) after the moment that a count is of
 * @returns null where it cannot be: not counted yet, fewer than none left, or too many
 */
export const afterChange = (shelf: Shelf, change: StockChange, since = 0): Counted | null => {
  if ('delta' in change) {
    if (shelf.available === null) return null;
    const next = shelf.available - missing(shelf) + change.delta;
    const isTaken = change.delta < 0 && shelf.available + change.delta < 0;
    return isTaken || next > MAX_COPIES ? null : split(next);
  }
  const value = 'count' in change ? change.count : 'available' in change ? change.available : change.quantity;
  if (value === null) return { available: null, short: 0 };
  const next = value + since - ('count' in change ? shelf.committed : 0);
  return next > MAX_COPIES ? null : split(next);
};
