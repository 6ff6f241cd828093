import { wordsOfProblem, type InputProblem } from './refusal';
import de from './refusals/de.json';
import en from './refusals/en.json';
import fr from './refusals/fr.json';

const VALUES = {
  value: 'W',
  locales: 'de, en',
  edition: 'de',
  documentId: 'abc',
  most: '9',
  longest: '64',
  choices: 'a',
};
const FIELDS = ['quantity', 'lowStockAt', 'material', 'successor', 'edition', 'orderNumber', 'availability', 'expectedOn', 'pdfUrl', 'orderUrl']; // prettier-ignore

describe('what editors are told', () => {
  it.each([de, fr])('is there in every language of our screens', (words) =>
    expect(Object.keys(words)).toEqual(Object.keys(en))
  );

  it.each(Object.keys(en) as InputProblem['key'][])('%s: fills every place, in each language', (key) => {
    for (const field of FIELDS) {
      for (const language of ['de', 'en', 'fr']) {
        expect(wordsOfProblem({ path: [field], key, values: VALUES }, language)).toMatch(/^[^{}]+\.$/);
      }
    }
  });

  it('speaks of the field as the form does in German and French, and as the API does in English', () => {
    const problem: InputProblem = { path: ['quantity'], key: 'negative' };
    expect(wordsOfProblem(problem, 'de')).toMatch(/^Exemplare im Lager: /);
    expect(wordsOfProblem(problem, 'de-AT')).toMatch(/^Exemplare im Lager: /);
    expect(wordsOfProblem(problem, 'fr-CA')).toMatch(/^Exemplaires en stock\u00a0: /);
    for (const language of ['en', 'it', '', 'toString'])
      expect(wordsOfProblem(problem, language)).toMatch(/^quantity must be /);
  });

  it('takes what was written as it is', () => {
    const values = { value: '<b>{x}</b> ’', documentId: 'abc' };
    expect(wordsOfProblem({ path: ['orderNumber'], key: 'taken-order-number', values }, 'en')).toContain(values.value);
  });
});
