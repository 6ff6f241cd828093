import { nginxPattern, redirectOf, redirectRow, patternTest } from './redirect';

const NOW = 1_500_000_000;
const row = (values: Record<string, string>) =>
  redirectOf({ source_host: '*', source_path: '/a', target: '/b', ...values }, ['www.old.example'], NOW);

describe('a redirect of TYPO3', () => {
  it.each([
    [{}, { host: '', match: 'path', from: '/a', status: 301 }],
    [{ source_host: 'WWW.old.example' }, { host: 'www.old.example' }],
    [{ source_host: 'https://www.old.example/' }, { host: 'www.old.example' }],
    [{ source_host: 'other.example' }, 'redirect-foreign-host'],
    [{ disabled: '1' }, 'redirect-over'],
    [{ starttime: String(NOW + 1) }, 'redirect-over'],
    [{ endtime: String(NOW) }, 'redirect-over'],
    [{ endtime: String(NOW + 1) }, { match: 'path' }],
    [{ target_statuscode: '302' }, { status: 302 }],
    [{ target_statuscode: '0' }, { status: 307 }],
    [{ source_path: 'straße' }, { from: '/stra%C3%9Fe' }],
    [{ source_path: '/a?b=1' }, { match: 'exact', from: '/a?b=1' }],
    [{ respect_query_parameters: '1' }, { match: 'exact' }],
    [
      { is_regexp: '1', source_path: '#^/a/(\\d+)#i' },
      { match: 'pattern', from: '~*^/a/(\\d+)' },
    ],
    [
      { is_regexp: '1', respect_query_parameters: '1', source_path: '#^/a\\?b=#' },
      { match: 'query-pattern', from: '~^/a\\?b=' },
    ],
    [{ source_host: 'www.old.example:443' }, { host: 'www.old.example' }],
    [{ source_host: 'www.old.example:8080' }, 'redirect-foreign-host'],
    [
      { target_statuscode: '303', keep_query_parameters: '1' },
      { status: 303, keepsQuery: true },
    ],
    [{ is_regexp: '1', source_path: '#^/a(#' }, 'redirect-unreadable'],
    [{ source_path: '' }, 'redirect-unreadable'],
  ] as const)('%j', (values, expected) => {
    const found = row(values);
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatchObject(expected);
  });

  it('is read from RealURL’s own table, too', () =>
    expect(redirectRow('tx_realurl_redirects', { url: 'a/b', destination: 'c', has_moved: '1' })).toMatchObject({
      ...{ source_path: 'a/b', target: 'c', target_statuscode: '301' },
    }));

  it.each([
    ['/^a$/', '~^a$'],
    ['{^/a}', '~^/a'],
    ['^/a', null],
    ['#a#e', null],
    ['#(?<name>a)#', null],
    ['#[^]#', null],
    ['#a++#', null],
    ['#^/(?!b)a#', null],
    ['#(a)\\1#', null],
    [`#${'a'.repeat(2001)}#`, null],
  ])('reads the pattern %s as %s', (source, expected) => expect(nginxPattern(source)).toBe(expected));

  it.each([
    ['~*^/a/(\\d+)$', '/A/12', true],
    ['~^/a/(\\d+)$', '/A/12', false],
    ['~b', '/a/b/c', true],
  ])('the pattern %s meets %s: %s', (pattern, path, expected) => expect(patternTest(pattern)(path)).toBe(expected));

  it.each(['~^/(a+)+$', '~^(/a|/a/?)*$', '~(.*)*x', '~^(([a-z])+.)+[A-Z]([a-z])+$'])(
    'a pattern that somebody made to take long (%s) does not',
    (pattern) => {
      const started = process.cpuUsage();
      expect(patternTest(pattern)(`/${'a'.repeat(5000)}!`)).toBe(false);
      expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
    }
  );
});
