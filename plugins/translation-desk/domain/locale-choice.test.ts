import { chooseLocale } from './locale-choice';

describe('the locale that is answered in', () => {
  it('is the asked one where it is there', () => {
    expect(chooseLocale(['fr', 'de', 'en'], new Set(['en', 'de', 'fr']))).toBe('fr');
  });

  it('is the first of the chain that is there', () => {
    expect(chooseLocale(['fr', 'de', 'en'], new Set(['en', 'de']))).toBe('de');
  });

  it('is none where the chain ends before', () => {
    expect(chooseLocale(['fr'], new Set(['en', 'de']))).toBeNull();
  });
});
