/**
 * The states a stock status can be in: the first table of the design, as a constant.
 *
 * Sources: ONIX for Books, code list 65 (product availability); schema.org `ItemAvailability`.
 */

/** Code of ONIX list 65. 42 says "not available, other format available"; 40 and 51 are its twins without one. */
export type OnixCode = '10' | '21' | '23' | '31' | '32' | '40' | '41' | '42' | '46' | '51';

/** A member of schema.org's `ItemAvailability`, without the `https://schema.org/` in front. */
type ItemAvailability =
  'InStock' | 'LimitedAvailability' | 'MadeToOrder' | 'PreOrder' | 'OutOfStock' | 'SoldOut' | 'Discontinued';

interface StateRule {
  /** The ONIX code, or the two codes of a state that depends on whether a PDF is there. */
  readonly onix: OnixCode | { readonly withPdf: OnixCode; readonly withoutPdf: OnixCode };
  readonly schemaOrg: ItemAvailability;
  readonly orderable: boolean;
  /** There are no copies now, and there may be some one day: readers want to know when. */
  readonly awaited: boolean;
}

// prettier-ignore
const STATES = {
  'in-stock':          { onix: '21', schemaOrg: 'InStock', orderable: true, awaited: false },
  'on-demand':         { onix: '23', schemaOrg: 'MadeToOrder', orderable: true, awaited: false },
  'not-yet-available': { onix: '10', schemaOrg: 'PreOrder', orderable: false, awaited: true },
  'out-of-stock':      { onix: '31', schemaOrg: 'OutOfStock', orderable: false, awaited: true },
  'reprinting':        { onix: '32', schemaOrg: 'OutOfStock', orderable: false, awaited: true },
  'reprint-undecided': { onix: { withPdf: '42', withoutPdf: '40' }, schemaOrg: 'SoldOut', orderable: false, awaited: true },
  'out-of-print':      { onix: { withPdf: '42', withoutPdf: '51' }, schemaOrg: 'Discontinued', orderable: false, awaited: false },
  'replaced':          { onix: '41', schemaOrg: 'Discontinued', orderable: false, awaited: false },
  'withdrawn':         { onix: '46', schemaOrg: 'Discontinued', orderable: false, awaited: false },
} as const satisfies Record<string, StateRule>;

/** What a stock status can be: one of nine words, spelt alike in the database, REST, GraphQL and the admin. */
export type Availability = keyof typeof STATES;

/** All states, in the order editors meet them. */
export const AVAILABILITIES = Object.keys(STATES) as Availability[];

/** The answers to "Will it be reprinted?": what a counted, sold-out edition turns into. */
export const WHEN_SOLD_OUT = ['out-of-print', 'reprint-undecided', 'reprinting', 'out-of-stock'] as const;
export type WhenSoldOut = (typeof WHEN_SOLD_OUT)[number];

/** The answer that is assumed until an editor gives one: no reprint. */
export const WHEN_SOLD_OUT_DEFAULT: WhenSoldOut = 'out-of-print';

export const isAvailability = (value: unknown): value is Availability =>
  typeof value === 'string' && Object.hasOwn(STATES, value);

export const isWhenSoldOut = (value: unknown): value is WhenSoldOut =>
  (WHEN_SOLD_OUT as readonly unknown[]).includes(value);

/** May readers order a printed copy in this state? */
export const isOrderable = (state: Availability): boolean => STATES[state].orderable;

/** Are there no copies in this state now, but perhaps one day? Readers are told the day, and may leave an address. */
export const isAwaited = (state: Availability): boolean => STATES[state].awaited;

/** The ONIX list 65 code of a state; two states change code with the presence of a PDF. */
export const onixCodeOf = (state: Availability, hasPdf: boolean): OnixCode => {
  const { onix }: StateRule = STATES[state];
  return typeof onix === 'string' ? onix : onix[hasPdf ? 'withPdf' : 'withoutPdf'];
};

/** The schema.org availability of the *print* offer, as a full URL. */
export const schemaOrgOf = (state: Availability, lowStock: boolean): string =>
  `https://schema.org/${lowStock ? 'LimitedAvailability' : STATES[state].schemaOrg}`;
