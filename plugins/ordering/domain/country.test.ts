import { countryCodeOf, countryNameOf } from './country';

describe('a country', () => {
  // Some have a second, former code with the same name: FX, UK, YU, SU, ZR, TP, DD, BU, YD.
  it.each(['FR', 'GB', 'RS', 'RU', 'CD', 'TL', 'DE', 'MM', 'YE', 'AT', 'CH', 'PL'])(
    '%s is known by its code',
    (code) => {
      expect(countryCodeOf(code)).toBe(code);
      expect(countryCodeOf(code.toLowerCase())).toBe(code);
    }
  );

  it.each([
    ['Frankreich', 'FR'],
    ['France', 'FR'],
    ['Vereinigtes Königreich', 'GB'],
    [' deutschland ', 'DE'],
    ['Allemagne', 'DE'],
    ['Serbia', 'RS'],
  ])('is known by its name: %s', (name, code) => expect(countryCodeOf(name)).toBe(code));

  it.each(['', 'XX', 'EU', 'UN', 'Atlantis', 'FX', 'DEU'])('is not “%s”', (value) => {
    expect(countryCodeOf(value)).toBeNull();
  });

  it('is named in the reader’s language', () => {
    expect(countryNameOf('FR', 'de')).toBe('Frankreich');
  });
});
