import { randomUUID } from 'node:crypto';

import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

/** @param forwarded what proxies, or whoever pretends to be some, say of the sender */
const send = async (instance: Instance, forwarded?: string) =>
  (
    await instance.asReader('/api/orders', {
      method: 'POST',
      body: {},
      ...(forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } }),
    })
  ).status;

onEveryDatabase('limits', (database) => {
  it('let thirty through and stop the next, also when all come at once, and let others in', async () => {
    const instance = await startInstance({ database, env: { RATE_LIMIT: 'on' } });
    try {
      const statuses = await Promise.all(Array.from({ length: 40 }, () => send(instance)));
      expect(statuses.filter((status) => status === 400)).toHaveLength(30);
      expect(statuses.filter((status) => status === 429)).toHaveLength(10);
      // Without TRUST_PROXY nobody gets away by an address that was made up.
      expect(await send(instance, '203.0.113.9')).toBe(429);
      const wait = (who: string) =>
        instance.run(
          (strapi, name) =>
            strapi.plugin('ordering').service('limits').secondsToWait('client', name) as Promise<number | null>,
          who
        );
      expect(await wait('192.0.2.7')).toBeNull();
      // Nobody's address is kept.
      const kept = await instance.run(async (strapi) =>
        JSON.stringify(await strapi.db.connection('ordering_rate_limits'))
      );
      expect(kept).not.toMatch(/127\.0\.0\.1|192\.0\.2/);
      if (database === 'postgres') expect(kept).toMatch(/"points":41/);
    } finally {
      await instance.stop();
    }
  });

  it('let nobody find out by many refusals how many copies are left', async () => {
    const instance = await startInstance({ database, env: { RATE_LIMIT: 'on', TRUST_PROXY: '1' } });
    try {
      // Behind a proxy each reader has limits of their own, by the address that the proxy saw and not by what was sent along.
      const behind = async (reader: string, made: number) => send(instance, `198.51.100.${made}, ${reader}`);
      const seen = await Promise.all(Array.from({ length: 31 }, (_, made) => behind('203.0.113.7', made)));
      expect(seen.filter((status) => status === 429)).toHaveLength(1);
      expect(await behind('203.0.113.8', 1)).toBe(400);

      const material = await makeMaterial(instance);
      await makeStock(instance, material, { quantity: 7 });
      const statuses: number[] = [];
      for (let copies = 60; copies > 40; copies -= 1) {
        const { status } = await instance.asReader('/api/orders', {
          method: 'POST',
          headers: { 'Idempotency-Key': randomUUID() },
          body: {
            data: {
              lines: [{ material, locale: 'de', quantity: copies }],
              recipient: {
                name: 'Ada Beispiel',
                street: 'Beispielweg 1',
                postalCode: '12345',
                city: 'Musterstadt',
                country: 'DE',
                email: `ada-${copies}@example.org`,
              },
            },
          },
        });
        statuses.push(status);
      }
      expect(statuses).toEqual([...Array<number>(10).fill(409), ...Array<number>(10).fill(429)]);
    } finally {
      await instance.stop();
    }
  });

  it('let nobody find it out over days either, nor by lines that pass beside one that cannot, and let single copies go', async () => {
    const instance = await startInstance({ database, env: { RATE_LIMIT: 'on' } });
    try {
      // As if all these tries were hours apart.
      await instance.run((strapi) => {
        strapi.config.set('plugin::ordering.limits.client', { points: 1000, seconds: 600 });
        strapi.config.set('plugin::ordering.limits.address', { points: 1000, seconds: 600 });
      });
      const [gone, there] = [await makeMaterial(instance), await makeMaterial(instance)];
      await makeStock(instance, gone, { availability: 'out-of-print' });
      await makeStock(instance, there, { quantity: 7 });
      const order = async (lines: { material: string; quantity: number }[]) =>
        (
          await instance.asReader('/api/orders', {
            method: 'POST',
            headers: { 'Idempotency-Key': randomUUID() },
            body: {
              data: {
                lines: lines.map((line) => ({ ...line, locale: 'de' })),
                recipient: {
                  ...{ name: 'Ada Beispiel', street: 'Beispielweg 1', postalCode: '12345', city: 'Musterstadt' },
                  ...{ country: 'DE', email: 'ada@example.org' },
                },
              },
            },
          })
        ).status;
      // What is gone for everybody tells nothing, however often it is asked for.
      for (let times = 0; times < 15; times += 1) expect(await order([{ material: gone, quantity: 5 }])).toBe(409);
      // Beside a line that nobody could have, counts are not looked at: that tells nothing, either.
      for (let times = 0; times < 15; times += 1) {
        expect(
          await order([
            { material: there, quantity: 3 + times },
            { material: gone, quantity: 1 },
          ])
        ).toBe(409);
      }
      const statuses: number[] = [];
      for (let times = 0; times < 16; times += 1)
        statuses.push(await order([{ material: there, quantity: 20 + times }]));
      expect(statuses).toEqual([...Array<number>(12).fill(409), ...Array<number>(4).fill(429)]);
      expect(await order([{ material: there, quantity: 1 }])).toBe(201);
    } finally {
      await instance.stop();
    }
  });

  if (database === 'postgres') {
    it('are one limit for two servers', async () => {
      const env = { RATE_LIMIT: 'on', APP_KEYS: 'shared-key-one,shared-key-two' };
      const first = await startInstance({ database, env });
      const url = await first.run(
        (strapi) =>
          (strapi.config.get('database.connection') as { connection: { connectionString: string } }).connection
            .connectionString
      );
      const second = await startInstance({ database, env: { ...env, DATABASE_URL: url } });
      try {
        const statuses = await Promise.all(
          Array.from({ length: 40 }, (_, index) => send(index % 2 === 0 ? first : second))
        );
        expect(statuses.filter((status) => status === 400)).toHaveLength(30);
        expect([await send(first), await send(second)]).toEqual([429, 429]);
      } finally {
        await second.stop();
        await first.stop();
      }
    });
  }
});
