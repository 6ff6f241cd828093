/**
 * What the database itself keeps true, through whatever door a row is written. Plugins declare their triggers as data; this is the one
 * place that makes, checks, repairs and removes them, on both databases.
 */
import { createHash } from 'node:crypto';

import { TABLES } from './bundle-tables';
import { dialectOf, type Dialect, type Run, type TriggerText } from './database/dialect';
import { releaseOf, requireInside } from './insides';
import { declareReadiness } from './readiness';
import type { Strapi } from './strapi';
import { inTransaction, rowsOf, withRetry, type Executor } from './transactions';

/** One trigger. What a database does not need is left out: PostgreSQL has one where SQLite needs three. */
export interface Trigger {
  readonly name: string;
  /** The table that it stands on, unquoted. */
  readonly table: string;
  readonly sqlite?: TriggerText;
  readonly postgres?: TriggerText;
}

/** What one plugin keeps true in the database. */
export interface TriggerSet {
  /** Unique in the bundle; part of the triggers' names. */
  readonly owner: string;
  /** Names of before, by their beginnings: such triggers are replaced. */
  readonly replaces?: readonly string[];
  /** Computed when the content types are known. @throws if what it needs is not there */
  readonly triggers: () => readonly Trigger[];
  /** Brings up to date what changed while a trigger was not there; in the same transaction that makes it. */
  readonly catchUp?: (trx: Executor, made: readonly Trigger[]) => Promise<void>;
}

/** A trigger that is not as it has to be. */
export interface TriggerProblem {
  readonly owner: string;
  readonly trigger: string;
  readonly table: string;
  readonly problem: 'missing' | 'disabled';
}

type Registry = Map<string, TriggerSet>;

/** Shared by all plugins of one Strapi, each of which brings this module along. */
const REGISTRY = Symbol.for('inprint.triggers');

const registryOf = (strapi: Strapi): Registry => {
  const held = strapi as unknown as { [REGISTRY]?: Registry };
  held[REGISTRY] ??= new Map();
  return held[REGISTRY];
};

interface Wanted {
  readonly trigger: Trigger;
  readonly text: TriggerText;
  /** `inprint_ordering_chain_1f3a5b7c`: with another text comes another name. */
  readonly name: string;
}

/** PostgreSQL cuts names at 63 characters. */
const LONGEST_NAME = 63;
const DIGEST_LENGTH = 8;

const prefixOf = (owner: string): string => `inprint_${owner}_`;

const nameOf = (owner: string, trigger: Trigger, text: TriggerText): string => {
  const digest = createHash('sha256')
    .update(JSON.stringify([trigger.name, trigger.table, text]))
    .digest('hex')
    .slice(0, DIGEST_LENGTH);
  return `${`${prefixOf(owner)}${trigger.name}`.slice(0, LONGEST_NAME - DIGEST_LENGTH - 1)}_${digest}`;
};

const wantedOf = (dialect: Dialect, { owner, triggers }: TriggerSet): Wanted[] =>
  triggers().flatMap((trigger) => {
    const text = trigger[dialect.name];
    return text ? [{ trigger, text, name: nameOf(owner, trigger, text) }] : [];
  });

const prefixesOf = ({ owner, replaces = [] }: TriggerSet): string[] => [prefixOf(owner), ...replaces];

/** Compares what is wanted with what is there. */
const lookUp = async (dialect: Dialect, set: TriggerSet, run: Run) => {
  const wanted = wantedOf(dialect, set);
  const known = await dialect.triggersNamed(run, prefixesOf(set));
  const isWanted = (name: string): boolean => wanted.some((one) => one.name === name);
  return {
    missing: wanted.filter(({ name }) => !known.some((one) => one.name === name)),
    disabled: known.filter(({ name, isEnabled }) => !isEnabled && isWanted(name)),
    obsolete: known.filter(({ name }) => !isWanted(name)),
    isNew: known.length === 0,
  };
};

const runIn =
  (trx: Executor): Run =>
  (sql, bindings) =>
    rowsOf(trx, sql, bindings);

/** Makes what is missing, enables what is disabled, drops what is of before. */
const settle = async (strapi: Strapi, trx: Executor, set: TriggerSet): Promise<void> => {
  const dialect = dialectOf(strapi);
  const run = runIn(trx);
  for (const sql of dialect.beforePreparing('inprint_triggers')) await run(sql);
  const { missing, disabled, obsolete } = await lookUp(dialect, set, run);
  for (const { name, table } of obsolete) for (const sql of dialect.dropTrigger(name, table)) await run(sql);
  for (const { name, trigger, text } of missing)
    for (const sql of dialect.createTrigger(name, trigger.table, text)) await run(sql);
  for (const { name, table } of disabled) for (const sql of dialect.enableTrigger(name, table)) await run(sql);
  for (const name of await dialect.orphanedFunctions(run, prefixesOf(set))) await run(dialect.dropFunction(name));
  if (missing.length > 0 || disabled.length > 0) {
    await set.catchUp?.(
      trx,
      wantedOf(dialect, set)
        .filter(({ name }) => missing.some((one) => one.name === name) || disabled.some((one) => one.name === name))
        .map(({ trigger }) => trigger)
    );
  }
};

/** What is wrong with the triggers of a set, without mending it; also for a command that has a connection and no Strapi. */
export const findTriggerProblems = async (dialect: Dialect, set: TriggerSet, run: Run): Promise<TriggerProblem[]> => {
  const { missing, disabled } = await lookUp(dialect, set, run);
  const { owner } = set;
  return [
    ...missing.map(({ name, trigger }) => ({
      owner,
      trigger: name,
      table: trigger.table,
      problem: 'missing' as const,
    })),
    ...disabled.map(({ name, table }) => ({ owner, trigger: name, table, problem: 'disabled' as const })),
  ];
};

const problemsOf = (strapi: Strapi, set: TriggerSet): Promise<TriggerProblem[]> =>
  findTriggerProblems(dialectOf(strapi), set, (sql, bindings) => rowsOf(strapi, sql, bindings));

/**
 * Makes the triggers of one plugin, once its tables are there. Where all are there and enabled it only looks.
 *
 * @throws if one cannot be made or enabled: without it, what is promised would not hold
 */
export const installTriggers = async (strapi: Strapi, owner: string): Promise<void> => {
  const set = registryOf(strapi).get(owner);
  if (!set) throw new Error(`No triggers are declared for “${owner}”.`);
  declareReadiness(strapi, 'triggers', owner, async () =>
    (await problemsOf(strapi, set)).map(({ trigger, table, problem }) => `${trigger} on ${table} is ${problem}.`)
  );
  const { missing, disabled, obsolete, isNew } = await lookUp(dialectOf(strapi), set, (sql, bindings) =>
    rowsOf(strapi, sql, bindings)
  );
  if (missing.length === 0 && disabled.length === 0 && obsolete.length === 0) return;
  const problems = await problemsOf(strapi, set);
  await withRetry(strapi, () => inTransaction(strapi, (trx) => settle(strapi, trx, set)));
  const left = await problemsOf(strapi, set);
  if (left.length > 0) {
    throw new Error(
      `The database does not keep these triggers: ${left.map(({ trigger, table }) => `${trigger} on ${table}`).join(', ')}. Does its user own the tables?`
    );
  }
  // With a new text, or at the first start, nothing was wrong.
  if (isNew || obsolete.length > 0) return;
  strapi.log.warn(
    `inprint: triggers of “${owner}” were not in force and are again: ${problems.map(({ trigger, problem }) => `${trigger} (${problem})`).join(', ')}. What was written meanwhile was looked at once more.`
  );
};

interface SchemaBuilder {
  updateSchema: (difference: unknown) => Promise<unknown>;
}
type Begin = (container: (trx: Executor) => Promise<unknown>, ...more: unknown[]) => Promise<unknown>;

/** What a set wants now; null where it does not fit the content types any more: its plugin says so when it starts. */
const fittingOf = (strapi: Strapi, set: TriggerSet): Wanted[] | null => {
  try {
    return wantedOf(dialectOf(strapi), set);
  } catch (error) {
    strapi.log.warn(`inprint: triggers of “${set.owner}” are left out: ${String(error)}`);
    return null;
  }
};

/** What Inprint keeps beside Strapi's tables. What an earlier release had as content types, Strapi drops when they are gone. */
const ownTables = async (dialect: Dialect, run: Run): Promise<string[]> => {
  const there = new Set(await dialect.tableNames(run));
  return TABLES.filter((table) => /^(inprint|ordering|translation_desk|typo3_import)_/.test(table) && there.has(table));
};

/** Drops every trigger of the bundle, and makes those again that were there and still fit. */
const aroundSchemaUpdate = async (strapi: Strapi, trx: Executor, update: () => Promise<unknown>): Promise<unknown> => {
  const dialect = dialectOf(strapi);
  const run = runIn(trx);
  const dropped: TriggerSet[] = [];
  for (const set of registryOf(strapi).values()) {
    const known = await dialect.triggersNamed(run, prefixesOf(set));
    if (known.length > 0) dropped.push(set);
    for (const { name, table } of known) for (const sql of dialect.dropTrigger(name, table)) await run(sql);
  }
  const tables = await ownTables(dialect, run);
  const result = await update();
  const left = await ownTables(dialect, run);
  const gone = tables.filter((table) => !left.includes(table));
  if (gone.length > 0) {
    // Thrown in the transaction of the update: nothing of it is done.
    throw new Error(
      `Strapi ${releaseOf(strapi)} changed this: it drops tables that it did not make, ${gone.join(', ')}. They hold what Inprint must not lose, so nothing was changed.`
    );
  }
  for (const set of dropped) {
    const wanted = fittingOf(strapi, set);
    if (!wanted) continue;
    for (const { name, trigger, text } of wanted)
      for (const sql of dialect.createTrigger(name, trigger.table, text)) await run(sql);
    await set.catchUp?.(
      trx,
      wanted.map(({ trigger }) => trigger)
    );
  }
  return result;
};

/**
 * One of Strapi's insides: SQLite checks every trigger when Strapi renames the table that it rebuilds, and PostgreSQL keeps a column
 * that a trigger names. So in the transaction in which Strapi changes the schema, triggers go first and come back last: nobody writes
 * meanwhile.
 */
const followSchemaUpdates = (strapi: Strapi): void => {
  const builder = (strapi.db.schema as { builder?: unknown }).builder as unknown as SchemaBuilder;
  const isKnown = requireInside(strapi, {
    inside: 'db.schema.builder.updateSchema',
    consequence:
      'Where the database refuses a change of a content type, use a release of Strapi that the plugins take (see their package.json).',
    isKnown: () => typeof builder.updateSchema === 'function',
  });
  if (!isKnown) return;
  const updateSchema = builder.updateSchema.bind(builder);
  builder.updateSchema = async (difference) => {
    const knex = strapi.db.connection as unknown as { transaction: Begin };
    const begin = knex.transaction;
    const restore = (): void => {
      Object.defineProperty(knex, 'transaction', { value: begin, configurable: true, writable: true });
    };
    Object.defineProperty(knex, 'transaction', {
      configurable: true,
      writable: true,
      value: ((container, ...more) => {
        restore();
        return begin.call(knex, (trx) => aroundSchemaUpdate(strapi, trx, () => container(trx)), ...more);
      }) satisfies Begin,
    });
    try {
      return await updateSchema(difference);
    } finally {
      restore();
    }
  };
};

/** In a plugin's `register`, before Strapi changes the schema. */
export const declareTriggers = (strapi: Strapi, set: TriggerSet): void => {
  const sets = registryOf(strapi);
  if (sets.size === 0) followSchemaUpdates(strapi);
  sets.set(set.owner, set);
};
