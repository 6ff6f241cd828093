import { fillUrl, isSafeUrl } from './url';

describe('an address that may stand in a link', () => {
  it.each(['https://example.org/a?b=c#d', 'http://example.org', 'HTTPS://EXAMPLE.ORG', '/uploads/a.pdf', '/a?b=%20'])(
    '%s may',
    (url) => expect(isSafeUrl(url)).toBe(true)
  );
  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:x',
    'java\nscript:x',
    'data:text/html,x',
    '//example.org',
    '/\\example.org',
    'https:/\\x',
    'ftp://example.org',
    'example.org',
    'https://',
    '',
    7,
    null,
    '/a b',
    '/a\u0000',
  ])('%j may not', (url) => expect(isSafeUrl(url)).toBe(false));
});

it('an address is filled with escaped values', () => {
  expect(fillUrl('/m/{slug}?l={locale}&x={none}', { slug: 'a/b?c', locale: 'de' })).toBe('/m/a%2Fb%3Fc?l=de&x=');
});
