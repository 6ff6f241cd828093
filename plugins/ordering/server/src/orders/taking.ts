import { TAKEN, takenFrom, type Taken } from '../../../domain/committed';
import { copiesWanted, findNotOrderable, tooFewOf, type UnfilledLines } from '../../../domain/filling';
import { serviceOf, type Executor, type Strapi } from '../strapi';
import type { WantedLine } from './wanted-lines';

/** Some lines cannot be filled: ends the transaction, so that nothing is taken. */
export class CannotFill extends Error {
  constructor(readonly lines: UnfilledLines) {
    super('Some lines cannot be filled.');
  }
}

/**
 * Takes what is counted, of each edition in one statement.
 *
 * @returns where the copies of each line come from, by its index
 * @throws CannotFill if one line cannot be filled
 */
export const takeCopies = async (
  strapi: Strapi,
  trx: Executor,
  wanted: readonly WantedLine[],
  number: string
): Promise<ReadonlyMap<number, Taken>> => {
  const ledger = serviceOf(strapi, 'ledger');
  // In one order for all buyers: nobody waits for somebody who waits for him.
  const rows = await ledger.lock(
    trx,
    wanted.flatMap(({ stock }) => (stock ? [stock.stockStatus] : []))
  );
  const lines = wanted.map((line) => ({ ...line, stock: (line.stock && rows.get(line.stock.stockStatus)) ?? null }));
  const notOrderable = findNotOrderable(lines);
  if (notOrderable.size > 0) throw new CannotFill(notOrderable);
  const short = new Set<string>();
  for (const [stockStatus, copies] of copiesWanted(lines)) {
    const why = { reason: 'order', reference: number, who: 'reader' } as const;
    if (!(await ledger.takeCopies(trx, stockStatus, copies, why))) short.add(stockStatus);
  }
  if (short.size > 0) throw new CannotFill(tooFewOf(lines, short));
  return new Map(lines.map(({ index, stock }) => [index, stock ? takenFrom(stock) : TAKEN.uncounted]));
};
