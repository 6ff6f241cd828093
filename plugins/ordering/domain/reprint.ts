import type { OrderState } from './order-state';

/** Copies of one edition that were ordered in a month, by what became of the orders. */
export interface OrderedCopies {
  /** `2027-03` */
  readonly month: string;
  readonly state: OrderState;
  readonly copies: number;
}

/** Copies that the warehouse's feed says went in a month. */
export interface WarehouseCopies {
  readonly month: string;
  readonly copies: number;
}

/** What went out in one month. */
export interface GivenOut {
  readonly month: string;
  readonly ordered: number;
  readonly warehouse: number;
  readonly all: number;
}

/** A page has room for so many bars; what is older is in the sum and in the ledger. */
export const MAX_MONTHS = 36;

/** The months from one to another, both included: `2026-11`, `2026-12`, `2027-01`. */
export const monthsBetween = (first: string, last: string): string[] => {
  const months: string[] = [];
  const day = new Date(`${first}-01T00:00:00.000Z`);
  for (let month = first; month <= last;) {
    months.push(month);
    day.setUTCMonth(day.getUTCMonth() + 1);
    month = day.toISOString().slice(0, 7);
  }
  return months;
};

/**
 * Copies given out, month by month up to this one, months without any included. A cancelled order gave nothing out: it
 * is left out of the month it was placed in, whenever it was cancelled.
 *
 * @param month this month, `2027-03`
 */
export const givenOutByMonth = (
  orders: readonly OrderedCopies[],
  warehouse: readonly WarehouseCopies[],
  month: string
): GivenOut[] => {
  const kept = orders.filter(({ state }) => state !== 'cancelled');
  const first = [...kept, ...warehouse].reduce((least, entry) => (entry.month < least ? entry.month : least), month);
  const copiesIn = (entries: readonly WarehouseCopies[], wanted: string): number =>
    entries.reduce((sum, entry) => (entry.month === wanted ? sum + entry.copies : sum), 0);
  return monthsBetween(first, month).map((name) => {
    const ordered = copiesIn(kept, name);
    const sent = copiesIn(warehouse, name);
    return { month: name, ordered, warehouse: sent, all: ordered + sent };
  });
};

/** A month is the shortest time that says how fast copies go. */
const SHORTEST_DAYS = 30;
/** Further ahead nobody can know. */
const FURTHEST_DAYS = 10 * 365;
const DAY = 24 * 3600 * 1000;

/** How many copies went, and in how many days. */
export interface Pace {
  readonly copies: number;
  readonly days: number;
}

/**
 * In how many days the last copy goes, if they go on going as they went.
 *
 * @param available copies that can be promised; null is "not counted"
 * @returns null where that cannot be said: not counted, none went, or too far ahead
 */
export const daysLeft = (available: number | null, { copies, days }: Pace): number | null => {
  if (available === null || copies <= 0) return null;
  const left = Math.floor((available * Math.max(days, SHORTEST_DAYS)) / copies);
  return left > FURTHEST_DAYS ? null : left;
};

/** The day on which the last copy goes, `2027-03-01`. @param today ISO 8601 */
export const lastCopyOn = (available: number | null, pace: Pace, today: Date): string | null => {
  const left = daysLeft(available, pace);
  return left === null ? null : new Date(today.getTime() + left * DAY).toISOString().slice(0, 10);
};

/** All copies of some months. */
export const sumOf = (months: readonly GivenOut[]): number => months.reduce((sum, { all }) => sum + all, 0);

/**
 * Copies a month over the last year in which there were any to give: up to the month in which the last one went.
 *
 * @param lastMonth the month in which the last copy went; null: there still are some
 * @returns null if nothing was given out
 */
export const copiesPerMonth = (months: readonly GivenOut[], lastMonth: string | null): number | null => {
  const year = months.filter(({ month }) => lastMonth === null || month <= lastMonth).slice(-12);
  const copies = sumOf(year);
  return copies === 0 ? null : Math.round((copies / year.length) * 10) / 10;
};

/**
 * What is known of the day when there were no copies any more: `never-counted`, `never-out` (as long as they were counted
 * there always was one), or `out`.
 */
export type RunOut = 'never-counted' | 'never-out' | 'out';

/** @param least the fewest copies that the ledger knows of; null if none of its lines counted any */
export const runOutOf = (least: number | null): RunOut =>
  least === null ? 'never-counted' : least > 0 ? 'never-out' : 'out';
