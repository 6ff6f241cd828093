import { publicUrl } from './public-url';

describe('PUBLIC_URL', () => {
  it.each([
    ['', ''],
    ['https://www.example.org', 'https://www.example.org'],
    ['https://www.example.org/', 'https://www.example.org'],
    ['http://127.0.0.1:1337', 'http://127.0.0.1:1337'],
  ])('“%s” is taken as “%s”', (given, expected) => expect(publicUrl(given)).toBe(expected));

  it.each(['https://www.example.org/shop', 'https://www.example.org/?a=b', 'https://me@www.example.org'])(
    '“%s” is refused, with the way out',
    (given) => expect(() => publicUrl(given)).toThrow(/must end with the host.*PUBLIC_URL=https:\/\/order\.www/)
  );

  it.each(['www.example.org', '/shop', 'ftp://www.example.org'])('“%s” is no address', (given) =>
    expect(() => publicUrl(given)).toThrow(/must be a whole address/)
  );
});
