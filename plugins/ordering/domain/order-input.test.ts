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

describe('an address', () => {
  const problemsOf = (recipient: object) => {
    const parsed = parseOrder({ ...valid, recipient: { ...valid.recipient, ...recipient } });
    return parsed.ok ? [] : parsed.problems.map(({ path, code }) => `${path.join('.')} ${code}`);
  };

  it.each([
    ['Hong Kong has no postal codes', { country: 'HK', postalCode: undefined }, []],
    ['nor have the Emirates, and an empty field is none', { country: 'AE', postalCode: '' }, []],
    ['what people write there all the same stays', { country: 'HK', postalCode: '999077' }, []],
    ['Germany has some', { postalCode: '' }, ['recipient.postalCode required']],
    ['of five digits', { postalCode: '1234' }, ['recipient.postalCode postal-code']],
    ['with the country before them', { postalCode: 'D-12345' }, []],
    ['Britain’s have letters', { country: 'GB', postalCode: 'sw1a 1aa' }, []],
    ['the Netherlands’ too', { country: 'NL', postalCode: '1012 AB' }, []],
  ])('%s', (_, recipient, problems) => expect(problemsOf(recipient)).toEqual(problems));

  it.each([
    ['jörg@müller.example', true],
    ['"ada beispiel"@example.org', true],
    ["o'brien+order@example.org", true],
    ['"ada@example.org x"@example.net', false],
    ['ada@example', false],
    ['ada@example.org, bert@example.org', false],
  ])('of an e-mail: %s is one: %s', (email, is) =>
    expect(problemsOf({ email })).toEqual(is ? [] : ['recipient.email email'])
  );

  it.each(['\u3164', '\u200b\u200d', '\u2800', '\u115f\u1160', '…'])('is no name that shows nothing: %j', (name) => {
    expect(problemsOf({ name })).toEqual(['recipient.name unreadable']);
  });

  it.each(['李', 'Ada \u200d', 'Müller-Lüdenscheidt', 'عائشة', '7'])('has names of all languages: %s', (name) =>
    expect(problemsOf({ name })).toEqual([])
  );

  it('is not turned around on the packing list', () => {
    expect(problemsOf({ name: 'Ada \u202eteertS' })).toEqual(['recipient.name one-line']);
  });

  it('says everything that is wrong at once, and what is right of the rest', () => {
    const parsed = parseOrder({ lines: valid.lines, recipient: { country: 'DE', email: 'x', postalCode: 'ABC' } });
    expect(parsed).toMatchObject({ ok: false, part: { lines: valid.lines, country: 'DE' } });
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path.join('.')).sort()).toEqual([
      'recipient.city',
      'recipient.email',
      'recipient.name',
      'recipient.postalCode',
      'recipient.street',
    ]);
  });
});
