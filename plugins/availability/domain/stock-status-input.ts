import { z } from 'zod';

import { AVAILABILITIES, WHEN_SOLD_OUT, type Availability, type WhenSoldOut } from './availability';
import { MAX_COPIES } from './copies';
import type { InputProblem, RefusalKey } from './refusal';

const LONGEST_ORDER_NUMBER = 64;

const oneOf = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

/** What a check says where it fails: the reason, which is put into words for the one who asks. */
const because = (key: RefusalKey) => ({ error: key });

const copies = z
  .number(because('not-a-quantity'))
  .int(because('divided'))
  .min(0, because('negative'))
  .max(MAX_COPIES, because('too-many'))
  .nullish();

const documentId = z.string(because('not-a-material')).regex(/^[A-Za-z0-9_-]{1,64}$/, because('not-a-material'));

const FIELDS = {
  material: documentId,
  edition: z.string(because('not-an-edition')).nullish(),
  orderNumber: z
    .string(because('not-an-order-number'))
    .trim()
    .max(LONGEST_ORDER_NUMBER, because('long-order-number'))
    .nullish(),
  availability: z.enum(AVAILABILITIES as [Availability, ...Availability[]], because('not-a-state')),
  quantity: copies,
  lowStockAt: copies,
  whenSoldOut: z.enum(WHEN_SOLD_OUT as readonly [WhenSoldOut, ...WhenSoldOut[]], because('not-a-state')),
  expectedOn: z.iso.date(because('not-a-day')).nullish(),
  successor: documentId.nullish(),
} as const;

/** The limits and choices that the words name. */
const valuesFor = (field: string): Readonly<Record<string, string>> => ({
  most: String(MAX_COPIES),
  longest: String(LONGEST_ORDER_NUMBER),
  choices: oneOf(field === 'availability' ? AVAILABILITIES : WHEN_SOLD_OUT),
});

const CHANGE = z.object(FIELDS).partial();
const NEW = z.object(FIELDS).partial({ edition: true, whenSoldOut: true });

/**
 * Checks the fields of a stock status as they were sent. What only the database knows (is there such a material,
 * is the order number taken) is asked elsewhere.
 *
 * @param kind a `new` record needs its material and its availability; a `change` may hold any part
 */
export const findInputProblems = (data: Readonly<Record<string, unknown>>, kind: 'new' | 'change'): InputProblem[] => {
  const result = (kind === 'new' ? NEW : CHANGE).safeParse(data);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => ({
    path: path.map(String),
    key: message as RefusalKey,
    values: valuesFor(String(path[0])),
  }));
};
