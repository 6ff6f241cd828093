import { setTimeout as pause } from 'node:timers/promises';

import { createClient, isConcerned, keysOf, type Change } from '@inprint/client';
import { change as changeSchema } from '@inprint/client/schemas';
import type { Browser } from 'playwright-core';

import { openBrowser } from '../browser/chromium';
import { makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const LIVE = { RESPONSE_CACHE: 'on', LIVE_CHANGES: 'true', LIVE_HEARTBEAT_SECONDS: '1' };
const ADDRESS = '/api/response-cache/changes';

/** What a listener heard, and when. */
interface Heard {
  readonly change: Change;
  readonly at: number;
}

interface Listener {
  readonly status: number;
  readonly headers: Headers;
  readonly heard: Heard[];
  /** All that came, as it came. */
  readonly text: () => string;
  /** Waits until something was heard that these keys are concerned by; the time at which it was. */
  readonly untilConcerned: (keys: readonly string[] | null, since: number) => Promise<number>;
  /** Settles when the server ended the stream: `cut` where the connection broke. */
  readonly ended: Promise<'ended' | 'cut'>;
  readonly leave: () => void;
}

/** Listens as any program would that knows server-sent events. */
const listen = async (url: string, headers: Record<string, string> = {}): Promise<Listener> => {
  const leaving = new AbortController();
  const answer = await fetch(url + ADDRESS, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: leaving.signal,
  });
  const heard: Heard[] = [];
  let all = '';
  const read = async (): Promise<'ended' | 'cut'> => {
    const decoder = new TextDecoder();
    let open = '';
    try {
      for await (const chunk of answer.body ?? []) {
        const text = decoder.decode(chunk as Uint8Array, { stream: true });
        all += text;
        const events = (open + text).split('\n\n');
        open = events.pop() ?? '';
        for (const event of events) {
          const [, data] = /^event: change\ndata: (.*)$/.exec(event) ?? [];
          if (data) heard.push({ change: changeSchema.parse(JSON.parse(data)), at: performance.now() });
        }
      }
      return 'ended';
    } catch {
      return 'cut';
    }
  };
  return {
    status: answer.status,
    headers: answer.headers,
    heard,
    text: () => all,
    async untilConcerned(keys, since) {
      for (;;) {
        const found = heard.find(({ change, at }) => at >= since && isConcerned(keys, change));
        if (found) return found.at;
        if (performance.now() - since > 10_000) throw new Error(`Nothing was heard of it in 10 s: ${all}`);
        await pause(10);
      }
    },
    ended: answer.ok ? read() : Promise.resolve('ended'),
    leave: () => leaving.abort(),
  };
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const since = performance.now();
  while (!(await holds())) {
    if (performance.now() - since > 10_000) throw new Error('It did not come to be in 10 s.');
    await pause(20);
  }
};

describe('a portal that nobody told to tell', () => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await startInstance({ env: { RESPONSE_CACHE: 'on' } });
  });
  afterAll(() => instance.stop());

  it('tells nobody what changed, names no keys, and does not describe it', async () => {
    const material = await makeMaterial(instance);
    const { status, body } = await instance.asReader(ADDRESS, { headers: { accept: 'text/event-stream' } });
    expect([status, body.error.message]).toEqual([404, expect.stringContaining('live')]);
    const answer = await instance.asReader(`/api/materials/${material}`);
    expect([answer.status, answer.headers.get('inprint-keys')]).toEqual([200, null]);
    const { body: description } = await instance.asReader('/api/openapi.json');
    expect(Object.keys(description.paths as object)).not.toContain('/response-cache/changes');
  });
});

onEveryDatabase('a page that is told at once what changed', (kind) => {
  let writer: Instance;
  let reader: Instance;
  let listener: Listener;
  beforeAll(async () => {
    writer = await startInstance({ database: kind, env: LIVE });
    const url = await writer.run(() => process.env.DATABASE_URL ?? '');
    // SQLite has one server.
    reader = kind === 'sqlite' ? writer : await startInstance({ database: kind, env: { ...LIVE, DATABASE_URL: url } });
    listener = await listen(reader.url, { origin: 'https://www.example.org' });
  });
  afterAll(async () => {
    listener?.leave();
    if (reader !== writer) await reader?.stop();
    await writer?.stop();
  });

  const keysAt = async (address: string): Promise<readonly string[]> => {
    const answer = await fetch(reader.url + address);
    expect(answer.status).toBe(200);
    return keysOf(answer) ?? [];
  };

  it('may be of any origin, and nobody on the way keeps or holds up what comes', async () => {
    expect(listener.status).toBe(200);
    expect(listener.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(listener.headers.get('cache-control')).toBe('no-store');
    expect(listener.headers.get('access-control-allow-origin')).toBe('*');
    expect(listener.headers.get('x-accel-buffering')).toBe('no');
    const material = await makeMaterial(writer);
    const answer = await reader.asReader(`/api/availability?materials=${material}`, {
      headers: { origin: 'https://www.example.org' },
    });
    expect(answer.headers.get('access-control-expose-headers')).toContain('Inprint-Keys');
    const etag = answer.headers.get('etag') ?? '';
    const again = await reader.asReader(`/api/availability?materials=${material}`, {
      headers: { origin: 'https://www.example.org', 'if-none-match': etag },
    });
    expect([again.status, again.headers.get('inprint-keys')]).toEqual([304, answer.headers.get('inprint-keys')]);
  });

  it('hears within 2 s of a write on the other server, in the keys of the answers that changed and of no others', async () => {
    const [changed, other] = [await makeMaterial(writer, { title: 'Heft' }), await makeMaterial(writer)];
    const stock = await makeStock(writer, changed, { quantity: 3 });
    await makeStock(writer, other, { quantity: 3 });
    const addresses = [
      `/api/availability?materials=${changed}&locale=de`,
      `/api/materials/${changed}`,
      '/api/materials/slug/heft',
      '/api/materials',
    ];
    const shown = await Promise.all(addresses.map(keysAt));
    const notConcerned = await keysAt(`/api/availability?materials=${other}&locale=de`);
    await pause(500); // what was written above has been told

    const since = performance.now();
    await write(writer, `/api/stock-statuses/${stock}`, { availability: 'out-of-print' });
    const written = performance.now();
    for (const keys of shown) {
      expect(keys.length).toBeGreaterThan(1);
      expect((await listener.untilConcerned(keys, since)) - written).toBeLessThan(2000);
    }
    const told = listener.heard.filter(({ at }) => at >= since);
    expect(told.filter(({ change }) => isConcerned(notConcerned, change))).toEqual([]);
    expect(listener.text()).not.toMatch(new RegExp(`${changed}|stock_status|materials`));
  });

  it('hears of writes by SQL, too, and of what was taken back nothing', async () => {
    const material = await makeMaterial(writer);
    const stock = await makeStock(writer, material, { quantity: 3 });
    const keys = await keysAt(`/api/availability?materials=${material}&locale=de`);
    await pause(500);
    const before = performance.now();
    await writer.run(async (strapi, id) => {
      await strapi.db
        .transaction(async ({ trx }) => {
          await strapi.db
            .connection('stock_statuses')
            .transacting(trx)
            .where({ document_id: id })
            .update({ quantity: 1 });
          throw new Error('taken back');
        })
        .catch(() => {});
    }, stock);
    await pause(800);
    expect(listener.heard.filter(({ at, change }) => at >= before && isConcerned(keys, change))).toEqual([]);
    const since = performance.now();
    await writer.run(async (strapi, id) => {
      await strapi.db.connection('stock_statuses').where({ document_id: id }).update({ quantity: 0 });
    }, stock);
    expect((await listener.untilConcerned(keys, since)) - since).toBeLessThan(2000);
  });

  it('gets a sign of life, so that nobody on the way takes the connection for dead', async () => {
    const before = listener.text().split('\n:\n\n').length;
    await until(() => listener.text().split('\n:\n\n').length > before);
  });
});

describe('listeners', () => {
  let instance: Instance;
  const open: Listener[] = [];
  beforeAll(async () => {
    instance = await startInstance({
      env: { ...LIVE, LIVE_MAX_CONNECTIONS: '4', LIVE_MAX_PER_CLIENT: '3', TRUST_PROXY: '1', RATE_LIMIT: 'on' },
    });
  });
  afterAll(() => instance.stop());

  const from = (address: string) => listen(instance.url, { 'x-forwarded-for': address });

  it('are so many of one client and of all, and whoever comes then is told when to come back', async () => {
    for (const address of ['203.0.113.1', '203.0.113.1', '203.0.113.1']) open.push(await from(address));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
    const fourth = await from('203.0.113.1');
    expect([fourth.status, fourth.headers.get('retry-after')]).toEqual([503, '30']);
    open.push(await from('203.0.113.2'));
    expect(open.at(-1)?.status).toBe(200);
    expect((await from('203.0.113.3')).status).toBe(503);
  });

  it('make room when they leave, and hold up nobody who reads from the same place', async () => {
    const { status } = await instance.asReader('/api/materials', { headers: { 'x-forwarded-for': '203.0.113.1' } });
    expect(status).toBe(200);
    open.shift()?.leave();
    await until(async () => {
      const next = await from('203.0.113.9');
      if (next.status === 200) open.push(next);
      return next.status === 200;
    });
  });

  it('are let go in order when the server goes, which does not wait for them', async () => {
    const since = performance.now();
    expect(await instance.terminate()).toBe(0);
    expect(performance.now() - since).toBeLessThan(5000);
    expect(await Promise.all(open.map(({ ended }) => ended))).toEqual(open.map(() => 'ended'));
    expect(instance.log()).not.toMatch(/were not answered/);
  });
});

describe('<material-action live>', () => {
  let browser: Browser;
  let instance: Instance;
  beforeAll(async () => {
    [browser, instance] = await Promise.all([openBrowser(), startInstance({ env: LIVE })]);
  });
  afterAll(async () => {
    await browser?.close();
    await instance?.stop();
  });

  it('turns on the portal’s own pages within moments, over one connection, while the page is seen', async () => {
    const materials = [await makeMaterial(instance), await makeMaterial(instance)];
    const stocks = [];
    for (const material of materials) stocks.push(await makeStock(instance, material, { availability: 'in-stock' }));
    const page = await browser.newPage();
    const connections: string[] = [];
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes(ADDRESS)) connections.push(request.url());
      if (request.url().includes('/api/availability?')) asked += 1;
    });
    await page.goto(`${instance.url}/de/materials`);
    const states = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('material-action')].map((element) => element.dataset.state)
      );
    await until(async () => connections.length > 0 && (await states()).every((state) => state === 'ready'));
    await pause(1000); // what is asked when the connection stands has been answered
    const before = asked;

    const since = performance.now();
    await write(instance, `/api/stock-statuses/${stocks[0]}`, { availability: 'out-of-print' });
    await page
      .locator(`material-action[document-id="${materials[0]}"] .material-action__button[data-type="order"]`)
      .waitFor({ state: 'detached', timeout: 5000 });
    expect(performance.now() - since).toBeLessThan(3000);
    expect(
      await page.locator(`material-action[document-id="${materials[1]}"] [data-type="order"]`).count()
    ).toBeGreaterThan(0);
    expect([connections.length, asked - before]).toEqual([1, 1]);
    await page.close();
  });

  it('is there for frontends without the element, too', async () => {
    const material = await makeMaterial(instance);
    const stock = await makeStock(instance, material, { availability: 'in-stock' });
    // Node 20 has no EventSource; the client is for browsers there.
    expect(typeof createClient({ origin: instance.url }).listen).toBe('function');
    const page = await browser.newPage();
    await page.goto(`${instance.url}/de/`);
    const heard = page.evaluate(
      ({ address, id }) =>
        new Promise<number>((resolve) => {
          const source = new EventSource(address);
          source.onopen = async () => {
            const keys = ((await fetch(`/api/materials/${id}`)).headers.get('inprint-keys') ?? '').split(' ');
            source.addEventListener('change', ({ data }: MessageEvent<string>) => {
              const change = JSON.parse(data) as { keys: string[] };
              if (change.keys.some((key) => keys.includes(key))) resolve(Date.now());
            });
            document.title = 'listening';
          };
        }),
      { address: ADDRESS, id: material }
    );
    await page.waitForFunction(() => document.title === 'listening');
    const since = Date.now();
    await write(instance, `/api/stock-statuses/${stock}`, { availability: 'out-of-print' });
    expect((await heard) - since).toBeLessThan(2000);
    await page.close();
  });
});
