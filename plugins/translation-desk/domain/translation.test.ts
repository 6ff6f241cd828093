import {
  notesAfter,
  notesConfirmed,
  outdatedFields,
  sourceLocaleOf,
  translationStateOf,
  type Fingerprints,
  type Note,
} from './translation';

const GERMAN: Fingerprints = { title: 'Wasser', body: 'Wasser ist nass.' };
const GERMAN_CHANGED: Fingerprints = { title: 'Wasser', body: 'Wasser ist sehr nass.' };
const FRENCH: Fingerprints = { title: 'L’eau', body: 'L’eau mouille.' };

const notes = (): readonly Note[] => notesAfter([], [FRENCH], GERMAN);

describe('a translation', () => {
  it('is up to date right after it was made', () => {
    expect(outdatedFields(notes(), FRENCH, GERMAN)).toEqual([]);
  });

  it('is outdated in the field whose source changed, and in no other', () => {
    expect(outdatedFields(notes(), FRENCH, GERMAN_CHANGED)).toEqual(['body']);
  });

  it('stays outdated there when only another field is corrected', () => {
    const corrected = { ...FRENCH, title: 'De l’eau' };
    const after = notesAfter(notes(), [corrected], GERMAN_CHANGED);
    expect(outdatedFields(after, corrected, GERMAN_CHANGED)).toEqual(['body']);
  });

  it('is up to date again when that field is translated anew', () => {
    const renewed = { ...FRENCH, body: 'L’eau mouille beaucoup.' };
    const after = notesAfter(notes(), [renewed], GERMAN_CHANGED);
    expect(outdatedFields(after, renewed, GERMAN_CHANGED)).toEqual([]);
  });

  it('is up to date again when the source takes its change back', () => {
    const after = notesAfter(notes(), [FRENCH], GERMAN_CHANGED);
    expect(outdatedFields(after, FRENCH, GERMAN)).toEqual([]);
  });

  it('is outdated again when a draft that caught up is discarded', () => {
    const renewed = { ...FRENCH, body: 'L’eau mouille beaucoup.' };
    const withDraft = notesAfter(notes(), [renewed, FRENCH], GERMAN_CHANGED);
    const discarded = notesAfter(withDraft, [FRENCH, FRENCH], GERMAN_CHANGED);
    expect(outdatedFields(discarded, FRENCH, GERMAN_CHANGED)).toEqual(['body']);
  });

  it('forgets texts that are neither in the draft nor published', () => {
    const renewed = { ...FRENCH, body: 'L’eau mouille beaucoup.' };
    expect(notesAfter(notes(), [renewed], GERMAN_CHANGED)).toEqual([
      { field: 'title', own: 'L’eau', source: 'Wasser' },
      { field: 'body', own: 'L’eau mouille beaucoup.', source: 'Wasser ist sehr nass.' },
    ]);
  });

  it('is up to date in the fields that somebody confirmed', () => {
    const both = { title: 'Das Wasser', body: 'Wasser ist sehr nass.' };
    const confirmed = notesConfirmed(notes(), ['body'], FRENCH, both);
    expect(outdatedFields(confirmed, FRENCH, both)).toEqual(['title']);
  });

  it('is not outdated in a field that the content type no longer has', () => {
    expect(outdatedFields(notes(), FRENCH, { title: 'Wasser' })).toEqual([]);
  });
});

describe('the state of a translation', () => {
  it.each([
    [{ isThere: false, isPublished: false, outdatedFields: [] }, 'missing'],
    [{ isThere: true, isPublished: false, outdatedFields: [] }, 'draft'],
    [{ isThere: true, isPublished: true, outdatedFields: [] }, 'published'],
    [{ isThere: true, isPublished: true, outdatedFields: ['body'] }, 'outdated'],
    [{ isThere: true, isPublished: false, outdatedFields: ['body'] }, 'outdated'],
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
