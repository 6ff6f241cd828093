import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { CommandProblem } from '../command-line';
import { quoteName } from '../database/names';
import type { Row } from '../strapi';

/** What is used of the driver that the application has. */
interface Driver {
  new (
    file: string,
    options: { readonly fileMustExist: boolean; readonly timeout: number }
  ): {
    prepare: (sql: string) => { all: (...bindings: unknown[]) => Row[]; iterate: () => Iterable<Row> };
    exec: (sql: string) => void;
    close: () => void;
  };
}

/** A SQLite database that nobody writes to as long as it is open here. */
export interface Source {
  /** Tables with rows of their own; what a full-text index keeps is none of it. */
  readonly tables: readonly string[];
  readonly columnsOf: (table: string) => string[];
  readonly countOf: (table: string) => number;
  readonly rowsOf: (table: string) => Iterable<Row>;
  readonly sumOf: (table: string, column: string) => string;
  readonly close: () => void;
}

/** How long a server that still writes may take, in ms. */
const PATIENCE_MS = 5000;

/** @throws in words, where there is no such database, or somebody writes to it */
export const openSource = (file: string): Source => {
  if (!existsSync(file)) throw new CommandProblem(`There is no SQLite database at ${file}: nothing was moved.`);
  const Database = createRequire(path.resolve('package.json'))('better-sqlite3') as Driver;
  const database = new Database(file, { fileMustExist: true, timeout: PATIENCE_MS });
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    throw new CommandProblem(`${file} cannot be read, or somebody writes to it: stop the server first.`, { cause });
  }
  const one = (sql: string): unknown => Object.values(database.prepare(sql).all()[0] ?? {})[0];
  return {
    tables: database
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`
      )
      .all()
      .map(({ name }) => String(name)),
    columnsOf: (table) =>
      database
        .prepare('SELECT name FROM pragma_table_info(?)')
        .all(table)
        .map(({ name }) => String(name)),
    countOf: (table) => Number(one(`SELECT COUNT(*) FROM ${quoteName(table)}`)),
    rowsOf: (table) => database.prepare(`SELECT * FROM ${quoteName(table)}`).iterate(),
    sumOf: (table, column) => String(one(`SELECT COALESCE(SUM(${quoteName(column)}), 0) FROM ${quoteName(table)}`)),
    close: () => {
      database.exec('ROLLBACK');
      database.close();
    },
  };
};
