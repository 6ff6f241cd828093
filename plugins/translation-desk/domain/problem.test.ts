import { wordsOfProblem, type ProblemKey } from './problem';
import de from './problems/de.json';
import en from './problems/en.json';
import fr from './problems/fr.json';

const VALUES = {
  ...{ line: 3, reason: 'R.', version: '1.2', code: '1', unit: 'title', file: 'f', megabytes: 32, locales: 'de, en' },
  ...{ source: 'de', target: 'fr', wanted: 'en', title: 'T', parameter: 'locale', field: 'Feld' },
  ...{ encoding: 'UTF-8', count: 2 },
};

describe('what translators are told', () => {
  it.each([de, fr])('is there in every language of our screens', (words) =>
    expect(Object.keys(words)).toEqual(Object.keys(en))
  );

  it.each(Object.keys(en) as ProblemKey[])('%s: fills every place, in each language', (key) => {
    const spoken = ['de-AT', 'en', 'fr-CA'].map((language) => wordsOfProblem({ key, values: VALUES }, language));
    for (const words of spoken) expect(words).toMatch(/^[^{}]+[.?]$/);
    expect(new Set(spoken).size).toBe(spoken.length);
  });

  it('is English for all others', () => {
    for (const language of ['it', '', 'toString']) expect(wordsOfProblem({ key: 'empty' }, language)).toBe(en.empty);
  });

  it('takes what a file holds as it is', () => {
    const unit = '<b>{x}</b> ’';
    expect(wordsOfProblem({ key: 'unit-twice', values: { unit } }, 'de')).toContain(unit);
  });
});
