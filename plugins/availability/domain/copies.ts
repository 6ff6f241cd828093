/** A counted quantity is far below this; the limit keeps typing errors and overflows out of the database. */
export const MAX_COPIES = 100_000_000;
