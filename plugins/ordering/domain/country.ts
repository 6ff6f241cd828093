const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LANGUAGES = ['de', 'en', 'fr'];

/** Codes that ISO 3166-1 leaves to their users, and groups of countries: nobody lives there. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);

/** Former codes, such as FX and SU, have the names of today's countries: they would take their place. */
const isPresent = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;

const key = (name: string): string => name.trim().toLocaleLowerCase('en').normalize('NFC');

let codes: ReadonlyMap<string, string> | null = null;

const allCodes = (): ReadonlyMap<string, string> => {
  const names = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
  const found = new Map<string, string>();
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const code = first + second;
      if (NO_COUNTRIES.has(code) || !isPresent(code) || !names[0]?.of(code)) continue;
      for (const name of names) found.set(key(name.of(code) ?? code), code);
    }
  }
  for (const code of new Set(found.values())) found.set(key(code), code); // a code goes before a name
  return found;
};

/** The two-letter code (ISO 3166-1) of a country, from its code or its German, English or French name; null if unknown. */
export const countryCodeOf = (value: string): string | null => {
  codes ??= allCodes();
  return codes.get(key(value)) ?? null;
};

/** Every country that an address may name, by its two-letter code. */
export const countryCodes = (): string[] => {
  codes ??= allCodes();
  return [...new Set(codes.values())].sort();
};

/** The name of a country in a language: "Deutschland". */
export const countryNameOf = (code: string, locale: string): string =>
  new Intl.DisplayNames([locale, 'en'], { type: 'region' }).of(code) ?? code;
