import { places } from '@inprint/kit/transactions';
import type { LineToFill } from '../../../domain/filling';
import type { OrderLineInput } from '../../../domain/order-input';
import type { Action, Desk } from '../services/catalogue';
import { toStockRow, type StockRow } from '../services/ledger';
import { rowsOf, quotedStockTableOf, type Strapi } from '../strapi';

/** A line of an order with everything known before the transaction. */
export interface WantedLine extends LineToFill {
  readonly material: string;
  readonly locale: string;
  readonly title: string;
  readonly maxPerOrder: number | null;
  readonly action: Action;
  readonly stock: StockRow | null;
}

const findStock = async (strapi: Strapi, materials: readonly string[]): Promise<StockRow[]> => {
  const rows = await rowsOf(
    strapi.db.connection,
    `SELECT id, document_id, material, edition, order_number, availability, quantity FROM ${quotedStockTableOf(strapi)}
     WHERE material IN (${places(materials)})`,
    materials
  );
  return rows.map(toStockRow);
};

/** What is known of each line: its title, its limit, what readers can do, and the edition that serves its language. */
export const wantedLines = async (
  strapi: Strapi,
  lines: readonly OrderLineInput[],
  desk: Desk
): Promise<WantedLine[]> => {
  const rows = await findStock(strapi, [...new Set(lines.map(({ material }) => material))]);
  return lines.map((line, index) => {
    const { material, locale } = line;
    const facts = desk.explain(material, locale)?.facts;
    const edition = facts?.edition;
    const stock = edition && rows.find((row) => row.material === material && row.edition === edition.edition);
    const title = facts?.version.title ?? '';
    return {
      ...line,
      index,
      title,
      maxPerOrder: facts?.version.maxPerOrder ?? null,
      action: desk.answer(material, locale),
      isKnown: title !== '',
      elsewhere: Boolean(facts?.version.orderUrl),
      stock: stock ?? null,
    };
  });
};
