import { alternatesOf, type PublishedVersion } from './alternate';

const version = (locale: string, slug: string | null = `heft-${locale}`): PublishedVersion => ({
  documentId: 'm1',
  locale,
  slug,
});

describe('the alternates of an entry', () => {
  it('are its published versions, in the order of the site’s locales', () => {
    const locales = ['de', 'en', 'fr'];
    const found = alternatesOf([version('fr'), version('de')], locales, locales, ({ slug }) => `/m/${String(slug)}`);
    expect(found).toEqual([
      { locale: 'de', slug: 'heft-de', url: '/m/heft-de', hreflang: ['de', 'x-default'] },
      { locale: 'fr', slug: 'heft-fr', url: '/m/heft-fr', hreflang: ['fr'] },
    ]);
  });

  it('name the version for readers of all other languages: the first along the default language’s chain', () => {
    const found = alternatesOf([version('fr'), version('en')], ['fr', 'en', 'de'], ['de', 'en', 'fr'], () => null);
    expect(found.map(({ hreflang }) => hreflang)).toEqual([['fr'], ['en', 'x-default']]);
  });

  it('leave out a locale that the site gave up', () => {
    expect(alternatesOf([version('de'), version('nl')], ['de'], ['de'], () => null)).toEqual([
      { locale: 'de', slug: 'heft-de', url: null, hreflang: ['de', 'x-default'] },
    ]);
  });
});
