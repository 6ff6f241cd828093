import { methodClassOf, refusalOf, requestClassOf, type Places } from './request-class';

const places: Places = {
  api: '/api',
  apiTypes: new Set(['materials', 'orders']),
  graphql: '/graphql',
  admin: new Set(['admin', 'content-manager']),
};

describe('what a request is counted under', () => {
  it.each([
    ['/api/materials?locale=de', 'api/materials'],
    ['/api/orders/a-token-that-nobody-may-see', 'api/orders'],
    ['/api/whatever-somebody-made-up', 'api/other'],
    ['/api/', 'api/other'],
    ['/apiary', 'site'],
    ['/graphql', 'graphql'],
    ['/graphql?query={a}', 'graphql'],
    ['/admin/login', 'admin'],
    ['/content-manager/collection-types', 'admin'],
    ['/uploads/a.pdf', 'uploads'],
    ['/_ready', 'health'],
    ['/', 'site'],
    ['', 'site'],
  ])('%s is %s', (url, expected) => expect(requestClassOf(url, places)).toBe(expected));

  it('is one of few methods', () => {
    expect(['GET', 'BREW', undefined].map(methodClassOf)).toEqual(['GET', 'other', 'other']);
  });
});

describe('why an answer refuses', () => {
  it.each([
    [{ error: { name: 'ValidationError', details: { code: 'too-many-copies' } } }, 'too-many-copies'],
    [{ error: { name: 'ValidationError', details: {} } }, 'ValidationError'],
    [{ error: { name: 'ValidationError', details: { code: 'what a reader sent" 1\n' } } }, 'ValidationError'],
    [{ error: { name: 'a b', details: null } }, 'other'],
    [{ data: [] }, null],
    ['text', null],
    [null, null],
  ])('%j says %s', (body, expected) => expect(refusalOf(body)).toBe(expected));
});
