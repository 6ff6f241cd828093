import { z } from 'zod';

import { MAX_COPIES } from './copies';
import type { StockChange } from './ledger';

const MAX_FEED_LINES = 10_000;
const MAX_SENT = 10_000;

/** What is wrong with a feed, in words for whoever writes the program that sends it. */
export type ParsedFeed<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly problems: readonly { readonly path: readonly string[]; readonly message: string }[];
    };

const MOMENT = (field: string) =>
  z.iso
    .datetime({
      offset: true,
      error: `${field} must be a moment with its time zone, such as 2027-03-01T10:00:00Z.`,
    })
    .transform((value) => new Date(value).toISOString());

const NUMBER = z
  .string({ error: 'sent: name orders by their numbers.' })
  .trim()
  .regex(/^[A-Za-z0-9-]{4,20}$/, 'sent: name orders by their numbers, such as K7QM-2P9X.')
  .transform((value) => value.toUpperCase());

/** An order that left: its number, and when, where that is known. */
const SENT = z.union([
  NUMBER.transform((number) => ({ number, at: undefined as string | undefined })),
  z.strictObject({ number: NUMBER, at: MOMENT('at').optional() }),
]);

/** Lines are checked one by one later: one bad line does not stop a batch. */
const BATCH = z
  .strictObject(
    {
      batch: z
        .string({ error: 'batch must be a text that is new for each batch.' })
        .regex(/^[\w.:-]{1,100}$/, 'batch must have 1 to 100 letters, digits, “.”, “:”, “_” or “-”.'),
      lines: z
        .array(z.unknown(), {
          error: 'lines must be a list of { orderNumber, quantity, available or delta, countedAt, expectedOn }.',
        })
        .max(MAX_FEED_LINES, `lines: at most ${MAX_FEED_LINES} in one batch; split it.`)
        .default([]),
      sent: z
        .array(SENT, { error: 'sent must be a list of orders’ numbers, or of { number, at }.' })
        .max(MAX_SENT, `sent: at most ${MAX_SENT} in one batch; split it.`)
        .default([]),
    },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys'
          ? 'data has only batch, lines and sent.'
          : 'data must be an object with batch, and lines or sent.',
    }
  )
  .refine(({ lines, sent }) => lines.length + sent.length > 0, {
    path: ['lines'],
    message: 'lines is empty, and so is sent: send at least one.',
  });

const copies = (field: string, least: number) =>
  z
    .number({ error: `${field} must be a whole number.` })
    .int(`${field} must be a whole number: copies cannot be divided.`)
    .min(least, `${field} must be ${least} or more.`)
    .max(MAX_COPIES, `${field} must be at most ${MAX_COPIES}.`)
    .optional();

const given = (...values: readonly unknown[]): number => values.filter((value) => value !== undefined).length;

const LINE = z
  .strictObject(
    {
      orderNumber: z.string({ error: 'orderNumber must be a text.' }).trim().min(1, 'orderNumber is missing.').max(64),
      quantity: copies('quantity', 0),
      available: copies('available', 0),
      delta: copies('delta', -MAX_COPIES),
      countedAt: MOMENT('countedAt').optional(),
      expectedOn: z.iso.date({ error: 'expectedOn must be a day written as YYYY-MM-DD, or null.' }).nullish(),
    },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys'
          ? 'A line has only orderNumber, quantity, available or delta, countedAt and expectedOn.'
          : 'Each line must be an object.',
    }
  )
  .refine(
    ({ quantity, available, delta }) => given(quantity, available, delta) <= 1,
    'Send one of quantity (a count of the shelf), available (what can be promised) and delta (a change).'
  )
  .refine(
    ({ quantity, available, delta, expectedOn }) => given(quantity, available, delta, expectedOn) > 0,
    'Send quantity, available, delta or expectedOn.'
  );

/** A batch of the warehouse's feed; its lines are not checked yet. */
export type FeedBatch = z.infer<typeof BATCH>;

export interface FeedLine {
  readonly orderNumber: string;
  /** None where only the day changes. */
  readonly change: StockChange | null;
  /** When the copies were counted, or came or went, ISO 8601 in UTC; null is now. */
  readonly at: string | null;
  /** Undefined leaves the day as it is. */
  readonly expectedOn: string | null | undefined;
}

const problemsIn = (error: z.ZodError): { path: string[]; message: string }[] =>
  error.issues.map(({ path, message }) => ({ path: path.map(String), message }));

export const parseBatch = (data: unknown): ParsedFeed<FeedBatch> => {
  const result = BATCH.safeParse(data);
  return result.success ? { ok: true, value: result.data } : { ok: false, problems: problemsIn(result.error) };
};

/** Checks one line of a batch. */
export const parseFeedLine = (line: unknown): ParsedFeed<FeedLine> => {
  const result = LINE.safeParse(line);
  if (!result.success) return { ok: false, problems: problemsIn(result.error) };
  const { orderNumber, quantity, available, delta, countedAt, expectedOn } = result.data;
  const change: StockChange | null =
    quantity !== undefined
      ? { count: quantity }
      : available !== undefined
        ? { available }
        : delta !== undefined
          ? { delta }
          : null;
  return { ok: true, value: { orderNumber, change, at: countedAt ?? null, expectedOn } };
};

/**
 * When the orders of a batch left that do not say so: before the first count in it, for whoever counted saw that they were gone.
 *
 * @returns null: now
 */
export const leftBefore = (lines: readonly unknown[]): string | null => {
  const moments = lines.flatMap((line) => {
    const parsed = parseFeedLine(line);
    return parsed.ok && parsed.value.at !== null && parsed.value.change && !('delta' in parsed.value.change)
      ? [parsed.value.at]
      : [];
  });
  return moments.sort()[0] ?? null;
};
