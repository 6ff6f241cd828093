import { startReceiver, type Receiver } from '../../../../tests/support/receiver';
import type { Cache } from './cache';
import { createPurge } from './purge';
import { cacheKeysOf } from './key-header';
import type { Strapi } from './strapi';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

describe('what a CDN is told', () => {
  let cdn: Receiver;
  let change: Parameters<Cache['whenChanged']>[0];
  let works: readonly { readonly milliseconds: number; readonly work: () => void }[];

  let strapi: object;
  const purgeTo = (url: string) => ({ url, kind: 'json' as const, method: 'POST' as const, headers: {} });

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'], now: Date.UTC(2031, 0, 1, 12) });
    cdn = await startReceiver();
    strapi = {
      log: { warn: () => {} },
      config: { get: (name: string) => (name === 'server.app.keys' ? ['key'] : { timeZone: 'Europe/Berlin' }) },
    };
    const cache = { poll: () => true, whenChanged: (listener: typeof change) => void (change = listener) };
    works = createPurge(strapi as unknown as Strapi, cache as unknown as Cache, purgeTo(cdn.url));
    for (const { milliseconds, work } of works) setInterval(work, milliseconds);
  });
  afterEach(async () => {
    jest.useRealTimers();
    await cdn.stop();
  });

  const keys = (): string[] => cdn.received.map(({ body }) => (JSON.parse(body) as { keys: string[] }).keys.join(' '));
  /** Lets time pass, with pauses in which answers arrive. */
  const pass = async (milliseconds: number): Promise<void> => {
    for (let passed = 0; passed < milliseconds; passed += SECOND) {
      jest.advanceTimersByTime(SECOND);
      const before = cdn.received.length;
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      if (cdn.received.length > before)
        for (let turn = 0; turn < 200; turn += 1) await new Promise((go) => setImmediate(go));
    }
  };

  it('is what changed, twice', async () => {
    change(new Set(['materials', 'materials.id=5']), false);
    await pass(5 * SECOND);
    const { keyOf } = cacheKeysOf(strapi as unknown as Strapi);
    const changed = [keyOf('materials'), keyOf('materials.id=5')].join(' ');
    expect(keys()).toEqual([changed, changed]);
  });

  it('is everything, until it listens again, when it took nothing for a while', async () => {
    cdn.answerWith(503);
    change(new Set(['materials']), false);
    await pass(120 * SECOND);
    expect(keys()).toContain('*');
    cdn.answerWith(204);
    await pass(60 * SECOND);
    const heard = cdn.received.length;
    await pass(120 * SECOND);
    expect(cdn.received).toHaveLength(heard);
    expect(keys().at(-1)).toBe('*');
  }, 30_000);

  it('is everything once while nobody can say what changes, however many ask', async () => {
    change(null, false);
    for (let reader = 0; reader < 100; reader += 1) change(null, true);
    await pass(5 * SECOND);
    expect(keys()).toEqual(['*', '*']);
  });

  it('is everything when the day ends: answers may name days', async () => {
    await pass(10 * SECOND);
    expect(keys()).toEqual([]);
    jest.setSystemTime(Date.now() + DAY / 2);
    await pass(5 * SECOND);
    expect(keys()).toEqual(['*', '*']);
  });
});
