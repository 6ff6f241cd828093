import { hasWords } from './word-search';

const plainly = { withMarks: false };

describe('a search for words', () => {
  it('wants a word that begins so, for each that was typed', () => {
    expect(hasWords('Müll im Meer', 'meer mü', plainly)).toBe(true);
    expect(hasWords('Müll im Meer', 'mull', plainly)).toBe(true);
    expect(hasWords('Müll im Meer', 'eer', plainly)).toBe(false);
    expect(hasWords('Müll im Meer', 'müll wald', plainly)).toBe(false);
  });

  it('keeps letters with marks apart where the index does', () => {
    expect(hasWords('Müll im Meer', 'mull', { withMarks: true })).toBe(false);
    expect(hasWords('Müll im Meer', 'MÜLL', { withMarks: true })).toBe(true);
  });
});
