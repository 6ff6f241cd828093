import type { Dialect } from './dialect';
import { quoteName, quoteText } from './names';

const beginsWith = (column: string, prefixes: readonly string[]): string =>
  prefixes.map((prefix) => `substr(${column}, 1, ${prefix.length}) = ${quoteText(prefix)}`).join(' OR ') || '0';

export const sqlite: Dialect = {
  name: 'sqlite',
  now: `(strftime('%Y-%m-%dT%H:%M:%fZ','now'))`,
  idColumn: 'INTEGER PRIMARY KEY AUTOINCREMENT',

  hasIndex: async (run, name) =>
    (await run(`SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?`, [name])).length > 0,

  triggersNamed: async (run, prefixes) =>
    (
      await run(
        `SELECT name, tbl_name AS "table" FROM sqlite_master WHERE type = 'trigger' AND (${beginsWith('name', prefixes)})`
      )
    ).map(({ name, table }) => ({ name: String(name), table: quoteName(String(table)), isEnabled: true })),

  createTrigger: (name, table, { event, when, body }) => [
    `CREATE TRIGGER ${quoteName(name)} ${event} ON ${quoteName(table)} ${when ? `WHEN ${when} ` : ''}BEGIN ${body} END`,
  ],
  dropTrigger: (name) => [`DROP TRIGGER IF EXISTS ${quoteName(name)}`],
  enableTrigger: () => [],
  orphanedFunctions: () => Promise.resolve([]),
  triggerFunctions: () => Promise.resolve([]),
  dropFunction: () => '',
  tableNames: async (run) =>
    (await run(`SELECT name FROM sqlite_master WHERE type = 'table'`)).map(({ name }) => String(name)),
  indexNames: async (run) =>
    (await run(`SELECT name, tbl_name AS "table" FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`)).map(
      ({ name, table }) => ({ name: String(name), table: String(table) })
    ),

  // One writer at a time anyway.
  beforePreparing: () => [],
  takeTurns: () => [],
  lockTable: () => [],
};
