import { randomUUID } from 'node:crypto';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { uploadPdf } from '../support/pdf';

const RECIPIENT = {
  name: 'Ada Beispiel',
  street: 'Beispielweg 1',
  postalCode: '12345',
  city: 'Musterstadt',
  country: 'DE',
  email: 'ada@example.org',
};

onEveryDatabase('the case for a reprint', (database) => {
  let instance: Instance;
  let keeper: AdminUser;
  let translator: AdminUser;
  beforeAll(async () => {
    instance = await startInstance({ database });
    [keeper, translator] = [
      await makeAdminUser(instance, 'inprint-stock-keeper'),
      await makeAdminUser(instance, 'inprint-translator'),
    ];
  });
  afterAll(() => instance.stop());

  const order = async (material: string, quantity: number) => {
    const { status, body } = await instance.asReader('/api/orders', {
      method: 'POST',
      body: { data: { lines: [{ material, locale: 'de', quantity }], recipient: RECIPIENT } },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    return { status, number: body.data?.number as string };
  };
  const move = (number: string, state: string) =>
    keeper.ask(`/ordering/orders/${number}/state`, { method: 'PUT', body: { data: { state } } });
  const caseFor = async (stock: string) => (await keeper.ask(`/ordering/reprint/${stock}`)).body.data;
  const wait = (stock: string, state = 'waiting') =>
    instance.run(
      (strapi, id, its, token) =>
        strapi.db
          .connection('ordering_waitlist')
          .insert({ material: 'm', locale: 'de', stock_status: id, email: `${token}@example.org`, token, state: its })
          .then(() => {}),
      stock,
      state,
      randomUUID()
    );
  const flush = () => instance.run((strapi) => strapi.plugin('ordering').service('downloads').flush() as Promise<void>);
  const today = new Date().toISOString().slice(0, 10);

  it('adds up what went, what was refused, who waits and what was downloaded', async () => {
    const title = `Wegweiser ${database}`;
    const pdf = await uploadPdf(instance);
    const material = await makeMaterial(instance, { title, pdf });
    const stock = await makeStock(instance, material, { quantity: 10, orderNumber: `RP-${database}` });
    const { url } = (await instance.asReader(`/api/materials/${material}?locale=de&populate=pdf`)).body.data.pdf;

    await instance.asReader(url);
    const first = await order(material, 4);
    const cancelled = await order(material, 3);
    await move(cancelled.number, 'cancelled');
    await order(material, 5);
    expect((await order(material, 9)).status).toBe(409); // there still was one copy: not refused since the end
    await instance.asEditor('/api/stock-feed', {
      method: 'PUT',
      body: { data: { batch: `rp-${database}`, lines: [{ orderNumber: `RP-${database}`, delta: -1 }] } },
    });
    for (const quantity of [2, 5]) expect((await order(material, quantity)).status).toBe(409);
    for (const state of ['waiting', 'waiting', 'pending', 'told']) await wait(stock, state);
    for (let times = 0; times < 3; times += 1) await instance.asReader(url);
    await flush();

    const found = await caseFor(stock);
    expect(found).toMatchObject({
      title,
      orderNumber: `RP-${database}`,
      availability: 'out-of-print',
      quantity: 0,
      waiting: 2,
      refused: { orders: 2, copies: 7 },
      // Downloads are counted by days: those of the last copy's day are all in.
      downloads: { copies: 4, countedSince: today, hasFile: true, hasExternal: false },
      givenOut: {
        all: 10,
        perMonth: 10,
        months: [{ month: today.slice(0, 7), ordered: 9, warehouse: 1, all: 10 }],
      },
    });
    expect(found.lastCopyAt.slice(0, 10)).toBe(today);
    expect(found.endedAt).toBe(found.lastCopyAt);
    expect(JSON.stringify(found)).not.toMatch(/Ada|example\.org|Beispielweg/);
    expect(first.status).toBe(201);

    await write(instance, `/api/stock-statuses/${stock}`, { quantity: 50 });
    const again = await caseFor(stock);
    expect(again).toMatchObject({ endedAt: null, refused: { orders: 0 }, downloads: { copies: 0 } });
    expect(again.lastCopyAt).toBe(found.lastCopyAt);
  });

  it('counts orders of what is not counted, and knows of files elsewhere', async () => {
    const material = await makeMaterial(instance, { pdfUrl: 'https://example.org/heft.pdf' });
    const stock = await makeStock(instance, material);
    await order(material, 6);
    expect(await caseFor(stock)).toMatchObject({
      quantity: null,
      lastCopyAt: null,
      runOut: 'never-counted',
      givenOut: { all: 6 },
      downloads: { hasFile: false, hasExternal: true },
    });
  });

  it('tells apart what never was at 0, what was counted as 0, and what was never counted', async () => {
    const material = await makeMaterial(instance);
    const known = async (edition: string, ...stocks: object[]) => {
      const [first = {}, ...others] = stocks;
      const stock = await makeStock(instance, material, { edition, ...first });
      for (const other of others) await write(instance, `/api/stock-statuses/${stock}`, other);
      const { runOut, lastCopyAt } = await caseFor(stock);
      return [runOut, lastCopyAt === null];
    };
    expect(await known('de', { quantity: 5 }, { quantity: 1 })).toEqual(['never-out', true]);
    expect(await known('en', { quantity: 0, availability: 'out-of-print' }, { note: 'x' })).toEqual(['out', true]);
    expect(await known('fr', { availability: 'out-of-print' })).toEqual(['never-counted', true]);
    const other = await makeStock(instance, await makeMaterial(instance), { quantity: 5 });
    await write(instance, `/api/stock-statuses/${other}`, { quantity: 0 });
    expect(await caseFor(other)).toMatchObject({ runOut: 'out', lastCopyAt: expect.any(String) });
  });

  it('lists the most wanted first, and finds by title and order number', async () => {
    const make = async (name: string, waiting: number) => {
      const material = await makeMaterial(instance, { title: `Rangliste ${name} ${database}` });
      const stock = await makeStock(instance, material, { quantity: 0, orderNumber: `RL%${name}-${database}` });
      for (let index = 0; index < waiting; index += 1) await wait(stock);
      return { material, stock };
    };
    const one = await make('eins', 1);
    const three = await make('drei', 3);
    const none = await make('null', 0);
    await order(none.material, 1);
    await order(none.material, 1);
    const list = async (search: string) =>
      (await keeper.ask(`/ordering/reprint?search=${encodeURIComponent(search)}`)).body;
    const found = await list('Rangliste');
    expect(found.data.map(({ stockStatus }: { stockStatus: string }) => stockStatus)).toEqual([
      three.stock,
      none.stock,
      one.stock,
    ]);
    expect(found.meta.total).toBe(3);
    expect((await list('rl%d')).data.map(({ stockStatus }: { stockStatus: string }) => stockStatus)).toEqual([
      three.stock,
    ]);
    expect((await list('nirgends')).data).toEqual([]);
  });

  it('takes no more queries for many orders and refusals than for one', async () => {
    const material = await makeMaterial(instance);
    const stock = await makeStock(instance, material, { quantity: 2 });
    const count = async () => (await instance.leastQueriesOf(() => caseFor(stock))).length;
    const before = await count();
    for (let times = 0; times < 6; times += 1) await order(material, 1);
    for (let times = 0; times < 4; times += 1) await wait(stock);
    expect(await count()).toBe(before);
    const list = async (search: string) =>
      (await instance.leastQueriesOf(() => keeper.ask(`/ordering/reprint?search=${search}`))).length;
    expect(await list('')).toBeLessThanOrEqual(await list('Rangliste'));
  });

  it('is for roles that may', async () => {
    const stock = await makeStock(instance, await makeMaterial(instance), { quantity: 1 });
    for (const path of [
      '/ordering/reprint',
      `/ordering/reprint/${stock}`,
      `/ordering/stock/${stock}/days/${today}`,
      `/ordering/stock/${stock}/history`,
    ]) {
      expect([path, (await instance.asReader(path)).status]).toEqual([path, 401]);
      expect([path, (await translator.ask(path)).status]).toEqual([path, 403]);
      expect([path, (await keeper.ask(path)).status]).toEqual([path, 200]);
    }
    expect((await keeper.ask('/ordering/reprint/nowhere')).status).toBe(404);
  });

  describe('the past of an edition', () => {
    /** A ledger over several days: the lines of one that has no stock status any more are written as they were. */
    const past = async (lines: readonly (readonly [string, number, number | null, string | null])[]) => {
      const stock = `past-${randomUUID()}`;
      await instance.run(
        async (strapi, id, rows) => {
          for (const [day, delta, balance, availability] of rows) {
            await strapi.db.connection('ordering_ledger').insert({
              stock_status: id,
              delta,
              balance,
              availability,
              reason: delta === 0 ? 'state' : 'correction',
              booked_at: `${day}T12:00:00.000Z`,
            });
          }
        },
        stock,
        lines
      );
      return stock;
    };
    const at = (stock: string, day: string) => keeper.ask(`/ordering/stock/${stock}/days/${day}`);

    it('is told for the end of any day', async () => {
      const stock = await past([
        ['2026-01-10', 5, 5, 'in-stock'],
        ['2026-01-10', -1, 4, 'in-stock'],
        ['2026-02-01', -4, 0, 'in-stock'],
        ['2026-02-01', 0, 0, 'reprinting'],
        ['2026-03-01', 0, null, 'in-stock'],
        ['2026-04-01', 0, null, null],
      ]);
      const told = async (day: string) => {
        const { knowledge, availability, quantity } = (await at(stock, day)).body.data;
        return [knowledge, availability, quantity];
      };
      expect(await told('2026-01-09')).toEqual(['before', null, null]);
      expect(await told('2026-01-10')).toEqual(['known', 'in-stock', 4]);
      expect(await told('2026-01-31')).toEqual(['known', 'in-stock', 4]);
      expect(await told('2026-02-01')).toEqual(['known', 'reprinting', 0]);
      expect(await told('2026-03-15')).toEqual(['known', 'in-stock', null]);
      expect(await told('2026-04-01')).toEqual(['deleted', null, null]);
    });

    it('cannot be asked for a day that is none or has not come', async () => {
      const stock = await past([['2026-01-10', 5, 5, 'in-stock']]);
      for (const day of ['2026-02-30', 'today', '20260110', '2999-01-01']) {
        const { status, body } = await at(stock, day);
        expect([day, status, body.error.details.errors[0].path]).toEqual([day, 400, ['day']]);
      }
      expect((await at('nowhere', '2026-01-10')).status).toBe(404);
    });

    it('is shown line by line, newest first, with the names of who booked', async () => {
      const stock = await makeStock(instance, await makeMaterial(instance), { quantity: 1 });
      for (let times = 0; times < 24; times += 1) {
        await keeper.ask(`/ordering/stock/${stock}/changes`, {
          method: 'POST',
          body: { data: { delta: 1, reason: 'delivery', note: `Palette ${times}` } },
        });
      }
      const page = async (number: number) => (await keeper.ask(`/ordering/stock/${stock}/history?page=${number}`)).body;
      const first = await page(1);
      expect(first.meta).toEqual({ page: 1, pageSize: 20, total: 25 });
      expect(first.data[0]).toMatchObject({
        delta: 1,
        balance: 25,
        reason: 'delivery',
        note: 'Palette 23',
        name: 'Ada Lovage',
      });
      expect((await page(2)).data).toHaveLength(5);
    });
  });
});
