import isEmail from 'validator/lib/isEmail';
import { z } from 'zod';

import { countryCodeOf } from './country';
import { hasPostalCodes, isPostalCode } from './postal-code';
import { because, becauseObject, becauseText, problemsIn, type InputProblem, type Parsed } from './problem';

/** Limits that keep nonsense out of the database; what a body really allows is said by its order rules. */
const MAX_LINES = 50;
const MAX_COPIES_PER_LINE = 100_000;

/** Line breaks and control characters, and those that turn the direction of what follows. */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u;
/** Letters that show nothing, such as the Hangul fillers, are none. */
const READABLE = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u;

const text = (max: number) =>
  z
    .string(becauseText('text'))
    .trim()
    .min(1, because('required'))
    .max(max, because('too-long'))
    .regex(ONE_LINE, because('one-line'))
    .refine((value) => value === '' || READABLE.test(value), because('unreadable'));

const optional = (max: number) => z.preprocess((value) => (value === '' ? null : value), text(max).nullish());

/** A material's documentId as it is sent. */
export const MATERIAL = z.string(becauseText('material')).regex(/^[A-Za-z0-9_-]{1,64}$/, because('material'));

/** The language of an edition as it is sent. */
export const LOCALE = z.string(becauseText('locale')).regex(/^[A-Za-z0-9-]{2,20}$/, because('locale'));

/**
 * Umlauts and quotation marks included. What a quoted name may not hold would be a second address to some mail programs:
 * `"a@example.org b"@example.net`.
 */
const isAddress = (value: string): boolean => isEmail(value) && !/"[^"@<>,;:\\]*[@<>,;:\\][^"]*"/.test(value);

/** An e-mail address as it is sent. */
export const EMAIL = z
  .string(becauseText('email'))
  .trim()
  .min(1, because('required'))
  .max(254, because('too-long'))
  .refine((value) => value === '' || value.length > 254 || isAddress(value), because('email'));

/** People do not see this field; programs fill it in. */
export const HONEYPOT = z.union([z.literal(''), z.null()], because('must-be-empty')).optional();

const LINE = z.strictObject(
  {
    material: MATERIAL,
    locale: LOCALE,
    quantity: z
      .number(becauseText('number'))
      .int(because('number'))
      .min(1, because('too-small'))
      .max(MAX_COPIES_PER_LINE, because('too-large')),
  },
  becauseObject
);

const LINES = z.array(LINE, because('list')).min(1, because('empty')).max(MAX_LINES, because('too-many-lines'));

const COUNTRY = text(60).transform((value, context) => {
  const code = countryCodeOf(value);
  if (code) return code;
  context.addIssue({ code: 'custom', message: 'country' });
  return z.NEVER;
});

const POSTAL_CODE = optional(16);

const RECIPIENT = z.strictObject(
  {
    name: text(120),
    organisation: optional(160),
    street: text(160),
    postalCode: POSTAL_CODE,
    city: text(120),
    country: COUNTRY,
    email: EMAIL,
  },
  becauseObject
);

const ORDER = z.strictObject({ lines: LINES, recipient: RECIPIENT, website: HONEYPOT }, becauseObject);

/** An order as it was sent, checked. */
export type OrderInput = z.infer<typeof ORDER>;
export type OrderLineInput = OrderInput['lines'][number];
export type Recipient = OrderInput['recipient'];

/** What can be said of an order although some of it is wrong, so that all that is wrong is said at once. */
export interface PartOfOrder {
  /** None if one of them is wrong. */
  readonly lines: readonly OrderLineInput[];
  readonly country: string | null;
}

export type ParsedOrder =
  | { readonly ok: true; readonly value: OrderInput }
  | { readonly ok: false; readonly problems: readonly InputProblem[]; readonly part: PartOfOrder };

/** The fields of the objects of an order, for whoever sent another. */
const fieldsAt = (path: readonly string[]): readonly string[] => {
  if (path[0] === 'recipient') return Object.keys(RECIPIENT.shape);
  return path[0] === 'lines' ? Object.keys(LINE.shape) : ['lines', 'recipient'];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Hong Kong has no postal codes, and Germany has none of letters. Says nothing where the country or the text is wrong by itself. */
const postalProblems = (recipient: unknown): InputProblem[] => {
  const { postalCode: sent, country: named } = isObject(recipient) ? recipient : {};
  const country = COUNTRY.safeParse(named).data;
  const parsed = POSTAL_CODE.safeParse(sent);
  if (country === undefined || !parsed.success) return [];
  const path = ['postalCode'];
  const code = parsed.data ?? '';
  if (code === '') return hasPostalCodes(country) ? [{ path, code: 'required', values: {} }] : [];
  return isPostalCode(code, country) ? [] : [{ path, code: 'postal-code', values: { country } }];
};

/** Everything that is wrong with a recipient by itself, beginning at the recipient. */
const recipientProblems = (recipient: unknown): InputProblem[] => {
  const result = RECIPIENT.safeParse(recipient);
  const own = result.success ? [] : problemsIn(result.error, () => Object.keys(RECIPIENT.shape));
  return [...own, ...postalProblems(recipient)];
};

const partOf = (lines: unknown, recipient: unknown): PartOfOrder => {
  const country = COUNTRY.safeParse(isObject(recipient) ? recipient.country : undefined);
  return { lines: LINES.safeParse(lines).data ?? [], country: country.data ?? null };
};

/** Checks an order as it was sent: the `data` of the body. Knows nothing of materials and stock. */
export const parseOrder = (data: unknown): ParsedOrder => {
  const { lines, recipient } = isObject(data) ? data : {};
  const result = ORDER.safeParse(data);
  const postal = postalProblems(recipient).map((problem) => ({ ...problem, path: ['recipient', ...problem.path] }));
  if (result.success && postal.length === 0) return { ok: true, value: result.data };
  const own = result.success ? [] : problemsIn(result.error, fieldsAt);
  return { ok: false, problems: [...own, ...postal], part: partOf(lines, recipient) };
};

/** Checks a corrected address. Its problems begin at the recipient. */
export const parseRecipient = (recipient: unknown): Parsed<Recipient> => {
  const problems = recipientProblems(recipient);
  const result = RECIPIENT.safeParse(recipient);
  return result.success && problems.length === 0 ? { ok: true, value: result.data } : { ok: false, problems };
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
