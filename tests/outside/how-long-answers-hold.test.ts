import { makeMaterial } from '../support/content';
import { startInstance, type Instance } from '../support/instance';

interface Layer {
  readonly path: string;
  readonly methods: readonly string[];
}

/** Every address that Strapi and the plugins answer reads at, with something in the place of parameters. */
const readsOf = ({ run }: Instance): Promise<string[]> =>
  run((strapi) => {
    const layers = strapi.server.listRoutes() as unknown as Layer[];
    const paths = layers.filter(({ methods }) => methods.includes('GET')).map(({ path }) => path);
    return [
      ...new Set(paths.map((path) => path.replace(/:\w+\??/g, 'x').replace(/\(\.\*\)|\(\.\+\)|\*/g, 'x'))),
    ].sort();
  });

const AT_ONCE = 20;
const HOLDS = /no-store|no-cache|max-age=\d+/;

describe.each(['on', 'off'])('every answer to a read says how long it holds, with RESPONSE_CACHE=%s', (setting) => {
  let server: Instance;
  let material: string;

  beforeAll(async () => {
    server = await startInstance({ env: { RESPONSE_CACHE: setting } });
    material = await makeMaterial(server);
  }, 240_000);
  afterAll(() => server.stop());

  const ask = (address: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(server.url + address, { headers, redirect: 'manual' });

  it('on every route that there is, and beside them', async () => {
    const reads = await readsOf(server);
    expect(reads.length).toBeGreaterThan(100);
    const beside = [
      '/',
      '/index.html',
      '/api/nothing',
      '/nothing',
      '/uploads/nothing.pdf',
      '/favicon.ico',
      '/graphql?query={__typename}',
    ];
    const silent: string[] = [];
    const guessed: string[] = [];
    const look = async (address: string): Promise<void> => {
      const answer = await ask(address);
      await answer.arrayBuffer();
      const holds = answer.headers.get('cache-control') ?? '';
      if (!HOLDS.test(holds)) silent.push(`${address}: ${answer.status} ${holds}`);
      if (answer.status >= 400 && holds !== 'no-store') guessed.push(`${address}: ${answer.status} ${holds}`);
    };
    const addresses = [...reads, ...beside];
    for (let from = 0; from < addresses.length; from += AT_ONCE)
      await Promise.all(addresses.slice(from, from + AT_ONCE).map(look));
    expect(silent).toEqual([]);
    expect(guessed).toEqual([]);
  });

  it('no answer allows an origin without a name, whoever asks, by whichever method', async () => {
    const empty: string[] = [];
    const allowed = new Set<string | null>();
    const look = async (address: string): Promise<void> => {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        for (const origin of [null, 'https://www.example.org', 'null']) {
          const headers: Record<string, string> = origin === null ? {} : { origin };
          const answer = await fetch(server.url + address, { method, headers, redirect: 'manual' });
          await answer.arrayBuffer();
          const value = answer.headers.get('access-control-allow-origin');
          allowed.add(value);
          if (value !== null && value.trim() === '') empty.push(`${method} ${address} from ${origin}`);
        }
      }
    };
    const addresses = [
      ...(await readsOf(server)),
      '/api/nothing',
      '/nothing',
      `/api/materials/${material}`,
      '/api/topics',
    ];
    for (let from = 0; from < addresses.length; from += AT_ONCE)
      await Promise.all(addresses.slice(from, from + AT_ONCE).map(look));
    expect(empty).toEqual([]);
    expect(allowed).toEqual(new Set([null, '*']));
  });

  it('what is read for pages is asked for again each time, or kept by nobody', async () => {
    const addresses = [
      '/api/materials',
      `/api/materials/${material}`,
      `/api/availability?materials=${material}&locale=de`,
      `/api/availability/${material}/json-ld?locale=de`,
      `/graphql?query=${encodeURIComponent('{ materials { title action { type } } }')}`,
    ];
    for (const address of addresses) {
      const headers = { 'content-type': 'application/json' };
      const first = await ask(address, headers);
      expect([address, first.status]).toEqual([address, 200]);
      if (setting === 'off') {
        expect(first.headers.get('cache-control')).toMatch(/^(no-store|public, max-age=0, must-revalidate)$/);
        continue;
      }
      expect([address, first.headers.get('cache-control')]).toEqual([address, 'public, max-age=0, must-revalidate']);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      const again = await ask(address, { ...headers, 'if-none-match': etag });
      expect([address, again.status, again.headers.get('etag')]).toEqual([address, 304, etag]);
    }
  });

  it('headers of proxies do not stop it from being kept', async () => {
    if (setting === 'off') return;
    const hits = () =>
      server.run(
        (strapi) =>
          (strapi.plugin('response-cache').service('cache').report() as { counts: { hits: number } }).counts.hits
      );
    const proxies = {
      'x-varnish': '32770',
      via: '1.1 varnish',
      'x-forwarded-for': '203.0.113.7',
      'x-cache': 'MISS',
      'cf-ray': '1',
      'akamai-origin-hop': '2',
      'x-haproxy-id': '7',
    };
    await (await ask('/api/topics', proxies)).arrayBuffer();
    const before = await hits();
    await (await ask('/api/topics', { ...proxies, 'x-varnish': '32771' })).arrayBuffer();
    expect(await hits()).toBe(before + 1);
  });
});
