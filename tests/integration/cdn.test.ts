import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { startReceiver, type Receiver } from '../support/receiver';

onEveryDatabase('a CDN before the site', (database) => {
  let server: Instance;
  let cdn: Receiver;

  beforeAll(async () => {
    cdn = await startReceiver();
    const env = { RESPONSE_CACHE: 'on', CDN_PURGE_URL: cdn.url, CDN_PURGE_TOKEN: 'for-the-cdn' };
    server = await startInstance({ database, env });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await cdn.stop();
  });

  it('may keep answers for a year, and is told the keys of what changed', async () => {
    const [gone, other] = [await makeMaterial(server), await makeMaterial(server)];
    const stock = await makeStock(server, gone, { quantity: 1 });
    const keysOf = async (id: string): Promise<readonly string[]> => {
      const { headers } = await server.asReader(`/api/materials/${id}`);
      expect(headers.get('cache-control')).toBe('public, max-age=0, s-maxage=31536000, must-revalidate');
      return (headers.get('surrogate-key') ?? '').split(' ');
    };
    const [keysOfGone, keysOfOther] = [await keysOf(gone), await keysOf(other)];
    // What was purged for the writes above is purged once more, and then all is quiet.
    let before = -1;
    while (before !== cdn.received.length) {
      before = cdn.received.length;
      await new Promise((resolve) => setTimeout(resolve, 4000));
    }
    await server.run(
      (strapi, id) =>
        strapi.db
          .connection('stock_statuses')
          .where({ document_id: id })
          .update({ quantity: 0 })
          .then(() => 0),
      stock
    );
    await cdn.untilReceived(before + 1);
    const purged = cdn.received.slice(before).flatMap(({ body }) => (JSON.parse(body) as { keys: string[] }).keys);
    expect(keysOfGone.some((key) => purged.includes(key))).toBe(true);
    expect(keysOfOther.filter((key) => purged.includes(key))).toEqual([]);
    expect(cdn.received[before]?.headers.authorization).toBe('Bearer for-the-cdn');
    // Once more, for an answer that was on its way to the CDN meanwhile.
    await cdn.untilReceived(before + 2);
  }, 30_000);
});

describe('a CDN that knows tags, as Cloudflare does', () => {
  let server: Instance;
  let cdn: Receiver;

  beforeAll(async () => {
    cdn = await startReceiver();
    const env = {
      ...{ RESPONSE_CACHE: 'on', CDN_PURGE_URL: cdn.url, CDN_PURGE_KIND: 'cache-tag' },
      ...{ CDN_PURGE_TOKEN: 'for-the-cdn', CDN_PURGE_TOKEN_HEADER: 'X-Auth-Key' },
    };
    server = await startInstance({ env });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await cdn.stop();
  });

  it('reads an answer’s tags, and is told those of what changed, at most thirty at once', async () => {
    const material = await makeMaterial(server);
    const { headers } = await server.asReader(`/api/materials/${material}`);
    const tags = (headers.get('cache-tag') ?? '').split(',');
    expect(tags.length).toBeGreaterThan(1);
    expect(headers.get('surrogate-key')).toBeNull();
    const told = (): string[][] => cdn.received.map(({ body }) => (JSON.parse(body) as { tags: string[] }).tags);
    await makeStock(server, material, { availability: 'out-of-print' });
    for (let waits = 0; waits < 100 && !told().some((some) => some.some((tag) => tags.includes(tag))); waits += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told().flat()).toEqual(expect.arrayContaining([expect.stringMatching(tags.join('|'))]));
    expect(Math.max(...told().map(({ length }) => length))).toBeLessThanOrEqual(30);
    expect(cdn.received.map(({ headers: sent }) => sent['x-auth-key'])).toContain('for-the-cdn');
  }, 30_000);
});
