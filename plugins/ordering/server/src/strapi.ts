/** The border to Strapi and to the plugin that knows what readers can do, in types of our own. */
import type { Core } from '@strapi/strapi';

import type { OrderingConfig } from './config';
import type { Services } from './services';

export type Strapi = Core.Strapi;
export type Row = Record<string, unknown>;
export type Knex = Strapi['db']['connection'];
/** A transaction, or the connection itself where one statement is enough. */
export type Executor = Knex | Parameters<Parameters<Knex['transaction']>[0]>[0];

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const configOf = (strapi: Strapi): OrderingConfig => strapi.config.get('plugin::ordering') as OrderingConfig;

export const serviceOf = <Name extends keyof Services>(strapi: Strapi, name: Name): Services[Name] =>
  strapi.plugin('ordering').service(name) as Services[Name];

export const isPostgres = (strapi: Strapi): boolean => strapi.db.dialect.client === 'postgres';

/** The table that holds the stock statuses. @throws if that content type is not there */
export const stockTableOf = (strapi: Strapi): string => {
  const { stockStatus } = configOf(strapi);
  const metadata = strapi.db.metadata.has(stockStatus.uid) ? strapi.db.metadata.get(stockStatus.uid) : null;
  if (!metadata) {
    throw new Error(`plugin::ordering is configured for “${stockStatus.uid}”, but there is no such content type.`);
  }
  return metadata.tableName;
};

export const logError = (strapi: Strapi, error: unknown): void => {
  strapi.log.error(`ordering: ${error instanceof Error ? error.message : String(error)}`);
};

/** What is put before paths of the reading site in mails. */
const siteUrlOf = (strapi: Strapi): string =>
  (strapi.config.get('plugin::availability') as { siteUrl: string }).siteUrl ||
  String(strapi.config.get('server.absoluteUrl') ?? '').replace(/\/$/, '');

/** The whole address of a page of the reading site: a path there, or an address elsewhere as it is. */
export const onSite = (strapi: Strapi, page: string): string =>
  page.startsWith('/') ? siteUrlOf(strapi) + page : page;

/** Runs work in a transaction, inside the one that is open, if one is. */
export const inTransaction = <Result>(strapi: Strapi, work: (trx: Executor) => Promise<Result>): Promise<Result> =>
  strapi.db.transaction(({ trx }) => work(trx as unknown as Executor)) as Promise<Result>;

/** What the plugin that this one writes beside does with the database. */
interface Database {
  readonly createIndex: (definition: string) => Promise<void>;
  readonly withRetry: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

const databaseOf = (strapi: Strapi): Database => strapi.plugin('availability').service('database') as Database;

/** Does work again where the database refused it for the sake of somebody else's; in an open transaction that is for whoever opened it. */
export const withRetry = <Result>(strapi: Strapi, work: () => Promise<Result>): Promise<Result> =>
  databaseOf(strapi).withRetry(work);

/** Makes an index that is not there yet, inside the transaction that is open, if one is. */
export const createIndex = (strapi: Strapi, definition: string): Promise<void> =>
  databaseOf(strapi).createIndex(definition);

/** The rows of a statement of ours, whatever the driver wraps them in. */
export const rowsOf = async (executor: Executor, sql: string, bindings: readonly unknown[] = []): Promise<Row[]> => {
  const answer: unknown = await executor.raw(sql, bindings as never);
  return (Array.isArray(answer) ? answer : (answer as { rows: Row[] }).rows) as Row[];
};

/** SQLite takes at most 500 rows in one statement. */
const ROWS_AT_ONCE = 400;

/** Rows in parts that each fit into one statement. */
export function* inParts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let first = 0; first < items.length; first += ROWS_AT_ONCE) yield items.slice(first, first + ROWS_AT_ONCE);
}

/** What the database answers when a unique index refuses a row. */
export const isUniqueViolation = (error: unknown): boolean => {
  const code = isRow(error) || error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
};

/** What a driver hands on, as text. */
export const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

export const numberOf = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);
