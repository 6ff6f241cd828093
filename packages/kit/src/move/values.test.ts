import { parentsFirst, toPostgres } from './values';

describe('a value of SQLite for PostgreSQL', () => {
  const MOMENT = Date.UTC(2026, 2, 1, 12);
  it.each([
    [1, 'boolean', true],
    [0, 'boolean', false],
    [null, 'boolean', null],
    [MOMENT, 'timestamp without time zone', new Date(MOMENT)],
    [String(MOMENT), 'timestamp without time zone', new Date(MOMENT)],
    ['2026-03-01T12:00:00.000Z', 'timestamp without time zone', '2026-03-01T12:00:00.000Z'],
    [MOMENT, 'date', new Date(MOMENT)],
    ['2026-03-01', 'date', '2026-03-01'],
    [12, 'integer', 12],
    [12, 'text', '12'],
    ['12', 'character varying', '12'],
    ['{"a":1}', 'jsonb', '{"a":1}'],
    [2.5, 'numeric', 2.5],
  ])('%j in a column of %s is %j', (value, type, expected) => expect(toPostgres(value, type)).toEqual(expected));
});

describe('tables in order', () => {
  it('come after those that they point at, also where one points at itself', () => {
    const sorted = parentsFirst(
      ['lines', 'orders', 'folders'],
      [
        { from: 'lines', to: 'orders' },
        { from: 'folders', to: 'folders' },
        { from: 'orders', to: 'elsewhere' },
      ]
    );
    expect(sorted.indexOf('orders')).toBeLessThan(sorted.indexOf('lines'));
    expect([...sorted].sort()).toEqual(['folders', 'lines', 'orders']);
  });

  it('cannot be found where two point at each other', () => {
    expect(() =>
      parentsFirst(
        ['a', 'b'],
        [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ]
      )
    ).toThrow('a, b');
  });
});
