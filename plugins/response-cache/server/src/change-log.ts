import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { isPostgres, type Strapi } from './strapi';
import type { WatchedTable } from './watched-tables';

/**
 * The database itself writes down what changes, through whatever door: Document Service, query builder, an order's SQL, another
 * process, a person with a console. The line is part of the same transaction as the change.
 */
export const LOG = 'inprint_changes';

/** Lines are kept for an hour, in seconds. Whoever did not look for that long starts from nothing. */
const KEPT_FOR = 3600;

/** Who did not look for so long cannot be sure that no line was removed meanwhile, in seconds. */
export const LONGEST_PAUSE = KEPT_FOR / 2;

export const PREFIX = `${LOG}_`;

/** PostgreSQL's word for triggers that fire for everybody, also for who writes as a replica does. */
export const ALWAYS = 'A';

/** Whoever changes triggers lets nobody write meanwhile: no longer than this at a time, in ms, and so many times. */
const LOCK_TIMEOUT = 1000;
const MAX_TRIES = 60;

/** Lines that came with a backup from a server that has counted further would be seen as new again and again. */
const FORGET_THE_FUTURE = `DELETE FROM ${LOG} WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())`;

const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const;
type Event = (typeof EVENTS)[number];

interface Executor {
  readonly raw: (sql: string) => PromiseLike<unknown>;
}

const sqliteKeys = ({ keys, hiding }: WatchedTable, event: Event): string => {
  const of = (row: string): string[] => keys.map((key) => `'${key}='||COALESCE(${row}."${key}",'')`);
  const words = [...(event === 'INSERT' ? [] : of('OLD')), ...(event === 'DELETE' ? [] : of('NEW'))];
  if (event !== 'UPDATE' && hiding.length > 0) words.push("'#'");
  if (event === 'UPDATE' && hiding.length > 0) {
    const moved = hiding.map((column) => `OLD."${column}" IS NOT NEW."${column}"`).join(' OR ');
    words.push(`CASE WHEN ${moved} THEN '~' ELSE '' END`);
  }
  return words.join(`||char(31)||`) || "''";
};

const sqliteTriggers = (table: WatchedTable): string[] =>
  EVENTS.map(
    (event) =>
      `AFTER ${event} ON "${table.name}" BEGIN INSERT INTO ${LOG} (source, keys) VALUES ('${table.name}', ${sqliteKeys(table, event)}); END`
  );

const postgresBody = (log: string, { name, keys, hiding }: WatchedTable): string => {
  const of = (row: string): string =>
    keys.map((key) => `'${key}=' || COALESCE(${row}."${key}"::text, '')`).join(`, `) || "''";
  const moved = hiding.map((column) => `OLD."${column}" IS DISTINCT FROM NEW."${column}"`).join(' OR ') || 'FALSE';
  const counted = hiding.length > 0 ? ["'#'"] : [];
  const write = (...words: string[]): string =>
    `INSERT INTO ${log} (source, keys) VALUES ('${name}', concat_ws(chr(31), ${words.join(', ')}));`;
  return `BEGIN
    IF TG_OP = 'INSERT' THEN ${write(of('NEW'), ...counted)}
    ELSIF TG_OP = 'UPDATE' THEN ${write(of('OLD'), of('NEW'), `CASE WHEN ${moved} THEN '~' END`)}
    ELSIF TG_OP = 'DELETE' THEN ${write(of('OLD'), ...counted)}
    ELSE INSERT INTO ${log} (source, keys) VALUES ('${name}', '*');
    END IF;
    RETURN NULL;
  END`;
};

/** Part of a trigger's name, so that a changed text replaces the old one at the next start. */
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const rowsOf = async (trx: Executor, sql: string): Promise<Record<string, string>[]> => {
  const answer = (await trx.raw(sql)) as Record<string, string>[] | { rows: Record<string, string>[] };
  return Array.isArray(answer) ? answer : answer.rows;
};

/** @returns the names of the triggers */
const prepareSqlite = async (trx: Executor, tables: readonly WatchedTable[]): Promise<string[]> => {
  await trx.raw(`CREATE TABLE IF NOT EXISTS ${LOG} (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, keys TEXT NOT NULL, at INTEGER NOT NULL DEFAULT (unixepoch()))`);
  await trx.raw(`CREATE INDEX IF NOT EXISTS ${LOG}_at_index ON ${LOG} (at)`);
  const wanted = new Map(tables.flatMap(sqliteTriggers).map((text) => [PREFIX + digest(text), text]));
  const known = new Set(
    (
      await rowsOf(
        trx,
        `SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, ${PREFIX.length}) = '${PREFIX}'`
      )
    ).map(({ name = '' }) => name)
  );
  for (const name of known) if (!wanted.has(name)) await trx.raw(`DROP TRIGGER IF EXISTS ${name}`);
  for (const [name, text] of wanted) if (!known.has(name)) await trx.raw(`CREATE TRIGGER ${name} ${text}`);
  return [...wanted.keys()];
};

const postgresTable = async (trx: Executor): Promise<void> => {
  const [is] = await rowsOf(
    trx,
    `SELECT to_regclass('${LOG}') AS made, to_regclass('${LOG}_xid_index') AS xid, to_regclass('${LOG}_at_index') AS at`
  );
  // Asked first: IF NOT EXISTS would wait for everybody who writes, and let nobody write meanwhile.
  if (!is?.made) {
    await trx.raw(`CREATE TABLE IF NOT EXISTS ${LOG} (
      seq BIGSERIAL PRIMARY KEY, xid xid8 NOT NULL DEFAULT pg_current_xact_id(), source TEXT NOT NULL, keys TEXT NOT NULL,
      at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp())`);
  }
  if (!is?.xid) await trx.raw(`CREATE INDEX IF NOT EXISTS ${LOG}_xid_index ON ${LOG} (xid)`);
  if (!is?.at) await trx.raw(`CREATE INDEX IF NOT EXISTS ${LOG}_at_index ON ${LOG} (at)`);
};

/**
 * What is behind the name of a function: its own rights and its own path, so that it writes to the log whoever writes to the table, from
 * whatever schema.
 */
const postgresFunction = (schema: string, table: WatchedTable): string =>
  `RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $inprint$ ${postgresBody(`"${schema}".${LOG}`, table)}; $inprint$`;

/** @returns the names of the triggers */
const preparePostgres = async (trx: Executor, tables: readonly WatchedTable[]): Promise<string[]> => {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('${LOG}'))`);
  await postgresTable(trx);
  await trx.raw(FORGET_THE_FUTURE);
  const [{ schema = '' } = {}] = await rowsOf(trx, 'SELECT current_schema() AS schema');
  const wanted = new Map(
    tables.map((table) => {
      const text = postgresFunction(schema, table);
      return [PREFIX + digest(text), { text, on: table.name }];
    })
  );
  const known = await rowsOf(
    trx,
    `SELECT tgname AS name, tgrelid::regclass::text AS "table", tgenabled AS fires FROM pg_trigger
     WHERE starts_with(tgname, '${PREFIX}') AND pg_table_is_visible(tgrelid)`
  );
  const names = [...wanted.keys()].flatMap((name) => [name, `${name}_all`]);
  const isThere = (name: string): boolean => known.some((row) => row.name === name && row.fires === ALWAYS);
  // Whoever writes at the moment goes first: this is tried again.
  if (!names.every(isThere)) await trx.raw(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}ms'`);
  for (const { name = '', table = '' } of known) {
    if (!names.includes(name)) await trx.raw(`DROP TRIGGER IF EXISTS ${name} ON ${table}`);
  }
  for (const [name, { text, on }] of wanted) {
    if (isThere(name) && isThere(`${name}_all`)) continue;
    await trx.raw(`CREATE OR REPLACE FUNCTION ${name}() ${text}`);
    for (const [trigger, when] of [
      [name, `AFTER INSERT OR UPDATE OR DELETE ON "${on}" FOR EACH ROW`],
      [`${name}_all`, `AFTER TRUNCATE ON "${on}" FOR EACH STATEMENT`],
    ] as const) {
      await trx.raw(`DROP TRIGGER IF EXISTS ${trigger} ON "${on}"`);
      await trx.raw(`CREATE TRIGGER ${trigger} ${when} EXECUTE FUNCTION ${name}()`);
      // Also for who writes as a replica does.
      await trx.raw(`ALTER TABLE "${on}" ENABLE ALWAYS TRIGGER ${trigger}`);
    }
  }
  return names;
};

/** The code of PostgreSQL for a lock that did not come in time. */
const isLockTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '55P03';

/**
 * Makes the log and the triggers that write it, where they are not there yet: several servers may start at once.
 *
 * @returns the names of the triggers: where one of them is missing, nobody knows what changed
 */
export const prepareChangeLog = async (strapi: Strapi, tables: readonly WatchedTable[]): Promise<readonly string[]> => {
  if (!['sqlite', 'postgres'].includes(strapi.db.dialect.client)) {
    throw new Error(
      `plugin::response-cache works on SQLite and PostgreSQL; this database is “${strapi.db.dialect.client}”. Set its config “active” to false.`
    );
  }
  // Who only looks whether something changed need not wait for who writes.
  if (!isPostgres(strapi)) await strapi.db.connection.raw('PRAGMA journal_mode = WAL');
  for (let tries = 1; ; tries += 1) {
    try {
      return (await strapi.db.transaction(({ trx }) =>
        isPostgres(strapi) ? preparePostgres(trx as Executor, tables) : prepareSqlite(trx as Executor, tables)
      )) as string[];
    } catch (error) {
      if (!isLockTimeout(error) || tries === MAX_TRIES) throw error;
      await pause(LOCK_TIMEOUT * Math.random());
    }
  }
};

/**
 * Says that anything may have changed: every server forgets what it remembers, and nothing in a store can be proved to be right.
 */
export const emptyCache = async (strapi: Strapi): Promise<void> => {
  await strapi.db.connection.raw(`INSERT INTO ${LOG} (source, keys) VALUES ('cache', '*')`);
};

/** Marks a moment: what was committed until then stands in its snapshot. */
const MARK = 'mark';
/** In s. A mark is made so often. */
const MARK_EVERY = 600;

const ago = (seconds: number): string => `clock_timestamp() - INTERVAL '${seconds} seconds'`;

/**
 * Removes lines that nobody needs any more: those of more than an hour ago. On PostgreSQL a transaction may commit long after it wrote
 * its lines; they stay until everybody has had LONGEST_PAUSE to see them. On SQLite, writers wait for one another, and none can be
 * that late.
 */
export const pruneChangeLog = async (strapi: Strapi): Promise<void> => {
  const { connection } = strapi.db;
  if (!isPostgres(strapi)) {
    await connection.raw(
      `DELETE FROM ${LOG} WHERE at < unixepoch() - ${KEPT_FOR} AND seq < (SELECT MAX(seq) FROM ${LOG})`
    );
    return;
  }
  await connection.raw(FORGET_THE_FUTURE);
  await connection.raw(`INSERT INTO ${LOG} (source, keys) SELECT '${MARK}', pg_current_snapshot()::text
    WHERE NOT EXISTS (SELECT 1 FROM ${LOG} WHERE source = '${MARK}' AND at > ${ago(MARK_EVERY)})`);
  await connection.raw(`WITH seen AS (
      SELECT keys::pg_snapshot AS snapshot FROM ${LOG} WHERE source = '${MARK}' AND at < ${ago(LONGEST_PAUSE)} ORDER BY at DESC LIMIT 1
    ) DELETE FROM ${LOG} USING seen WHERE at < ${ago(KEPT_FOR)} AND pg_visible_in_snapshot(xid, seen.snapshot)`);
};
