import { z } from 'zod';

import { MOST_COPIES } from './copies';
import type { StockChange } from './ledger';

/** What is wrong with a feed, in words for whoever writes the program that sends it. */
export type ParsedFeed<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly problems: readonly { readonly path: readonly string[]; readonly message: string }[];
    };

const MOST_FEED_LINES = 10_000;

/** Lines are checked one by one later: one bad line does not stop a batch. */
const BATCH = z.strictObject(
  {
    batch: z
      .string({ error: 'batch must be a text that is new for each batch.' })
      .regex(/^[\w.:-]{1,100}$/, 'batch must have 1 to 100 letters, digits, “.”, “:”, “_” or “-”.'),
    lines: z
      .array(z.unknown(), { error: 'lines must be a list of { orderNumber, quantity or delta, expectedOn }.' })
      .min(1, 'lines is empty: send at least one.')
      .max(MOST_FEED_LINES, `lines: at most ${MOST_FEED_LINES} in one batch; split it.`),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? 'data has only batch and lines.' : 'data must be an object with batch and lines.',
  }
);

const copies = (field: string, least: number) =>
  z
    .number({ error: `${field} must be a whole number.` })
    .int(`${field} must be a whole number: copies cannot be divided.`)
    .min(least, `${field} must be ${least} or more.`)
    .max(MOST_COPIES, `${field} must be at most ${MOST_COPIES}.`)
    .optional();

const LINE = z
  .strictObject(
    {
      orderNumber: z.string({ error: 'orderNumber must be a text.' }).trim().min(1, 'orderNumber is missing.').max(64),
      quantity: copies('quantity', 0),
      delta: copies('delta', -MOST_COPIES),
      expectedOn: z.iso.date({ error: 'expectedOn must be a day written as YYYY-MM-DD, or null.' }).nullish(),
    },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys'
          ? 'A line has only orderNumber, quantity or delta, and expectedOn.'
          : 'Each line must be an object.',
    }
  )
  .refine(
    ({ quantity, delta }) => quantity === undefined || delta === undefined,
    'Send quantity (a count) or delta (a change), not both.'
  )
  .refine(
    ({ quantity, delta, expectedOn }) => quantity !== undefined || delta !== undefined || expectedOn !== undefined,
    'Send quantity, delta or expectedOn.'
  );

/** A batch of the warehouse's feed; its lines are not checked yet. */
export type FeedBatch = z.infer<typeof BATCH>;

export interface FeedLine {
  readonly orderNumber: string;
  /** None where only the day changes. */
  readonly change: StockChange | null;
  /** Undefined leaves the day as it is. */
  readonly expectedOn: string | null | undefined;
}

export const parseBatch = (data: unknown): ParsedFeed<FeedBatch> => {
  const result = BATCH.safeParse(data);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.map(({ path, message }) => ({ path: path.map(String), message })) };
};

/** Checks one line of a batch. */
export const parseFeedLine = (line: unknown): ParsedFeed<FeedLine> => {
  const result = LINE.safeParse(line);
  if (!result.success) {
    return {
      ok: false,
      problems: result.error.issues.map(({ path, message }) => ({ path: path.map(String), message })),
    };
  }
  const { orderNumber, quantity, delta, expectedOn } = result.data;
  const change = quantity !== undefined ? { count: quantity } : delta !== undefined ? { delta } : null;
  return { ok: true, value: { orderNumber, change, expectedOn } };
};
