import type { Dialect } from './dialect';
import { quoteName, quoteText } from './names';

const beginsWith = (column: string, prefixes: readonly string[]): string =>
  prefixes.map((prefix) => `starts_with(${column}, ${quoteText(prefix)})`).join(' OR ') || 'FALSE';

const functionsSql = (prefixes: readonly string[]): string =>
  `SELECT proname AS name FROM pg_proc p WHERE prorettype = 'trigger'::regtype AND pg_function_is_visible(p.oid)
   AND (${beginsWith('proname', prefixes)})`;

/** Between these stands a function's text. */
const QUOTE = '$inprint$';

const takeTurns = (name: string): string[] => [`SELECT pg_advisory_xact_lock(hashtext(${quoteText(name)}))`];

export const postgres: Dialect = {
  name: 'postgres',
  now: `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  idColumn: 'BIGSERIAL PRIMARY KEY',

  hasIndex: async (run, name) => {
    const [found] = await run('SELECT to_regclass(?) AS name', [quoteName(name)]);
    return Boolean(found?.name);
  },

  triggersNamed: async (run, prefixes) =>
    (
      await run(
        `SELECT tgname AS name, tgrelid::regclass::text AS "table", tgenabled AS fires FROM pg_trigger
         WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid) AND (${beginsWith('tgname', prefixes)})`
      )
    ).map(({ name, table, fires }) => ({
      name: String(name),
      table: String(table),
      isEnabled: fires === 'O' || fires === 'A',
    })),

  // A trigger has a function of its own, under its name.
  createTrigger: (name, table, { event, body, each = 'ROW' }) => [
    `CREATE OR REPLACE FUNCTION ${quoteName(name)}() RETURNS trigger LANGUAGE plpgsql AS ${QUOTE} ${body}; ${QUOTE}`,
    `CREATE TRIGGER ${quoteName(name)} ${event} ON ${quoteName(table)} FOR EACH ${each} EXECUTE FUNCTION ${quoteName(name)}()`,
  ],
  dropTrigger: (name, table) => [`DROP TRIGGER IF EXISTS ${quoteName(name)} ON ${table}`],
  enableTrigger: (name, table) => [`ALTER TABLE ${table} ENABLE TRIGGER ${quoteName(name)}`],

  orphanedFunctions: async (run, prefixes) =>
    (await run(`${functionsSql(prefixes)} AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgfoid = p.oid)`)).map(
      ({ name }) => String(name)
    ),
  triggerFunctions: async (run, prefixes) => (await run(functionsSql(prefixes))).map(({ name }) => String(name)),
  tableNames: async (run) =>
    (await run(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid)`)).map(
      ({ name }) => String(name)
    ),
  indexNames: async (run) =>
    (
      await run(
        `SELECT i.relname AS name, t.relname AS "table" FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
         JOIN pg_class t ON t.oid = x.indrelid WHERE pg_table_is_visible(t.oid)`
      )
    ).map(({ name, table }) => ({ name: String(name), table: String(table) })),
  dropFunction: (name) => `DROP FUNCTION IF EXISTS ${quoteName(name)}()`,

  beforePreparing: (lock) => [...takeTurns(lock), `SET LOCAL lock_timeout = '500ms'`],
  takeTurns,
  lockTable: (table) => [`LOCK TABLE ${quoteName(table)} IN ACCESS EXCLUSIVE MODE`],
};
