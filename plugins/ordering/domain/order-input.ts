import { z } from 'zod';

import { countryCodeOf } from './country';

/** Limits that keep nonsense out of the database; what a body really allows is said by its order rules. */
const MOST_LINES = 50;
const MOST_COPIES_PER_LINE = 100_000;

const text = (field: string, most: number) =>
  z
    .string({ error: `${field} must be a text.` })
    .trim()
    .min(1, `${field} is missing: it is needed to send the parcel.`)
    .max(most, `${field} must have at most ${most} characters.`)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, `${field} must be one line, without control characters.`);

/** A material's documentId as it is sent. */
export const MATERIAL = z
  .string({ error: 'material must be the documentId of a material.' })
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'material must be the documentId of a material.');

/** The language of an edition as it is sent. */
export const LOCALE = z
  .string({ error: 'locale must say which language edition is wanted, such as “de”.' })
  .regex(/^[A-Za-z0-9-]{2,20}$/, 'locale must say which language edition is wanted, such as “de”.');

/** An e-mail address as it is sent. */
export const EMAIL = z
  .string({ error: 'email must be a text.' })
  .trim()
  .max(254, 'email must have at most 254 characters.')
  .pipe(z.email({ error: 'email must be an e-mail address such as name@example.org.' }));

/** People do not see this field; programs fill it in. */
export const HONEYPOT = z.union([z.literal(''), z.null()], { error: 'website must stay empty.' }).optional();

const LINE = z.strictObject(
  {
    material: MATERIAL,
    locale: LOCALE,
    quantity: z
      .number({ error: 'quantity must be a whole number of 1 or more.' })
      .int('quantity must be a whole number: copies cannot be divided.')
      .min(1, 'quantity must be 1 or more.')
      .max(MOST_COPIES_PER_LINE, `quantity must be at most ${MOST_COPIES_PER_LINE}.`),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? 'A line has only material, locale and quantity.'
        : 'Each line must be an object with material, locale and quantity.',
  }
);

const RECIPIENT = z.strictObject(
  {
    name: text('name', 120),
    organisation: z.preprocess((value) => (value === '' ? null : value), text('organisation', 160).nullish()),
    street: text('street', 160),
    postalCode: text('postalCode', 16),
    city: text('city', 120),
    country: text('country', 60).transform((value, context) => {
      const code = countryCodeOf(value);
      if (code) return code;
      context.addIssue({
        code: 'custom',
        message: 'country must be a country’s two-letter code (ISO 3166-1), such as DE.',
      });
      return z.NEVER;
    }),
    email: EMAIL,
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? 'recipient has only name, organisation, street, postalCode, city, country and email.'
        : 'recipient must be an object with name, street, postalCode, city, country and email.',
  }
);

const ORDER = z.strictObject(
  {
    lines: z
      .array(LINE, { error: 'lines must be a list of { material, locale, quantity }.' })
      .min(1, 'lines is empty: order at least one material.')
      .max(MOST_LINES, `lines: at most ${MOST_LINES} in one order; split it.`),
    recipient: RECIPIENT,
    website: HONEYPOT,
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? 'data has only lines and recipient.'
        : 'data must be an object with lines and recipient.',
  }
);

/** An order as it was sent, checked. */
export type OrderInput = z.infer<typeof ORDER>;
export type OrderLineInput = OrderInput['lines'][number];
export type Recipient = OrderInput['recipient'];

/** One thing that is wrong with an input, and the way out. */
export interface InputProblem {
  readonly path: readonly string[];
  readonly message: string;
}

export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Checks an order as it was sent: the `data` of the body. Knows nothing of materials and stock. */
export const parseOrder = (data: unknown): Parsed<OrderInput> => {
  const result = ORDER.safeParse(data);
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    problems: result.error.issues.map(({ path, message }) => ({ path: path.map(String), message })),
  };
};

/** A key that a client makes up for one order, so that sending twice takes nothing twice. */
export const isIdempotencyKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value);

/** One text for values that say the same, whatever the order of their keys. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part
  );
