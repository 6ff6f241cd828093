import { randomUUID } from 'node:crypto';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const RECIPIENT = {
  ...{ name: 'Ada Beispiel', street: 'Beispielweg 1', postalCode: '12345', city: 'Musterstadt', country: 'DE' },
  email: 'ada@example.org',
};

onEveryDatabase('an order that has to change', (database) => {
  let instance: Instance;
  let staff: AdminUser;
  beforeAll(async () => {
    instance = await startInstance({ database });
    staff = await makeAdminUser(instance, 'strapi-super-admin');
  });
  afterAll(() => instance.stop());

  const place = async (quantity = 2, there = 5) => {
    const material = await makeMaterial(instance);
    const stock = await makeStock(instance, material, { quantity: there });
    const { body } = await instance.asReader('/api/orders', {
      method: 'POST',
      headers: { 'Idempotency-Key': randomUUID() },
      body: { data: { lines: [{ material, locale: 'de', quantity }], recipient: RECIPIENT } },
    });
    return { material, stock, number: body.data.number as string, token: body.data.token as string };
  };
  const cancel = (token: string, locale = 'en') =>
    instance.asReader(`/api/orders/${token}/cancel?locale=${locale}`, { method: 'POST' });
  const move = (number: string, state: string) =>
    staff.ask(`/ordering/orders/${number}/state`, { method: 'PUT', body: { data: { state } } });
  const takeBack = (number: string) => staff.ask(`/ordering/orders/${number}/take-back`, { method: 'POST' });
  const quantityOf = async (stock: string) =>
    (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as number;
  const differences = () =>
    instance.run((strapi) => strapi.plugin('ordering').service('ledger').verify() as Promise<string[]>);
  const mailsOf = (number: string) =>
    instance.run(
      async (strapi, id) =>
        ((await strapi.db.connection('ordering_outbox').orderBy('id')) as { payload: string }[])
          .map(({ payload }) => JSON.parse(payload) as { order?: string; mail?: string })
          .filter(({ order, mail }) => order === id && mail)
          .map(({ mail }) => mail),
      number
    );

  it('is cancelled by its reader until it is passed on, once, and gives its copies back', async () => {
    const { token, stock, number } = await place();
    expect((await instance.asReader(`/api/orders/${token}`)).body.data.canCancel).toBe(true);
    const [first, again] = [await cancel(token), await cancel(token)];
    expect([first.status, first.body.data.state, again.status]).toEqual([200, 'cancelled', 200]);
    expect(await quantityOf(stock)).toBe(5);
    expect(await mailsOf(number)).toEqual(['received', 'cancelled']);

    const packed = await place();
    await move(packed.number, 'passed-on');
    const { status, body } = await cancel(packed.token);
    expect([status, body.error.details.code, body.error.message]).toEqual([
      409,
      'too-late-to-cancel',
      expect.stringMatching(/already being packed/),
    ]);
    expect(await quantityOf(packed.stock)).toBe(3);
    expect((await cancel('x'.repeat(43))).status).toBe(404);
  });

  it('is taken back by staff who clicked “sent” or “cancelled”, with its copies, or not at all', async () => {
    const { number, stock } = await place();
    await move(number, 'sent');
    expect((await takeBack(number)).body.data.state).toBe('passed-on');
    await move(number, 'cancelled');
    expect(await quantityOf(stock)).toBe(5);
    expect((await takeBack(number)).body.data).toMatchObject({ state: 'received', canTakeBack: false });
    expect(await quantityOf(stock)).toBe(3);
    expect(await mailsOf(number)).toEqual(['received', 'sent', 'cancelled', 'restored']);

    const sold = await place(2, 2);
    await move(sold.number, 'cancelled');
    await instance.asEditor(`/api/stock-statuses/${sold.stock}`, { method: 'PUT', body: { data: { quantity: 1 } } });
    expect((await takeBack(sold.number)).body.error.details.code).toBe('too-few');
    expect(await quantityOf(sold.stock)).toBe(1);

    const late = await place();
    await move(late.number, 'sent');
    await instance.run((strapi) => void strapi.config.set('plugin::ordering.takeBackWithinDays', 0));
    expect((await takeBack(late.number)).body.error.details.code).toBe('too-late');
    await instance.run((strapi) => void strapi.config.set('plugin::ordering.takeBackWithinDays', 7));
    expect(await differences()).toEqual([]);
  });

  it('has its address corrected until it is sent, by the rules of its country', async () => {
    const { number } = await place();
    const correct = (recipient: object) =>
      staff.ask(`/ordering/orders/${number}/recipient?locale=fr`, {
        method: 'PUT',
        body: { data: { recipient: { ...RECIPIENT, ...recipient } } },
      });
    const wrong = await correct({ postalCode: '1' });
    const [{ path, message }] = wrong.body.error.details.errors;
    expect([wrong.status, path]).toEqual([400, ['recipient', 'postalCode']]);
    expect(message).toMatch(/code postal/i);
    expect((await staff.ask(`/ordering/orders/${number}`)).body.data.canCorrectAddress).toBe(true);
    expect((await correct({ street: 'Neuer Weg 7' })).body.data.recipient.street).toBe('Neuer Weg 7');
    await move(number, 'sent');
    expect((await correct({ street: 'Zu spät 1' })).status).toBe(400);
    expect((await staff.ask(`/ordering/orders/${number}`)).body.data.canCorrectAddress).toBe(false);
  });

  it('is named when it was passed on long ago and never marked as sent', async () => {
    const { number } = await place();
    await move(number, 'passed-on');
    expect((await staff.ask('/ordering/orders?overdue=true')).body.data).not.toContainEqual(
      expect.objectContaining({ number })
    );
    await instance.run(async (strapi, id) => {
      const order = (await strapi.db.connection('ordering_orders').where({ number: id }).first()) as { id: number };
      await strapi.db
        .connection('ordering_order_events')
        .where({ order_id: order.id })
        .update({ at: '2020-01-01T00:00:00.000Z' });
    }, number);
    const { body } = await staff.ask('/ordering/orders?overdue=true');
    expect(body.data.map((order: { number: string }) => order.number)).toEqual([number]);
    expect(body.meta.overdue).toBe(1);
  });

  it('has its mail sent again that was given up, and counts those', async () => {
    const { number } = await place();
    const sendDue = () =>
      instance.run((strapi) => strapi.plugin('ordering').service('outbox').sendDue() as Promise<number>);
    await instance.run(async (strapi, id) => {
      const ofOrder = () => strapi.db.connection('ordering_outbox').where('payload', 'like', `%${id}%`);
      // What is on its way at this moment would be noted as sent afterwards.
      while ((await ofOrder().whereNull('done_at')).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      const email = strapi.plugin('email') as unknown as { provider: { send: unknown; kept?: unknown } };
      email.provider.kept = email.provider.send;
      email.provider.send = () => Promise.reject(new Error('no answer'));
      // Three days later, and the mail server still takes nothing.
      await ofOrder().update({ attempts: 17, done_at: null, due_at: '2020-01-01T00:00:00.000Z' });
    }, number);
    await sendDue(); // may join a round that began before
    expect(await sendDue()).toBe(0);
    expect(instance.log()).toMatch(
      /error.*ordering: message \d+ \(mail-reader\) was given up after 18 tries: no answer.*“Orders”/
    );
    await instance.run((strapi) => {
      const email = strapi.plugin('email') as unknown as { provider: { send: unknown; kept?: unknown } };
      email.provider.send = email.provider.kept;
    });
    // It is not tried again by itself.
    await sendDue();
    const { body } = await staff.ask('/ordering/messages');
    const message = body.data.find(({ order }: { order: string }) => order === number);
    expect(message).toMatchObject({ kind: 'mail-reader', mail: 'received', error: 'no answer' });
    expect((await staff.ask('/ordering/orders')).body.meta.givenUp).toBe(1);
    expect((await staff.ask(`/ordering/messages/${message.id}/send-again`, { method: 'POST' })).status).toBe(204);
    await sendDue();
    expect((await staff.ask('/ordering/messages')).body.meta.total).toBe(0);
    expect((await staff.ask(`/ordering/messages/${message.id}/send-again`, { method: 'POST' })).status).toBe(404);
  });

  it('has all messages sent again that were given up, and the secrets in receivers’ addresses are shown to nobody', async () => {
    await instance.run(async (strapi) => {
      const given = { given_up_at: '2027-01-01T00:00:00.000Z', attempts: 18, last_error: 'The receiver answered 500.' };
      const payload = JSON.stringify({
        url: 'https://hooks.example.org/services/SECRET?key=SECRET',
        id: 'a',
        body: '',
      });
      const rows = [1, 2, 3].map(() => ({ kind: 'webhook', payload, ...given }));
      await strapi.db.connection('ordering_outbox').insert(rows);
    });
    const { body } = await staff.ask('/ordering/messages');
    expect(body.meta.total).toBe(3);
    expect(body.data[0]).toMatchObject({ kind: 'webhook', receiver: 'https://hooks.example.org', order: null });
    expect(JSON.stringify(body)).not.toContain('SECRET');
    const sent = await staff.ask('/ordering/messages/send-again', { method: 'POST' });
    expect([sent.status, sent.body]).toEqual([200, { data: { count: 3 } }]);
    expect((await staff.ask('/ordering/messages')).body.meta.total).toBe(0);
    expect((await staff.ask('/ordering/messages/send-again', { method: 'POST' })).body.data.count).toBe(0);
  });
});
