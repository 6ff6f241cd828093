import fc from 'fast-check';

import { canonicalJson, isIdempotencyKey, parseOrder } from './order-input';

const valid = {
  lines: [{ material: 'a', locale: 'de', quantity: 2 }],
  recipient: {
    name: ' Ada Beispiel ',
    street: 'Beispielweg 1',
    postalCode: '12345',
    city: 'Musterstadt',
    country: 'Deutschland',
    email: 'ada@example.org',
  },
};

describe('an order as it was sent', () => {
  it('is taken with its texts trimmed and its country as a code', () => {
    const parsed = parseOrder({ ...valid, website: '' });
    expect(parsed).toMatchObject({ ok: true, value: { recipient: { name: 'Ada Beispiel', country: 'DE' } } });
  });

  it.each(['de', 'DE', 'Germany', 'Allemagne', ' deutschland '])('knows the country %s', (country) => {
    expect(parseOrder({ ...valid, recipient: { ...valid.recipient, country } })).toMatchObject({
      value: { recipient: { country: 'DE' } },
    });
  });

  it('never throws, whatever was sent, and names a field', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        const parsed = parseOrder(data);
        expect(parsed.ok || parsed.problems.length > 0).toBe(true);
      })
    );
  });
});

describe('the text of a body', () => {
  it('is the same whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null })).toBe(canonicalJson({ a: null, b: [1, { c: 2, d: 1 }] }));
    expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
  });
});

describe('an idempotency key', () => {
  it.each([
    ['3f0c2d0e-0000-4000-8000-000000000000', true],
    ['short', true],
    ['', false],
    ['with a space in it', false],
    ['x'.repeat(256), false],
    [undefined, false],
  ])('%s: %s', (key, good) => {
    expect(isIdempotencyKey(key)).toBe(good);
  });
});
