import { wordsOfProblem, type ProblemKey } from './problem';
import de from './problems/de.json';
import en from './problems/en.json';

const VALUES = {
  ...{ line: 3, reason: 'R.', version: '1.2', code: '1', unit: 'title', file: 'f', megabytes: 32, locales: 'de, en' },
  ...{ source: 'de', target: 'fr', wanted: 'en', title: 'T', parameter: 'locale', field: 'Feld' },
  ...{ encoding: 'UTF-8', count: 2 },
};

describe('what translators are told', () => {
  it('is there in both languages of the admin', () => expect(Object.keys(de)).toEqual(Object.keys(en)));

  it.each(Object.keys(en) as ProblemKey[])('%s: fills every place, in both languages', (key) => {
    const [german, english] = ['de-AT', 'en'].map((language) => wordsOfProblem({ key, values: VALUES }, language));
    for (const words of [german, english]) expect(words).toMatch(/^[^{}]+[.?]$/);
    expect(german).not.toBe(english);
  });

  it('is English for all others', () => {
    for (const language of ['fr', '', 'toString']) expect(wordsOfProblem({ key: 'empty' }, language)).toBe(en.empty);
  });

  it('takes what a file holds as it is', () => {
    const unit = '<b>{x}</b> ’';
    expect(wordsOfProblem({ key: 'unit-twice', values: { unit } }, 'de')).toContain(unit);
  });
});
