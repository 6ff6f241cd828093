import { INDEX_PREFIXES, INDEX_SUFFIXES, TABLES, TRIGGER_PREFIXES } from './bundle-tables';
import { dialectOf, type KnownTrigger, type Run } from './database/dialect';
import { quoteName } from './database/names';
import type { Strapi } from './strapi';
import { inTransaction, rowsOf } from './transactions';

/** What of the bundle is in a database. */
export interface Footprint {
  readonly triggers: readonly KnownTrigger[];
  readonly functions: readonly string[];
  readonly indexes: readonly string[];
  readonly tables: readonly string[];
}

const isOurIndex = ({ name, table }: { name: string; table: string }): boolean =>
  !TABLES.some((own) => own === table) &&
  (INDEX_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    INDEX_SUFFIXES.some((suffix) => name === table + suffix));

const find = async (strapi: Strapi, run: Run): Promise<Footprint> => {
  const dialect = dialectOf(strapi);
  const known = new Set(await dialect.tableNames(run));
  const triggers = await dialect.triggersNamed(run, TRIGGER_PREFIXES);
  return {
    triggers,
    functions: await dialect.triggerFunctions(run, TRIGGER_PREFIXES),
    indexes: (await dialect.indexNames(run)).filter(isOurIndex).map(({ name }) => name),
    tables: TABLES.filter((name) => known.has(name)),
  };
};

/** Looks what of the bundle is in the database, and changes nothing. */
export const findFootprint = (strapi: Strapi): Promise<Footprint> =>
  find(strapi, (sql, bindings) => rowsOf(strapi, sql, bindings));

/** Drops every trigger, function, index and table of the bundle, all or nothing. @returns what was dropped */
export const removeFootprint = (strapi: Strapi): Promise<Footprint> =>
  inTransaction(strapi, async (trx) => {
    const dialect = dialectOf(strapi);
    const run: Run = (sql, bindings) => rowsOf(trx, sql, bindings);
    const found = await find(strapi, run);
    for (const { name, table } of found.triggers) for (const sql of dialect.dropTrigger(name, table)) await run(sql);
    for (const name of found.functions) await run(dialect.dropFunction(name));
    for (const name of found.indexes) await run(`DROP INDEX IF EXISTS ${quoteName(name)}`);
    for (const name of found.tables) await run(`DROP TABLE IF EXISTS ${quoteName(name)}`);
    return found;
  });
