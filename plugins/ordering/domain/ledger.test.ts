import fc from 'fast-check';

import { findDifferences, stockAt, type Account, type LedgerLine } from './ledger';

const account = (data: Partial<Account> = {}): Account => ({
  stockStatus: 's',
  orderNumber: 'A-1',
  sum: 5,
  lastBalance: 5,
  quantity: 5,
  ...data,
});
const line = (data: Partial<LedgerLine>): LedgerLine => ({
  id: 1,
  stockStatus: 's',
  material: 'm',
  edition: null,
  orderNumber: null,
  availability: 'in-stock',
  delta: 0,
  balance: 5,
  reason: 'delivery',
  reference: null,
  who: null,
  note: null,
  bookedAt: '2030-01-01T00:00:00.000Z',
  ...data,
});

describe('verifying the ledger', () => {
  it.each([
    ['all adds up', {}, []],
    ['copies that are not counted', { sum: 0, lastBalance: null, quantity: null }, []],
    ['a deleted record whose lines were closed', { sum: 0, lastBalance: null, quantity: undefined }, []],
    ['a deleted record with copies left', { quantity: undefined }, [/was deleted.*5/]],
    ['a quantity changed past the ledger', { quantity: 7 }, [/A-1.*quantity is 7, the ledger says 5/]],
    ['a lost line', { sum: 4 }, [/add up to 4, its last balance is 5/]],
    ['no line at all', { sum: 0, lastBalance: undefined }, [/no ledger line/]],
    [
      'zero where nothing is counted',
      { sum: 0, lastBalance: 0, quantity: null },
      [/quantity is not counted, the ledger says 0/],
    ],
  ] as [string, Partial<Account>, RegExp[]][])('%s', (_, data, words) => {
    const differences = findDifferences(account(data));
    expect(differences).toHaveLength(words.length);
    for (const [index, pattern] of words.entries()) expect(differences[index]).toMatch(pattern);
  });

  it('finds every quantity that is not the sum', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (sum, quantity) => {
        expect(findDifferences(account({ sum, lastBalance: sum, quantity })).length).toBe(sum === quantity ? 0 : 1);
      })
    );
  });
});

describe('the stock of a past day', () => {
  const lines = [
    line({ balance: 5, bookedAt: '2030-01-01T10:00:00.000Z' }),
    line({ balance: 0, bookedAt: '2030-01-02T10:00:00.000Z' }),
    line({ balance: 0, availability: 'out-of-print', reason: 'state', bookedAt: '2030-01-02T10:00:00.000Z' }),
    line({ balance: null, availability: null, bookedAt: '2030-01-04T10:00:00.000Z' }),
  ];
  it.each([
    ['before the record was made', '2029-12-31T23:59:59.999Z', null],
    ['on its first day', '2030-01-01T23:59:59.999Z', { availability: 'in-stock', quantity: 5 }],
    ['on a day without a line', '2030-01-03T23:59:59.999Z', { availability: 'out-of-print', quantity: 0 }],
    ['after it was deleted', '2030-01-05T00:00:00.000Z', null],
  ])('%s', (_, moment, expected) => {
    expect(stockAt(lines, moment)).toEqual(expected);
  });
});
