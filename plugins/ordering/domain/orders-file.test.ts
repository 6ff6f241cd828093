import { cellsOf, columnsOf, fileLanguageOf, ordersFileIn, timeZoneOf } from './orders-file';

describe('the file of orders', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['en', 'en'],
    ['fr', 'fr'],
    ['fr-CA', 'fr'],
    ['it', 'en'],
    ['deutsch', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [['de'], 'en'],
  ])('for %j is in %s', (asked, language) => {
    expect(fileLanguageOf(asked)).toBe(language);
  });

  it('has a heading for every column, each its own', () => {
    for (const language of ['de', 'en', 'fr'] as const) {
      const headers = columnsOf(ordersFileIn(language)).map(({ header }) => header);
      expect([headers.length, new Set(headers).size]).toEqual([15, 15]);
    }
  });

  it.each([
    ['de', ['Weitergegeben', '27.11.2026 15:03', 'Frankreich', 'Ukrainisch']],
    ['en', ['Passed on', '2026-11-27 15:03', 'France', 'Ukrainian']],
    ['fr', ['Transmise', '27/11/2026 15:03', 'France', 'ukrainien']],
  ] as const)('says states, times, countries and languages in words, in %s', (language, words) => {
    const cells = cellsOf(language, timeZoneOf('Europe/Berlin'));
    const said = [
      cells.state('passed-on'),
      cells.moment('2026-11-27T14:03:09.000Z'),
      cells.country('FR'),
      cells.language('uk'),
    ];
    expect(said).toEqual(words);
  });

  it('leaves as it is what is not known, or was erased', () => {
    const cells = cellsOf('en', timeZoneOf('Nowhere/Special'));
    expect([cells.moment('soon'), cells.country(''), cells.language('not a tag')]).toEqual(['soon', '', 'not a tag']);
    expect(timeZoneOf(undefined)).toBe('UTC');
  });
});
