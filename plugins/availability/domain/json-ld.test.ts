import type { MaterialAction } from './action';
import { jsonForScript, materialJsonLd } from './json-ld';

const outOfPrint = {
  type: 'download',
  url: '/uploads/a.pdf',
  schemaOrg: 'https://schema.org/Discontinued',
  expectedOn: null,
  file: { url: '/uploads/a.pdf', name: 'a.pdf', mime: 'application/pdf', sizeInBytes: 5, locale: 'de' },
} as MaterialAction;

describe('JSON-LD of a material', () => {
  it('offers the printed copy and the PDF apart', () => {
    const { offers } = materialJsonLd(
      { title: 'A', locale: 'de', price: 2.5 },
      outOfPrint,
      '/m/a',
      'https://example.org'
    );
    expect(offers).toMatchObject([
      { availability: 'https://schema.org/Discontinued', price: 2.5, url: 'https://example.org/m/a' },
      { availability: 'https://schema.org/InStock', price: 0, url: 'https://example.org/uploads/a.pdf' },
    ]);
  });
  it('offers no printed copy where nothing is known of one', () => {
    const { offers } = materialJsonLd({ title: 'A', locale: 'de' }, { ...outOfPrint, schemaOrg: null }, '/m/a', '');
    expect(offers).toHaveLength(1);
  });
  it('cannot end the script element that it stands in', () => {
    const text = jsonForScript({ name: '</script><script>alert(1)</script>&\u2028' });
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(text)).toEqual({ name: '</script><script>alert(1)</script>&\u2028' });
  });
});
