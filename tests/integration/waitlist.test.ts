import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';

/** Everything that was written so far is looked at and sent. */
const settle = (instance: Instance) =>
  instance.run(async (strapi) => {
    const outbox = strapi.plugin('ordering').service('outbox');
    await strapi.plugin('ordering').service('changes').look();
    await outbox.sendDue();
    while ((await outbox.sendDue()) > 0);
  });

/** As {@link settle}, and waits for what another server is sending. */
const untilSent = async (instance: Instance): Promise<void> => {
  const isLeft = () =>
    instance.run(async (strapi) =>
      Boolean(await strapi.db.connection('ordering_outbox').whereNull('done_at').first('id'))
    );
  do await settle(instance);
  while (await isLeft());
};

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const mailsIn = (mailbox: string): Mail[] =>
  readdirSync(mailbox)
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(mailbox, name), 'utf8');
      return { to: /^To: (.*)$/m.exec(text)?.[1] ?? '', subject: /^Subject: (.*)$/m.exec(text)?.[1] ?? '', text };
    });

const tokenIn = (mail: Mail | undefined): string => /\/\w\w\/waitlist#([\w-]{43})$/m.exec(mail?.text ?? '')?.[1] ?? '';

let people = 0;
/** An address nobody else has. */
const somebody = (): string => `reader-${(people += 1)}-${randomUUID().slice(0, 8)}@example.org`;

const joinOn = ({ asReader }: Instance, material: string, email: unknown, data: object = {}): Promise<Answer> =>
  asReader('/api/waitlist', { method: 'POST', body: { data: { material, locale: 'de', email, ...data } } });

const mailsTo = (mailbox: string, email: string) => mailsIn(mailbox).filter(({ to }) => to === email);

/** Asks for a place, gets the mail and confirms. @returns the token */
const waitOn = async (instance: Instance, mailbox: string, material: string, email: string): Promise<string> => {
  expect((await joinOn(instance, material, email)).status).toBe(202);
  await untilSent(instance);
  const token = tokenIn(mailsTo(mailbox, email).at(-1));
  const { status, body } = await instance.asReader(`/api/waitlist/${token}/confirm`, { method: 'POST' });
  expect({ status, state: body.data?.state }).toEqual({ status: 200, state: 'waiting' });
  return token;
};

const soldOut = async (instance: Instance, stock: object = {}, material: object = {}) => {
  const documentId = await makeMaterial(instance, { pdfUrl: 'https://example.org/heft.pdf', ...material });
  return {
    material: documentId,
    stock: await makeStock(instance, documentId, { quantity: 0, whenSoldOut: 'reprinting', ...stock }),
  };
};

const setQuantity = (instance: Instance, stock: string, quantity: number | null) =>
  write(instance, `/api/stock-statuses/${stock}`, { quantity });

onEveryDatabase('the waitlist', (database) => {
  let instance: Instance;
  const mailbox = mkdtempSync(path.join(tmpdir(), 'inprint-mailbox-'));
  beforeAll(async () => {
    instance = await startInstance({
      database,
      env: { MAILBOX_FOLDER: mailbox, PUBLIC_URL: 'https://lesezeichen.example.org' },
    });
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(mailbox, { recursive: true, force: true });
  });

  const mailsFor = (email: string) => mailsTo(mailbox, email);
  const join = (material: string, email: unknown, data: object = {}) => joinOn(instance, material, email, data);
  const wait = (material: string, email: string) => waitOn(instance, mailbox, material, email);
  const placeOf = (token: string) => instance.asReader(`/api/waitlist/${token}`);
  const leave = (token: string) => instance.asReader(`/api/waitlist/${token}/leave`, { method: 'POST' });
  const isTold = (email: string) =>
    mailsFor(email).filter(({ subject }) => subject.includes('kann jetzt bestellt werden')).length;
  const waiting = async (material: string, count: number) => {
    const addresses = Array.from({ length: count }, somebody);
    for (const email of addresses) await wait(material, email);
    return addresses;
  };
  const order = (material: string, quantity: number) =>
    instance.asReader('/api/orders', {
      method: 'POST',
      headers: { 'Idempotency-Key': randomUUID() },
      body: {
        data: {
          lines: [{ material, locale: 'de', quantity }],
          recipient: {
            name: 'Ada Beispiel',
            street: 'Weg 1',
            postalCode: '12345',
            city: 'Musterstadt',
            country: 'DE',
            email: somebody(),
          },
        },
      },
    });

  describe('is offered', () => {
    const actionsOf = async (material: string) => {
      const rest = (await instance.asReader(`/api/materials/${material}?locale=de`)).body.data.action;
      const { body } = await instance.graphql(
        `query ($id: ID!) { material(documentId: $id, locale: "de") { action { type waitlist } } }`,
        { id: material }
      );
      return [rest.waitlist, body.data.material.action.waitlist];
    };

    it.each(['not-yet-available', 'out-of-stock', 'reprinting', 'reprint-undecided'])(
      'for %s',
      async (availability) => {
        const { material } = await soldOut(instance, { availability, quantity: null });
        expect(await actionsOf(material)).toEqual([true, true]);
      }
    );

    it.each(['in-stock', 'on-demand', 'out-of-print', 'withdrawn'])('not for %s', async (availability) => {
      const { material } = await soldOut(instance, { availability, quantity: null });
      expect(await actionsOf(material)).toEqual([undefined, false]);
      const { status, body } = await join(material, somebody());
      expect({ status, path: body.error.details.errors[0].path, message: body.error.message }).toEqual({
        status: 400,
        path: ['material'],
        message: expect.stringContaining('keine Warteliste'),
      });
    });

    it('not for what nobody can see, and not in a language the site has not', async () => {
      const { material } = await soldOut(instance);
      expect((await join('doesnotexist', somebody())).status).toBe(404);
      expect((await join(material, somebody(), { locale: 'xx' })).body.error.details.errors[0].path).toEqual([
        'locale',
      ]);
    });
  });

  describe('double opt-in', () => {
    it('sends a link, and counts only who confirms', async () => {
      const { material, stock } = await soldOut(instance, {}, { title: 'Der Wegweiser' });
      const [ada, ben] = [somebody(), somebody()];
      await join(material, ada);
      await join(material, ben);
      await settle(instance);
      expect(mailsFor(ada)).toHaveLength(1);
      expect(mailsFor(ada)[0]).toMatchObject({
        subject: 'Bitte bestätigen: Nachricht, wenn „Der Wegweiser“ lieferbar ist',
        text: expect.stringContaining('https://lesezeichen.example.org/de/waitlist#'),
      });
      const token = tokenIn(mailsFor(ada)[0]);
      // Looking is not confirming.
      for (let look = 0; look < 2; look += 1) {
        const { status, body } = await placeOf(token);
        expect({ status, data: body.data }).toEqual({
          status: 200,
          data: { state: 'pending', material, locale: 'de', title: 'Der Wegweiser' },
        });
      }
      await instance.asReader(`/api/waitlist/${token}/confirm`, { method: 'POST' });
      expect((await placeOf(token)).body.data.state).toBe('waiting');
      await setQuantity(instance, stock, 10);
      await settle(instance);
      expect([isTold(ada), isTold(ben)]).toEqual([1, 0]);
      expect((await placeOf(token)).body.data.state).toBe('told');
      expect(mailsFor(ada)[1]?.text).toContain(`https://lesezeichen.example.org/de/order?material=${material}`);
    });

    it('tells at once who confirms after the copies came', async () => {
      const { material, stock } = await soldOut(instance);
      const ada = somebody();
      await join(material, ada);
      await setQuantity(instance, stock, 10);
      await settle(instance);
      expect(isTold(ada)).toBe(0);
      await instance.asReader(`/api/waitlist/${tokenIn(mailsFor(ada)[0])}/confirm`, { method: 'POST' });
      await settle(instance);
      expect(isTold(ada)).toBe(1);
    });

    it('writes in the reader’s language', async () => {
      const { material } = await soldOut(instance);
      const [ada, zoe] = [somebody(), somebody()];
      expect((await join(material, ada, { locale: 'en' })).body.data.message).toContain('Thank you');
      await join(material, zoe, { locale: 'fr' });
      await settle(instance);
      expect([mailsFor(ada)[0]?.subject, mailsFor(zoe)[0]?.subject]).toEqual([
        expect.stringContaining('Please confirm'),
        expect.stringContaining('Confirmez votre inscription'),
      ]);
    });

    it('ends for who does not confirm in a week', async () => {
      const { material } = await soldOut(instance);
      const ada = somebody();
      await join(material, ada);
      await settle(instance);
      const token = tokenIn(mailsFor(ada)[0]);
      const forgotten = () =>
        instance.run((strapi) => strapi.plugin('ordering').service('waitlist').forgetUnconfirmed());
      await instance.run(
        async (strapi, value) =>
          void (await strapi.db
            .connection('ordering_waitlist')
            .where({ token: value })
            .update({ created_at: new Date(Date.now() - 8 * 24 * 3600 * 1000).toISOString() })),
        token
      );
      expect((await instance.asReader(`/api/waitlist/${token}/confirm`, { method: 'POST' })).status).toBe(404);
      expect(await forgotten()).toBe(1);
      await join(material, ada);
      await settle(instance);
      expect(mailsFor(ada)).toHaveLength(2);
    });
  });

  it('answers the same to who is new, asked before, waits or left', async () => {
    const { material } = await soldOut(instance);
    const email = somebody();
    const answers = [await join(material, email), await join(material, email.toUpperCase())];
    await settle(instance);
    const token = tokenIn(mailsFor(email).at(-1));
    await instance.asReader(`/api/waitlist/${token}/confirm`, { method: 'POST' });
    answers.push(await join(material, email));
    await settle(instance);
    expect(mailsFor(email).at(-1)?.subject).toContain('Sie stehen auf der Warteliste');
    await leave(token);
    answers.push(await join(material, email), await join(material, email));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    const rows = await instance.run(
      async (strapi, id) =>
        (await strapi.db.connection('ordering_waitlist').where({ material: id }).orderBy('id')) as { state: string }[],
      material
    );
    expect(rows.map(({ state }) => state)).toEqual(['gone', 'pending']);
  });

  it('keeps one place for an address that asks ten times at once', async () => {
    const { material } = await soldOut(instance);
    const email = somebody();
    const answers = await Promise.all(Array.from({ length: 10 }, () => join(material, email)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(202));
    const [{ count } = { count: 0 }] = await instance.run(
      async (strapi, id) =>
        (await strapi.db.connection('ordering_waitlist').where({ material: id }).count({ count: '*' })) as {
          count: number;
        }[],
      material
    );
    expect(Number(count)).toBe(1);
  });

  it('lets people leave, forgets their address, and does not tell them', async () => {
    const { material, stock } = await soldOut(instance);
    const ada = somebody();
    const token = await wait(material, ada);
    expect((await leave(token)).body.data).toMatchObject({ state: 'gone' });
    expect((await leave(token)).status).toBe(200);
    expect((await instance.asReader(`/api/waitlist/${token}/confirm`, { method: 'POST' })).body.data.state).toBe(
      'gone'
    );
    const rows = await instance.run(
      async (strapi, value) =>
        (await strapi.db.connection('ordering_waitlist').where({ token: value })) as { email: null }[],
      token
    );
    expect(rows.map(({ email }) => email)).toEqual([null]);
    await setQuantity(instance, stock, 5);
    await settle(instance);
    expect(isTold(ada)).toBe(0);
  });

  it('knows no place under an address that was made up', async () => {
    for (const token of ['x', 'a'.repeat(43), '%27%3B', 'a'.repeat(5000)]) {
      expect((await placeOf(token)).status).toBe(404);
      expect((await leave(token)).status).toBe(404);
    }
  });

  it.each<[string, unknown]>([
    ['no body', undefined],
    ['no data', {}],
    ['a text', { data: 'x' }],
    ['no address', { data: { material: 'm', locale: 'de' } }],
    ['a filled trap', { data: { material: 'm', locale: 'de', email: 'a@example.org', website: 'x' } }],
    ['an unknown key', { data: { material: 'm', locale: 'de', email: 'a@example.org', state: 'waiting' } }],
    ['a long address', { data: { material: 'm', locale: 'de', email: `${'a'.repeat(300)}@example.org` } }],
  ])('refuses %s with 400', async (_, body) => {
    const { status } = await instance.asReader('/api/waitlist', { method: 'POST', body });
    expect(status).toBe(400);
  });

  it('refuses a large body with 413', async () => {
    const { status } = await join('m', 'a@example.org', { website: 'x'.repeat(5000) });
    expect(status).toBe(413);
  });

  describe('when copies come', () => {
    it('tells as many as there are copies, those who wait longest first, and each once', async () => {
      const { material, stock } = await soldOut(instance);
      const five = await waiting(material, 5);
      await setQuantity(instance, stock, 3);
      await settle(instance);
      expect(five.map(isTold)).toEqual([1, 1, 1, 0, 0]);
      // One of those told orders: that makes room for nobody.
      expect((await order(material, 1)).status).toBe(201);
      await settle(instance);
      expect(five.map(isTold)).toEqual([1, 1, 1, 0, 0]);
      // One more comes.
      await setQuantity(instance, stock, 3);
      await settle(instance);
      expect(five.map(isTold)).toEqual([1, 1, 1, 1, 0]);
      // Sold out, and printed again.
      await setQuantity(instance, stock, 0);
      await settle(instance);
      await setQuantity(instance, stock, 50);
      await settle(instance);
      expect(five.map(isTold)).toEqual([1, 1, 1, 1, 1]);
    });

    it.each([
      ['are not counted', { availability: 'in-stock', quantity: null }],
      ['are printed on demand', { availability: 'on-demand' }],
    ])('tells all where copies %s', async (_, stockData) => {
      const { material, stock } = await soldOut(instance, { availability: 'out-of-stock', quantity: null });
      const three = await waiting(material, 3);
      await write(instance, `/api/stock-statuses/${stock}`, stockData);
      await settle(instance);
      expect(three.map(isTold)).toEqual([1, 1, 1]);
    });

    it('tells of the edition that somebody waits for', async () => {
      const material = await makeMaterial(instance, { title: 'Heft' });
      await write(instance, `/api/materials/${material}?locale=en`, { title: 'Booklet' });
      const german = await makeStock(instance, material, { edition: 'de', availability: 'reprinting' });
      const english = await makeStock(instance, material, { edition: 'en', availability: 'reprinting' });
      const ada = somebody();
      await wait(material, ada);
      await write(instance, `/api/stock-statuses/${english}`, { availability: 'in-stock' });
      await settle(instance);
      expect(isTold(ada)).toBe(0);
      await write(instance, `/api/stock-statuses/${german}`, { availability: 'in-stock' });
      await settle(instance);
      expect(isTold(ada)).toBe(1);
    });

    it('tells nobody when they are gone before the mail leaves, and keeps everybody’s place', async () => {
      const { material, stock } = await soldOut(instance);
      const three = await waiting(material, 3);
      // The mail server is down while the copies come …
      await instance.run(async (strapi, id) => {
        const email = strapi.plugin('email').service('email') as { send: unknown };
        const { send } = email;
        email.send = () => Promise.reject(new Error('connect ECONNREFUSED for ada@example.org'));
        const outbox = strapi.plugin('ordering').service('outbox');
        await strapi.db.connection('stock_statuses').where({ document_id: id }).update({ quantity: 2 });
        await strapi.plugin('ordering').service('changes').look();
        await outbox.sendDue();
        await outbox.sendDue();
        email.send = send;
      }, stock);
      // … and when it is back, they are gone.
      await setQuantity(instance, stock, 0);
      const sendAgain = () =>
        instance.run(async (strapi) => {
          await strapi.db.connection('ordering_outbox').whereNull('done_at').update({ due_at: '2000-01-01' });
        });
      await sendAgain();
      await settle(instance);
      expect(three.map(isTold)).toEqual([0, 0, 0]);
      await setQuantity(instance, stock, 1);
      await settle(instance);
      expect(three.map(isTold)).toEqual([1, 0, 0]);
    });
  });

  it('writes no address into messages', async () => {
    const payloads = await instance.run(
      async (strapi) => (await strapi.db.connection('ordering_outbox').where({ kind: 'mail-waitlist' })) as object[]
    );
    expect(payloads.length).toBeGreaterThan(0);
    expect(JSON.stringify(payloads)).not.toContain('@example.org');
  });

  it('exports and erases what is kept about an address, and forgets those told when the time has come', async () => {
    const { material, stock } = await soldOut(instance);
    const [ada, ben] = [somebody(), somebody()];
    await wait(material, ada);
    const token = await wait(material, ben);
    const people = (method: string, ...args: (string | number)[]) =>
      instance.run(
        (strapi, name, values) =>
          (strapi.plugin('ordering').service('people') as Record<string, (...values: unknown[]) => unknown>)[name]?.(
            ...values
          ),
        method,
        args
      );
    const kept = async (email: string) => ((await people('exportOf', email)) as { waiting: unknown[] }).waiting;
    expect(await kept(ada.toUpperCase())).toEqual([
      expect.objectContaining({ state: 'waiting', material, locale: 'de', email: ada, toldAt: null }),
    ]);
    expect(await people('eraseOf', ada)).toEqual({ outcome: 'erased', orders: 0, waiting: 1 });
    expect(await kept(ada)).toEqual([]);
    await setQuantity(instance, stock, 5);
    await settle(instance);
    expect([isTold(ada), isTold(ben)]).toEqual([0, 1]);
    expect(await kept(ben)).toEqual([expect.objectContaining({ state: 'told', toldAt: expect.any(String) })]);
    await people('eraseOld', Date.now() + 366 * 24 * 3600 * 1000);
    expect(await kept(ben)).toEqual([]);
    expect((await placeOf(token)).body.data.state).toBe('gone');
  });
});

describe('the waitlist', () => {
  it('limits tries of a client, and mails to an address without saying so', async () => {
    const mailbox = mkdtempSync(path.join(tmpdir(), 'inprint-mailbox-'));
    const instance = await startInstance({ env: { RATE_LIMIT: 'on', MAILBOX_FOLDER: mailbox } });
    try {
      const { material } = await soldOut(instance);
      const email = somebody();
      const answers: Answer[] = [];
      for (let count = 0; count < 21; count += 1) answers.push(await joinOn(instance, material, email));
      expect(answers.map(({ status }) => status)).toEqual([...Array<number>(20).fill(202), 429]);
      expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(new Set(answers.slice(0, 20).map(({ body }) => JSON.stringify(body))).size).toBe(1);
      await settle(instance);
      expect(mailsTo(mailbox, email)).toHaveLength(5);
    } finally {
      await instance.stop();
      rmSync(mailbox, { recursive: true, force: true });
    }
  });

  (process.env.TEST_POSTGRES_URL ? it : it.skip)('tells each once, on two servers', async () => {
    const mailbox = mkdtempSync(path.join(tmpdir(), 'inprint-mailbox-'));
    const env = { MAILBOX_FOLDER: mailbox };
    const one = await startInstance({ database: 'postgres', env });
    const DATABASE_URL = await one.run(
      (strapi) => (strapi.config.get('database.connection.connection') as { connectionString: string }).connectionString
    );
    const other = await startInstance({ database: 'postgres', env: { ...env, DATABASE_URL } });
    try {
      const { material, stock } = await soldOut(one);
      const addresses = Array.from({ length: 8 }, somebody);
      for (const email of addresses) await waitOn(one, mailbox, material, email);
      await one.run(
        async (strapi, id) =>
          void (await strapi.db.connection('stock_statuses').where({ document_id: id }).update({ quantity: 5 })),
        stock
      );
      await Promise.all([settle(one), settle(other), settle(one), settle(other)]);
      await Promise.all([untilSent(one), untilSent(other)]);
      const told = addresses.map((email) => mailsTo(mailbox, email).length - 1);
      expect(told).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
    } finally {
      await other.stop();
      await one.stop();
      rmSync(mailbox, { recursive: true, force: true });
    }
  });
});
