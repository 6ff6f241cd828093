import { isAt, isBelow } from './addresses';

it.each([
  ['/graphql', '/graphql', true],
  ['/graphql/', '/graphql', true],
  ['/GraphQL', '/graphql', true],
  ['/graphql/x', '/graphql', false],
  ['/graphqlx', '/graphql', false],
  ['/', '/', true],
])('%s is at %s: %s', (path, address, expected) => expect(isAt(path, address)).toBe(expected));

it.each([
  ['/api', '/api', true],
  ['/API/Topics/', '/api', true],
  ['/api/topics', '/api/topics', true],
  ['/apiary', '/api', false],
])('%s is below %s: %s', (path, address, expected) => expect(isBelow(path, address)).toBe(expected));
