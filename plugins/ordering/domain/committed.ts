/** Where the copies of an order's line came from, as the database keeps it. */
export const TAKEN = {
  /** Nobody counted the edition: nothing was taken from a count. */
  uncounted: 0,
  /** From the count, with the order. */
  counted: 1,
  /** Printed when ordered: they never lay on the shelf. */
  onDemand: 2,
  /** By a count of the shelf, later: until then nobody had counted. */
  byCount: 3,
} as const;

export type Taken = (typeof TAKEN)[keyof typeof TAKEN];

/** Where the copies of an orderable edition come from. */
export const takenFrom = (edition: { readonly availability: string; readonly quantity: number | null }): Taken => {
  if (edition.availability === 'on-demand') return TAKEN.onDemand;
  return edition.quantity === null ? TAKEN.uncounted : TAKEN.counted;
};
