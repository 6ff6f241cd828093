import { sourceLocaleOf, translationStateOf } from './translation';

describe('the state of a translation', () => {
  it.each([
    [{ isThere: false, isPublished: false, outdatedFields: [], incompleteFields: [] }, 'missing'],
    [{ isThere: true, isPublished: false, outdatedFields: [], incompleteFields: [] }, 'draft'],
    [{ isThere: true, isPublished: true, outdatedFields: [], incompleteFields: [] }, 'published'],
    [{ isThere: true, isPublished: true, outdatedFields: ['body'], incompleteFields: [] }, 'outdated'],
    [{ isThere: true, isPublished: false, outdatedFields: ['body'], incompleteFields: ['lead'] }, 'outdated'],
    [{ isThere: true, isPublished: true, outdatedFields: [], incompleteFields: ['lead'] }, 'incomplete'],
  ])('of %j is %s', (facts, state) => {
    expect(translationStateOf(facts)).toBe(state);
  });
});

describe('the language that an entry is translated from', () => {
  it.each([
    ['the default language', ['en', 'de'], null, 'de'],
    ['the oldest, where the default one is not there', ['en', 'fr'], null, 'en'],
    ['the one it was, though the default language came later', ['en', 'de'], 'en', 'en'],
    ['another one, where that one is gone', ['fr', 'de'], 'en', 'de'],
    ['none, where there is no language', [], 'en', null],
  ])('is %s', (_name, present, known, expected) => {
    expect(sourceLocaleOf(present, 'de', known)).toBe(expected);
  });
});
