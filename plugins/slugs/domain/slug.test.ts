import { firstFree, formerSlugsAfter, isSlug, LONGEST_SLUG, slugFrom, stemOf } from './slug';

describe('a slug', () => {
  it.each([
    ['de', 'Über Müll & Straßen', 'ueber-muell-und-strassen'],
    ['en', 'Rock & Roll: a “guide”', 'rock-and-roll-a-guide'],
    ['fr', 'L’été à l’école', 'lete-a-lecole'],
    ['de', '???', 'entry'],
  ])('is spelt as its language does (%s: %s)', (locale, title, slug) => expect(slugFrom(title, locale)).toBe(slug));

  it('is cut at a word where the title is long', () => {
    const slug = slugFrom('wort '.repeat(5000), 'de');
    expect(slug.length).toBeLessThanOrEqual(LONGEST_SLUG);
    expect(isSlug(slug)).toBe(true);
  });
  it.each(['Gross', 'a b', '-a', 'a--b', 'ü', '', 'a'.repeat(201)])('is not %j', (slug) =>
    expect(isSlug(slug)).toBe(false)
  );
});

describe('a taken slug', () => {
  it('gets a number', () => {
    expect(firstFree('a', new Set())).toBe('a');
    expect(firstFree('a', new Set(['a', 'a-2']))).toBe('a-3');
  });

  it.each(['wort '.repeat(5000), 'w'.repeat(5000)])(
    'stays a slug with its number, however long the title is',
    (title) => {
      const taken = new Set<string>();
      for (let count = 0; count < 12; count += 1) {
        const slug = firstFree(slugFrom(title, 'de'), taken);
        expect(isSlug(slug)).toBe(true);
        expect(slug.startsWith(stemOf(slugFrom(title, 'de')))).toBe(true);
        taken.add(slug);
      }
      expect(taken.size).toBe(12);
    }
  );
});

describe('former slugs', () => {
  it('keep a name that was given up', () => expect(formerSlugsAfter([], 'old', 'new')).toEqual(['old']));
  it('let a name go that came back', () => expect(formerSlugsAfter(['old'], 'new', 'old')).toEqual(['new']));
  it('hold each name once', () => expect(formerSlugsAfter(['a'], 'a', 'b')).toEqual(['a']));
});
