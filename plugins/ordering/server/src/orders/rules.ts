import type { Recipient } from '../../../domain/order-input';
import { findRuleRefusals, monthsBefore, type KnownLine } from '../../../domain/order-rules';
import { pathOfRefusal, sayRefusal, valuesOfRefusal } from '../../../domain/refusal';
import type { Speech } from '../../../domain/speech';
import { TABLES } from '../database';
import { configOf, type Executor, type Row, type Strapi } from '../strapi';
import type { FormError } from './answer';
import type { WantedLine } from './wanted-lines';

/** The same household or office, whatever mail address it gives. */
export const recipientText = ({ name, street, postalCode, country }: Recipient): string =>
  [name, street, postalCode ?? '', country]
    .map((part) => part.toLocaleLowerCase('en').replace(/[\s.,-]+/g, ''))
    .join('|');

/** Copies of some materials that went to a recipient since a moment, cancelled orders left out. */
const hadBefore = async (executor: Executor, recipientKey: string, since: string): Promise<Map<string, number>> => {
  const rows = (await executor(`${TABLES.lines} as l`)
    .join(`${TABLES.orders} as o`, 'o.id', 'l.order_id')
    .where('o.recipient_key', recipientKey)
    .where('o.created_at', '>=', since)
    .whereNot('o.state', 'cancelled')
    .groupBy('l.material')
    .select('l.material')
    .sum('l.quantity as copies')) as Row[];
  return new Map(rows.map(({ material, copies }) => [String(material), Number(copies)]));
};

/**
 * The rules that an order breaks.
 *
 * @param country null where it is not known
 * @param recipientKey whose earlier orders count; null where it is not known who orders
 */
export const brokenRules = async (
  strapi: Strapi,
  executor: Executor,
  lines: readonly WantedLine[],
  { country, recipientKey }: { readonly country: string | null; readonly recipientKey: string | null },
  speech: Speech
): Promise<FormError[]> => {
  const { rules } = configOf(strapi);
  const before =
    rules.perRecipient && recipientKey !== null
      ? await hadBefore(executor, recipientKey, monthsBefore(new Date(), rules.perRecipient.months).toISOString())
      : new Map<string, number>();
  const known = lines.map((line): KnownLine => ({
    ...line,
    orderNumber: line.stock?.orderNumber ?? null,
    hadBefore: before.get(line.material) ?? 0,
  }));
  return findRuleRefusals(known, country, rules).map((broken) => ({
    path: pathOfRefusal(broken),
    message: sayRefusal(broken, speech),
    name: 'ValidationError',
    code: broken.rule,
    values: valuesOfRefusal(broken),
  }));
};
