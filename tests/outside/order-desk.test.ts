import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const ADDRESS = {
  ...{ name: 'Ada Beispiel', street: 'Beispielweg 1', postalCode: '12345', city: 'Musterstadt', country: 'DE' },
};

onEveryDatabase('whoever packs the parcels', (database) => {
  let instance: Instance;
  let keeper: AdminUser;
  const mailbox = mkdtempSync(path.join(tmpdir(), 'inprint-mailbox-'));

  beforeAll(async () => {
    instance = await startInstance({
      database,
      env: { MAILBOX_FOLDER: mailbox, STOCK_EMAIL: 'lager@example.org', LOW_STOCK_AT: '3' },
    });
    keeper = await makeAdminUser(instance, 'inprint-stock-keeper');
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(mailbox, { recursive: true, force: true });
  });

  const place = async (material: string, quantity = 1, email = 'ada@example.org') => {
    const { status, body } = await instance.asReader('/api/orders', {
      method: 'POST',
      headers: { 'Idempotency-Key': randomUUID() },
      body: { data: { lines: [{ material, locale: 'de', quantity }], recipient: { ...ADDRESS, email } } },
    });
    expect(status).toBe(201);
    return body.data as { number: string; token: string };
  };
  const stocked = async (quantity: number, fields: object = {}) => {
    const material = await makeMaterial(instance, { title: 'Heft' });
    return { material, stock: await makeStock(instance, material, { quantity, ...fields }) };
  };
  const put = (address: string, data: object) => keeper.ask(address, { method: 'PUT', body: { data } });
  const orderOf = async (number: string) => (await keeper.ask(`/ordering/orders/${number}`)).body.data;
  const mails = (to: string): string[] =>
    readdirSync(mailbox)
      .map((file) => readFileSync(path.join(mailbox, file), 'utf8'))
      .filter((mail) => mail.includes(to));
  /** The mail to somebody with these words, once it is there. */
  const untilMailed = async (to: string, words: RegExp): Promise<string> => {
    for (let looks = 0; looks < 100; looks += 1) {
      await instance.run((strapi) => strapi.plugin('ordering').service('outbox').sendDue() as Promise<unknown>);
      const found = mails(to).find((mail) => words.test(mail));
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new Error(`No mail to ${to} with ${String(words)}.`);
  };

  it('takes “passed on” back, and is told that this can be done', async () => {
    const { material } = await stocked(50);
    const { number } = await place(material);
    const moved = await put(`/ordering/orders/${number}/state`, { state: 'passed-on' });
    expect(moved.body.data).toMatchObject({ state: 'passed-on', canTakeBack: true });
    const back = await keeper.ask(`/ordering/orders/${number}/take-back`, { method: 'POST' });
    expect(back.body.data).toMatchObject({ state: 'received', canTakeBack: false });
  });

  it('notes the number of the parcel, which readers get by mail and on their page, and erasing forgets', async () => {
    const { material } = await stocked(50);
    const { number, token } = await place(material, 1, 'paket@example.org');
    const wrong = await put(`/ordering/orders/${number}/state`, { state: 'sent', tracking: 'JJD\n1' });
    expect([wrong.status, wrong.body.error.details.errors[0].path]).toEqual([400, ['tracking']]);
    const sent = await put(`/ordering/orders/${number}/state`, { state: 'sent', tracking: ' JJD-0001 ' });
    expect(sent.body.data).toMatchObject({ state: 'sent', tracking: 'JJD-0001' });
    expect((await instance.asReader(`/api/orders/${token}`)).body.data.tracking).toBe('JJD-0001');
    expect(await untilMailed('paket@example.org', /unterwegs/)).toContain('Sendungsnummer: JJD-0001');

    await put(`/ordering/orders/${number}/state`, { state: 'sent', tracking: 'JJD-0002' });
    expect((await orderOf(number)).tracking).toBe('JJD-0002');
    const csv = await keeper.ask(`/ordering/orders.csv?language=de&numbers=${number}`);
    expect(csv.body).toMatch(/Sendungsnummer[^]*JJD-0002/);
    const owner = await makeAdminUser(instance, 'strapi-super-admin');
    await owner.ask('/ordering/people/erase', { method: 'POST', body: { data: { email: 'paket@example.org' } } });
    expect(await orderOf(number)).toMatchObject({ tracking: null, recipient: { name: null } });
  });

  it('moves several orders at once, and is told which were elsewhere by now', async () => {
    const { material } = await stocked(50);
    const [one, two, three] = [await place(material), await place(material), await place(material)];
    await put(`/ordering/orders/${three.number}/state`, { state: 'cancelled' });
    const numbers = [one.number, two.number, three.number, 'XXXX-XXXX'];
    const { status, body } = await put('/ordering/orders/state', { numbers, state: 'sent' });
    expect(status).toBe(200);
    expect(body.data).toEqual({
      moved: [one.number, two.number],
      refused: [
        { number: three.number, state: 'cancelled' },
        { number: 'XXXX-XXXX', state: null },
      ],
    });
    expect((await orderOf(two.number)).state).toBe('sent');
    expect((await put('/ordering/orders/state', { numbers: [], state: 'sent' })).status).toBe(400);
    const csv = await keeper.ask(`/ordering/orders.csv?numbers=${one.number},${two.number}`);
    expect((csv.body as string).trim().split('\n')).toHaveLength(3);
  });

  it('is told that a file of chosen orders has at most a hundred, instead of getting one that is cut', async () => {
    const { material } = await stocked(50);
    const { number } = await place(material);
    const others = Array.from({ length: 100 }, (_, index) => `AAAA-${index}`);
    const file = (numbers: string) => keeper.ask(`/ordering/orders.csv?${numbers}`);
    const many = await file(`numbers=${[...others, number].join()}`);
    expect([many.status, many.body.error.message]).toEqual([400, expect.stringContaining('at most 100 orders')]);
    expect((await file('numbers=')).status).toBe(400);
    const hundred = await file(`numbers=${others.slice(1).join()}&numbers=${number}`);
    expect((hundred.body as string).trim().split('\n')).toEqual([
      expect.anything(),
      expect.stringMatching(`^${number}`),
    ]);
  });

  it('gets what is overdue, and the oldest first, as they were asked for', async () => {
    const { material } = await stocked(50);
    const words = `lange-${database}@example.org`;
    const [first, second] = [await place(material, 1, words), await place(material, 1, words)];
    await put(`/ordering/orders/${second.number}/state`, { state: 'passed-on' });
    await instance.run(async (strapi, number) => {
      const orders = strapi.db.connection('ordering_orders').where({ number }).select('id');
      await strapi.db.connection('ordering_order_events').whereIn('order_id', orders).update({ at: '2020-01-01T00:00:00.000Z' }); // prettier-ignore
    }, second.number);
    const numbersIn = async (query: string) =>
      (await keeper.ask(`/ordering/orders?search=${words}${query}`)).body.data.map((one: { number: string }) => one.number) as string[]; // prettier-ignore
    expect(await numbersIn('')).toEqual([second.number, first.number]);
    expect(await numbersIn('&sort=oldest')).toEqual([first.number, second.number]);
    const csv = await keeper.ask(`/ordering/orders.csv?overdue=true&search=${words}`);
    expect((csv.body as string).trim().split('\n').slice(1)).toEqual([expect.stringMatching(`^${second.number}`)]);
    expect((await keeper.ask(`/ordering/orders?search=${words}`)).body.meta.overdue).toBe(1);
    expect((await keeper.ask('/ordering/orders?search=nobody')).body.meta.overdue).toBe(0);
    // Passed on six years ago: it is too late to take that back, and nobody is offered to.
    expect((await orderOf(second.number)).canTakeBack).toBe(false);
  });

  it('sees how many orders are in each state, of those with the words', async () => {
    const { material } = await stocked(50);
    const words = `zaehlen-${database}@example.org`;
    const { number } = await place(material, 1, words);
    await place(material, 1, words);
    await put(`/ordering/orders/${number}/state`, { state: 'passed-on' });
    const { body } = await keeper.ask(`/ordering/orders?search=${words}&state=passed-on`);
    expect(body.meta).toMatchObject({
      total: 1,
      states: { received: 1, 'passed-on': 1, sent: 0, cancelled: 0 },
    });
  });

  it('is told once by mail, and on the home page, that an edition runs low', async () => {
    const look = () =>
      instance.run((strapi) => strapi.plugin('ordering').service('lowStock').look() as Promise<number>);
    await look(); // what other tests left
    const own = await stocked(20, { lowStockAt: 10, orderNumber: 'LOW-1' });
    const byDefault = await stocked(5, { orderNumber: 'LOW-2' });
    const plenty = await stocked(5, { lowStockAt: 1, orderNumber: 'LOW-3' });
    expect(await look()).toBe(0);

    await place(own.material, 10);
    await place(byDefault.material, 2);
    await place(plenty.material, 3);
    expect([await look(), await look()]).toEqual([2, 0]);
    const mail = await untilMailed('lager@example.org', /LOW-1/);
    expect(mail).toContain('2 Ausgaben gehen zur Neige');
    expect(mail).toContain('Heft, LOW-1: 10 Exemplare');
    expect(mail).toContain('Heft, LOW-2: 3 Exemplare');
    expect(mail).not.toContain('LOW-3');
    const { body } = await keeper.ask('/availability/attention');
    const low = (body.data.low as { orderNumber: string }[]).map(({ orderNumber }) => orderNumber);
    expect(low).toEqual(expect.arrayContaining(['LOW-1', 'LOW-2']));
    expect(low).not.toContain('LOW-3');

    // Told again only after there were more.
    const add = (copies: number) =>
      keeper.ask(`/availability/stock/${own.stock}/changes`, { method: 'POST', body: { kind: 'delta', copies } });
    await add(30);
    expect(await look()).toBe(0);
    await add(-35);
    expect(await look()).toBe(1);
  });

  it('sees which edition runs out next, and no withdrawn one among those to be printed again', async () => {
    const fast = await stocked(40, { orderNumber: 'FAST-1' });
    const slow = await stocked(400, { orderNumber: 'SLOW-1' });
    const gone = await stocked(5, { availability: 'withdrawn', orderNumber: 'GONE-1' });
    await place(fast.material, 30);
    await place(slow.material, 1);
    const list = async (query: string) =>
      (await keeper.ask(`/ordering/reprint?${query}`)).body.data as {
        stockStatus: string;
        lastCopyOn: string | null;
      }[];
    expect((await list('search=gone-1')).map(({ stockStatus }) => stockStatus)).not.toContain(gone.stock);
    const next = await list('sort=runs-out');
    const ids = next.map(({ stockStatus }) => stockStatus);
    // 10 are left of 40, of which 30 went in a month at most.
    const days = (Date.parse(next[ids.indexOf(fast.stock)]?.lastCopyOn ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(8);
    expect(days).toBeLessThan(11);
    expect(ids.indexOf(fast.stock)).toBeLessThan(ids.indexOf(slow.stock) === -1 ? Infinity : ids.indexOf(slow.stock));
    const inOrder = next.map(({ lastCopyOn }) => lastCopyOn ?? '');
    expect(inOrder).toEqual([...inOrder].sort());
  });
});
