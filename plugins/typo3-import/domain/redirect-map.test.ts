import { redirectLines, type RedirectLine } from './redirect-map';

const line = (some: Partial<RedirectLine>): string =>
  redirectLines({ status: 301, match: 'path', from: '/a/b', to: '/news/b', keepsQuery: false, ...some })
    .map(({ text }) => text)
    .join('');

describe('a line of the redirect map', () => {
  it('meets the path with and without its slash', () =>
    expect(line({})).toBe('  "/a/b" "/news/b";\n  "/a/b/" "/news/b";\n  "/a/b.html" "/news/b";\n'));
  it('cannot be broken out of', () => expect(line({ from: '/a"; evil$x?y' })).toBe(''));
  it('escapes what means something to nginx', () =>
    expect(line({ from: '/a"$b?c', to: '/d$e' })).toBe('  "/a\\"%24b?c" "/d%24e";\n'));
  it('meets a query as browsers send it, and as people write it', () =>
    expect(line({ from: '/a?b[c]=1', match: 'exact' })).toBe(
      '  "/a?b[c]=1" "/news/b";\n  "/a?b%5Bc%5D=1" "/news/b";\n'
    ));
  it('takes the query along before the anchor', () => {
    expect(line({ from: '/a.pdf', to: '/b#c', keepsQuery: true })).toContain('"/b$is_args$args#c"');
    expect(line({ from: '/a.pdf', to: '/b?d=1#c', keepsQuery: true })).toContain('"/b?d=1$inprint_more_args#c"');
  });
  it('lets a pattern hand its parts on', () =>
    expect(line({ from: '~^/a/(.*)$', match: 'pattern', to: 'https://b.example/$1/$x' })).toBe(
      '  "~^/a/(.*)$" "https://b.example/$1/%24x";\n'
    ));
});
