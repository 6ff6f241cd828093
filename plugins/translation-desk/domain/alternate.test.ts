import { alternatesOf, type PublishedVersion } from './alternate';

const version = (locale: string, slug: string | null = `heft-${locale}`): PublishedVersion => ({
  documentId: 'm1',
  locale,
  slug,
});

describe('the alternates of an entry', () => {
  it('are its published versions, in the order of the site’s locales', () => {
    const found = alternatesOf([version('fr'), version('de')], ['de', 'en', 'fr'], ({ slug }) => `/m/${String(slug)}`);
    expect(found).toEqual([
      { locale: 'de', slug: 'heft-de', url: '/m/heft-de' },
      { locale: 'fr', slug: 'heft-fr', url: '/m/heft-fr' },
    ]);
  });

  it('leave out a locale that the site gave up', () => {
    expect(alternatesOf([version('de'), version('nl')], ['de'], () => null)).toEqual([
      { locale: 'de', slug: 'heft-de', url: null },
    ]);
  });
});
