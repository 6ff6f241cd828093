import {
  AVAILABILITIES,
  isAvailability,
  isOrderable,
  onixCodeOf,
  schemaOrgOf,
  type Availability,
} from './availability';

/** The design's table, written down a second time: state, ONIX with and without a PDF, schema.org, orderable. */
const TABLE: readonly (readonly [Availability, string, string, string, boolean])[] = [
  ['in-stock', '21', '21', 'InStock', true],
  ['on-demand', '23', '23', 'MadeToOrder', true],
  ['not-yet-available', '10', '10', 'PreOrder', false],
  ['out-of-stock', '31', '31', 'OutOfStock', false],
  ['reprinting', '32', '32', 'OutOfStock', false],
  ['reprint-undecided', '42', '40', 'SoldOut', false],
  ['out-of-print', '42', '51', 'Discontinued', false],
  ['replaced', '41', '41', 'Discontinued', false],
  ['withdrawn', '46', '46', 'Discontinued', false],
];

describe('the availability table', () => {
  it.each(TABLE)(
    '%s is ONIX %s (%s without a PDF), schema.org %s, orderable: %s',
    (state, withPdf, without, schemaOrg, orderable) => {
      expect(onixCodeOf(state, true)).toBe(withPdf);
      expect(onixCodeOf(state, false)).toBe(without);
      expect(schemaOrgOf(state, false)).toBe(`https://schema.org/${schemaOrg}`);
      expect(isOrderable(state)).toBe(orderable);
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
