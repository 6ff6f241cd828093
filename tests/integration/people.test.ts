import { randomUUID } from 'node:crypto';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock } from '../support/content';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';
import { makeDatabase } from '../support/database';

onEveryDatabase('personal data', (database) => {
  let instance: Instance;
  let owner: AdminUser;
  let keeper: AdminUser;
  beforeAll(async () => {
    instance = await startInstance({ database });
    owner = await makeAdminUser(instance, 'strapi-super-admin');
    keeper = await makeAdminUser(instance, 'inprint-stock-keeper');
  });
  afterAll(() => instance.stop());

  const stocked = async () => {
    const material = await makeMaterial(instance);
    return { material, stock: await makeStock(instance, material, { quantity: 10 }) };
  };
  const order = async (material: string, email: string, name = 'Bea Muster') => {
    const { body } = await instance.asReader('/api/orders', {
      method: 'POST',
      body: {
        data: {
          lines: [{ material, locale: 'de', quantity: 1 }],
          recipient: { name, street: 'Geheimweg 7', postalCode: '12345', city: 'Musterstadt', country: 'DE', email },
        },
      },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    return body.data as { number: string; token: string };
  };
  const move = (number: string, state: string) =>
    instance.run(
      (strapi, id, next) => strapi.plugin('ordering').service('orders').move(id, next, 'admin:1'),
      number,
      state
    );
  const ask = (what: 'export' | 'erase', email: unknown, who: AdminUser = owner) =>
    who.ask(`/ordering/people/${what}`, { method: 'POST', body: { data: { email } } });
  const differences = () =>
    instance.run((strapi) => strapi.plugin('ordering').service('ledger').verify() as Promise<string[]>);
  const everything = () =>
    instance.run(async (strapi) =>
      JSON.stringify(
        await Promise.all(
          ['orders', 'order_lines', 'order_events', 'requests', 'outbox', 'ledger', 'waitlist'].map((table) =>
            strapi.db.connection(`ordering_${table}`)
          )
        )
      )
    );
  const wait = (email: string) =>
    instance.run(
      (strapi, address, token) =>
        strapi.db
          .connection('ordering_waitlist')
          .insert({ material: 'm', locale: 'de', stock_status: token, email: address, token, state: 'waiting' })
          .then(() => {}),
      email,
      randomUUID()
    );

  it('is in no error of a statement that failed, and so in no log', async () => {
    const message = await instance.run((strapi) =>
      strapi.db.connection
        .raw('SELECT * FROM ordering_orders WHERE nonsense = ?', ['bea@example.org'])
        .then(() => 'no error')
        .catch((error: Error) => error.message)
    );
    expect(message).toContain('nonsense');
    expect(message).not.toContain('bea@example.org');
  });

  it('is for nobody but those who may', async () => {
    for (const what of ['export', 'erase'] as const) {
      const asked = await instance.asReader(`/ordering/people/${what}`, {
        method: 'POST',
        body: { data: { email: 'ada@example.org' } },
      });
      expect(asked.status).toBe(401);
      expect((await ask(what, 'ada@example.org', keeper)).status).toBe(403);
      const token = await instance.asEditor(`/ordering/people/${what}`, {
        method: 'POST',
        body: { data: { email: 'ada@example.org' } },
      });
      expect(token.status).toBe(401);
    }
  });

  it('is asked for with an e-mail address, in the body', async () => {
    for (const wrong of [undefined, '', 'ada', 7, ['a@example.org']]) {
      const { status, body } = await ask('export', wrong);
      expect([status, body.error.details.errors[0].path]).toEqual([400, ['email']]);
    }
  });

  it('is handed out: orders and places on waiting lists', async () => {
    const { material } = await stocked();
    const email = `handed-${database}@example.org`;
    const { number } = await order(material, email);
    await wait(email);
    const { status, body } = await ask('export', email.toUpperCase());
    expect(status).toBe(200);
    expect(body.data.orders).toEqual([
      expect.objectContaining({ number, recipient: expect.objectContaining({ street: 'Geheimweg 7', email }) }),
    ]);
    expect(body.data.waiting).toEqual([expect.objectContaining({ email, state: 'waiting' })]);
    expect((await ask('export', `nobody-${database}@example.org`)).body.data).toEqual({ orders: [], waiting: [] });
  });

  it('stays while a parcel is still to be sent, with the way out', async () => {
    const { material } = await stocked();
    const email = `open-${database}@example.org`;
    const done = await order(material, email);
    await move(done.number, 'sent');
    const open = await order(material, email);
    const { status, body } = await ask('erase', email);
    expect({ status, details: body.error.details }).toEqual({ status: 400, details: { orders: [open.number] } });
    expect(body.error.message).toMatch(/Nothing was erased.*Send or cancel it first/);
    expect((await ask('export', email)).body.data.orders).toHaveLength(2);
  });

  it('is erased everywhere, and the ledger stays whole', async () => {
    const { material, stock } = await stocked();
    const email = `gone-${database}@example.org`;
    const sent = await order(material, email, 'Carla Gewesen');
    await move(sent.number, 'sent');
    const cancelled = await order(material, email, 'Carla Gewesen');
    await move(cancelled.number, 'cancelled');
    await wait(email);
    const { status, body } = await ask('erase', email.toUpperCase());
    expect({ status, data: body.data }).toEqual({ status: 200, data: { erased: 2, waiting: 1 } });
    expect(await everything()).not.toMatch(/Carla|gone-/);
    expect((await ask('export', email)).body.data).toEqual({ orders: [], waiting: [] });
    expect((await ask('erase', email)).body.data).toEqual({ erased: 0, waiting: 0 });
    expect((await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(9);
    expect(await differences()).toEqual([]);
    // Whoever holds the token still sees what became of the order.
    expect((await instance.asReader(`/api/orders/${sent.token}`)).body.data.state).toBe('sent');
  });

  describe('that is old', () => {
    const DAYS_400 = '2025-01-01T00:00:00.000Z';
    const age = (number: string, part: 'order' | 'all') =>
      instance.run(
        async (strapi, id, what, at) => {
          const knex = strapi.db.connection;
          const [{ id: order }] = (await knex('ordering_orders').where({ number: id })) as [{ id: number }];
          await knex('ordering_orders').where({ number: id }).update({ created_at: at });
          if (what === 'all') await knex('ordering_order_events').where({ order_id: order }).update({ at });
        },
        number,
        part,
        DAYS_400
      );
    const eraseOld = () =>
      instance.run((strapi) => strapi.plugin('ordering').service('people').eraseOld() as Promise<number>);

    it('is forgotten when the order was done long ago, and only then', async () => {
      const { material, stock } = await stocked();
      const email = (name: string) => `${name}-${database}@example.org`;
      const make = async (name: string, state: string | null, part: 'order' | 'all' | null) => {
        const { number } = await order(material, email(name));
        if (state) await move(number, state);
        if (part) await age(number, part);
      };
      await make('old-sent', 'sent', 'all');
      await make('old-cancelled', 'cancelled', 'all');
      await make('old-open', null, 'all');
      await make('old-passed-on', 'passed-on', 'all');
      await make('just-sent', 'sent', 'order');
      await make('new-sent', 'sent', null);
      expect(await eraseOld()).toBe(2);
      expect(await eraseOld()).toBe(0);
      const left = await everything();
      expect(left).not.toMatch(/old-sent|old-cancelled/);
      for (const name of ['old-open', 'old-passed-on', 'just-sent', 'new-sent']) expect(left).toContain(email(name));
      expect(await differences()).toEqual([]);
      expect((await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(5);
    });

    // What a start does is the same on both databases.
    if (database === 'sqlite') {
      it('is forgotten when a server starts, before the first hour is over', async () => {
        const shared = await makeDatabase(database);
        try {
          const first = await startInstance({ database, env: shared.env });
          await first.run((strapi, at) =>
            strapi.db
              .connection('ordering_orders')
              .insert({ number: 'OLD', token: 'old', state: 'sent', locale: 'de', name: 'Bo', created_at: at })
              .then(() => {}), DAYS_400); // prettier-ignore
          await first.stop();
          const second = await startInstance({ database, env: shared.env });
          const order = await second.run(
            async (strapi) => (await strapi.db.connection('ordering_orders').first('name')) as { name: string | null }
          );
          await second.stop();
          expect(order).toEqual({ name: null });
        } finally {
          await shared.drop();
        }
      });
    }

    it('is forgotten with the kept answers, which hold tokens', async () => {
      const { material } = await stocked();
      const { token } = await order(material, `token-${database}@example.org`);
      const kept = () =>
        instance.run(
          async (strapi, secret) =>
            (await strapi.db.connection('ordering_requests').where('answer', 'like', `%${secret}%`)).length,
          token
        );
      await eraseOld();
      expect(await kept()).toBe(1);
      await instance.run(
        (strapi, secret) =>
          strapi.db
            .connection('ordering_requests')
            .where('answer', 'like', `%${secret}%`)
            .update({ created_at: '2025-01-01T00:00:00.000Z' })
            .then(() => {}),
        token
      );
      await eraseOld();
      expect(await kept()).toBe(0);
    });
  });

  it('does not get into the log, nor do the tokens that open an order', async () => {
    const { material } = await stocked();
    const email = `logged-${database}@example.org`;
    await instance.run((strapi) => {
      const lines: string[] = [];
      // What is written, whoever changes it on the way there.
      const log = strapi.log as unknown as { write: (info: object) => unknown };
      const write = log.write.bind(strapi.log);
      log.write = (info) => {
        lines.push(JSON.stringify(info));
        return write(info);
      };
      Object.assign(strapi, { loggedLines: lines });
    });
    const { number, token } = await order(material, email);
    expect((await instance.asReader(`/api/orders/${token}`)).status).toBe(200);
    expect((await instance.asReader(`/api/waitlist/${token}/confirm?a=b`, { method: 'POST' })).status).toBe(404);
    const logged = await instance.run(
      async (strapi, address, id) => {
        await strapi.plugin('ordering').service('people').exportOf(address);
        await strapi.plugin('ordering').service('orders').move(id, 'sent', 'admin:1');
        await strapi.plugin('ordering').service('people').eraseOf(address);
        return (strapi as unknown as { loggedLines: string[] }).loggedLines.join('\n');
      },
      email,
      number
    );
    expect(logged).toContain('/api/orders/…');
    expect(logged).not.toContain('logged-');
    expect(logged).not.toContain(token);
  });
});
