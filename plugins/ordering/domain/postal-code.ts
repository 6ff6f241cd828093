import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator';

import { countryCodes } from './country';

/** Do addresses there have a postal code? Hong Kong, the Emirates and some fifty others have none. */
export const hasPostalCodes = (country: string): boolean => postcodeValidatorExistsForCountry(country);

/** People put their country before it: “D-12345”, “CH-8000”. */
const withoutCountry = (value: string): string => value.replace(/^[A-Z]{1,3}[- ](?=\d)/, '');

/** Whether a text has the form of a country's postal codes; any text where the country has none. */
export const isPostalCode = (value: string, country: string): boolean => {
  if (!hasPostalCodes(country)) return true;
  const written = value.toUpperCase();
  return [written, withoutCountry(written)].some((code) => postcodeValidator(code, country));
};

/** A country to which is sent, and what an address there has. */
export interface Destination {
  readonly code: string;
  readonly hasPostalCode: boolean;
}

/** The countries that a form can offer. @param countries to which is sent; null: to all */
export const destinationsOf = (countries: readonly string[] | null): Destination[] =>
  (countries ?? countryCodes()).map((code) => ({ code, hasPostalCode: hasPostalCodes(code) }));
