import { WHEN_SOLD_OUT } from './availability';
import { chooseEdition, isLowStock, stateOf } from './edition';
import { edition } from './test-catalogue';

describe('the edition that serves a locale', () => {
  const german = edition({ edition: 'de' });
  const all = edition({ edition: null });

  it('is its own print run', () => expect(chooseEdition([all, german], 'de')).toBe(german));
  it('is else the one for all languages', () => expect(chooseEdition([german, all], 'fr')).toBe(all));
  it('is none where other languages have theirs', () => expect(chooseEdition([german], 'fr')).toBeNull());
});

describe('the state of an edition', () => {
  it.each(WHEN_SOLD_OUT)('turns a counted in-stock edition into %s when the last copy goes', (whenSoldOut) => {
    expect(stateOf(edition({ quantity: 0, whenSoldOut }))).toBe(whenSoldOut);
    expect(stateOf(edition({ quantity: 1, whenSoldOut }))).toBe('in-stock');
  });

  it('leaves an edition that is not counted in stock', () => {
    expect(stateOf(edition({ quantity: null }))).toBe('in-stock');
  });

  it.each(['on-demand', 'withdrawn', 'reprinting'] as const)(
    'leaves %s as the editor said, whatever is counted',
    (availability) => {
      expect(stateOf(edition({ availability, quantity: 0 }))).toBe(availability);
      expect(stateOf(edition({ availability, quantity: 500 }))).toBe(availability);
    }
  );
});

describe('low stock', () => {
  it('begins at the record’s own limit', () => {
    expect(isLowStock(edition({ quantity: 10, lowStockAt: 10 }))).toBe(true);
    expect(isLowStock(edition({ quantity: 11, lowStockAt: 10 }))).toBe(false);
  });
  it('is never said of what is not counted, sold out, or not in stock', () => {
    expect(isLowStock(edition({ quantity: null, lowStockAt: 10 }))).toBe(false);
    expect(isLowStock(edition({ quantity: 0, lowStockAt: 10 }))).toBe(false);
    expect(isLowStock(edition({ availability: 'on-demand', quantity: 5, lowStockAt: 10 }))).toBe(false);
  });
});
