import { preparedList } from '@inprint/kit/prepared';

import type { LineToFill } from '../../../domain/filling';
import type { OrderLineInput } from '../../../domain/order-input';
import type { ActionResolver } from '../services/catalogue';
import { toStockRow, type StockRow } from '../services/ledger';
import { quotedStockTableOf, type Strapi } from '../strapi';

/** A line of an order with everything known before the transaction. */
export interface WantedLine extends LineToFill {
  readonly material: string;
  readonly locale: string;
  readonly title: string;
  readonly maxPerOrder: number | null;
  readonly stock: StockRow | null;
}

/** The editions of the materials of some lines, as they are at the moment. */
export const findStock = async (strapi: Strapi, lines: readonly OrderLineInput[]): Promise<StockRow[]> => {
  const materials = [...new Set(lines.map(({ material }) => material))];
  if (materials.length === 0) return [];
  const rows = await preparedList(
    strapi,
    (list) => `
    SELECT id, document_id, material, edition, order_number, availability, quantity FROM ${quotedStockTableOf(strapi)}
    WHERE material IN (${list})`,
    materials
  );
  return rows.map(toStockRow);
};

/** What is known of each line: its title, its limit, what readers can do, and the edition that serves its language. */
export const wantedLines = (
  lines: readonly OrderLineInput[],
  desk: ActionResolver,
  rows: readonly StockRow[]
): WantedLine[] =>
  lines.map((line, index) => {
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
      isKnown: title !== '',
      elsewhere: Boolean(facts?.version.orderUrl),
      stock: stock ?? null,
    };
  });
