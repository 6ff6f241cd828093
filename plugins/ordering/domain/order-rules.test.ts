import { findRuleRefusals, monthsBefore, supplyOf, type KnownLine, type OrderRules } from './order-rules';

const line = (data: Partial<KnownLine> = {}): KnownLine => ({
  material: 'a',
  locale: 'de',
  quantity: 1,
  title: 'Heft A',
  maxPerOrder: null,
  orderNumber: 'A-1',
  hadBefore: 0,
  ...data,
});
const rules = (data: Partial<OrderRules> = {}): OrderRules => ({
  mostCopies: null,
  mostPerMaterial: null,
  perRecipient: null,
  countries: null,
  packSizes: {},
  fee: null,
  ...data,
});
const broken = (lines: KnownLine[], given: Partial<OrderRules> = {}, country = 'DE') =>
  findRuleRefusals(lines, country, rules(given)).map(({ rule, line: index }) => [rule, index]);

describe('the order rules', () => {
  it('allow everything unless they are set', () => {
    expect(broken([line({ quantity: 1000 }), line({ material: 'b' })])).toEqual([]);
  });

  it.each([
    ['a material’s own limit', [line({ quantity: 4, maxPerOrder: 3 })], {}, [['max-per-order', 0]]],
    ['at the limit', [line({ quantity: 3, maxPerOrder: 3 })], {}, []],
    [
      'a limit that is got round by two lines',
      [line({ quantity: 2, maxPerOrder: 3 }), line({ locale: 'en', quantity: 2, maxPerOrder: 3 })],
      {},
      [
        ['max-per-order', 0],
        ['max-per-order', 1],
      ],
    ],
    [
      'copies of all lines',
      [line({ quantity: 3 }), line({ material: 'b', quantity: 3 })],
      { mostCopies: 5 },
      [['most-copies', null]],
    ],
    ['half a pack', [line({ quantity: 5 })], { packSizes: { 'A-1': 10 } }, [['pack-size', 0]]],
    ['two packs', [line({ quantity: 20 })], { packSizes: { 'A-1': 10 } }, []],
    [
      'the seventh in half a year',
      [line({ hadBefore: 6 })],
      { perRecipient: { copies: 6, months: 6 } },
      [['per-recipient', 0]],
    ],
    ['the sixth in half a year', [line({ hadBefore: 5 })], { perRecipient: { copies: 6, months: 6 } }, []],
    ['a country that is not served', [line()], { countries: ['AT', 'CH'] }, [['country', null]]],
  ] as [string, KnownLine[], Partial<OrderRules>, unknown[]][])('judge %s', (_, lines, given, expected) => {
    expect(broken(lines, given)).toEqual(expected);
  });
});

describe('some months before', () => {
  it.each([
    ['2026-03-31', 1, '2026-02-28'],
    ['2028-03-31', 1, '2028-02-29'],
    ['2026-08-31', 6, '2026-02-28'],
    ['2026-07-15', 6, '2026-01-15'],
    ['2026-01-31', 2, '2025-11-30'],
    ['2026-05-31', 24, '2024-05-31'],
  ])('%s, %i, is %s', (day, months, expected) => {
    expect(monthsBefore(new Date(`${day}T23:30:00Z`), months).toISOString()).toBe(`${expected}T23:30:00.000Z`);
  });
});

describe('where copies come from', () => {
  it.each([
    ['in-stock', 5, 'counted'],
    ['in-stock', null, 'uncounted'],
    ['on-demand', null, 'uncounted'],
    ['on-demand', 5, 'uncounted'],
    ['out-of-print', 5, 'none'],
    ['withdrawn', null, 'none'],
    ['nonsense', 5, 'none'],
  ] as const)('%s with %s copies: %s', (availability, quantity, supply) => {
    expect(supplyOf({ availability, quantity })).toBe(supply);
  });
});
