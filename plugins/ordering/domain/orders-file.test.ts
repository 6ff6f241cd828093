import { columnsOf, fileLanguageOf, ordersFileIn } from './orders-file';

describe('the file of orders', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['en', 'en'],
    ['fr', 'en'],
    ['deutsch', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [['de'], 'en'],
  ])('for %j is in %s', (asked, language) => {
    expect(fileLanguageOf(asked)).toBe(language);
  });

  it('has a heading for every column, each its own', () => {
    for (const language of ['de', 'en'] as const) {
      const headers = columnsOf(ordersFileIn(language)).map(({ header }) => header);
      expect([headers.length, new Set(headers).size]).toEqual([14, 14]);
    }
  });
});
