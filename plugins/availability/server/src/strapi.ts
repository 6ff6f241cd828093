/**
 * The border to Strapi, in types of our own: content types come from the configuration, so Strapi's generated types
 * do not know them.
 */
import type { Core, Struct, UID } from '@strapi/strapi';

import type { AvailabilityConfig } from './config';
import type { Services } from './services';

export type Strapi = Core.Strapi;
export type Schema = Struct.Schema;
export type Row = Record<string, unknown>;

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const configOf = (strapi: Strapi): AvailabilityConfig =>
  strapi.config.get('plugin::availability') as AvailabilityConfig;

export const serviceOf = <Name extends keyof Services>(strapi: Strapi, name: Name): Services[Name] =>
  strapi.plugin('availability').service(name) as Services[Name];

/** A schema by uid: content type or component. */
export const schemaOf = (strapi: Strapi, uid: string): Schema | undefined =>
  strapi.getModel(uid as UID.Schema) as Schema | undefined;

export const documentsOf = (strapi: Strapi, uid: string) => strapi.documents(uid as UID.ContentType);

/** The table of a content type and the columns of some of its attributes. */
export interface Table {
  readonly name: string;
  readonly column: (attribute: string) => string;
}

interface ColumnMetadata {
  readonly columnName?: string;
}

/** @throws if the content type is not there: a wrong configuration is found at the start, not at the first reader */
export const tableOf = (strapi: Strapi, uid: string): Table => {
  if (!schemaOf(strapi, uid)) {
    throw new Error(`plugin::availability is configured for “${uid}”, but there is no such content type.`);
  }
  const metadata = strapi.db.metadata.get(uid);
  return {
    name: metadata.tableName,
    column(attribute) {
      const found = metadata.attributes[attribute] as ColumnMetadata | undefined;
      if (!found)
        throw new Error(`plugin::availability needs the attribute “${attribute}” of “${uid}”, which is not there.`);
      return found.columnName ?? attribute;
    },
  };
};

/**
 * Runs a query of ours inside the transaction that is open, if one is. On SQLite there is one connection: a query
 * beside an open transaction would wait for itself.
 */
export const runInTransaction = async <Result>(
  strapi: Strapi,
  query: { transacting: (trx: never) => unknown } & PromiseLike<Result>
): Promise<Result> => {
  if (!strapi.db.inTransaction()) return query;
  return strapi.db.transaction(async ({ trx }) => query.transacting(trx as never) as Promise<Result>);
};

/** How a request was authenticated, as Strapi notes it in `ctx.state.auth`. */
export interface Auth {
  readonly credentials?: unknown;
  readonly strategy?: { readonly name?: string };
}

/** A reader of the site, logged in or not: everybody who comes without an API token and not through the admin. */
export const isReader = (auth: Auth | undefined): boolean =>
  !auth?.credentials || auth.strategy?.name === 'users-permissions';

/** The language in which the person whose request this is uses the admin; English for programs and readers. */
export const languageOfEditor = (strapi: Strapi): string => {
  const { route, user } = strapi.requestContext.get()?.state ?? {};
  const chosen: unknown = route?.info?.type === 'admin' ? user?.preferedLanguage : null;
  return typeof chosen === 'string' ? chosen : 'en';
};
