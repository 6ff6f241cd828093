/** What differs between the two databases, in one file for each of them: `sqlite.ts` and `postgres.ts`. */
import type { Row, Strapi } from '../strapi';
import { postgres } from './postgres';
import { sqlite } from './sqlite';

/** What a trigger does on one database. */
export interface TriggerText {
  /** `AFTER INSERT`, `BEFORE INSERT OR UPDATE`, `AFTER UPDATE OF "column"`. */
  readonly event: string;
  /** SQLite: statements, each ended with a semicolon. PostgreSQL: a whole block of PL/pgSQL, `[DECLARE …] BEGIN … END`. */
  readonly body: string;
  /** SQLite: a condition on OLD and NEW. */
  readonly when?: string;
  /** PostgreSQL: for each row, unless said. */
  readonly each?: 'ROW' | 'STATEMENT';
}

/** A trigger as it stands in the database. */
export interface KnownTrigger {
  readonly name: string;
  /** Quoted as it has to be written. */
  readonly table: string;
  readonly isEnabled: boolean;
}

export type Run = (sql: string, bindings?: readonly unknown[]) => Promise<Row[]>;

export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** The database's own clock, as an ISO 8601 text in UTC: all servers share it. */
  readonly now: string;
  /** The type of a column that counts rows by itself. */
  readonly idColumn: string;
  readonly hasIndex: (run: Run, name: string) => Promise<boolean>;
  /** All triggers of the database whose name begins with one of these. */
  readonly triggersNamed: (run: Run, prefixes: readonly string[]) => Promise<KnownTrigger[]>;
  readonly createTrigger: (name: string, table: string, text: TriggerText) => string[];
  readonly dropTrigger: (name: string, table: string) => string[];
  readonly enableTrigger: (name: string, table: string) => string[];
  /** Functions of triggers that no trigger calls any more. */
  readonly orphanedFunctions: (run: Run, prefixes: readonly string[]) => Promise<string[]>;
  /** All functions of triggers whose name begins with one of these. */
  readonly triggerFunctions: (run: Run, prefixes: readonly string[]) => Promise<string[]>;
  readonly dropFunction: (name: string) => string;
  readonly tableNames: (run: Run) => Promise<string[]>;
  readonly indexNames: (run: Run) => Promise<{ name: string; table: string }[]>;
  /** Before triggers or tables are made: one server after the other, and whoever writes at the moment goes first. */
  readonly beforePreparing: (lock: string) => string[];
  /** Who does this under the same name takes turns, until the transaction is over. */
  readonly takeTurns: (name: string) => string[];
  /** Nobody reads or writes the table until the transaction is over. */
  readonly lockTable: (table: string) => string[];
}

/** @throws on a database other than SQLite and PostgreSQL */
export const dialectOf = (strapi: Strapi): Dialect => {
  const { client } = strapi.db.dialect;
  if (client === 'sqlite') return sqlite;
  if (client === 'postgres') return postgres;
  throw new Error(`Inprint works on SQLite and PostgreSQL; this database is “${client}”.`);
};

export const isPostgres = (strapi: Strapi): boolean => dialectOf(strapi).name === 'postgres';
