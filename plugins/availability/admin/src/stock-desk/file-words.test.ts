import { AVAILABILITIES } from '../../../domain/availability';
import { columnOf, readCells } from '../../../domain/stock-file';
import { editionIn, fileLanguageOf, languageOfHeadings, stockFileIn } from '../../../domain/stock-file-words';
import de from '../translations/de.json';
import en from '../translations/en.json';
import fr from '../translations/fr.json';

describe('the file of all editions', () => {
  it.each([
    ['de', de],
    ['en', en],
    ['fr', fr],
  ] as const)('calls states and columns as the desk does, in %s', (language, words) => {
    const { states, headings } = stockFileIn(language);
    for (const state of AVAILABILITIES) expect(states[state]).toBe(words[`state.${state}`]);
    expect([headings[0], headings[3], headings[4], headings[7]]).toEqual([
      words['column.orderNumber'],
      words['column.availability'],
      words['column.quantity'],
      words['column.expectedOn'],
    ]);
  });

  it.each(['de', 'en', 'fr'] as const)('is read again as it was written, in %s', (language) => {
    const { day, headings } = stockFileIn(language);
    const cells = ['WM-1', 'Heft', editionIn(language, null), 'x', '12', '3', '9', day('2027-03-01')];
    expect(readCells(2, headings.map(columnOf), cells, languageOfHeadings(headings) ?? 'none').entry).toEqual({
      line: 2,
      orderNumber: 'WM-1',
      record: '',
      quantity: 12,
      expectedOn: '2027-03-01',
    });
  });

  it('names editions by their language, and is English where it is not one of ours', () => {
    expect(['de', 'en', 'fr-CA', 'it', '', undefined].map(fileLanguageOf)).toEqual([
      'de',
      'en',
      'fr',
      'en',
      'en',
      'en',
    ]);
    expect([editionIn('de', 'fr'), editionIn('fr', 'fr'), editionIn('en', null)]).toEqual([
      'Französisch',
      'français',
      'All languages',
    ]);
    expect(editionIn('en', 'no tag')).toBe('no tag');
  });
});
