import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';

import fc from 'fast-check';

import { makeMaterial, makeStock } from '../support/content';
import { makeDatabase, type OwnDatabase } from '../support/database';
import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const RECIPIENT = {
  ...{ name: 'Ada Beispiel', street: 'Beispielweg 1', postalCode: '12345', city: 'Musterstadt', country: 'DE' },
  email: 'ada@example.org',
};

/** What happens in a warehouse and in the shop before it. */
type Happening =
  | { readonly what: 'order'; readonly copies: number }
  | { readonly what: 'cancel' | 'pass-on' | 'send' | 'send-by-feed'; readonly which: number }
  | { readonly what: 'deliver'; readonly copies: number; readonly isLate: boolean }
  | { readonly what: 'count'; readonly isLate: boolean }
  | { readonly what: 'available' }
  | { readonly what: 'lose'; readonly copies: number }
  | { readonly what: 'messages-arrive' };

const HAPPENING: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant('order' as const), copies: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constantFrom('cancel' as const, 'pass-on' as const, 'send' as const, 'send-by-feed' as const),
      which: fc.nat(20),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('deliver' as const),
      copies: fc.integer({ min: 1, max: 8 }),
      isLate: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('count' as const), isLate: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('available' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('lose' as const), copies: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('messages-arrive' as const) }) }
);

interface Order {
  readonly number: string;
  readonly copies: number;
  state: 'received' | 'passed-on' | 'sent' | 'cancelled';
}

onEveryDatabase('copies on the shelf', (database) => {
  let shared: OwnDatabase;
  const servers: Instance[] = [];
  beforeAll(async () => {
    shared = await makeDatabase(database);
    const count = database === 'postgres' ? 2 : 1;
    for (let server = 0; server < count; server += 1) {
      servers.push(await startInstance({ database, env: shared.env }));
    }
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    await shared.drop();
  });

  let turn = 0;
  const server = (): Instance => servers[(turn += 1) % servers.length] as Instance;

  const place = (material: string, quantity: number): Promise<string | null> =>
    server().run(
      async (strapi, data, key) => {
        const orders = strapi.plugin('ordering').service('orders');
        const placed = await orders.place(orders.attempt(key, data, { ok: true, value: data }, 'de'));
        return placed.answer.status === 201 ? (placed.answer.body.data.number as string) : null;
      },
      { lines: [{ material, locale: 'de', quantity }], recipient: RECIPIENT },
      randomUUID()
    );
  const move = (number: string, state: string) =>
    server().run(
      (strapi, id, next) => strapi.plugin('ordering').service('orders').move(id, next, 'admin:1'),
      number,
      state
    );
  const feed = async (data: object): Promise<{ status: string }[]> => {
    const { status, body } = await server().asEditor('/api/stock-feed', { method: 'PUT', body: { data } });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.data.lines;
  };
  const rowOf = (stock: string) =>
    server().run(async (strapi, id) => {
      const desk = strapi.plugin('availability').service('stockDesk');
      const { material } = (await strapi.db.connection('stock_statuses').where({ document_id: id }).first()) as {
        material: string;
      };
      const [row] = (await desk.editionsOf(material, null)) as {
        quantity: number;
        committed: number;
        short: number;
        onHand: number;
      }[];
      return row;
    }, stock);

  it('are never promised twice, and nothing is counted twice, whatever happens in which order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(HAPPENING, { minLength: 5, maxLength: 25 }), async (happenings) => {
        const material = await makeMaterial(server());
        const orderNumber = randomUUID();
        const stock = await makeStock(server(), material, { quantity: 12, orderNumber });
        const orders: Order[] = [];
        /** What is there, whoever knows. */
        let shelf = 12;
        /** Copies were lost since the last count: nobody can know. */
        let isUnknown = false;
        /** Messages on their way, with what they said when they were written. */
        const late: object[] = [];
        const openOf = (which: number): Order | undefined => {
          const open = orders.filter(({ state }) => state === 'received' || state === 'passed-on');
          return open[which % Math.max(open.length, 1)];
        };
        const message = (line: object, more: object = {}) => ({
          batch: randomUUID(),
          lines: [{ orderNumber, ...line }],
          ...more,
        });

        const happen = async (happening: Happening): Promise<void> => {
          await pause(3);
          const at = new Date().toISOString();
          await pause(3);
          switch (happening.what) {
            case 'order': {
              const number = await place(material, happening.copies);
              if (number) orders.push({ number, copies: happening.copies, state: 'received' });
              return;
            }
            case 'cancel':
            case 'pass-on':
            case 'send':
            case 'send-by-feed': {
              const order = openOf(happening.which);
              if (!order || (happening.what === 'pass-on' && order.state === 'passed-on')) return;
              const isSent = happening.what === 'send' || happening.what === 'send-by-feed';
              if (isSent && order.copies > shelf) return; // nobody can pack what is not there
              order.state = isSent ? 'sent' : happening.what === 'cancel' ? 'cancelled' : 'passed-on';
              if (isSent) shelf -= order.copies;
              if (happening.what === 'send-by-feed') {
                const sent = { batch: randomUUID(), sent: [{ number: order.number, at }] };
                await feed(sent);
                await feed(sent);
              } else await move(order.number, order.state);
              return;
            }
            case 'deliver': {
              shelf += happening.copies;
              const delivery = message({ delta: happening.copies, countedAt: at });
              if (happening.isLate) late.push(delivery);
              else await feed(delivery);
              return;
            }
            case 'count': {
              const count = message({ quantity: shelf, countedAt: at });
              if (happening.isLate) {
                late.push(count);
                return;
              }
              await feed(count);
              isUnknown = false;
              const row = await rowOf(stock);
              expect(row?.quantity).toBe(Math.max(0, shelf - (row?.committed ?? 0)));
              return;
            }
            case 'available': {
              // This warehouse takes off itself what was passed on to it.
              const known = orders.filter(({ state }) => state === 'passed-on');
              const available = shelf - known.reduce((sum, { copies }) => sum + copies, 0);
              if (available < 0) return;
              await feed(message({ available, countedAt: at }));
              isUnknown = false;
              return;
            }
            case 'lose':
              shelf = Math.max(0, shelf - happening.copies);
              isUnknown = true;
              return;
            case 'messages-arrive':
              for (const one of late.splice(0)) {
                await feed(one);
                await feed(one);
              }
          }
        };

        for (const happening of happenings) {
          await happen(happening);
          const row = await rowOf(stock);
          const promised = orders
            .filter(({ state }) => state === 'received' || state === 'passed-on')
            .reduce((sum, { copies }) => sum + copies, 0);
          expect(row?.committed).toBe(promised);
          if (isUnknown) continue;
          // Nobody promises more than there is; where all messages have arrived, it is all that there is.
          expect((row?.quantity ?? 0) + promised).toBeLessThanOrEqual(Math.max(shelf, promised));
          if (late.length === 0) expect(row?.onHand).toBe(shelf);
        }
        expect(
          await server().run((strapi) => strapi.plugin('ordering').service('ledger').verify() as Promise<string[]>)
        ).toEqual([]);
      }),
      { numRuns: Number(process.env.SHELF_RUNS ?? 8), endOnFailure: true }
    );
  });
});
