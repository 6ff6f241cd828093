import { nextDayChange } from './day-change';
import { changedBy, SEPARATOR } from './dependency';
import { isPlainRead } from './graphql-question';
import { chooseEncoding, hasAlready } from './negotiation';
import { createHeaderCheck, isPublic, keyOf, kindOf, questionIn, tellsApart } from './question';

const rules = { apiPrefix: '/api/', graphqlPath: '/graphql', longestUrl: 100, largestBody: 50 };
const asked = (url: string, headers: Record<string, string> = {}, method = 'GET') => ({ method, url, headers });

describe('a question', () => {
  it.each([
    ['/api/materials', {}, 'GET', 'rest'],
    ['/api/materials', {}, 'HEAD', 'rest'],
    ['/api/materials', {}, 'DELETE', null],
    ['/api/materials', { authorization: 'Bearer x' }, 'GET', null],
    ['/api/materials', { cookie: 'a=b' }, 'GET', null],
    ['/api/materials', { range: 'bytes=0-1' }, 'GET', null],
    [`/api/${'x'.repeat(100)}`, {}, 'GET', null],
    ['/admin/users', {}, 'GET', null],
    ['/graphql', { 'content-length': '20' }, 'POST', 'graphql-post'],
    ['/graphql', { 'content-length': '51' }, 'POST', null],
    ['/graphql', { 'transfer-encoding': 'chunked' }, 'POST', null],
    ['/graphql?query={a}', {}, 'GET', 'graphql-get'],
  ])('%s with %j by %s is %s', (url, headers, method, kind) => {
    expect(kindOf(asked(url, headers as Record<string, string>, method), rules)).toBe(kind);
  });

  it.each([
    ['/api/materials', true],
    ['/API/materials', true],
    ['http://cms.example.org/api/materials', true],
    ['/GraphQL?query={a}', true],
    ['/admin/init', false],
    ['/uploads/heft.pdf', false],
  ])('%s is a public one: %s', (url, expected) => expect(isPublic(asked(url), rules)).toBe(expected));

  it.each([
    [{ host: 'a', 'user-agent': 'b', 'sec-ch-ua': 'c', 'cf-ray': 'd' }, null],
    [{ host: 'a', 'x-api-key': 'b' }, 'x-api-key'],
    [{ host: 'a', 'x-own': 'b' }, null],
    [{ 'apollo-federation-include-trace': 'ftv1' }, 'apollo-federation-include-trace'],
  ] as [Record<string, string>, string | null][])('with %j has a header that may matter: %s', (headers, strange) => {
    expect(createHeaderCheck(['x-own'])('graphql-post', headers)).toBe(strange);
  });

  it.each([
    ['rest', 'Origin, Accept-Encoding', true],
    ['rest', '', true],
    ['rest', 'Accept-Language', false],
    ['rest', '*', false],
    ['graphql-get', 'Accept', true],
  ] as const)('as %s, an answer that varies by “%s” is told apart: %s', (kind, vary, expected) =>
    expect(tellsApart(kind, vary)).toBe(expected)
  );

  it('has a name of its own for every way of sending it', () => {
    const names = [
      asked('/api/a?x=1&y=2'),
      asked('/api/a?y=2&x=1'),
      asked('/api/a?x=1,y=2'),
      asked('/api/a?x=1&y=2', { host: 'a' }),
      asked('/api/a?x=1&y=2', { origin: 'a' }),
      asked('/api/a?x=1&y=2', { 'x-forwarded-host': 'a' }),
    ].map((question) => keyOf('rest', question));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the name of an answer', () => {
  it.each([
    ['rest', '/api/materials?locale=de', '', '/api/materials?locale=de'],
    ['graphql-get', `/graphql?query=${encodeURIComponent('{ a }')}`, '', '{ a }'],
    ['graphql-post', '/graphql', Buffer.from('{"query":"{\\n  ä }"}').toString('latin1'), '{ ä }'],
    ['graphql-post', '/graphql', 'no JSON', '/graphql'],
  ] as const)('says what was asked: %s %s', (kind, url, body, question) => {
    const key = keyOf(kind, asked(url, { host: 'cms.example.org' }), body) ?? '';
    expect(questionIn(key)).toEqual({ kind, question });
  });
});

describe('a GraphQL question', () => {
  it.each([
    ['{ a }', true],
    ['query A { a } query B { b }', true],
    ['query A { a } mutation B { b }', false],
    ['mutation { a }', false],
    ['subscription { a }', false],
    ['{ __schema { types { name } } }', false],
    ['{ a', false],
  ])('%s: %s', (query, is) => expect(isPlainRead({ query })).toBe(is));

  it('is none as a batch or without its text', () => {
    expect(isPlainRead([{ query: '{ a }' }])).toBe(false);
    expect(isPlainRead({ extensions: { persistedQuery: {} }, query: '{ a }' })).toBe(false);
    expect(isPlainRead(null)).toBe(false);
  });
});

describe('packing and having already', () => {
  it.each([
    [undefined, 'identity'],
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['gzip;q=0', 'identity'],
    ['gzip, BR;Q=0.0', 'gzip'],
  ])('%s gets %s', (accept, encoding) => expect(chooseEncoding(accept)).toBe(encoding));

  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    [undefined, false],
  ])('%s: %s', (header, has) => expect(hasAlready(header, '"a"')).toBe(has));
});

describe('the next day', () => {
  it.each([
    ['Europe/Berlin', '2026-07-01T21:59:59Z', '2026-07-01T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-24T22:30:00Z', '2026-10-25T23:00:00.000Z'], // a day of 25 hours
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00.000Z'], // a day of 23 hours
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01T18:15:00.000Z'],
  ])('in %s after %s begins at %s', (zone, now, next) => {
    expect(new Date(nextDayChange(zone, Date.parse(now))).toISOString()).toBe(next);
  });
});

describe('a change', () => {
  it('is said for the table and for each value that the row had or has', () => {
    const keys = ['id=1', 'slug=a', 'id=1', 'slug=b', '~'].join(SEPARATOR);
    expect([...(changedBy([{ source: 'materials', keys }]) ?? [])]).toEqual([
      'materials',
      'materials.id=1',
      'materials.slug=a',
      'materials.slug=b',
      'materials~',
      'materials#',
    ]);
  });

  it('of how many there are is said when a row comes or goes', () => {
    const keys = ['id=1', '#'].join(SEPARATOR);
    expect([...(changedBy([{ source: 'materials', keys }]) ?? [])]).toEqual([
      'materials',
      'materials.id=1',
      'materials#',
    ]);
  });

  it('could be anything when a table was emptied', () => {
    expect(changedBy([{ source: 'materials', keys: '*' }])).toBeNull();
  });
});
