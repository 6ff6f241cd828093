/**
 * A whole site from SQLite to PostgreSQL: content and people, and what is outside of Strapi’s own export: orders, ledger, waitlist, mails
 * that wait. All rows keep their ids, and all or none of them are there afterwards.
 */
import { CommandProblem, withDatabase, withSite } from '../command-line';
import { confirmCommits } from '../confirmed-commits';
import { dialectOf } from '../database/dialect';
import { quoteName } from '../database/names';
import type { Row, Strapi } from '../strapi';
import { inTransaction, rowsOf, type Executor } from '../transactions';
import { openSource, type Source } from './source';
import { parentsFirst, toPostgres } from './values';

/** What each database has of its own: notes about its schema, and what is over after minutes. */
const OF_EACH: ReadonlySet<string> = new Set([
  'strapi_database_schema',
  'strapi_migrations',
  'strapi_migrations_internal',
  'inprint_changes',
  'ordering_rate_limits',
]);

/** Columns whose sums say that no copy was lost. */
const SUMS = [
  ['ordering_ledger', 'delta'],
  ['ordering_order_lines', 'quantity'],
  ['ordering_downloads', 'copies'],
] as const;

/** PostgreSQL takes 65,535 values in one statement. */
const VALUES_AT_ONCE = 20_000;

/** What was moved: rows by table. */
export type Moved = ReadonlyMap<string, number>;

const columnTypes = async (trx: Executor): Promise<Map<string, Map<string, string>>> => {
  const rows = await rowsOf(
    trx,
    `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()`
  );
  const types = new Map<string, Map<string, string>>();
  for (const { table_name: table, column_name: column, data_type: type } of rows) {
    const known = types.get(String(table)) ?? new Map<string, string>();
    types.set(String(table), known.set(String(column), String(type)));
  }
  return types;
};

/** @throws in words, where the SQLite database is of other code than what made the tables here */
const requireSameTables = (source: Source, types: Map<string, Map<string, string>>): string[] => {
  const moved = source.tables.filter((table) => !OF_EACH.has(table));
  const strange = moved.flatMap((table) => {
    const known = types.get(table);
    if (!known) return source.countOf(table) > 0 ? [table] : [];
    const columns = source.columnsOf(table);
    const unknown = columns.filter((column) => !known.has(column));
    const missing = [...known.keys()].filter((column) => !columns.includes(column));
    return [...unknown, ...missing].map((column) => `${table}.${column}`);
  });
  if (strange.length > 0) {
    throw new CommandProblem(
      `The SQLite database is not of this release: ${strange.join(', ')}. Start the server once on it with this release, then stop it and try again. Nothing was moved; drop the new database and make it anew.`
    );
  }
  return moved.filter((table) => types.has(table));
};

const orderOf = async (trx: Executor, tables: readonly string[]): Promise<string[]> => {
  const rows = await rowsOf(
    trx,
    `SELECT f.relname AS "from", t.relname AS "to" FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid
     JOIN pg_class t ON t.oid = c.confrelid WHERE c.contype = 'f' AND pg_table_is_visible(f.oid)`
  );
  return parentsFirst(
    tables,
    rows.map(({ from, to }) => ({ from: String(from), to: String(to) }))
  );
};

/** Does work while no trigger of ours or of the application fires; those that were in force are again afterwards. */
const withoutTriggers = async (trx: Executor, work: () => Promise<void>): Promise<void> => {
  const triggers = await rowsOf(
    trx,
    `SELECT tgname AS name, tgrelid::regclass::text AS "table", tgenabled AS fires FROM pg_trigger
     WHERE NOT tgisinternal AND tgenabled <> 'D' AND pg_table_is_visible(tgrelid)`
  );
  const alter = (verb: string, { name, table }: Row): Promise<Row[]> =>
    rowsOf(trx, `ALTER TABLE ${String(table)} ${verb} TRIGGER ${quoteName(String(name))}`);
  for (const trigger of triggers) await alter('DISABLE', trigger);
  await work();
  for (const trigger of triggers) {
    await alter(trigger.fires === 'A' ? 'ENABLE ALWAYS' : trigger.fires === 'R' ? 'ENABLE REPLICA' : 'ENABLE', trigger);
  }
};

const copy = async (trx: Executor, source: Source, table: string, types: Map<string, string>): Promise<void> => {
  const atOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / types.size));
  let rows: Row[] = [];
  const write = async (): Promise<void> => {
    if (rows.length > 0) await trx(table).insert(rows);
    rows = [];
  };
  for (const row of source.rowsOf(table)) {
    rows.push(
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [column, toPostgres(value, types.get(column) ?? '')])
      )
    );
    if (rows.length >= atOnce) await write();
  }
  await write();
};

/** New rows get ids after those that came along. */
const goOnCounting = async (trx: Executor, table: string): Promise<void> => {
  const [found] = await rowsOf(trx, `SELECT pg_get_serial_sequence(?, 'id') AS name`, [quoteName(table)]);
  if (found?.name) {
    await rowsOf(trx, `SELECT setval(?::regclass, COALESCE((SELECT MAX(id) FROM ${quoteName(table)}), 0) + 1, FALSE)`, [
      found.name,
    ]);
  }
};

/** @throws where a number differs: the transaction is undone then */
const verify = async (trx: Executor, source: Source, tables: readonly string[]): Promise<Moved> => {
  const moved = new Map<string, number>();
  const wrong: string[] = [];
  const compare = (what: string, before: string, after: string): void => {
    if (before !== after) wrong.push(`${what}: ${before} before, ${after} now`);
  };
  const one = async (sql: string): Promise<string> => String(Object.values((await rowsOf(trx, sql))[0] ?? {})[0]);
  for (const table of tables) {
    const count = await one(`SELECT COUNT(*) FROM ${quoteName(table)}`);
    compare(`rows of ${table}`, String(source.countOf(table)), count);
    moved.set(table, Number(count));
  }
  for (const [table, column] of SUMS) {
    if (!tables.includes(table)) continue;
    const sum = await one(`SELECT COALESCE(SUM(${quoteName(column)}), 0) FROM ${quoteName(table)}`);
    compare(`sum of ${table}.${column}`, source.sumOf(table, column), sum);
  }
  if (wrong.length > 0)
    throw new CommandProblem(`Nothing was moved, because it would not be the same: ${wrong.join('; ')}.`);
  return moved;
};

const moveRows = (strapi: Strapi, source: Source): Promise<Moved> => {
  confirmCommits(strapi);
  return inTransaction(strapi, async (trx) => {
    const types = await columnTypes(trx);
    const tables = await orderOf(trx, requireSameTables(source, types));
    await withoutTriggers(trx, async () => {
      // What the first start made, in a database that was empty before.
      await rowsOf(trx, `TRUNCATE ${tables.map(quoteName).join(', ')} CASCADE`);
      for (const table of tables) await copy(trx, source, table, types.get(table) ?? new Map<string, string>());
    });
    for (const table of tables) if (types.get(table)?.has('id')) await goOnCounting(trx, table);
    return verify(trx, source, tables);
  });
};

/** @throws in words, unless the configured database is an empty one on PostgreSQL */
const requireEmptyPostgres = async (strapi: Strapi): Promise<void> => {
  if (dialectOf(strapi).name !== 'postgres') {
    throw new CommandProblem('Name the PostgreSQL database to move to: DATABASE_CLIENT=postgres and DATABASE_URL.');
  }
  const tables = await rowsOf(
    strapi,
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`
  );
  if (tables.length > 0) {
    throw new CommandProblem(
      `The database to move to has ${tables.length} tables already, and nothing is written over them: make an empty one.`
    );
  }
};

/**
 * Moves everything that a SQLite database holds into the empty PostgreSQL database that the site’s configuration names.
 *
 * @param file of the SQLite database
 * @throws in words, where that cannot be done; then no row was moved
 */
export const moveToPostgres = async (file: string): Promise<Moved> => {
  const source = openSource(file);
  try {
    await withDatabase(requireEmptyPostgres);
    // The site itself makes its tables, indexes and triggers, as at any first start.
    await withSite(async () => {});
    let moved: Moved = new Map();
    await withDatabase(async (strapi) => {
      moved = await moveRows(strapi, source);
    });
    return moved;
  } finally {
    source.close();
  }
};
