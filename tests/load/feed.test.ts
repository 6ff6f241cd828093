import { onEveryDatabase, startInstance, type Instance } from '../support/instance';

const LINES = 10_000;

onEveryDatabase('a feed of 10,000 lines', (database) => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await startInstance({ database });
    // 10,000 editions as the database has them after years; how they were made is not what is tried here.
    await instance.run(async (strapi, count) => {
      for (let start = 0; start < count; start += 100) {
        await strapi.db.connection('stock_statuses').insert(
          Array.from({ length: 100 }, (_, index) => ({
            document_id: `feed${start + index}`,
            material: `material${start + index}`,
            order_number: `N-${start + index}`,
            availability: 'in-stock',
            when_sold_out: 'out-of-print',
            quantity: 5,
          }))
        );
      }
    }, LINES);
  });
  afterAll(() => instance.stop());

  it('is booked line by line, once, and the ledger adds up', async () => {
    const body = {
      data: {
        batch: 'large',
        lines: Array.from({ length: LINES }, (_, index) => ({ orderNumber: `N-${index}`, quantity: index % 50 })),
      },
    };
    const started = performance.now();
    const { status, body: answer } = await instance.asEditor('/api/stock-feed', { method: 'PUT', body });
    process.stdout.write(`${LINES} lines on ${database}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    expect({ status, booked: answer.data.booked, refused: answer.data.refused }).toEqual({
      status: 200,
      booked: LINES,
      refused: 0,
    });
    const again = await instance.asEditor('/api/stock-feed', { method: 'PUT', body });
    expect(again.body).toEqual(answer);
    const { lines, copies, differences } = await instance.run(async (strapi) => {
      const [booked] = (await strapi.db
        .connection('ordering_ledger')
        .where({ reason: 'feed' })
        .count({ lines: '*' })) as {
        lines: number | string;
      }[];
      const [sum] = (await strapi.db.connection('stock_statuses').sum({ copies: 'quantity' })) as {
        copies: number | string;
      }[];
      return {
        lines: Number(booked?.lines),
        copies: Number(sum?.copies),
        differences: (await strapi.plugin('ordering').service('ledger').verify()) as string[],
      };
    });
    expect({ lines, copies, differences }).toEqual({ lines: LINES, copies: (LINES / 50) * 1225, differences: [] });
  });
});
