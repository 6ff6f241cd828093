import fc from 'fast-check';

import type { MaterialAction } from './action';
import { AVAILABILITIES, schemaOrgOf } from './availability';
import { jsonForScript, materialJsonLd } from './json-ld';

const FILE = { url: '/uploads/a.pdf', name: 'a.pdf', mime: 'application/pdf', sizeInBytes: 5, locale: 'de' };

const outOfPrint = {
  type: 'download',
  url: '/uploads/a.pdf',
  availability: 'out-of-print',
  schemaOrg: 'https://schema.org/Discontinued',
  expectedOn: null,
  file: FILE,
} as MaterialAction;

const PLACE = { page: '/m/a', origin: 'https://example.org', today: '2031-05-02' };

interface Offer {
  readonly price: number;
  readonly availability: string;
  readonly availabilityStarts?: string;
}
const offersOf = (action: MaterialAction, price: number | string | null = null): Offer[] =>
  (materialJsonLd({ title: 'A', locale: 'de', price }, action, PLACE).offers ?? []) as unknown as Offer[];

describe('JSON-LD of a material', () => {
  it('offers the printed copy and the PDF apart', () => {
    const { offers } = materialJsonLd({ title: 'A', locale: 'de', price: 2.5 }, outOfPrint, PLACE);
    expect(offers).toMatchObject([
      { availability: 'https://schema.org/Discontinued', price: 2.5, url: 'https://example.org/m/a' },
      { availability: 'https://schema.org/InStock', price: 0, url: 'https://example.org/uploads/a.pdf' },
    ]);
  });
  it('offers no printed copy where nothing is known of one', () => {
    expect(offersOf({ ...outOfPrint, schemaOrg: null, availability: null })).toHaveLength(1);
  });
  it('is a product only with an offer', () => {
    const nothing = { ...outOfPrint, type: 'none', schemaOrg: null, availability: null, file: null } as MaterialAction;
    const book = materialJsonLd({ title: 'A', locale: 'de' }, nothing, PLACE);
    expect(book).toMatchObject({ '@type': 'Book' });
    expect(book).not.toHaveProperty('offers');
    expect(materialJsonLd({ title: 'A', locale: 'de' }, outOfPrint, PLACE)['@type']).toEqual(['Book', 'Product']);
  });
  it('promises no day that has passed', () => {
    const announced = (expectedOn: string) =>
      offersOf({
        ...outOfPrint,
        type: 'announce',
        availability: 'reprinting',
        schemaOrg: 'https://schema.org/OutOfStock',
        file: null,
        expectedOn,
      })[0]?.availabilityStarts;
    expect([announced('2031-05-01'), announced('2031-05-02')]).toEqual([undefined, '2031-05-02']);
  });
  it('never offers as a pre-order what nobody can order, in no state', () => {
    fc.assert(
      fc.property(fc.constantFrom(...AVAILABILITIES), fc.boolean(), (availability, hasFile) => {
        const action = {
          ...outOfPrint,
          type: 'none',
          availability,
          schemaOrg: schemaOrgOf(availability, false),
          file: hasFile ? FILE : null,
        } as MaterialAction;
        const { '@type': type, offers = [] } = materialJsonLd({ title: 'A', locale: 'de' }, action, PLACE);
        expect(JSON.stringify(offers)).not.toContain('PreOrder');
        expect(Array.isArray(type)).toBe((offers as unknown[]).length > 0);
      })
    );
  });
  it('writes prices as they are printed', () => {
    expect(offersOf(outOfPrint, 0.1 + 0.2)[0]?.price).toBe(0.3);
    expect(offersOf(outOfPrint, '2.50')[0]?.price).toBe(2.5);
    expect(offersOf(outOfPrint, 'free').map(({ price }) => price)).toEqual([0]); // the PDF alone
    expect(
      materialJsonLd({ title: 'A', locale: 'de', price: 99.6, currency: 'JPY' }, outOfPrint, PLACE).offers
    ).toMatchObject([{ price: 100 }, { price: 0 }]);
  });
  it('leaves whole addresses as they are', () => {
    const file = { ...FILE, url: 'https://files.example.org/a.pdf' };
    expect(offersOf({ ...outOfPrint, file })[1]).toMatchObject({ url: 'https://files.example.org/a.pdf' });
  });
  it('cannot end the script element that it stands in', () => {
    const text = jsonForScript({ name: '</script><script>alert(1)</script>&\u2028' });
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(text)).toEqual({ name: '</script><script>alert(1)</script>&\u2028' });
  });
});
