import fc from 'fast-check';

import { countsTold, findUnfilled, type LineToFill } from './filling';

const line = (data: Partial<LineToFill> & { quantity: number }): LineToFill => ({
  index: 0,
  isKnown: true,
  elsewhere: false,
  stock: { stockStatus: 'a', availability: 'in-stock', quantity: 640 },
  ...data,
});
const gone: LineToFill = line({ quantity: 1, stock: { stockStatus: 'b', availability: 'out-of-print', quantity: 0 } });
const many = (quantities: readonly number[], ...others: LineToFill[]): LineToFill[] =>
  [...quantities.map((quantity) => line({ quantity })), ...others].map((one, index) => ({ ...one, index }));

describe('what cannot be filled', () => {
  it('is judged by the sum of an edition’s lines, and named for all of them', () => {
    expect([...findUnfilled(many([600, 30]))]).toEqual([]);
    expect([...findUnfilled(many([600, 41]))]).toEqual([
      [0, 'too-few'],
      [1, 'too-few'],
    ]);
  });

  it('says nothing of counts beside a line that nobody could have', () => {
    const lines = many(
      Array.from({ length: 49 }, (_, index) => index * 20),
      gone
    );
    expect([...findUnfilled(lines)]).toEqual([[49, 'not-orderable']]);
    expect(countsTold(lines, findUnfilled(lines))).toBe(0);
  });

  it('tells of an edition no more in many lines than in one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 49 }),
        fc.nat(2000),
        (asked, there) => {
          const stock = { stockStatus: 'a', availability: 'in-stock', quantity: there };
          const several = asked.map((quantity, index) => line({ index, quantity, stock }));
          const sum = asked.reduce((all, quantity) => all + quantity, 0);
          const one = [line({ quantity: sum, stock })];
          const [told, toldOfOne] = [findUnfilled(several), findUnfilled(one)];
          // All of them or none: one bit, as a single line has it, and it costs the same.
          expect(told.size).toBe(toldOfOne.size * several.length);
          expect(countsTold(several, told)).toBe(countsTold(one, toldOfOne));
        }
      )
    );
  });

  it('costs a guess for each edition that was told of', () => {
    const other = line({ quantity: 5, stock: { stockStatus: 'c', availability: 'in-stock', quantity: 9 } });
    const lines = many([641], other);
    expect(countsTold(lines, findUnfilled(lines))).toBe(2);
    const single = many([1, 640], line({ quantity: 1, stock: { stockStatus: 'c', availability: 'in-stock', quantity: 9 } })); // prettier-ignore
    expect(countsTold(single, findUnfilled(single))).toBe(1);
  });
});
