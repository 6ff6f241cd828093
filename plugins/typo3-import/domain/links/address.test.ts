import { ownAddress, safeAddress } from './address';

describe('an address that may stand in a text', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['https://example.org/my file.pdf', 'https://example.org/my%20file.pdf'],
    ['/materials/x', '/materials/x'],
    ['mailto:info@example.org', 'mailto:info@example.org'],
    ['tel:+4930', 'tel:+4930'],
  ])('%s', (given, address) => {
    expect(safeAddress(given)).toBe(address);
  });

  it.each([
    ...[
      'javascript:alert(1)',
      'JaVaScript:alert(1)',
      'java\nscript:alert(1)',
      ' javascript:x',
      'data:text/html,x',
      'vbscript:x',
    ],
    ...[
      '//evil.example',
      '/\\evil.example',
      'ftp://example.org/a',
      'http:example.org',
      'page',
      '',
      'file:///etc/passwd',
    ],
  ])('is not %j', (given) => {
    expect(safeAddress(given)).toBeNull();
  });

  it('of an e-mail or phone needs nobody to look it up', () => {
    expect(ownAddress({ kind: 'email', address: 'a@example.org', query: 'subject=x y' })).toBe(
      'mailto:a@example.org?subject=x%20y'
    );
    expect(ownAddress({ kind: 'phone', number: '+49 30 1' })).toBe('tel:+49301');
    expect(ownAddress({ kind: 'file', uid: 1, identifier: null, anchor: null })).toBeNull();
  });
});
