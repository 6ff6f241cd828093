import { chooseKnownLocale } from './known-locale';

it.each([
  ['de', ['de', 'en'], 'de'],
  ['de-DE', ['de', 'en'], 'de'],
  ['de-AT', ['de', 'de-AT'], 'de-AT'],
  ['de-at', ['de', 'de-AT'], 'de-AT'],
  ['pt-BR', ['de', 'en'], null],
  ['de', ['de-AT'], null],
  ['', ['de'], null],
  [['de'], ['de'], null],
  [{ $eq: 'de' }, ['de'], null],
])('%j on a site with %j is %j', (asked, locales, expected) =>
  expect(chooseKnownLocale(asked, locales)).toBe(expected)
);
