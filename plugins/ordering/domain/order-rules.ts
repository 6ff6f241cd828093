import type { OrderLineInput } from './order-input';

/** An amount of money, as text: `3.50`. */
export interface Fee {
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** What a public body allows. Each rule can be left out. */
export interface OrderRules {
  /** Most copies in one order, over all its lines. */
  readonly mostCopies: number | null;
  /** Most copies of one material in one order, where the material itself has no limit. */
  readonly mostPerMaterial: number | null;
  /** Most copies of one material for one recipient within some months, earlier orders counted. */
  readonly perRecipient: { readonly copies: number; readonly months: number } | null;
  /** Two-letter codes of the countries that are served; null is "all". */
  readonly countries: readonly string[] | null;
  /** Copies that are handed out together, by order number. */
  readonly packSizes: Readonly<Record<string, number>>;
  /** Asked once for each order. */
  readonly fee: Fee | null;
}

/** A line with what is known about its material. */
export interface KnownLine extends OrderLineInput {
  readonly title: string;
  readonly maxPerOrder: number | null;
  readonly orderNumber: string | null;
  /** Copies of this material that went to this recipient within the rule's months. */
  readonly hadBefore: number;
}

/** Which rule an order breaks, and its numbers. `line` is the line's index; none means the order as a whole. */
export type RuleRefusal =
  | { readonly rule: 'max-per-order'; readonly line: number; readonly title: string; readonly most: number }
  | { readonly rule: 'most-copies'; readonly line: null; readonly most: number }
  | { readonly rule: 'pack-size'; readonly line: number; readonly title: string; readonly size: number }
  | {
      readonly rule: 'per-recipient';
      readonly line: number;
      readonly title: string;
      readonly most: number;
      readonly months: number;
    }
  | { readonly rule: 'country'; readonly line: null; readonly country: string; readonly countries: readonly string[] };

/** The same day and time some months earlier (UTC), or the last day of that month where it has no such day. */
export const monthsBefore = (moment: Date, months: number): Date => {
  const before = new Date(moment);
  before.setUTCMonth(before.getUTCMonth() - months);
  if (before.getUTCDate() !== moment.getUTCDate()) before.setUTCDate(0);
  return before;
};

const copiesOf = (lines: readonly KnownLine[], material: string): number =>
  lines.reduce((sum, line) => (line.material === material ? sum + line.quantity : sum), 0);

/**
 * The rules that an order breaks, each named. Limits hold for a material however its copies are spread over lines.
 *
 * @param country two-letter code of the recipient's country; null if it is not known
 */
export const findRuleRefusals = (
  lines: readonly KnownLine[],
  country: string | null,
  rules: OrderRules
): RuleRefusal[] => {
  const refusals: RuleRefusal[] = [];
  const { mostCopies, mostPerMaterial, perRecipient, countries, packSizes } = rules;
  if (country !== null && countries && !countries.includes(country))
    refusals.push({ rule: 'country', line: null, country, countries });
  const all = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (mostCopies !== null && all > mostCopies) refusals.push({ rule: 'most-copies', line: null, most: mostCopies });
  for (const [index, { material, title, maxPerOrder, orderNumber, quantity, hadBefore }] of lines.entries()) {
    const copies = copiesOf(lines, material);
    const most = maxPerOrder ?? mostPerMaterial;
    if (most !== null && copies > most) {
      refusals.push({ rule: 'max-per-order', line: index, title, most });
    }
    if (perRecipient && copies + hadBefore > perRecipient.copies) {
      refusals.push({
        rule: 'per-recipient',
        line: index,
        title,
        most: perRecipient.copies,
        months: perRecipient.months,
      });
    }
    const size = orderNumber === null ? undefined : packSizes[orderNumber];
    if (size !== undefined && quantity % size !== 0) refusals.push({ rule: 'pack-size', line: index, title, size });
  }
  return refusals;
};

/** Where the copies of an order line come from. */
export type Supply =
  /** From the warehouse's count: they must be taken there. */
  | 'counted'
  /** There are enough, or they are printed when ordered: nothing to take. */
  | 'uncounted'
  /** Nothing can be ordered. */
  | 'none';

/** States in which readers can order: `isOrderable` of the plugin `availability`. */
export const ORDERABLE = ['in-stock', 'on-demand'] as const;

/** Copies printed on demand do not come out of the warehouse, whatever is counted there. */
export const supplyOf = ({ availability, quantity }: { availability: string; quantity: number | null }): Supply => {
  if (!(ORDERABLE as readonly string[]).includes(availability)) return 'none';
  return availability === 'on-demand' || quantity === null ? 'uncounted' : 'counted';
};
