import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';

import {
  consoleDoor,
  writePaths,
  makeWorld,
  PAST_THE_CACHE,
  read,
  type WritePath,
  type Read,
  type World,
} from '../support/write-paths';
import { onEveryDatabase, startInstance, type Database, type Instance } from '../support/instance';
import { hasRedis, startRedis, WITHOUT_REDIS, type Redis } from '../support/redis';

/** As many as fit in half a minute; CACHE_INTERLEAVINGS=10000 tries as many as were promised. */
const INTERLEAVINGS = Number(process.env.CACHE_INTERLEAVINGS ?? 60);

interface Write {
  readonly door: string;
  readonly server: number;
  readonly n: number;
}
interface Reading {
  readonly read: number;
  readonly server: number;
}
/** Writes and reads at once, then reads of what was asked meanwhile and of more. */
interface Interleaving {
  readonly writes: readonly Write[];
  readonly during: readonly Reading[];
  readonly after: readonly Reading[];
}

const at = <One>(list: readonly One[], index: number): One => list[index % list.length] as One;

interface Servers {
  readonly all: readonly Instance[];
  readonly redis: Redis | null;
  readonly stop: () => Promise<void>;
}

/** One process on SQLite; two on PostgreSQL, which share their answers in Redis. */
const startServers = async (database: Database): Promise<Servers> => {
  const redis = database === 'postgres' && hasRedis ? await startRedis() : null;
  const env = { RESPONSE_CACHE: 'on', LOG_LEVEL: 'error', REDIS_URL: redis?.url ?? '' };
  const first = await startInstance({ database, env });
  const all = [first];
  if (database === 'postgres') {
    const url = await first.run((strapi) => String(strapi.db.connection.client.connectionSettings.connectionString));
    all.push(await startInstance({ database, env: { ...env, DATABASE_URL: url } }));
  }
  return {
    all,
    redis,
    stop: async () => {
      for (const server of [...all].reverse()) await server.stop();
      await redis?.kill();
    },
  };
};

const where = (database: Database): string => {
  if (database === 'sqlite') return 'one server';
  return hasRedis ? 'two servers and Redis' : `two servers without Redis: ${WITHOUT_REDIS}`;
};

onEveryDatabase('kept answers', (database) => {
  let servers: Servers;
  let world: World;
  let hand: Awaited<ReturnType<typeof consoleDoor>>;
  let all: Readonly<Record<string, WritePath>>;
  const done = { writes: 0, refused: new Map<string, number>(), reads: 0 };
  const reasons = new Map<string, string>();

  beforeAll(async () => {
    servers = await startServers(database);
    const [first] = servers.all as [Instance];
    world = await makeWorld(first);
    hand = await consoleDoor(first);
    all = { ...writePaths, 'a console': hand.door };
  }, 120_000);

  afterAll(async () => {
    await hand.close();
    await servers.stop();
  });

  const open = async ({ door, server, n }: Write): Promise<void> => {
    done.writes += 1;
    try {
      const answer = await all[door]?.(at(servers.all, server), world, done.writes + n);
      const { status = 200, body } = (answer ?? {}) as { status?: number; body?: unknown };
      if (status >= 400) throw new Error(`${status} ${JSON.stringify(body)}`);
    } catch (error) {
      reasons.set(door, String(error));
      // Refused writes are part of it: two at once, no copies left. Doors that never open are found below.
      done.refused.set(door, (done.refused.get(door) ?? 0) + 1);
    }
  };

  const ask = ({ read: which, server }: Reading) => {
    done.reads += 1;
    return read(at(servers.all, server), at(world.reads, which));
  };

  /** A read after all writes were answered: what is kept, and what Strapi says now. */
  const staleAnswer = async (reading: Reading): Promise<object | null> => {
    const kept = await ask(reading);
    const question: Read = at(world.reads, reading.read);
    const truth = await read(at(servers.all, reading.server), question, PAST_THE_CACHE);
    // No server makes its answers of what it remembers and another one changed.
    const elsewhere = await read(at(servers.all, reading.server + 1), question, PAST_THE_CACHE);
    const isSame = [kept, elsewhere].every(
      ({ status, body }) => status === truth.status && isDeepStrictEqual(body, truth.body)
    );
    return isSame
      ? null
      : {
          question,
          ...Object.fromEntries(Object.entries({ kept, truth, elsewhere }).map(([k, v]) => [k, [v.status, v.body]])),
        };
  };

  const interleavings = (): fc.Arbitrary<Interleaving> => {
    const reading = fc.record({ read: fc.nat(), server: fc.nat() });
    return fc.record({
      writes: fc.array(fc.record({ door: fc.constantFrom(...Object.keys(all)), server: fc.nat(), n: fc.nat(1000) }), {
        minLength: 1,
        maxLength: 3,
      }),
      during: fc.array(reading, { maxLength: 4 }),
      after: fc.array(reading, { minLength: 1, maxLength: 2 }),
    });
  };

  const neverStale = () =>
    fc.asyncProperty(interleavings(), async ({ writes, during, after }) => {
      // Reads of now may be kept, writes of now must outdate them.
      await Promise.all([...writes.map(open), ...during.map(ask)]);
      for (const reading of [...during, ...after]) expect(await staleAnswer(reading)).toBeNull();
    });

  it(`are never older than a write that was answered before (${INTERLEAVINGS} interleavings, ${where(database)})`, async () => {
    await fc.assert(neverStale(), { numRuns: INTERLEAVINGS, endOnFailure: true });
    const counts = await Promise.all(
      servers.all.map(({ run }) =>
        run(
          (strapi) =>
            (strapi.plugin('response-cache').service('cache').report() as { counts: Record<string, number> }).counts
        )
      )
    );
    if (process.env.CACHE_INTERLEAVINGS)
      process.stdout.write(`${database}: ${JSON.stringify({ ...done, refused: [...done.refused], counts })}\n`);
    const sum = (name: string): number => counts.reduce((total, one) => total + (one[name] ?? 0), 0);
    expect(sum('hits')).toBeGreaterThan(0);
    if (servers.redis) expect(sum('fromStore')).toBeGreaterThan(0);
  }, 7_200_000);

  it('are changed by each of these doors', async () => {
    const refused: string[] = [];
    // Whatever the interleavings left: there are copies to order.
    await servers.all[0]?.run((strapi) =>
      strapi.db.connection.raw(`UPDATE stock_statuses SET quantity = 9, availability = 'in-stock'`).then(() => 0)
    );
    await servers.all[0]?.run(async (strapi, ids) => {
      for (const documentId of ids)
        await strapi.documents('api::material.material').publish({ documentId, locale: 'de' });
    }, world.materials);
    for (const door of Object.keys(all)) {
      const before = done.refused.get(door) ?? 0;
      // Some doors open and shut in turn.
      for (let n = 0; n < 3; n += 1) await open({ door, server: 0, n });
      if ((done.refused.get(door) ?? 0) - before === 3) refused.push(`${door}: ${reasons.get(door)}`);
    }
    expect(refused).toEqual([]);
  });

  // Last, because it breaks the instance: says that the test above would see a stale answer if there was one.
  it('would be found out if the database did not say what changed', async () => {
    await servers.all[0]?.run(async (strapi) => {
      const knex = strapi.db.connection;
      if (strapi.db.dialect.client === 'sqlite') {
        await knex.raw('CREATE TRIGGER say_nothing BEFORE INSERT ON inprint_changes BEGIN SELECT RAISE(IGNORE); END');
      } else {
        await knex.raw(
          'CREATE FUNCTION say_nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$'
        );
        await knex.raw(
          'CREATE TRIGGER say_nothing BEFORE INSERT ON inprint_changes FOR EACH ROW EXECUTE FUNCTION say_nothing()'
        );
      }
    });
    const { failed } = await fc.check(neverStale(), { numRuns: 300, endOnFailure: true });
    expect(failed).toBe(true);
  });
});
