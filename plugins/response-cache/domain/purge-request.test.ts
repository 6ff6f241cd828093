import { EVERYTHING } from './cache-keys';
import { PURGE_KINDS, purgeRequests } from './purge-request';

describe('the requests that outdate keys', () => {
  it('are a header for Varnish and Fastly', () => {
    expect(purgeRequests('surrogate-key', ['a', 'b'])).toEqual([{ headers: { 'surrogate-key': 'a b' }, body: null }]);
  });

  it('are tags for Cloudflare, no more at once than it takes', () => {
    const keys = Array.from({ length: 70 }, (_one, index) => `k${index}`);
    const tags = purgeRequests('cache-tag', keys).map(
      ({ body }) => (JSON.parse(body ?? '') as { tags: string[] }).tags
    );
    expect(tags.map(({ length }) => length)).toEqual([30, 30, 10]);
    expect(tags.flat()).toEqual(keys);
  });

  it('are one list with “*” for everything, where somebody reads JSON', () => {
    expect(purgeRequests('json', [EVERYTHING])).toEqual([
      { headers: { 'content-type': 'application/json' }, body: '{"keys":["*"]}' },
    ]);
  });

  it.each(PURGE_KINDS)('are none for no keys: %s', (kind) => expect(purgeRequests(kind, [])).toEqual([]));
});
