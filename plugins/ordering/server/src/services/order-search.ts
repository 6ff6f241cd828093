import { TABLES } from '../database';
import { isPostgres, type Row, type Strapi } from '../strapi';

const escapeLike = (words: string): string => words.replace(/[\\%_]/g, '\\$&');

/** An order's number as it is written, whether or not the dash was typed. */
const asNumber = (words: string): string => words.toUpperCase().replace(/^([2-9A-Z]{4})([2-9A-Z]{1,4})$/, '$1-$2');

/** Databases fold the case of ASCII letters only, some of them: “ölmez” has to find “Ölmez”, too. */
const casesOf = (words: string): string[] => {
  const lower = words.toLowerCase();
  const capitalised = lower.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  return [...new Set([words, lower, capitalised, words.toUpperCase()])];
};

/** What narrows orders down to those that are looked for. */
export interface OrderCondition {
  readonly sql: string;
  readonly bindings: readonly string[];
}

/**
 * Orders by what is known of them: the beginning of their number or of an edition's order number, a part of the recipient's
 * name or e-mail address.
 *
 * A whole number is looked up in its unique index. Anything else reads all orders and their lines once: no index of either
 * database leads to a part of a name, and whoever looks for an order looks for one among some ten thousand.
 */
export const conditionOf = async (strapi: Strapi, words: string): Promise<OrderCondition> => {
  const number = asNumber(words);
  const [exact] = (await strapi.db.connection(TABLES.orders).where({ number }).select('id')) as Row[];
  if (exact) return { sql: 'number = ?', bindings: [number] };
  const like = isPostgres(strapi) ? 'ILIKE' : 'LIKE';
  const cases = casesOf(words).map((written) => `%${escapeLike(written)}%`);
  const named = cases.map(() => `name ${like} ? ESCAPE '\\'`).join(' OR ');
  return {
    sql: `(number LIKE ? ESCAPE '\\' OR email ${like} ? ESCAPE '\\' OR ${named} OR id IN (
      SELECT order_id FROM ${TABLES.lines} WHERE order_number ${like} ? ESCAPE '\\'))`,
    bindings: [`${escapeLike(number)}%`, `%${escapeLike(words)}%`, ...cases, `${escapeLike(words)}%`],
  };
};
