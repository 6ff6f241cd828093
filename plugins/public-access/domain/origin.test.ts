import { allowedOrigin } from './origin';

const RULES = { readable: ['/api', '/uploads'], graphql: '/graphql', writers: ['https://www.example.org'] };
const SITE = 'https://www.example.org';
const OTHER = 'https://other.example';

it.each([
  ['GET', '/api/materials', OTHER, '*'],
  ['HEAD', '/uploads/a.pdf', OTHER, '*'],
  ['POST', '/graphql', OTHER, '*'],
  ['POST', '/api/orders', SITE, SITE],
  ['POST', '/api/orders', OTHER, null],
  ['POST', '/api/orders', 'null', null],
  ['DELETE', '/api/materials/a', OTHER, null],
  ['POST', '/admin/access-token', SITE, null],
  ['GET', '/admin/users/me', OTHER, null],
  ['GET', '/content-manager/collection-types', SITE, null],
  ['GET', '/apis', OTHER, null],
])('%s %s from %s is for %s', (method, path, origin, expected) => {
  expect(allowedOrigin({ method, path, origin }, RULES)).toBe(expected);
});
