/** PostgreSQL is stopped, crashes, or has no room left: nothing is lost that was confirmed, and the portal goes on by itself afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { makeMaterial, makeStock, orderFor } from '../support/content';
import { canMount, makeDisk, WITHOUT_MOUNT, type Disk } from '../support/disk';
import { startInstance, type Answer, type Instance } from '../support/instance';
import { hasPostgres, startPostgres, WITHOUT_POSTGRES, type OwnPostgres } from '../support/own-postgres';

const AT_ONCE = 20;
const STOCK = 100_000;

const where = hasPostgres ? describe : describe.skip;

where(`a PostgreSQL of its own (${WITHOUT_POSTGRES})`, () => {
  let disk: Disk | null = null;
  let folder: string;
  let postgres: OwnPostgres;
  let instance: Instance;
  let material: string;
  /** The numbers of all orders that readers were told of. */
  const confirmed = new Set<string>();

  beforeAll(async () => {
    disk = canMount ? makeDisk(400) : null;
    folder = disk?.folder ?? mkdtempSync(path.join(tmpdir(), 'inprint-postgres-'));
    postgres = await startPostgres(path.join(folder, 'postgres'));
    instance = await startInstance({
      database: 'postgres',
      env: { DATABASE_CLIENT: 'postgres', DATABASE_URL: postgres.url },
    });
    material = await makeMaterial(instance);
    await makeStock(instance, material, { quantity: STOCK });
  });
  afterAll(async () => {
    await instance?.stop();
    await postgres?.stop('immediate');
    if (disk) disk.remove();
    else rmSync(folder, { recursive: true, force: true });
  });

  const order = async (): Promise<Answer> => {
    const answer = await orderFor(instance, material);
    if (answer.status === 201) confirmed.add(answer.body.data.number as string);
    return answer;
  };

  const untilReady = async (): Promise<void> => {
    while ((await instance.asReader('/_ready')).status !== 204) await pause(50);
  };

  const expectUnavailable = ({ status, headers, body }: Answer): void => {
    expect({ status, code: body.error?.details?.code as unknown }).toEqual({
      status: 503,
      code: expect.stringMatching(/^(?:database-unavailable|commit-failed)$/),
    });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  };

  /** Asked of PostgreSQL itself: the numbers of the orders that it has, and whether the copies add up. */
  const kept = async (): Promise<{ numbers: string[]; quantity: number; sum: number }> => {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ number: string }>('SELECT number FROM ordering_orders');
      const { rows: sums } = await client.query<{ quantity: number; sum: string }>(
        'SELECT quantity, (SELECT SUM(delta) FROM ordering_ledger) AS sum FROM stock_statuses'
      );
      return {
        numbers: rows.map(({ number }) => number),
        quantity: Number(sums[0]?.quantity),
        sum: Number(sums[0]?.sum),
      };
    } finally {
      await client.end();
    }
  };

  const expectNothingLost = async (): Promise<void> => {
    const { numbers, quantity, sum } = await kept();
    expect([...confirmed].filter((number) => !numbers.includes(number))).toEqual([]);
    // Who was told 503 may find the order there: the answer was lost, not the order. The copies add up in either case.
    expect(quantity).toBe(STOCK - numbers.length);
    expect(sum).toBe(quantity);
  };

  it.each(['fast', 'immediate'] as const)(
    'is stopped (%s) in the middle of orders and started again: 503 meanwhile, and every confirmed order is there',
    async (how) => {
      const answers: Answer[] = [];
      let isOver = false;
      const orderOnAndOn = async (): Promise<void> => {
        while (!isOver) answers.push(await order());
      };
      const buyers = Promise.all(Array.from({ length: AT_ONCE }, orderOnAndOn));
      const enough = confirmed.size + AT_ONCE;
      while (confirmed.size < enough) await pause(5);
      try {
        await postgres.stop(how);
        isOver = true;
        await buyers;
        for (const answer of answers) if (answer.status !== 201) expectUnavailable(answer);
        expect(answers.map(({ status }) => status)).toContain(503);

        expectUnavailable(await order());
        expectUnavailable(await instance.asReader('/api/materials?locale=de'));
        expectUnavailable(await instance.asEditor('/api/stock-statuses'));
        expect((await instance.asReader('/_health')).status).toBe(204);
        const { status, body } = await instance.asReader('/_ready');
        expect([status, body.failing]).toEqual([503, ['database']]);
      } finally {
        isOver = true;
        await postgres.start();
      }
      await untilReady();
      expect((await order()).status).toBe(201);
      expect((await instance.asReader('/api/materials?locale=de')).body.data).toHaveLength(1);
      await expectNothingLost();
    }
  );

  (canMount ? it : it.skip)(
    `has no room left on its disk: no order is confirmed that was not kept, and it goes on when there is room (${WITHOUT_MOUNT})`,
    async () => {
      disk?.fill();
      const deadline = Date.now() + 60_000;
      let refused: Answer | null = null;
      while (refused === null && Date.now() < deadline) {
        const answers = await Promise.all(Array.from({ length: AT_ONCE }, order));
        refused = answers.find(({ status }) => status !== 201) ?? null;
      }
      if (refused === null) throw new Error('A full disk refused nobody.');
      expectUnavailable(refused);
      disk?.empty();
      // Without room for its journal PostgreSQL stops by itself; whoever looks after it starts it again.
      const isUp = await kept().then(
        () => true,
        () => false
      );
      if (!isUp) {
        await postgres.stop('immediate').catch(() => {}); // it may be gone already
        await postgres.start();
      }
      await untilReady();
      expect((await order()).status).toBe(201);
      await expectNothingLost();
    }
  );
});
