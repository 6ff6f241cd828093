import { z } from 'zod';

import { AVAILABILITIES, WHEN_SOLD_OUT, type Availability, type WhenSoldOut } from './availability';
import { MOST_COPIES } from './copies';

const LONGEST_ORDER_NUMBER = 64;

const oneOf = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

const copies = (field: string) =>
  z
    .number({ error: `${field} must be a whole number of 0 or more, or null.` })
    .int(`${field} must be a whole number: copies cannot be divided.`)
    .min(0, `${field} must be 0 or more: there are no negative copies.`)
    .max(MOST_COPIES, `${field} must be at most ${MOST_COPIES}.`)
    .nullish();

const documentId = (message: string) => z.string({ error: message }).regex(/^[A-Za-z0-9_-]{1,64}$/, message);

const FIELDS = {
  material: documentId('material must be the documentId of a material.'),
  edition: z
    .string({ error: 'edition must be a locale such as “de”, or null for one edition in all languages.' })
    .nullish(),
  orderNumber: z
    .string({ error: 'orderNumber must be a text.' })
    .trim()
    .max(LONGEST_ORDER_NUMBER, `orderNumber must have at most ${LONGEST_ORDER_NUMBER} characters.`)
    .nullish(),
  availability: z.enum(AVAILABILITIES as [Availability, ...Availability[]], {
    error: `availability must be one of ${oneOf(AVAILABILITIES)}.`,
  }),
  quantity: copies('quantity'),
  lowStockAt: copies('lowStockAt'),
  whenSoldOut: z.enum(WHEN_SOLD_OUT as readonly [WhenSoldOut, ...WhenSoldOut[]], {
    error: `whenSoldOut must be one of ${oneOf(WHEN_SOLD_OUT)}.`,
  }),
  expectedOn: z.iso
    .date({ error: 'expectedOn must be a day written as YYYY-MM-DD, such as 2027-03-01, or null.' })
    .nullish(),
  successor: documentId('successor must be the documentId of a material, or null.').nullish(),
} as const;

const CHANGE = z.object(FIELDS).partial();
const NEW = z.object(FIELDS).partial({ edition: true, whenSoldOut: true });

/** One thing that is wrong with an input, and the way out. */
export interface InputProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * Checks the fields of a stock status as they were sent. What only the database knows (is there such a material,
 * is the order number taken) is asked elsewhere.
 *
 * @param kind a `new` record needs its material and its availability; a `change` may hold any part
 */
export const findInputProblems = (data: Readonly<Record<string, unknown>>, kind: 'new' | 'change'): InputProblem[] => {
  const result = (kind === 'new' ? NEW : CHANGE).safeParse(data);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
};
