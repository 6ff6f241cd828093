import { anyRowOf, rowsWith, SEPARATOR, visibilityIn, type Dependency } from './dependency';

/** A statement as the database driver gets it. */
export interface Statement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** The tables of the database: for those whose writes are logged, the columns that the log names; null for the others. */
export type Tables = ReadonlyMap<string, ReadonlySet<string> | null>;

/** What the answer of a statement depends on. */
export type Reading =
  /** Nothing: the begin or the end of a transaction. */
  | { readonly kind: 'nothing' }
  /** It writes, or reads what nobody watches: an answer made with it is not kept. */
  | { readonly kind: 'unknown'; readonly why: string }
  | {
      readonly kind: 'rows';
      readonly dependencies: readonly Dependency[];
      /** It depends on the rows of this table that it answers with, too. If they are not seen, on the whole table. */
      readonly answersRowsOf: string | null;
      /** With as many rows as this, more rows may have been cut off: then it depends on the whole table. */
      readonly limit: number | null;
    };

const TRANSACTION = /^\s*(begin|commit|rollback|savepoint|release|set transaction)\b/i;
const READ = /^\s*(select|with)\b/i;
const WRITE = /\b(insert|update|delete|replace|truncate|nextval|for update|for share)\b/i;
const WORD = /[a-z_][a-z0-9_]*/gi;

const COLUMN = String.raw`t\d+\.\w+`;
const SHAPE = new RegExp(
  String.raw`^select (?:distinct )?(?<columns>[\w.*, ]+) from (?<table>\w+) as t0(?<joins>(?: left join \w+ as t\d+ on ${COLUMN} = ${COLUMN}(?: and ${COLUMN} = \$\d+)*)*)` +
    String.raw` where \((?<where>.+)\)(?: order by [\w., ]+)?(?: limit \$(?<limit>\d+))?$`
);
const JOIN = /left join (\w+) as (t\d+) on (t\d+)\.(\w+) = (t\d+)\.(\w+)/g;
const CONDITION =
  /^(?<alias>t\d+)\.(?<column>\w+) (?:= (?<one>\$\d+)|in \((?<many>\$\d+(?:, \$\d+)*)\)|not in \(\$\d+(?:, \$\d+)*\)|is null|is not null)$/;

/** Columns by which Strapi hides rows that a relation leads to; when one of them changes, the log says so (`~`). */
const HIDING = new Set(['id', 'document_id', 'published_at', 'locale']);

/** Names without quotes, and numbered places for both kinds of placeholders. */
const plain = (sql: string): string => {
  let count = 0;
  return sql
    .replace(/[`"]/g, '')
    .replace(/\?/g, () => `$${String((count += 1))}`)
    .replace(/\s+/g, ' ')
    .trim();
};

/** Does the database find exactly the rows whose value is written like this? (SQLite takes '05' for the number 5.) */
const isExact = (column: string, value: unknown): boolean => {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'string' || value.includes(SEPARATOR)) return false;
  return column.endsWith('id') && column !== 'document_id' ? /^[1-9]\d*$/.test(value) : true;
};

const whole = (tables: readonly string[]): Reading => ({
  kind: 'rows',
  dependencies: tables.map(anyRowOf),
  answersRowsOf: null,
  limit: null,
});

/** The rows that a statement depends on, where its shape proves it; null where it does not. */
const provenRows = (sql: string, bindings: readonly unknown[], tables: Tables): Reading | null => {
  if (sql.includes("'")) return null;
  const groups = SHAPE.exec(sql)?.groups;
  if (!groups) return null;
  const { columns = '', table = '', joins = '', where = '', limit } = groups;
  const tableOf = new Map([['t0', table]]);
  const links: { readonly alias: string; readonly sides: readonly string[] }[] = [];
  for (const [, joined = '', alias = '', ...sides] of joins.matchAll(JOIN)) {
    tableOf.set(alias, joined);
    links.push({ alias, sides: [`${sides[0] ?? ''}.${sides[1] ?? ''}`, `${sides[2] ?? ''}.${sides[3] ?? ''}`] });
  }

  const found = new Map<string, Dependency[]>();
  let hidesByOther = false;
  for (const part of where.split(' and ')) {
    const condition = CONDITION.exec(part)?.groups;
    if (!condition) return null;
    const { alias = '', column = '', one, many } = condition;
    const name = tableOf.get(alias);
    if (name === undefined) return null;
    if (alias === 't0' && !HIDING.has(column)) hidesByOther = true;
    const places = one ?? many;
    if (places === undefined || !tables.get(name)?.has(column) || found.has(alias)) continue;
    const values = places.split(', ').map((place) => bindings[Number(place.slice(1)) - 1]);
    if (!values.every((value) => isExact(column, value))) continue;
    found.set(
      alias,
      values.map((value) => rowsWith(name, column, value))
    );
  }

  const dependencies = [...found.values()].flat();
  const open = [...tableOf.keys()].filter((alias) => !found.has(alias));
  if (open.length === 0) return { kind: 'rows', dependencies, answersRowsOf: null, limit: null };

  // A relation: rows of t0 are reached through rows of t1 that are known, by their ids.
  const [link] = links;
  const isRelation =
    open.length === 1 && open[0] === 't0' && links.length === 1 && !hidesByOther && link?.sides.includes('t0.id');
  const answersIds = /(^|, )t0\.(\*|id)(,|$)/.test(columns);
  if (!isRelation || !answersIds || !tables.get(table)?.has('id')) return null;
  const most = limit === undefined ? null : Number(bindings[Number(limit) - 1]);
  return {
    kind: 'rows',
    dependencies: [...dependencies, visibilityIn(table)],
    answersRowsOf: table,
    limit: most,
  };
};

/** What the answer of a statement depends on: single rows where its shape proves it, else the tables that it names. */
export const readingOf = ({ sql, bindings }: Statement, tables: Tables): Reading => {
  if (TRANSACTION.test(sql)) return { kind: 'nothing' };
  if (!READ.test(sql) || WRITE.test(sql)) return { kind: 'unknown', why: `it writes: ${sql.slice(0, 80)}` };
  const named = [...new Set(sql.toLowerCase().match(WORD) ?? [])].filter((word) => tables.has(word));
  const unwatched = named.find((table) => tables.get(table) === null);
  if (unwatched !== undefined) return { kind: 'unknown', why: `nobody watches ${unwatched}` };
  // A word of the statement may be no table of ours but a view or a function: without a table it proves nothing.
  if (named.length === 0) return { kind: 'unknown', why: `no table is known in: ${sql.slice(0, 80)}` };
  return provenRows(plain(sql), bindings, tables) ?? whole(named);
};

/** What a statement depends on once its rows are there. */
export const dependenciesOf = (reading: Extract<Reading, { kind: 'rows' }>, rows: unknown): Dependency[] => {
  const { dependencies, answersRowsOf: table, limit } = reading;
  if (table === null) return [...dependencies];
  const ids = Array.isArray(rows) ? rows.map((row: unknown) => (row as { id?: unknown } | null)?.id) : null;
  if (ids === null || ids.some((id) => id === undefined || id === null) || (limit !== null && ids.length >= limit))
    return [...dependencies, anyRowOf(table)];
  return [...dependencies, ...new Set(ids.map((id) => rowsWith(table, 'id', id)))];
};
