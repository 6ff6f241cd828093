import {
  AVAILABILITIES,
  isAvailability,
  isAwaited,
  isOrderable,
  onixCodeOf,
  schemaOrgOf,
  type Availability,
} from './availability';

/** The design's table, written down a second time: state, ONIX with and without a PDF, schema.org, orderable, awaited. */
const TABLE: readonly (readonly [Availability, string, string, string, boolean, boolean])[] = [
  ['in-stock', '21', '21', 'InStock', true, false],
  ['on-demand', '23', '23', 'MadeToOrder', true, false],
  ['not-yet-available', '10', '10', 'PreOrder', false, true],
  ['out-of-stock', '31', '31', 'OutOfStock', false, true],
  ['reprinting', '32', '32', 'OutOfStock', false, true],
  ['reprint-undecided', '42', '40', 'SoldOut', false, true],
  ['out-of-print', '42', '51', 'Discontinued', false, false],
  ['replaced', '41', '41', 'Discontinued', false, false],
  ['withdrawn', '46', '46', 'Discontinued', false, false],
];

describe('the availability table', () => {
  it.each(TABLE)(
    '%s is ONIX %s (%s without a PDF), schema.org %s, orderable: %s, awaited: %s',
    (state, withPdf, without, schemaOrg, orderable, awaited) => {
      expect(onixCodeOf(state, true)).toBe(withPdf);
      expect(onixCodeOf(state, false)).toBe(without);
      expect(schemaOrgOf(state, false)).toBe(`https://schema.org/${schemaOrg}`);
      expect(isOrderable(state)).toBe(orderable);
      expect(isAwaited(state)).toBe(awaited);
    }
  );

  it('has nine states and no others', () => {
    expect(AVAILABILITIES).toEqual(TABLE.map(([state]) => state));
    expect(isAvailability('sold-out')).toBe(false);
    expect(isAvailability('toString')).toBe(false);
  });

  it('tells search engines of low stock', () => {
    expect(schemaOrgOf('in-stock', true)).toBe('https://schema.org/LimitedAvailability');
  });
});
