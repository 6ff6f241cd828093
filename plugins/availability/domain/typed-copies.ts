/** What somebody typed where a number of copies stands. */
export type TypedCopies =
  | { readonly is: 'count'; readonly copies: number }
  /** “+200” came, “−3” went. */
  | { readonly is: 'delta'; readonly copies: number }
  /** Nobody counts any more. */
  | { readonly is: 'uncounted' }
  | { readonly is: 'wrong'; readonly problem: 'not-a-number' | 'too-many' };

/** Whether there can be so many copies is the server's to say, up to here. */
const MAX_DIGITS = 9;

/** Reads a number of copies: a count of the shelf, or with a sign what came or went. A hyphen is taken for a minus. */
export const readTypedCopies = (typed: string): TypedCopies => {
  const text = typed.trim();
  if (text === '') return { is: 'uncounted' };
  const [, sign, digits] = /^([+\-−–]?)\s?(\d+)$/.exec(text) ?? [];
  if (sign === undefined || digits === undefined) return { is: 'wrong', problem: 'not-a-number' };
  if (digits.length > MAX_DIGITS) return { is: 'wrong', problem: 'too-many' };
  const copies = Number(digits);
  if (sign === '') return { is: 'count', copies };
  return { is: 'delta', copies: sign === '+' || copies === 0 ? copies : -copies };
};
