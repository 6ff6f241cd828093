/** What an operator meets at the start of a server: it works, or it says what to change. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Client } from 'pg';

import { makeAdminUser } from '../support/admin-user';
import { makeMaterial, makeStock, orderFor } from '../support/content';
import type { DatabaseEnv } from '../support/database';
import { startInstance, type Instance } from '../support/instance';

const FIVE_MINUTES_MS = 300_000;

const onServer = async (...statements: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
};

const onPostgres = process.env.TEST_POSTGRES_URL ? describe : describe.skip;

onPostgres('on PostgreSQL', () => {
  const name = `inprint_test_start_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const roles = { owner: `${name}_owner`, guest: `${name}_guest` };
  let mailbox: string;

  const envOf = (role: string): DatabaseEnv => {
    const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
    url.pathname = `/${name}`;
    url.username = role;
    url.password = password;
    return { DATABASE_CLIENT: 'postgres', DATABASE_URL: url.href };
  };

  beforeAll(async () => {
    mailbox = mkdtempSync(path.join(tmpdir(), 'inprint-mailbox-'));
    await onServer(
      ...Object.values(roles).map((role) => `CREATE ROLE ${role} LOGIN PASSWORD '${password}'`),
      `CREATE DATABASE ${name} OWNER ${roles.owner}`
    );
  });
  afterAll(async () => {
    await onServer(
      `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
      ...Object.values(roles).map((role) => `DROP ROLE IF EXISTS ${role}`)
    );
    rmSync(mailbox, { recursive: true, force: true });
  });

  it('a role that may not make tables is refused, and told what to ask for', async () => {
    await expect(startInstance({ database: 'postgres', env: envOf(roles.guest) })).rejects.toThrow(
      /role “\w+_guest” may not make tables in the schema “public”.*GRANT USAGE, CREATE ON SCHEMA/
    );
  });

  describe('two servers at once on an empty database, as a role that owns nothing else, the clock of one five minutes ahead', () => {
    let instances: readonly Instance[] = [];

    /** @param shift of its clock, in ms */
    const start = (shift = 0): Promise<Instance> => {
      const shifted = {
        NODE_OPTIONS: `--require ${path.resolve(__dirname, '../support/shifted-clock.cjs')}`,
        TEST_CLOCK_SHIFT_MS: String(shift),
      };
      const env = { ...envOf(roles.owner), MAILBOX_FOLDER: mailbox, ...(shift === 0 ? {} : shifted) };
      return startInstance({ database: 'postgres', env });
    };

    beforeAll(async () => {
      const started = await Promise.allSettled([start(), start(FIVE_MINUTES_MS)]);
      instances = started.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
      const failed = started.find((start) => start.status === 'rejected');
      if (failed) throw failed.reason;
    });
    afterAll(async () => {
      for (const instance of instances) await instance.stop();
    });

    it('both end ready: one waited for the other', async () => {
      for (const instance of instances) expect((await instance.asReader('/_ready')).status).toBe(204);
      expect(instances.filter((instance) => instance.log().includes('this one waits for it'))).toHaveLength(1);
      // Nobody asked for metrics.
      for (const instance of instances) expect(instance.log()).not.toContain('metrics at');
    });

    const sendDue = (instance: Instance): Promise<number> =>
      instance.run((strapi) => strapi.plugin('ordering').service('outbox').sendDue() as Promise<number>);
    const waiting = (instance: Instance): Promise<number> =>
      instance.run(async (strapi) => {
        const [row] = await strapi.db.connection('ordering_outbox').whereNull('done_at').count({ total: '*' });
        return Number(row?.total);
      });
    /** Every server sends, all at once, until nothing waits. */
    const sendAll = async (): Promise<void> => {
      do await Promise.all(instances.map(sendDue));
      while ((await waiting(instances[0] as Instance)) > 0);
      await Promise.all(instances.map(sendDue));
    };

    it('says that its clock is ahead, and sends each mail once', async () => {
      const [exact, ahead] = instances as [Instance, Instance];
      expect(ahead.log()).toMatch(/clock is (299|30[0-2]) s ahead of the database’s/);
      expect(exact.log()).not.toMatch(/clock is/);
      const material = await makeMaterial(exact);
      await makeStock(exact, material, { quantity: 10 });
      expect((await orderFor(ahead, material)).status).toBe(201);
      expect((await orderFor(exact, material)).status).toBe(201);
      await sendAll();
      expect(readdirSync(mailbox)).toHaveLength(2);
    });

    it('erases nothing that is kept for a year, though the clock of one jumps two years ahead', async () => {
      const [exact, ahead] = instances as [Instance, Instance];
      const material = await makeMaterial(exact);
      await makeStock(exact, material, { quantity: 0, whenSoldOut: 'reprinting' });
      await exact.asReader('/api/waitlist', {
        method: 'POST',
        body: { data: { material, locale: 'de', email: 'bea@example.org' } },
      });
      const count = () =>
        exact.run(async (strapi) => {
          const knex = strapi.db.connection;
          // What was ordered above is done with.
          await knex('ordering_orders').update({ state: 'sent' });
          const tables = ['ordering_requests', 'ordering_outbox', 'ordering_refusals', 'ordering_waitlist'];
          const counts = [];
          for (const table of tables) counts.push(((await knex(table).count({ n: '*' })) as { n: number }[])[0]?.n);
          return [...counts, (await knex('ordering_orders').whereNotNull('email')).length];
        });
      const before = await count();
      expect(before.at(-1)).toBe(2);
      await ahead.run(
        async (strapi, shift) => {
          process.env.TEST_CLOCK_SHIFT_MS = String(shift);
          await strapi.plugin('ordering').service('people').eraseOld();
          await strapi.plugin('ordering').service('waitlist').forgetUnconfirmed();
        },
        2 * 365 * 24 * 3600 * 1000
      );
      expect(await count()).toEqual(before);
      await ahead.run((_strapi, shift) => void (process.env.TEST_CLOCK_SHIFT_MS = String(shift)), FIVE_MINUTES_MS);
    });

    it('joined by one whose clock is five minutes behind: it says so, sends no mail twice or late, and lets in who logged in there', async () => {
      const [exact, ahead] = instances as [Instance, Instance];
      const behind = await start(-FIVE_MINUTES_MS);
      instances = [...instances, behind];
      expect(behind.log()).toMatch(/clock is (299|30[0-2]) s behind the database’s/);
      expect((await behind.asReader('/_ready')).status).toBe(204);

      const material = await makeMaterial(behind);
      const stock = await makeStock(behind, material, { quantity: 10, orderNumber: 'CLOCK-1' });
      const before = readdirSync(mailbox).length;
      const numbers: unknown[] = [];
      for (const instance of instances) {
        const answer = await orderFor(instance, material);
        expect(answer.status).toBe(201);
        numbers.push(answer.body.data.number);
      }
      await sendAll();
      expect(readdirSync(mailbox)).toHaveLength(before + 3);

      // A warehouse that takes off the orders that it knows of: one was passed on a moment ago, two were not.
      await exact.run(
        (strapi, number) => strapi.plugin('ordering').service('orders').move(number, 'passed-on', 'admin:1'),
        String(numbers[0])
      );
      const data = { batch: 'clock', lines: [{ orderNumber: 'CLOCK-1', available: 20 }] };
      const { body } = await behind.asEditor('/api/stock-feed', { method: 'PUT', body: { data } });
      expect(body.data.lines[0]).toMatchObject({ status: 'booked' });
      expect((await exact.asEditor(`/api/stock-statuses/${stock}`)).body.data.quantity).toBe(18);

      const authorization = `Bearer ${await (await makeAdminUser(ahead, 'inprint-stock-keeper')).logIn()}`;
      for (const instance of [behind, exact]) {
        expect((await instance.asReader('/ordering/orders', { headers: { authorization } })).status).toBe(200);
      }
    });
  });
});

it('an address for readers that goes on after the host is refused, with the way out', async () => {
  await expect(startInstance({ env: { PUBLIC_URL: 'https://www.example.org/inprint' } })).rejects.toThrow(
    /PUBLIC_URL must end with the host, and “https:\/\/www\.example\.org\/inprint” goes on after it/
  );
});

it('metrics on an address that other machines reach are refused without a token', async () => {
  await expect(startInstance({ env: { METRICS_PORT: '0', METRICS_HOST: '0.0.0.0' } })).rejects.toThrow(
    /a token of 16 characters or more is needed: METRICS_TOKEN/
  );
});
