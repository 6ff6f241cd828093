import { supplyOf } from './order-rules';
import type { Unfilled } from './refusal';

/** A line of an order, and the edition that it is to be filled from. */
export interface LineToFill {
  readonly index: number;
  readonly quantity: number;
  /** Readers can see the material. */
  readonly isKnown: boolean;
  /** It is ordered at a shop of its own. */
  readonly elsewhere: boolean;
  readonly stock: EditionStock | null;
}

export interface EditionStock {
  readonly stockStatus: string;
  readonly availability: string;
  /** Null is "not counted". */
  readonly quantity: number | null;
}

export type UnfilledLines = ReadonlyMap<number, Unfilled>;

const reasonAgainst = ({ isKnown, elsewhere, stock }: LineToFill): Unfilled | null => {
  const supply = stock ? supplyOf(stock) : 'none';
  if (supply === 'none') return isKnown ? 'not-orderable' : 'unknown';
  return elsewhere ? 'elsewhere' : null;
};

/**
 * The lines that nobody could have, whatever is counted. Where there is one, counts are not looked at: who puts a line that is
 * gone for everybody beside others would learn how many there are of those.
 */
const findNotOrderable = (lines: readonly LineToFill[]): UnfilledLines =>
  new Map(
    lines.flatMap((line) => {
      const reason = reasonAgainst(line);
      return reason ? [[line.index, reason] as const] : [];
    })
  );

/** The copies that an order wants of each counted edition, all its lines together. */
export const copiesWanted = (lines: readonly LineToFill[]): ReadonlyMap<string, number> => {
  const wanted = new Map<string, number>();
  for (const { stock, quantity } of lines) {
    if (stock && supplyOf(stock) === 'counted') {
      wanted.set(stock.stockStatus, (wanted.get(stock.stockStatus) ?? 0) + quantity);
    }
  }
  return wanted;
};

/** The lines of editions that have fewer copies: all of each edition, or none. */
const tooFewOf = (lines: readonly LineToFill[], editions: ReadonlySet<string>): UnfilledLines =>
  new Map(lines.flatMap(({ index, stock }) => (stock && editions.has(stock.stockStatus) ? [[index, 'too-few']] : [])));

/** The lines that cannot be filled from what is known of the editions. */
export const findUnfilled = (lines: readonly LineToFill[]): UnfilledLines => {
  const notOrderable = findNotOrderable(lines);
  if (notOrderable.size > 0) return notOrderable;
  const wanted = copiesWanted(lines);
  const short = lines.flatMap(({ stock }) =>
    stock && (wanted.get(stock.stockStatus) ?? 0) > (stock.quantity ?? Infinity) ? [stock.stockStatus] : []
  );
  return tooFewOf(lines, new Set(short));
};

/**
 * How much a refusal told about counts: of each counted edition that was asked for more than one copy, whether there are as many.
 * One copy tells no more than the button does.
 */
export const countsTold = (lines: readonly LineToFill[], unfilled: UnfilledLines): number =>
  [...unfilled.values()].includes('too-few')
    ? [...copiesWanted(lines).values()].filter((copies) => copies > 1).length
    : 0;
