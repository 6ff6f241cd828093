import { setImmediate, setTimeout as wait } from 'node:timers/promises';

import { changedBy, type Change, type Dependency } from '../../domain/dependency';
import { ALWAYS, LOG, LONGEST_PAUSE, PREFIX } from './change-log';
import type { Snapshot } from '../../domain/stored-answer';
import { clientOf, configOf, isPostgres, type Strapi } from './strapi';

/** Told what changed, before the look that found it is answered; null for “it could be anything”. */
export type OnChange = (changed: ReadonlySet<Dependency> | null) => void;

/**
 * Asks the database whether something changed.
 *
 * @returns true when every write that was answered before the question is known now; false when the database could not be asked:
 *   then nothing is served from memory
 */
export interface ChangeDetector {
  readonly poll: () => boolean | Promise<boolean>;
  /** The state of the database that was looked at last: all that changed before it was told. Null where states have no name that lasts. */
  readonly snapshot: () => Snapshot | null;
  /** All that was committed since a state, up to now; null for “it could be anything”. */
  readonly changedSince: (position: Snapshot) => Promise<ReadonlySet<Dependency> | null>;
  readonly close: () => Promise<void>;
}

/** Another release may have its own triggers, a backup that is being restored none yet. */
const UNWATCHED =
  'the triggers that say what changed are not there: nothing is served from memory until they are, or this server starts anew.';

/** With more lines than this since the last look, looking at each costs more than starting anew. */
const MAX_LINES = 20_000;

interface SqliteStatement {
  readonly pluck: () => SqliteStatement;
  readonly get: (...bindings: readonly unknown[]) => unknown;
  readonly all: (...bindings: readonly unknown[]) => (Change & { readonly seq: number })[];
}
interface SqliteConnection {
  readonly prepare: (sql: string) => SqliteStatement;
  readonly close: () => void;
}
type SqliteDriver = new (filename: string, options: object) => SqliteConnection;

/**
 * SQLite: a connection of our own that only reads. It sees what is committed, never what is under way, and
 * `data_version` moves with every commit of any other connection: https://www.sqlite.org/pragma.html#pragma_data_version
 */
const createSqliteDetector = (strapi: Strapi, triggers: readonly string[], onChange: OnChange): ChangeDetector => {
  const open = () => {
    const { driver, connectionSettings } = clientOf(strapi);
    const connection = new (driver as SqliteDriver)(String(connectionSettings.filename), { readonly: true });
    const version = connection.prepare('SELECT data_version FROM pragma_data_version').pluck();
    const schema = connection.prepare('PRAGMA schema_version').pluck();
    const watching = connection
      .prepare(`SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (SELECT value FROM json_each(?))`)
      .pluck();
    const last = connection.prepare(`SELECT COALESCE(MAX(seq), 0) FROM ${LOG}`).pluck();
    const line = connection.prepare(`SELECT json_array(source, keys, at) FROM ${LOG} WHERE seq = ?`).pluck();
    const lines = connection.prepare(
      `SELECT seq, source, keys FROM ${LOG} WHERE seq > ? ORDER BY seq LIMIT ${MAX_LINES + 1}`
    );
    return { connection, version, schema, watching, last, line, lines };
  };
  let opened: ReturnType<typeof open> | null = null;
  let known: unknown = null;
  let schema: unknown = null;
  let isWatched = false;
  let seq = 0;
  /** The line with that number: where it is another one, the file was replaced by a backup. */
  let line: unknown = null;
  let looked = 0;

  const startAnew = (connection: ReturnType<typeof open>): void => {
    seq = Number(connection.last.get());
    line = connection.line.get(seq);
    onChange(null);
  };

  /** Are the triggers there? Only a change of the schema can take them away. */
  const checkTriggers = (connection: ReturnType<typeof open>): boolean => {
    const now = connection.schema.get();
    if (now === schema) return false;
    schema = now;
    const before = isWatched;
    isWatched = connection.watching.get(JSON.stringify(triggers)) === triggers.length;
    if (before && !isWatched) strapi.log.warn(`response-cache: ${UNWATCHED}`);
    return true;
  };

  return {
    poll() {
      try {
        const isFirst = opened === null;
        opened ??= open();
        const version = opened.version.get();
        const now = performance.now();
        if (version === known) {
          looked = now;
          return isWatched;
        }
        const isOther = checkTriggers(opened) || opened.line.get(seq) !== line;
        if (isFirst || isOther || now - looked > LONGEST_PAUSE * 1000) startAnew(opened);
        else {
          const lines = opened.lines.all(seq);
          if (lines.length > MAX_LINES) startAnew(opened);
          else if (lines.length > 0) {
            seq = lines[lines.length - 1]?.seq ?? seq;
            line = opened.line.get(seq);
            onChange(changedBy(lines));
          }
        }
        known = version;
        looked = now;
        return isWatched;
      } catch (error) {
        strapi.log.warn(`response-cache: the database cannot be asked: ${String(error)}`);
        known = null;
        schema = null;
        opened?.connection.close();
        opened = null;
        return false;
      }
    },
    snapshot: () => null,
    changedSince: () => Promise.resolve(null),
    close() {
      opened?.connection.close();
      opened = null;
      return Promise.resolve();
    },
  };
};

interface Look {
  /** The snapshot of the statement. */
  readonly position: string;
  /** The database's clock, in s since 1970. */
  readonly at: number;
  /** The triggers and the log as they are: another word where one was made anew, switched off, or taken away. */
  readonly watch: string;
  readonly changes: Change[] | null;
}
interface PostgresClient {
  readonly connect: () => Promise<unknown>;
  readonly query: <Row = Look>(query: object) => Promise<{ rows: Row[] }>;
  readonly end: () => Promise<void>;
  readonly on: (event: 'error' | 'end', listener: (error?: Error) => void) => void;
}

/**
 * One statement, one snapshot: what is committed now, and the lines that were not visible in the snapshot before. Numbers of
 * lines would not do: a transaction that began earlier may commit later.
 */
const POLL = `SELECT pg_current_snapshot()::text AS position, extract(epoch FROM clock_timestamp())::float8 AS at,
  (SELECT concat_ws('/', to_regclass('${LOG}')::oid, COUNT(*), SUM(hashtextextended(concat(tgrelid, tgname, t.xmin), 0)))
    FROM pg_trigger t WHERE starts_with(tgname, '${PREFIX}') AND tgenabled = '${ALWAYS}') AS watch,
  (SELECT json_agg(json_build_object('source', source, 'keys', keys)) FROM (
    SELECT source, keys FROM ${LOG} WHERE $1::pg_snapshot IS NOT NULL AND xid >= pg_snapshot_xmin($1::pg_snapshot)
      AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot) LIMIT $2::int) lines) AS changes`;

/** How many of the triggers are there and switched on. */
const WATCHING = `SELECT COUNT(*)::int AS triggers FROM unnest($1::text[]) wanted (name)
  JOIN pg_trigger ON tgname = wanted.name AND tgenabled = '${ALWAYS}' AND pg_table_is_visible(tgrelid)`;

/** Two snapshots in the same words see the same transactions: nothing was committed between. Asked first, it costs the least. */
const SNAPSHOT = { name: 'inprint_snapshot', text: 'SELECT pg_current_snapshot()::text AS position' };

/** So long what was seen may count as seen now, in ms: where stored answers are too old to be proved, the clock must not stand still. */
const CLOCK_STANDS = 10_000;

/**
 * Snapshots mean something in one database, and in one of its lives only: a copy that took over for a lost server, or came back from a
 * backup, counts its transactions anew.
 */
const WHICH_DATABASE = `SELECT concat_ws('/', (SELECT system_identifier FROM pg_control_system()),
  substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), (SELECT oid FROM pg_database WHERE datname = current_database()),
  current_schema()) AS name`;

/** For one answer out of a store, no more lines than this are looked at: making it again costs less. */
const MAX_LINES_SINCE = 2000;

/** A database that does not answer for so long cannot be asked, in ms: readers are not to wait for it any longer. */
const PATIENCE = 3000;

/** A lost connection is tried again after this, in ms; until then nothing is served from memory. */
const RECONNECT_AFTER = 1000;

/**
 * PostgreSQL: a connection of our own, and one question for all requests that came before it was sent. Every server asks the
 * database itself, so that none serves what another one outdated.
 */
const createPostgresDetector = (strapi: Strapi, triggers: readonly string[], onChange: OnChange): ChangeDetector => {
  let client: PostgresClient | null = null;
  let position: string | null = null;
  let at = 0;
  let database: string | null = null;
  let watch: string | null = null;
  let isWatched = false;
  let looked = 0;
  let retryAt = 0;
  let isClosed = false;
  let isUnnamed = false;

  const lose = (lost: PostgresClient | null, error: unknown): void => {
    if (isClosed || client !== lost) return;
    strapi.log.warn(`response-cache: the database cannot be asked: ${String(error)}`);
    client = null;
    position = null;
    database = null;
    watch = null;
    retryAt = performance.now() + RECONNECT_AFTER;
    onChange(null);
    lost?.end().catch(() => {}); // it is lost already
  };

  const connect = async (): Promise<PostgresClient> => {
    const { driver, connectionSettings } = clientOf(strapi);
    const { Client } = driver as { Client: new (settings: object) => PostgresClient };
    const made = new Client({
      ...connectionSettings,
      application_name: 'inprint response cache',
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
    });
    made.on('error', (error) => lose(made, error));
    try {
      await made.connect();
      // As Strapi's own connections do: the tables are there, and nowhere else.
      const schema = strapi.db.getSchemaName();
      if (schema) await made.query({ text: `SET search_path TO "${schema.replaceAll('"', '""')}"` });
      if (configOf(strapi).store.kind !== 'memory') database = await nameOf(made);
      return made;
    } catch (error) {
      made.end().catch(() => {}); // it was never there, or is of no use
      throw error;
    }
  };

  /** A database that may not be asked for its name has none: then nothing is shared. */
  const nameOf = async (asked: PostgresClient): Promise<string | null> => {
    try {
      const { rows } = await asked.query<{ name: string }>({ text: WHICH_DATABASE });
      return rows[0]?.name ?? null;
    } catch (error) {
      if (!isUnnamed)
        strapi.log.warn(`response-cache: answers are not shared, the database has no name: ${String(error)}`);
      isUnnamed = true;
      return null;
    }
  };

  /** Are the triggers there, now that something about them is not as it was? */
  const checkTriggers = async (asked: PostgresClient, word: string): Promise<void> => {
    const { rows } = await asked.query<{ triggers: number }>({ text: WATCHING, values: [triggers] });
    const before = isWatched;
    isWatched = rows[0]?.triggers === triggers.length;
    watch = word;
    if (before && !isWatched) strapi.log.warn(`response-cache: ${UNWATCHED}`);
  };

  const ask = async (): Promise<boolean> => {
    if (isClosed || performance.now() < retryAt) return false;
    try {
      const connected = (client ??= await connect());
      const pause = performance.now() - looked;
      if (position !== null && pause < CLOCK_STANDS) {
        const { rows } = await connected.query<{ position: string }>(SNAPSHOT);
        if (rows[0]?.position === position) return isWatched;
      }
      const before = pause > LONGEST_PAUSE * 1000 ? null : position;
      const { rows } = await connected.query({ name: 'inprint_poll', text: POLL, values: [before, MAX_LINES + 1] });
      const [row] = rows;
      if (!row) throw new Error('the question was not answered');
      position = row.position;
      at = row.at;
      looked = performance.now();
      const isOther = row.watch !== watch;
      if (isOther) await checkTriggers(connected, row.watch);
      if (before === null || isOther || (row.changes?.length ?? 0) > MAX_LINES) onChange(null);
      else if (row.changes) onChange(changedBy(row.changes));
      return isWatched;
    } catch (error) {
      lose(client, error);
      return false;
    }
  };

  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<boolean> | null = null;
  const askForAll = (): Promise<boolean> => {
    next = null;
    const asked = ask();
    running = asked;
    return asked;
  };

  return {
    // A question that is under way was sent before this request came: it says nothing about the time between. The next one is sent
    // when all who knock at this moment are in.
    poll: () => (next ??= running.then(() => setImmediate()).then(askForAll)),
    snapshot: () =>
      position === null || database === null ? null : { database: `${database}/${watch}`, snapshot: position, at },
    async changedSince(since) {
      if (client === null) return null;
      const asked = client;
      try {
        const { rows } = await asked.query({
          name: 'inprint_poll',
          text: POLL,
          values: [since.snapshot, MAX_LINES_SINCE + 1],
        });
        const [row] = rows;
        const age = row ? row.at - since.at : -1;
        if (!row || since.database !== `${database}/${row.watch}` || age < 0 || age > LONGEST_PAUSE) return null;
        const changes = row.changes ?? [];
        return changes.length > MAX_LINES_SINCE ? null : changedBy(changes);
      } catch (error) {
        lose(asked, error);
        return null;
      }
    },
    async close() {
      isClosed = true;
      await Promise.race([client?.end(), wait(PATIENCE, undefined, { ref: false })]);
    },
  };
};

/** @param triggers that say what changed: where one of them is missing, nobody knows */
export const createChangeDetector = (
  strapi: Strapi,
  triggers: readonly string[],
  onChange: OnChange
): ChangeDetector =>
  isPostgres(strapi)
    ? createPostgresDetector(strapi, triggers, onChange)
    : createSqliteDetector(strapi, triggers, onChange);
