/** What an operator meets at the start of a server: it works, or it says what to change. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Client } from 'pg';

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

    beforeAll(async () => {
      const env = { ...envOf(roles.owner), MAILBOX_FOLDER: mailbox };
      const ahead = {
        NODE_OPTIONS: `--require ${path.resolve(__dirname, '../support/shifted-clock.cjs')}`,
        TEST_CLOCK_SHIFT_MS: String(FIVE_MINUTES_MS),
      };
      const started = await Promise.allSettled(
        [env, { ...env, ...ahead }].map((settings) => startInstance({ database: 'postgres', env: settings }))
      );
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
    });

    it('says that its clock is ahead, and sends each mail once', async () => {
      const [exact, ahead] = instances as [Instance, Instance];
      expect(ahead.log()).toMatch(/clock is (299|30[0-2]) s ahead of the database’s/);
      expect(exact.log()).not.toMatch(/clock is/);
      const material = await makeMaterial(exact);
      await makeStock(exact, material, { quantity: 10 });
      expect((await orderFor(ahead, material)).status).toBe(201);
      expect((await orderFor(exact, material)).status).toBe(201);
      const sendDue = (instance: Instance): Promise<number> =>
        instance.run((strapi) => strapi.plugin('ordering').service('outbox').sendDue() as Promise<number>);
      const waiting = (): Promise<number> =>
        exact.run(async (strapi) => {
          const [row] = await strapi.db.connection('ordering_outbox').whereNull('done_at').count({ total: '*' });
          return Number(row?.total);
        });
      do await Promise.all(instances.map(sendDue));
      while ((await waiting()) > 0);
      await Promise.all(instances.map(sendDue));
      expect(readdirSync(mailbox)).toHaveLength(2);
    });
  });
});

it('an address for readers that goes on after the host is refused, with the way out', async () => {
  await expect(startInstance({ env: { PUBLIC_URL: 'https://www.example.org/inprint' } })).rejects.toThrow(
    /PUBLIC_URL must end with the host, and “https:\/\/www\.example\.org\/inprint” goes on after it/
  );
});
