import { fallbackChain } from './locale';
import { choosePdf, visibleVersions } from './pdf';
import { edition, pdf, settings, version } from './test-catalogue';

describe('the fallback chain', () => {
  it('is by default the base language, the default locale, then the others in order', () => {
    const locales = ['en', 'de', 'fr', 'de-AT'];
    expect(fallbackChain('de-AT', settings({ locales, defaultLocale: 'en' }))).toEqual(['de-AT', 'de', 'en', 'fr']);
    expect(fallbackChain('fr', settings({ locales, defaultLocale: 'en' }))).toEqual(['fr', 'en', 'de', 'de-AT']);
  });
  it('is the configured one where there is one, and nothing beyond', () => {
    expect(fallbackChain('fr', settings({ fallbacks: { fr: ['en'] } }))).toEqual(['fr', 'en']);
  });
});

describe('the PDF of a locale', () => {
  const german = version({ locale: 'de', pdf: pdf({ url: '/uploads/de.pdf' }) });
  const english = version({ locale: 'en', pdfUrl: 'https://files.example.org/a%20guide.pdf?v=2' });
  const french = version({ locale: 'fr' });

  it('is its own', () => expect(choosePdf([german, english], [], 'en', settings())?.locale).toBe('en'));
  it('is else the next along the chain, and says in which language', () => {
    expect(choosePdf([german, english, french], [], 'fr', settings())).toMatchObject({
      url: '/uploads/de.pdf',
      locale: 'de',
    });
    expect(choosePdf([german, english, french], [], 'fr', settings({ fallbacks: { fr: ['en'] } }))?.locale).toBe('en');
  });
  it('is never a recalled one: not on the pages of other languages either', () => {
    const recalled = [edition({ edition: 'de', availability: 'withdrawn' }), edition({ edition: 'fr' })];
    expect(choosePdf([german, french], recalled, 'fr', settings())).toBeNull();
    expect(choosePdf([german, english, french], recalled, 'fr', settings())?.locale).toBe('en');
    const allButOne = [edition({ edition: null, availability: 'withdrawn' }), edition({ edition: 'fr' })];
    expect(choosePdf([german, english, french], allButOne, 'fr', settings())).toBeNull();
  });
  it('has a name of its own where it is kept elsewhere, and no size', () => {
    expect(choosePdf([english], [], 'en', settings())).toEqual({
      url: 'https://files.example.org/a%20guide.pdf?v=2',
      name: 'a guide.pdf',
      mime: 'application/pdf',
      sizeInBytes: null,
      locale: 'en',
    });
  });
  it('is the media library’s file before one kept elsewhere', () => {
    expect(choosePdf([version({ pdf: pdf(), pdfUrl: 'https://example.org/x.pdf' })], [], 'de', settings())?.url).toBe(
      '/uploads/guide.pdf'
    );
  });
  it.each([
    'javascript:alert(1)',
    '//evil.example.org/a.pdf',
    'ftp://example.org/a.pdf',
    'a.pdf',
    '/\\evil.example.org',
  ])('is never %s', (pdfUrl) => expect(choosePdf([version({ pdfUrl })], [], 'de', settings())).toBeNull());
});

describe('what an audience sees', () => {
  const draft = version({ status: 'draft' });
  const published = version({ status: 'published' });
  it('is what is published, for readers', () =>
    expect(visibleVersions([draft, published], 'public')).toEqual([published]));
  it('is the draft, in a preview', () => expect(visibleVersions([draft, published], 'preview')).toEqual([draft]));
  it('is what is published in a preview, of a language without a draft', () => {
    const french = version({ locale: 'fr' });
    expect(visibleVersions([draft, published, french], 'preview')).toEqual([draft, french]);
  });
});
