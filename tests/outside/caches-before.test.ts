import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { hasNginx, hasVarnish, startNginx, startVarnish, type Cache } from '../support/caches';
import { makeMaterial, makeStock, write } from '../support/content';
import { startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

const WRITES = 50;
/** In the air while the write happens, and after what it changed was purged. */
const READS = { before: 10, after: 10 } as const;

/** The portal purges everything once more, three seconds later. */
const STILL_MS = 4_000;

/** Stands between the portal and its cache, and knows when a purge was done. */
const startRelay = async () => {
  let target: string | null = null;
  const purged: string[] = [];
  let waiting: (() => void)[] = [];
  let purgedAt = performance.now();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { 'surrogate-key': key, 'content-type': type, authorization } = request.headers;
      const headers = Object.fromEntries(
        Object.entries({ 'surrogate-key': key, 'content-type': type, authorization }).filter(([, value]) => value)
      ) as Record<string, string>;
      const hand = async (): Promise<number> =>
        target === null
          ? 204
          : (await fetch(target, { method: request.method ?? 'POST', headers, body: body === '' ? null : body }))
              .status;
      hand()
        .catch(() => 502)
        .then((status) => {
          if (status < 300) {
            const keys = key === undefined ? (JSON.parse(body) as { keys: string[] }).keys : String(key).split(' ');
            purged.push(...keys);
            purgedAt = performance.now();
          }
          response.writeHead(status).end();
          for (const look of waiting) look();
        })
        .catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    purged,
    /** What was made before is purged, and was purged once more. */
    untilStill: async () => {
      while (performance.now() - purgedAt < STILL_MS) await pause(100);
    },
    leadTo: (cache: Cache) => void (target = cache.purgeUrl),
    /** @param since so many keys were purged before */
    untilPurged: (keys: ReadonlySet<string>, since: number) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (!purged.slice(since).some((key) => keys.has(key))) return;
          waiting = waiting.filter((other) => other !== look);
          resolve();
        };
        waiting.push(look);
        look();
      }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** What a reader finds at an address: may it be ordered? */
type Read = (url: string, material: Stocked) => Promise<boolean>;

interface Stocked {
  readonly id: string;
  readonly slug: string;
  readonly stock: string;
}

const jsonOf = async (address: string): Promise<unknown> => {
  const answer = await fetch(address);
  expect([address, answer.status]).toEqual([address, 200]);
  return answer.json();
};

const READERS: readonly Read[] = [
  async (url, { id }) => {
    const { data } = (await jsonOf(`${url}/api/availability?materials=${id}&locale=de`)) as {
      data: { action: { type: string } }[];
    };
    return data[0]?.action.type === 'order';
  },
  async (url, { id }) => {
    const { data } = (await jsonOf(`${url}/api/materials/${id}`)) as { data: { action: { type: string } } };
    return data.action.type === 'order';
  },
  async (url, { id }) =>
    !JSON.stringify(await jsonOf(`${url}/api/availability/${id}/json-ld`)).includes('Discontinued'),
  async (url, { slug }) => /data-type="order"/.test(await (await fetch(`${url}/de/materials/${slug}`)).text()),
];

const startPortal = (env: Record<string, string>): Promise<Instance> =>
  startInstance({ env: { RESPONSE_CACHE: 'on', TRUST_PROXY: '1', ...env } });

const STATES = { true: 'in-stock', false: 'out-of-print' } as const;

const makeStocked = async (instance: Instance, slug: string, isOrderable: boolean): Promise<Stocked> => {
  const id = await makeMaterial(instance, { title: slug, slug, pdf: await uploadPdf(instance) });
  return { id, slug, stock: await makeStock(instance, id, { availability: STATES[`${isOrderable}`] }) };
};

const turn = (instance: Instance, { stock }: Stocked, isOrderable: boolean): Promise<void> =>
  write(instance, `/api/stock-statuses/${stock}`, { availability: STATES[`${isOrderable}`] });

/** What the portal names an answer about a material by. */
const keysOf = async (instance: Instance, { id }: Stocked): Promise<ReadonlySet<string>> => {
  const named = await fetch(`${instance.url}/api/availability?materials=${id}&locale=de`);
  return new Set((named.headers.get('surrogate-key') ?? named.headers.get('cache-tag') ?? '').split(/[ ,]/));
};

const many = (count: number, read: (index: number) => Promise<boolean>): Promise<boolean[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => read(index)));

interface Kind {
  readonly start: (portal: string) => Promise<Cache>;
  readonly env: Record<string, string>;
  /** Did the cache answer this itself? */
  readonly isHit: (headers: Headers) => boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  Varnish: {
    start: (portal) => startVarnish(portal),
    env: { CDN_PURGE_KIND: 'surrogate-key', CDN_PURGE_METHOD: 'PURGE' },
    isHit: (headers) => / /.test(headers.get('x-varnish') ?? ''),
  },
  nginx: {
    start: startNginx,
    env: { CDN_PURGE_TOKEN: 'for-nginx' },
    isHit: (headers) => headers.get('x-cache') === 'HIT',
  },
};
const INSTALLED: Readonly<Record<string, boolean>> = { Varnish: hasVarnish, nginx: hasNginx };

describe.each(Object.keys(KINDS))('%s before the portal, with the recipe of deploy/', (name) => {
  const { start, env, isHit } = KINDS[name] as Kind;
  if (!INSTALLED[name]) {
    it.skip(`needs ${name}`, () => {});
    return;
  }
  let relay: Awaited<ReturnType<typeof startRelay>>;
  let instance: Instance;
  let cache: Cache;
  let other: Stocked;
  const materials: Stocked[] = [];

  beforeAll(async () => {
    relay = await startRelay();
    instance = await startPortal({ CDN_PURGE_URL: relay.url, ...env });
    other = await makeStocked(instance, 'heft', true);
    for (let count = 1; count <= WRITES; count += 1) {
      materials.push(await makeStocked(instance, `heft-${count}`, count % 2 === 1));
    }
    await relay.untilStill();
    cache = await start(instance.url);
    relay.leadTo(cache);
  }, 300_000);
  afterAll(async () => {
    await cache?.stop();
    await instance?.stop();
    await relay?.stop();
  });

  it('keeps answers, and answers by itself', async () => {
    const address = `${cache.url}/api/materials/${other.id}`;
    await fetch(address).then((answer) => answer.text());
    const again = await fetch(address);
    expect(isHit(again.headers)).toBe(true);
    expect(again.headers.get('surrogate-key')).toBeNull();
    const etag = again.headers.get('etag') ?? '';
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it(`shows nothing that is outdated after the purge: ${WRITES * (READS.before + READS.after)} reads around ${WRITES} writes`, async () => {
    const keysOfOther = await keysOf(instance, other);
    let reads = 0;
    const stale: string[] = [];
    for (let count = 1; count <= WRITES; count += 1) {
      const isOrderable = count % 2 === 0;
      // Each of its own: the portal purges what it purged once more some seconds later, and that is no sign of the next write.
      const material = materials[count - 1] as Stocked;
      const own = new Set([...(await keysOf(instance, material))].filter((key) => !keysOfOther.has(key)));
      expect(own.size).toBeGreaterThan(1);
      const read = (index: number): Promise<boolean> => (READERS[index % READERS.length] as Read)(cache.url, material);
      const since = relay.purged.length;
      const inTheAir = many(READS.before, read);
      await turn(instance, material, isOrderable);
      await relay.untilPurged(own, since);
      const after = await many(READS.after, read);
      reads += after.length + (await inTheAir).length;
      after.forEach((seen, index) => {
        if (seen !== isOrderable) stale.push(`write ${count}, reader ${index % READERS.length}`);
      });
    }
    expect(reads).toBe(WRITES * (READS.before + READS.after));
    expect(stale).toEqual([]);
  }, 300_000);

  it('takes purges from the portal alone', async () => {
    const headers = { 'content-type': 'application/json' };
    const refused =
      name === 'nginx'
        ? await fetch(cache.purgeUrl, { method: 'POST', headers, body: '{"keys":["*"]}' })
        : await fetch(cache.purgeUrl, { method: 'PURGE', headers: { 'surrogate-key': 'a" || 1 == 1' } });
    expect(refused.status).toBe(name === 'nginx' ? 401 : 400);
  });
});

const withVarnish = hasVarnish ? describe : describe.skip;

withVarnish.each(['on', 'off'])('Varnish as it comes, with the response cache %s', (responseCache) => {
  let instance: Instance;
  let cache: Cache;
  let material: Stocked;
  beforeAll(async () => {
    instance = await startPortal({ RESPONSE_CACHE: responseCache });
    material = await makeStocked(instance, 'heft', true);
    cache = await startVarnish(instance.url, true);
  });
  afterAll(async () => {
    await cache?.stop();
    await instance?.stop();
  });

  it('shows no button that is gone, from the moment on that the write was answered', async () => {
    for (let count = 1; count <= 6; count += 1) {
      const isOrderable = count % 2 === 0;
      await turn(instance, material, isOrderable);
      const seen = await many(8, (index) => (READERS[index % READERS.length] as Read)(cache.url, material));
      expect(seen).toEqual(Array(8).fill(isOrderable));
    }
  });
});
