import { takenFrom, type Taken } from './committed';
import { copiesWanted, findUnfilled, type EditionStock, type LineToFill, type UnfilledLines } from './filling';

/** What becomes of an order, decided on editions that nobody else changes meanwhile. */
export type Settled =
  | {
      readonly kind: 'filled';
      /** The copies that it takes, by edition. */
      readonly copies: ReadonlyMap<string, number>;
      /** Where the copies of each line come from, by its index. */
      readonly taken: ReadonlyMap<number, Taken>;
    }
  | { readonly kind: 'unfilled'; readonly lines: UnfilledLines }
  /** An edition's last copy went to an order before it: what the edition is now says the database. */
  | { readonly kind: 'later' };

/**
 * Settles orders one after the other, each with what those before it left. An order is filled as a whole, or takes nothing.
 *
 * @param orders the lines of each
 * @param editions as they are, by their ids; what is not among them is not there any more
 */
export const settle = (
  orders: readonly (readonly LineToFill[])[],
  editions: ReadonlyMap<string, EditionStock>
): Settled[] => {
  const left = new Map(editions);
  const gone = new Set<string>();
  return orders.map((lines) => {
    const now = lines.map((line) => ({ ...line, stock: (line.stock && left.get(line.stock.stockStatus)) ?? null }));
    if (now.some(({ stock }) => stock && gone.has(stock.stockStatus))) return { kind: 'later' };
    const unfilled = findUnfilled(now);
    if (unfilled.size > 0) return { kind: 'unfilled', lines: unfilled };
    const copies = copiesWanted(now);
    const taken = new Map(now.map(({ index, stock }) => [index, takenFrom(stock as EditionStock)]));
    for (const [id, wanted] of copies) {
      const edition = left.get(id) as EditionStock;
      const quantity = Number(edition.quantity) - wanted;
      left.set(id, { ...edition, quantity });
      if (quantity === 0) gone.add(id);
    }
    return { kind: 'filled', copies, taken };
  });
};
