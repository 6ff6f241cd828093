import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeAdminUser, type AdminUser } from '../support/admin-user';
import { makeMaterial, makeStock, write } from '../support/content';
import { onEveryDatabase, startInstance, type Answer, type Instance } from '../support/instance';

const RECIPIENT = {
  name: 'Ada Beispiel',
  organisation: 'Jugendhaus Musterstadt',
  street: 'Beispielweg 1',
  postalCode: '12345',
  city: 'Musterstadt',
  country: 'DE',
  email: 'ada@example.org',
};

interface LineInput {
  readonly material: string;
  readonly locale?: string;
  readonly quantity?: unknown;
}

const body = (lines: LineInput[], recipient: object = {}, data: object = {}) => ({
  data: {
    lines: lines.map((line) => ({ locale: 'de', quantity: 1, ...line })),
    recipient: { ...RECIPIENT, ...recipient },
    ...data,
  },
});

onEveryDatabase('orders', (database) => {
  let instance: Instance;
  const mailbox = mkdtempSync(path.join(tmpdir(), 'inprint-mailbox-'));
  beforeAll(async () => {
    instance = await startInstance({ database, env: { MAILBOX_FOLDER: mailbox, SHIPPER_EMAIL: 'lager@example.org' } });
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(mailbox, { recursive: true, force: true });
  });

  const send = (content: unknown, key: string | null = randomUUID(), query = ''): Promise<Answer> =>
    instance.asReader(`/api/orders${query}`, {
      method: 'POST',
      body: content,
      headers: key === null ? {} : { 'Idempotency-Key': key },
    });
  const order = (lines: LineInput[], recipient?: object, key?: string) => send(body(lines, recipient), key);
  const stocked = async (stock: object = {}, material: object = {}) => {
    const documentId = await makeMaterial(instance, { pdfUrl: 'https://example.org/heft.pdf', ...material });
    return { material: documentId, stock: await makeStock(instance, documentId, stock) };
  };
  const quantityOf = async (stock: string) =>
    (await instance.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity as number | null;
  const actionOf = async (material: string) =>
    (await instance.asReader(`/api/availability?materials=${material}&locale=de`)).body.data[0].action;
  const move = (number: string, state: string) =>
    instance.run(
      (strapi, id, next) => strapi.plugin('ordering').service('orders').move(id, next, 'admin:1'),
      number,
      state
    );
  const reasonsOf = (stock: string) =>
    instance.run(
      async (strapi, id) =>
        ((await strapi.plugin('ordering').service('ledger').linesOf(id)) as { reason: string; delta: number }[])
          .filter(({ reason }) => reason !== 'state')
          .map(({ reason, delta }) => [reason, delta]),
      stock
    );

  describe('POST /api/orders', () => {
    it('takes copies and answers with a number and the lines', async () => {
      const { material, stock } = await stocked({ quantity: 5, orderNumber: `A-${database}` }, { title: 'Heft A' });
      const { status, body: answer } = await order([{ material, quantity: 2 }]);
      expect({ status, data: answer.data }).toEqual({
        status: 201,
        data: {
          number: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/),
          token: expect.stringMatching(/^[\w-]{43}$/),
          state: 'received',
          fee: null,
          lines: [{ material, locale: 'de', title: 'Heft A', orderNumber: `A-${database}`, quantity: 2 }],
        },
      });
      expect(await quantityOf(stock)).toBe(3);
      expect(await reasonsOf(stock)).toEqual([
        ['correction', 5],
        ['order', -2],
      ]);
    });

    it('turns the button with the last copy, and answers the next reader with the PDF', async () => {
      const { material } = await stocked({ quantity: 1 });
      expect((await order([{ material }])).status).toBe(201);
      expect((await actionOf(material)).type).toBe('download');
      const { status, body: refused } = await order([{ material }]);
      expect(status).toBe(409);
      expect(refused.data).toBeNull();
      expect(refused.error).toMatchObject({ status: 409, name: 'ConflictError' });
      expect(refused.error.details.lines).toEqual([
        expect.objectContaining({
          index: 0,
          material,
          locale: 'de',
          reason: 'not-orderable',
          action: await actionOf(material),
        }),
      ]);
      expect(refused.error.details.lines[0].action.url).toBe('https://example.org/heft.pdf');
    });

    it('takes nothing if one line of several cannot be filled', async () => {
      const plenty = await stocked({ quantity: 10 });
      const gone = await stocked({ quantity: 0 });
      const { status, body: refused } = await order([
        { material: plenty.material, quantity: 3 },
        { material: gone.material },
      ]);
      expect(status).toBe(409);
      expect(refused.error.details.lines.map(({ index }: { index: number }) => index)).toEqual([1]);
      expect(await quantityOf(plenty.stock)).toBe(10);
    });

    it('says that fewer are left, without saying how many', async () => {
      const { material, stock } = await stocked({ quantity: 3 });
      const { status, body: refused } = await order([
        { material, quantity: 2 },
        { material, quantity: 2 },
      ]);
      expect(status).toBe(409);
      // Both lines: which of them would have passed alone tells how many there are.
      expect(refused.error.details.lines).toEqual(
        [0, 1].map((index) =>
          expect.objectContaining({ index, reason: 'too-few', action: expect.objectContaining({ type: 'order' }) })
        )
      );
      expect(await quantityOf(stock)).toBe(3);
    });

    it('orders what is not counted and what is printed on demand, and takes no copies', async () => {
      const uncounted = await stocked();
      const onDemand = await stocked({ availability: 'on-demand', quantity: 4 });
      expect(
        (await order([{ material: uncounted.material }, { material: onDemand.material, quantity: 9 }])).status
      ).toBe(201);
      expect(await quantityOf(uncounted.stock)).toBeNull();
      expect(await quantityOf(onDemand.stock)).toBe(4);
    });

    it('takes the copies of the edition that serves the language', async () => {
      const material = await makeMaterial(instance);
      await write(instance, `/api/materials/${material}?locale=en`, { title: 'Booklet' });
      const german = await makeStock(instance, material, { edition: 'de', quantity: 5 });
      const others = await makeStock(instance, material, { quantity: 5 });
      await order([
        { material, quantity: 1 },
        { material, locale: 'en', quantity: 2 },
      ]);
      expect([await quantityOf(german), await quantityOf(others)]).toEqual([4, 3]);
    });

    it('names where a material of an external shop is ordered', async () => {
      const { material, stock } = await stocked({ quantity: 5 }, { orderUrl: 'https://shop.example.org/heft' });
      const { status, body: refused } = await order([{ material }]);
      expect({ status, message: refused.error.message }).toEqual({
        status: 409,
        message: expect.stringContaining('https://shop.example.org/heft'),
      });
      expect(await quantityOf(stock)).toBe(5);
    });

    it('refuses a material nobody can see with an action that offers nothing', async () => {
      const { status, body: refused } = await order([{ material: 'doesnotexist' }]);
      expect(status).toBe(409);
      expect(refused.error.details.lines[0]).toMatchObject({ reason: 'unknown', action: { type: 'none', url: null } });
    });

    it('refuses more than maxPerOrder, also when spread over lines', async () => {
      const { material, stock } = await stocked({ quantity: 50 }, { maxPerOrder: 3 });
      for (const lines of [
        [{ material, quantity: 4 }],
        [
          { material, quantity: 2 },
          { material, quantity: 2 },
        ],
      ]) {
        const { status, body: refused } = await order(lines);
        expect({ status, message: refused.error.message }).toEqual({
          status: 400,
          message: expect.stringMatching(/höchstens 3 Exemplare/),
        });
      }
      expect((await order([{ material, quantity: 3 }])).status).toBe(201);
      expect(await quantityOf(stock)).toBe(47);
    });

    it('says in the reader’s language why not', async () => {
      const { material } = await stocked({ quantity: 50 }, { maxPerOrder: 3 });
      const said = async (locale: string) =>
        (await send(body([{ material, quantity: 4 }]), randomUUID(), `?locale=${locale}`)).body.error.message;
      expect(await said('en')).toMatch(/^At most 3 copies/);
      expect(await said('fr')).toMatch(/^Au plus 3 exemplaires/);
    });

    it.each([
      ['no data', {}, /“data”/],
      ['no lines', body([]), /choose at least one publication/],
      ['lines that are no list', { data: { lines: 'x', recipient: RECIPIENT } }, /Order: this must be a list/],
      ['half a copy', body([{ material: 'a', quantity: 1.5 }]), /whole number/],
      ['no copies', body([{ material: 'a', quantity: 0 }]), /Copies: at least 1/],
      ['a text for a number', body([{ material: 'a', quantity: '2' }]), /Copies: please enter a whole number/],
      ['a language that is not there', body([{ material: 'a', locale: 'xx' }]), /de, en, fr/],
      ['no street', body([{ material: 'a' }], { street: ' ' }), /Street and number: please fill this in/],
      ['an address that is none', body([{ material: 'a' }], { email: 'ada' }), /name@example\.org/],
      ['two lines in a name', body([{ material: 'a' }], { name: 'Ada\nBcc: b@example.org' }), /one line/],
      ['a country that is none', body([{ material: 'a' }], { country: 'Atlantis' }), /two-letter code/],
      [
        'a filled trap',
        body([{ material: 'a' }], {}, { website: 'https://example.org' }),
        /Website: this must stay empty/,
      ],
      ['a key too many', body([{ material: 'a' }], {}, { price: 0 }), /unknown field price.*lines, recipient/],
    ])('refuses %s, in words', async (_, content, words) => {
      const { status, body: refused } = await send(content, randomUUID(), '?locale=en');
      expect({ status, message: refused.error.message }).toEqual({
        status: 400,
        message: expect.stringMatching(words),
      });
      expect(refused.error.details.errors[0].code).toMatch(/^[a-z-]+$/);
    });

    it('wants an Idempotency-Key, and says what that is', async () => {
      const { status, body: refused } = await send(body([{ material: 'a' }]), null, '?locale=en');
      expect({ status, message: refused.error.message }).toEqual({
        status: 400,
        message: expect.stringMatching(/Idempotency-Key.*UUID/),
      });
    });

    it('refuses a body that is too large', async () => {
      const { status } = await send(body([{ material: 'a' }], { name: 'A'.repeat(70_000) }));
      expect(status).toBe(413);
    });
  });

  describe('the same order sent twice', () => {
    it('gets the same answer and takes nothing twice', async () => {
      const { material, stock } = await stocked({ quantity: 5 });
      const key = randomUUID();
      const first = await order([{ material }], {}, key);
      const second = await order([{ material }], {}, key);
      expect([second.status, second.body]).toEqual([201, first.body]);
      expect(await quantityOf(stock)).toBe(4);
    });

    it('gets the same answer when both come at once', async () => {
      const { material, stock } = await stocked({ quantity: 5 });
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 12 }, () => order([{ material }], {}, key)));
      expect(new Set(answers.map(({ status, body: answer }) => `${status} ${answer.data?.number}`)).size).toBe(1);
      expect(await quantityOf(stock)).toBe(4);
    });

    it('gets the same refusal, until it is sent as a new order', async () => {
      const { material, stock } = await stocked({ quantity: 0 });
      const key = randomUUID();
      const first = await order([{ material }], {}, key);
      await write(instance, `/api/stock-statuses/${stock}`, { quantity: 1 });
      const second = await order([{ material }], {}, key);
      expect([second.status, second.body]).toEqual([409, first.body]);
      expect((await order([{ material }])).status).toBe(201);
    });

    it('is refused with 422 if it is not the same', async () => {
      const { material, stock } = await stocked({ quantity: 5 });
      const key = randomUUID();
      await order([{ material }], {}, key);
      const { status, body: refused } = await order([{ material, quantity: 2 }], {}, key);
      expect({ status, message: refused.error.message }).toEqual({
        status: 422,
        message: expect.stringMatching(/neuen Schlüssel/),
      });
      expect(await quantityOf(stock)).toBe(4);
    });
  });

  describe('GET /api/orders/:token', () => {
    it('shows state and lines to who holds the token, and no address', async () => {
      const { material } = await stocked({ quantity: 5 });
      const { token, number } = (await order([{ material }])).body.data;
      const { status, body: shown } = await instance.asReader(`/api/orders/${token}`);
      expect(status).toBe(200);
      expect(shown.data).toMatchObject({ number, state: 'received', lines: [{ material, quantity: 1 }] });
      expect(JSON.stringify(shown)).not.toMatch(/Ada|Beispielweg|example\.org/);
    });

    it('shows nothing for an order’s number or a guess', async () => {
      const { material } = await stocked({ quantity: 5 });
      const { number } = (await order([{ material }])).body.data;
      for (const guess of [number, 'x'.repeat(43), '%00', "' OR 1=1 --"]) {
        expect((await instance.asReader(`/api/orders/${encodeURIComponent(guess)}`)).status).toBe(404);
      }
      expect((await instance.asReader('/api/orders')).status).not.toBe(200);
    });
  });

  describe('cancelling', () => {
    it('gives the copies back once, and turns the button back', async () => {
      const { material, stock } = await stocked({ quantity: 2 });
      const { number, token } = (await order([{ material, quantity: 2 }])).body.data;
      expect((await actionOf(material)).type).toBe('download');
      await Promise.all([move(number, 'cancelled'), move(number, 'cancelled'), move(number, 'cancelled')]);
      expect(await quantityOf(stock)).toBe(2);
      expect(await reasonsOf(stock)).toEqual([
        ['correction', 2],
        ['order', -2],
        ['cancellation', 2],
      ]);
      expect((await actionOf(material)).type).toBe('order');
      expect((await instance.asReader(`/api/orders/${token}`)).body.data.state).toBe('cancelled');
    });

    it('is too late once the parcel was sent', async () => {
      const { material, stock } = await stocked({ quantity: 2 });
      const { number } = (await order([{ material }])).body.data;
      await move(number, 'passed-on');
      await move(number, 'sent');
      expect(await move(number, 'cancelled')).toEqual({ state: 'sent', moved: false });
      expect(await quantityOf(stock)).toBe(1);
    });
  });

  describe('PUT /api/stock-feed', () => {
    const feed = (data: object, asking: Instance['asEditor'] = instance.asEditor) =>
      asking('/api/stock-feed', { method: 'PUT', body: { data } });
    let count = 0;
    const numbered = async (data: object = {}) => {
      count += 1;
      const orderNumber = `F-${database}-${count}`;
      return { orderNumber, ...(await stocked({ orderNumber, ...data })) };
    };

    it('needs a token', async () => {
      expect((await feed({ batch: 'a', lines: [] }, instance.asReader)).status).toBe(403);
    });

    it('books counts, deltas and days, and reports each line', async () => {
      const a = await numbered({ quantity: 5 });
      const b = await numbered({ quantity: 5 });
      const { status, body: answer } = await feed({
        batch: `one-${database}`,
        lines: [
          { orderNumber: a.orderNumber, quantity: 57 },
          { orderNumber: b.orderNumber, delta: -5, expectedOn: '2031-05-01' },
          { orderNumber: 'nowhere', delta: 1 },
          { orderNumber: b.orderNumber, delta: -1 },
          { orderNumber: b.orderNumber, quantity: -1 },
        ],
      });
      expect(status).toBe(200);
      expect(answer.data).toMatchObject({ booked: 2, refused: 3 });
      expect(answer.data.lines.map(({ status: outcome }: { status: string }) => outcome)).toEqual([
        'booked', 'booked', 'refused', 'refused', 'refused',
      ]); // prettier-ignore
      expect([await quantityOf(a.stock), await quantityOf(b.stock)]).toEqual([57, 0]);
      expect((await instance.asEditor(`/api/stock-statuses/${b.stock}`)).body.data.expectedOn).toBe('2031-05-01');
    });

    it('books a batch once, however often and however many send it', async () => {
      const { orderNumber, stock } = await numbered({ quantity: 5 });
      const batch = { batch: `twice-${database}`, lines: [{ orderNumber, delta: 10 }] };
      const answers = await Promise.all(Array.from({ length: 6 }, () => feed(batch)));
      for (const { status, body: answer } of answers) {
        expect([status, answer.data]).toEqual([200, expect.objectContaining({ booked: 1, refused: 0 })]);
      }
      expect((await feed(batch)).body.data).toMatchObject({ booked: 1, refused: 0 });
      expect(await quantityOf(stock)).toBe(15);
      expect((await feed({ ...batch, lines: [{ orderNumber, delta: 11 }] })).status).toBe(400);
    });
  });

  describe('mails', () => {
    const sendDue = () =>
      instance.run((strapi) => strapi.plugin('ordering').service('outbox').sendDue() as Promise<number>);
    const mails = () => readdirSync(mailbox).map((name) => readFileSync(path.join(mailbox, name), 'utf8'));
    const emptyOutbox = async () => {
      while ((await sendDue()) > 0);
    };

    it('tell the reader in the order’s language, and the shipper without the address', async () => {
      await emptyOutbox();
      const { material } = await stocked({ quantity: 5 }, { title: 'Heft über Post' });
      const { number } = (await order([{ material, quantity: 2 }])).body.data;
      await emptyOutbox();
      const about = mails().filter((mail) => mail.includes(number));
      const reader = about.find((mail) => mail.includes('To: ada@example.org'));
      const shipper = about.find((mail) => mail.includes('To: lager@example.org'));
      expect(reader).toMatch(/Guten Tag Ada Beispiel,[^]*2 × Heft über Post/);
      expect(reader).toMatch(/Stand der Bestellung: http:\/\/\S+\/de\/order\/status#[\w-]{43}$/m);
      expect(shipper).toMatch(/Neue Bestellung/);
      expect(shipper).not.toMatch(/Ada|Beispielweg/);
    });

    it('wait while the mail server fails, and go out once it works', async () => {
      await emptyOutbox();
      await instance.run((strapi) => {
        const email = strapi.plugin('email') as unknown as { provider: { send: unknown; kept?: unknown } };
        email.provider.kept = email.provider.send;
        email.provider.send = () => Promise.reject(new Error('550 <ada@example.org> try later'));
      });
      const { material } = await stocked({ quantity: 5 });
      const { status, body: answer } = await order([{ material }]);
      expect(status).toBe(201);
      await sendDue();
      const waiting = () =>
        instance.run(
          (strapi, number) =>
            strapi.db
              .connection('ordering_outbox')
              .where('payload', 'like', `%${number}%`)
              .whereNull('done_at') as unknown as Promise<{ attempts: number; last_error: string }[]>,
          answer.data.number as string
        );
      const rows = await waiting();
      expect(rows).toHaveLength(2);
      for (const { last_error: words } of rows) expect(words).toBe('550 <[address]> try later');
      await instance.run(async (strapi) => {
        const email = strapi.plugin('email') as unknown as { provider: { send: unknown; kept?: unknown } };
        email.provider.send = email.provider.kept;
        await strapi.db
          .connection('ordering_outbox')
          .whereNull('done_at')
          .update({ due_at: '2020-01-01T00:00:00.000Z' });
      });
      await emptyOutbox();
      expect(await waiting()).toEqual([]);
      expect(mails().filter((mail) => mail.includes(answer.data.number))).toHaveLength(2);
    });
  });

  describe('a mail server that says nothing', () => {
    it('keeps no other mail waiting, and is tried again later', async () => {
      const { material } = await stocked({ quantity: 5 });
      await instance.run((strapi) => {
        strapi.config.set('plugin::ordering.mail.timeoutSeconds', 0.2);
        const email = strapi.plugin('email') as unknown as {
          provider: { send: (mail: { to: string }) => Promise<void>; kept?: unknown };
        };
        const { send: kept } = email.provider;
        email.provider.kept = kept;
        email.provider.send = (mail) => (mail.to === 'still@example.org' ? new Promise(() => {}) : kept(mail));
      });
      const silent = (await order([{ material }], { email: 'still@example.org' })).body.data.number as string;
      const other = (await order([{ material }])).body.data.number as string;
      const mailsAbout = (number: string) =>
        instance.run(
          (strapi, id) =>
            strapi.db
              .connection('ordering_outbox')
              .where('payload', 'like', `%${id}%`)
              .where({ kind: 'mail-reader' })
              .first() as unknown as Promise<{ done_at: string | null; last_error: string | null; due_at: string }>,
          number
        );
      const started = new Date().toISOString();
      await instance.run(async (strapi) => {
        const outbox = strapi.plugin('ordering').service('outbox') as { sendDue: () => Promise<number> };
        await outbox.sendDue();
        await outbox.sendDue(); // the first may have been one that had looked before
      });
      expect((await mailsAbout(other)).done_at).not.toBeNull();
      const waiting = await mailsAbout(silent);
      expect(waiting).toMatchObject({ done_at: null, last_error: 'No answer within 0.2 seconds.' });
      expect(waiting.due_at > started).toBe(true);
      await instance.run((strapi) => {
        strapi.config.set('plugin::ordering.mail.timeoutSeconds', 60);
        const email = strapi.plugin('email') as unknown as { provider: { send: unknown; kept?: unknown } };
        email.provider.send = email.provider.kept;
      });
    });
  });

  describe('the inbox', () => {
    let keeper: AdminUser;
    beforeAll(async () => {
      keeper = await makeAdminUser(instance, 'inprint-stock-keeper');
    });

    it('shows one order with where it stands, since when, and by whom', async () => {
      const { material } = await stocked({ quantity: 5 });
      const { number } = (await order([{ material, quantity: 2 }])).body.data;
      const passedOn = await keeper.ask(`/ordering/orders/${number}/state`, {
        method: 'PUT',
        body: { data: { state: 'passed-on' } },
      });
      expect(passedOn.status).toBe(200);
      const { body: answer } = await keeper.ask(`/ordering/orders/${number}`);
      expect(answer.data).toMatchObject({ number, state: 'passed-on', locale: 'de', recipient: RECIPIENT });
      const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
      expect(answer.data.history).toEqual([
        { state: 'received', who: 'reader', name: null, at },
        { state: 'passed-on', who: expect.stringMatching(/^admin:\d+$/), name: 'Ada Lovage', at },
      ]);
    });

    describe('a search', () => {
      const people = `suche-${database}.example.org`;
      const found = async (search: string, others = '') => {
        const { status, body: answer } = await keeper.ask(
          `/ordering/orders?search=${encodeURIComponent(search)}${others}`
        );
        expect(status).toBe(200);
        return (answer.data as { number: string }[]).map(({ number }) => number);
      };
      let [first, second, third]: string[] = [];
      beforeAll(async () => {
        const { material } = await stocked({ quantity: 50, orderNumber: `S_%/7-${database}` });
        const other = await stocked({ quantity: 50, orderNumber: `SXX/7-${database}` });
        const place = async (edition: string, name: string, email: string) =>
          (await order([{ material: edition }], { name, email: `${email}@${people}` })).body.data.number as string;
        first = await place(material, 'Özlem Ölmez', 'oezlem');
        second = await place(other.material, 'Bo 100% Beispiel', 'b_o');
        third = await place(other.material, 'Bo 1000 Beispiel', 'bxo');
      });

      it('finds orders by the beginning of their number, with or without the dash', async () => {
        for (const known of [first, first?.toLowerCase(), first?.replace('-', ''), ` ${first} `, first?.slice(0, 7)]) {
          expect(await found(known ?? '')).toEqual([first]);
        }
      });

      it('finds orders by a part of a name or an address, in whatever case', async () => {
        for (const known of ['özlem ö', 'ÖLMEZ', 'lmez']) expect(await found(known)).toEqual([first]);
        expect(await found(`OEZLEM@${people}`)).toEqual([first]);
        expect(await found(people)).toEqual([third, second, first]);
      });

      it('finds orders by the beginning of an edition’s order number', async () => {
        expect(await found(`sxx/7-${database}`)).toEqual([third, second]);
        expect(await found(`xx/7-${database}`)).toEqual([]);
      });

      it('takes signs as they were typed', async () => {
        expect(await found('100% b')).toEqual([second]);
        expect(await found(`b_o@${people}`)).toEqual([second]);
        expect(await found(`s_%/7-${database}`)).toEqual([first]);
        for (const odd of ['\\', "' OR 1=1 --", '%', '___']) expect(await found(`${odd}${odd}${odd}`)).toEqual([]);
      });

      it('goes with a state and with pages, and counts what it found', async () => {
        await move(second ?? '', 'passed-on');
        expect(await found(people, '&state=passed-on')).toEqual([second]);
        expect(await found(first ?? '', '&state=passed-on')).toEqual([]);
        expect(await found(people, '&page=2')).toEqual([]);
        const { body: answer } = await keeper.ask(`/ordering/orders?search=${people}`);
        expect(answer.meta).toEqual({
          page: 1,
          pageSize: 25,
          total: 3,
          overdue: 0,
          givenUp: 0,
          states: { received: 2, 'passed-on': 1, sent: 0, cancelled: 0 },
        });
      });

      it('finds nothing for words that are none, and is cut where it is too long', async () => {
        expect(await found(`${'x'.repeat(5000)}`)).toEqual([]);
        const { total } = (await keeper.ask('/ordering/orders')).body.meta;
        for (const none of ['search=%20', 'search[]=Bo', 'search[$ne]=Bo']) {
          expect((await keeper.ask(`/ordering/orders?${none}`)).body.meta.total).toBe(total);
        }
      });

      it('finds no address that was erased', async () => {
        const { material } = await stocked({ quantity: 5 });
        const email = `weg@${people}`;
        const { number } = (await order([{ material }], { name: 'Wanda Weg', email })).body.data;
        await move(number, 'sent');
        const owner = await makeAdminUser(instance, 'strapi-super-admin');
        await owner.ask('/ordering/people/erase', { method: 'POST', body: { data: { email } } });
        expect([await found('Wanda Weg'), await found(email), await found(number)]).toEqual([[], [], [number]]);
      });

      it('is not written into the log', async () => {
        await instance.run((strapi) => {
          const log = strapi.log as unknown as { http: (line: string) => void; lines: string[] };
          log.lines = [];
          log.http = (line) => log.lines.push(line);
        });
        await found('Geheimnis', '&state=sent');
        await keeper.ask('/ordering/orders?search=Geheimnis&state=lost');
        const lines = await instance.run((strapi) => {
          const log = strapi.log as unknown as { http?: unknown; lines: string[] };
          delete log.http;
          return log.lines;
        });
        const asked = lines.filter((line) => line.includes('/ordering/orders'));
        expect(asked).toEqual([
          expect.stringMatching(/^GET \/ordering\/orders\?state=sent .* 200$/),
          expect.stringMatching(/^GET \/ordering\/orders\?state=lost .* 400$/),
        ]);
        expect(lines.join()).not.toContain('Geheimnis');
      });
    });

    it('writes every order into the list for the shipper, and nothing that a spreadsheet would run', async () => {
      const { material } = await stocked({ quantity: 5 });
      const { number } = (await order([{ material }], { name: '=HYPERLINK("https://example.org")', city: '+49' })).body
        .data;
      // More than are read at once.
      await instance.run(async (strapi, title) => {
        const knex = strapi.db.connection;
        for (let index = 0; index < 1200; index += 1) {
          const [made] = (await knex('ordering_orders')
            .insert({ number: `CSV-${index}`, token: `csv-${index}`, state: 'sent', locale: 'de', name: 'Bo' })
            .returning('id')) as { id: number }[];
          await knex('ordering_order_lines').insert({ order_id: made?.id, position: 0, material: 'm', locale: 'de', title, stock_status: '', quantity: 3, counted: 0 }); // prettier-ignore
        }
      }, 'Heft, „gelb“');
      const { status, headers, body: csv } = await keeper.ask('/ordering/orders.csv');
      expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
        200, expect.stringContaining('text/csv'), 'no-store',
      ]); // prettier-ignore
      const rows = (csv as string).trim().split('\n');
      expect(rows[0]).toMatch(
        /Order,State,Ordered on,Name,.*,E-mail,Order number,Title,Language,Quantity,Tracking number$/
      );
      expect(rows.filter((row) => /^CSV-\d+,Sent,.*,"?Heft, „gelb“"?,German,3,$/.test(row))).toHaveLength(1200);
      expect(rows.find((row) => row.startsWith(number))).toMatch(/,"'=HYPERLINK\(.*,'\+49,/);
      const sent = (await keeper.ask('/ordering/orders.csv?state=sent')).body as string;
      expect(sent).not.toContain(number);

      const found = (await keeper.ask(`/ordering/orders.csv?search=${number}`)).body as string;
      expect(found.trim().split('\n').slice(1)).toEqual([expect.stringContaining(number)]);
      const both = (await keeper.ask(`/ordering/orders.csv?search=${number}&state=sent`)).body as string;
      expect(both.trim().split('\n')).toHaveLength(1);
    });

    it('writes that list in the language of the admin, in English where there is none', async () => {
      const { material } = await stocked({ quantity: 5 });
      const { number } = (await order([{ material }], { organisation: 'Haus; Hof' })).body.data;
      const listIn = async (language: string) => {
        const { status, headers, body: csv } = await keeper.ask(`/ordering/orders.csv?language=${language}`);
        expect(status).toBe(200);
        const rows = (csv as string).trim().split('\n');
        return [headers.get('content-disposition'), rows[0], rows.find((row) => row.startsWith(number))];
      };
      expect(await listIn('de')).toEqual([
        'attachment; filename="bestellungen.csv"',
        'Bestellung;Stand;Bestellt am;Name;Organisation;Straße;Postleitzahl;Ort;Land;E-Mail;Bestellnummer;Titel;Sprache;Menge;Sendungsnummer',
        expect.stringMatching(
          /;Eingegangen;\d{2}\.\d{2}\.\d{4} \d{2}:\d{2};.*;"Haus; Hof";.*;Deutschland;.*;Deutsch;\d+;$/
        ),
      ]);
      expect(await listIn('fr')).toEqual([
        'attachment; filename="commandes.csv"',
        expect.stringMatching(/Commande;État;Commandé le;/),
        expect.stringMatching(/;Reçue;\d{2}\/\d{2}\/\d{4} \d{2}:\d{2};.*;"Haus; Hof";.*;Allemagne;/),
      ]);
      for (const language of ['en', 'it', 'toString', '']) {
        expect(await listIn(language)).toEqual([
          'attachment; filename="orders.csv"',
          expect.stringMatching(/^Order,State,/),
          expect.stringMatching(/,Received,.*,Haus; Hof,/),
        ]);
      }
    });
  });

  describe('privacy', () => {
    it('offers no order over GraphQL or the content API', async () => {
      const { body: answer } = await instance.graphql('{ __schema { queryType { fields { name } } } }');
      const names = (answer.data.__schema.queryType.fields as { name: string }[]).map(({ name }) => name);
      expect(names.filter((name) => /order|ledger|outbox/i.test(name))).toEqual([]);
    });
  });
});
