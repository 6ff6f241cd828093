import { createHash } from 'node:crypto';

import { createPersistedQueries } from './persisted-query';

const QUERY = '{ materials { title } }';
const extensionsOf = (query: string, more: object = {}): string =>
  JSON.stringify({
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
    ...more,
  });

describe('a persisted query', () => {
  it('is known by its hash once it was sent with it', () => {
    const queries = createPersistedQueries();
    const bare = { extensions: extensionsOf(QUERY), variables: '{"a":1}' };
    expect(queries.restore(bare)).toBeNull();
    expect(queries.restore({ ...bare, query: QUERY })).toEqual({
      question: { query: QUERY, variables: '{"a":1}' },
      query: null,
    });
    expect(queries.restore(bare)).toEqual({ question: { query: QUERY, variables: '{"a":1}' }, query: QUERY });
  });

  it('is not learned under a hash of another query', () => {
    const queries = createPersistedQueries();
    expect(queries.restore({ query: '{ topics { name } }', extensions: extensionsOf(QUERY) })).toBeNull();
    expect(queries.restore({ extensions: extensionsOf(QUERY) })).toBeNull();
  });

  it.each([
    ['other extensions', extensionsOf(QUERY, { trace: true })],
    ['no JSON', '{'],
    ['nothing in it', '{}'],
  ])('is left to Apollo with %s', (_name, extensions) => {
    expect(createPersistedQueries().restore({ query: QUERY, extensions })).toBeNull();
  });

  it('changes nothing where there is none', () => {
    expect(createPersistedQueries().restore({ query: QUERY })).toEqual({ question: { query: QUERY }, query: null });
  });
});
