/** The border to Strapi and to the plugin that knows what readers can do, in types of our own. */
import { borderOf, type Strapi } from '@inprint/kit/strapi';

import type { OrderingConfig } from './config';
import type { Services } from './services';

export { isPostgres } from '@inprint/kit/database/dialect';
export { createIndex } from '@inprint/kit/indexes';
export { isRow, type Row, type Strapi } from '@inprint/kit/strapi';
export {
  inParts,
  inTransaction,
  isUniqueViolation,
  rowsOf,
  withRetry,
  type Executor,
  type Knex,
} from '@inprint/kit/transactions';

export const { configOf, serviceOf } = borderOf<OrderingConfig, Services>('ordering');

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

/** What a driver hands on, as text. */
export const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

export const numberOf = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);
