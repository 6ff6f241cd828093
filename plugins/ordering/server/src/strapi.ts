/** The border to Strapi and to the plugin that knows what readers can do, in types of our own. */
import { quoteName } from '@inprint/kit/database/names';
import { materialModelOf, type MaterialModel } from '@inprint/kit/neighbours';
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

/** Is there something to order? Else this plugin stands still, as the one does that it builds upon. */
export const isReady = (strapi: Strapi): boolean => materialModelOf(strapi) !== null;

/** @throws where the plugin stands still: nothing that is reached then may ask */
export const modelOf = (strapi: Strapi): MaterialModel => {
  const model = materialModelOf(strapi);
  if (!model) throw new Error('plugin::ordering stands still: the plugin “availability” is not set up.');
  return model;
};

/** The table that holds the stock statuses, by its bare name: for knex, which quotes names itself. */
export const stockTableOf = (strapi: Strapi): string =>
  strapi.db.metadata.get(modelOf(strapi).stockStatus.uid).tableName;

/** The table that holds the stock statuses, as it may stand in SQL. */
export const quotedStockTableOf = (strapi: Strapi): string => quoteName(stockTableOf(strapi));

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
