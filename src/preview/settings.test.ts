import { previewPageOf } from './settings';

const shown = { documentId: 'abc', slug: 'über uns', locale: 'de', preview: null };
const site = 'https://www.example.org';

describe('the address of a preview', () => {
  it('is that of the page, with a token behind it for a draft', () => {
    expect(previewPageOf('/{locale}/materials/{slug}', shown, site).href).toBe(
      'https://www.example.org/de/materials/%C3%BCber%20uns'
    );
    expect(previewPageOf('/{locale}/m/{slug}?from=admin', { ...shown, preview: 'a.b' }, site).href).toBe(
      'https://www.example.org/de/m/%C3%BCber%20uns?from=admin&preview=a.b'
    );
  });

  it('has the token where a site wants it', () => {
    const template = '/api/draft?token={preview}&path=/{locale}/{documentId}';
    expect(previewPageOf(template, { ...shown, preview: 'a.b' }, site).href).toBe(
      'https://www.example.org/api/draft?token=a.b&path=/de/abc'
    );
    expect(previewPageOf(template, shown, site).searchParams.get('token')).toBe('');
  });

  it('names an entry without a slug by its documentId', () => {
    expect(previewPageOf('/{locale}/{slug}', { ...shown, slug: null }, site).pathname).toBe('/de/abc');
  });
});
