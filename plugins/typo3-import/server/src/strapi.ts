/** The border to Strapi, in types of our own. */
import type { Core } from '@strapi/strapi';

import type { Typo3ImportConfig } from './config';
import type { Services } from './services';

export type Strapi = Core.Strapi;
export type Row = Record<string, unknown>;

export const configOf = (strapi: Strapi): Typo3ImportConfig =>
  strapi.config.get('plugin::typo3-import') as Typo3ImportConfig;

export const serviceOf = <Name extends keyof Services>(strapi: Strapi, name: Name): Services[Name] =>
  strapi.plugin('typo3-import').service(name) as Services[Name];

/** Runs work in a transaction, inside the one that is open, if one is. */
export const inTransaction = <Result>(strapi: Strapi, work: () => Promise<Result>): Promise<Result> =>
  strapi.db.transaction(() => work()) as Promise<Result>;

/** The rows of a statement of ours, inside the transaction that is open, if one is, whatever the driver wraps them in. */
export const rowsOf = async (strapi: Strapi, sql: string, bindings: readonly unknown[] = []): Promise<Row[]> => {
  const query = strapi.db.connection.raw(sql, [...bindings] as never);
  const answer: unknown = strapi.db.inTransaction()
    ? await strapi.db.transaction(async ({ trx }) => query.transacting(trx as never))
    : await query;
  return (Array.isArray(answer) ? answer : ((answer as { rows?: Row[] }).rows ?? [])) as Row[];
};

/** `?, ?, ?` for a list of bindings. */
export const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

interface Site {
  readonly locales: readonly string[];
  readonly defaultLocale: string;
}

interface SettingsService {
  readonly current: () => Promise<Site>;
  readonly addressOf: (template: string, values: Readonly<Record<string, string>>) => string;
}

/** The site's languages and addresses: one place for all plugins, the availability plugin's settings. */
export const siteOf = (strapi: Strapi): SettingsService =>
  strapi.plugin('availability').service('settings') as SettingsService;
