/**
 * The border to Strapi, in types of our own: content types come from the configuration, so Strapi's generated types
 * do not know them.
 */
import { quoteName } from '@inprint/kit/database/names';
import { borderOf, tableOf as anyTableOf, type Strapi, type Table as BareTable } from '@inprint/kit/strapi';

import type { AvailabilityConfig } from './config';
import type { Services } from './services';

export { documentsOf, isRow, schemaOf, type Row, type Schema, type Strapi } from '@inprint/kit/strapi';
export { runInTransaction } from '@inprint/kit/transactions';

export const { configOf, serviceOf } = borderOf<AvailabilityConfig, Services>('availability');

/** The table of a content type; quoted as it may stand in SQL: names have capitals and hyphens elsewhere. */
export interface Table extends BareTable {
  readonly quoted: string;
  readonly quotedColumn: (attribute: string) => string;
}

/** @throws if the content type is not there: a wrong configuration is found at the start, not at the first reader */
export const tableOf = (strapi: Strapi, uid: string): Table => {
  const { name, column } = anyTableOf(strapi, uid, 'availability');
  return { name, column, quoted: quoteName(name), quotedColumn: (attribute) => quoteName(column(attribute)) };
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
