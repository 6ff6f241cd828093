import fc from 'fast-check';

import { TAKEN } from './committed';
import type { EditionStock, LineToFill } from './filling';
import { settle } from './settling';

const edition = (stockStatus: string, quantity: number | null, availability = 'in-stock'): EditionStock => ({
  stockStatus,
  availability,
  quantity,
});
const editionsOf = (...all: EditionStock[]): ReadonlyMap<string, EditionStock> =>
  new Map(all.map((stock) => [stock.stockStatus, stock]));
const line = (stock: EditionStock | null, quantity: number, index = 0): LineToFill => ({
  index,
  quantity,
  isKnown: true,
  elsewhere: false,
  stock,
});

describe('orders that are settled together', () => {
  it('leaves to each order what those before it did not take', () => {
    const heft = edition('heft', 5);
    const settled = settle([[line(heft, 3)], [line(heft, 3)], [line(heft, 1)]], editionsOf(heft));
    expect(settled.map(({ kind }) => kind)).toEqual(['filled', 'unfilled', 'filled']);
  });

  it('takes nothing for an order of which one line cannot be filled', () => {
    const [heft, plakat] = [edition('heft', 5), edition('plakat', 1)];
    const settled = settle(
      [[line(heft, 5, 0), line(plakat, 2, 1)], [line(heft, 5)]],
      editionsOf(heft as EditionStock, plakat as EditionStock)
    );
    expect(settled[0]).toEqual({ kind: 'unfilled', lines: new Map([[1, 'too-few']]) });
    expect(settled[1]).toMatchObject({ kind: 'filled' });
  });

  it('says nothing about an edition whose last copy has just gone: it may have turned into another state', () => {
    const heft = edition('heft', 2);
    expect(settle([[line(heft, 2)], [line(heft, 1)]], editionsOf(heft)).map(({ kind }) => kind)).toEqual([
      'filled',
      'later',
    ]);
  });

  it('goes by what the edition is now, not by what was seen before', () => {
    const seen = edition('heft', 5);
    const [turned] = settle([[line(seen, 1)]], editionsOf(edition('heft', 5, 'reprinting')));
    expect(turned).toEqual({ kind: 'unfilled', lines: new Map([[0, 'not-orderable']]) });
    const [deleted] = settle([[line(seen, 1)]], editionsOf());
    expect(deleted).toEqual({ kind: 'unfilled', lines: new Map([[0, 'not-orderable']]) });
    const [uncounted] = settle([[line(seen, 1)]], editionsOf(edition('heft', null)));
    expect(uncounted).toEqual({ kind: 'filled', copies: new Map(), taken: new Map([[0, TAKEN.uncounted]]) });
  });

  it('never takes more copies of an edition than there are', () => {
    const wish = fc.record({ of: fc.constantFrom('a', 'b', 'c'), quantity: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(
        fc.array(fc.array(wish, { minLength: 1, maxLength: 4 }), { maxLength: 30 }),
        fc.array(fc.option(fc.integer({ min: 0, max: 20 })), { minLength: 3, maxLength: 3 }),
        (orders, quantities) => {
          const editions = editionsOf(...['a', 'b', 'c'].map((id, index) => edition(id, quantities[index] ?? null)));
          const settled = settle(
            orders.map((wishes) =>
              wishes.map(({ of, quantity }, index) => line(editions.get(of) ?? null, quantity, index))
            ),
            editions
          );
          const sold = new Map<string, number>();
          for (const each of settled) {
            if (each.kind !== 'filled') continue;
            for (const [id, copies] of each.copies) sold.set(id, (sold.get(id) ?? 0) + copies);
          }
          for (const [id, copies] of sold) expect(copies).toBeLessThanOrEqual(editions.get(id)?.quantity ?? 0);
        }
      )
    );
  });
});
