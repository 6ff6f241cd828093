import { MAX_NESTING, type Measured } from './question';

/** How much one question may ask. */
export interface Limits {
  /** How far relations are followed in filters and sorts. */
  readonly filterHops: number;
  /** How far relations are followed in `populate` and in GraphQL. */
  readonly populateHops: number;
  /** Conditions and values in filters, and keys to sort by. */
  readonly conditions: number;
  /** Rows that the database may have to bring together for filters and sorts of one request. */
  readonly joinedRows: number;
  /** Entries, files and components in an answer, as many as are to be expected. */
  readonly parts: number;
}

/** Why a question is refused. */
export interface Refusal {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
}

/** What a question asks in all. */
interface Demand {
  readonly measured: Measured;
  /** Rows of the type that is asked, which filters have to look at. */
  readonly rows: number;
}

/** How much of what it may cost a question costs, 0 to 1. */
export const shareOf = ({ measured, rows }: Demand, limits: Limits): number =>
  Math.min(
    1,
    Math.max(measured.joined > 1 ? (rows * measured.joined) / limits.joinedRows : 0, measured.parts / limits.parts)
  );

const rounded = (count: number): string => Math.round(count).toLocaleString('en');

/** The first limit that a question is above; null if it may be worked on. */
export const refusalFor = ({ measured, rows }: Demand, limits: Limits): Refusal | null => {
  const { nesting, filterHops, populateHops, conditions, joined, parts } = measured;
  if (nesting > MAX_NESTING) {
    return {
      code: 'question-too-nested',
      path: [],
      message: `Filters, sort and populate are nested at most ${MAX_NESTING} levels deep. Leave out “$and”, “$or” and “$not” that hold nothing but another one.`,
    };
  }
  if (filterHops > limits.filterHops) {
    return {
      code: 'filter-too-deep',
      path: ['filters'],
      message: `Filters and sorts follow relations ${limits.filterHops} deep; this one goes ${filterHops} deep. Ask in two steps: first for the related entries, then with their ids.`,
    };
  }
  if (populateHops > limits.populateHops) {
    return {
      code: 'populate-too-deep',
      path: ['populate'],
      message: `populate follows relations ${limits.populateHops} deep; this one goes ${populateHops} deep. Ask for the inner entries by their own address.`,
    };
  }
  if (conditions > limits.conditions) {
    return {
      code: 'too-many-conditions',
      path: ['filters'],
      message: `A question may have ${limits.conditions} conditions and values; this one has ${conditions}. Ask several smaller ones.`,
    };
  }
  if (joined > 1 && rows * joined > limits.joinedRows) {
    return {
      code: 'filter-too-costly',
      path: ['filters'],
      message: `Filters and sorts may bring ${rounded(limits.joinedRows)} rows together; this one needs about ${rounded(rows * joined)}. Filter along fewer relations.`,
    };
  }
  if (parts > limits.parts) {
    return {
      code: 'answer-too-large',
      path: ['populate'],
      message: `An answer may have about ${rounded(limits.parts)} parts; this one would have ${rounded(parts)}. Ask for a smaller page, or populate less.`,
    };
  }
  return null;
};
