/** The border to Strapi and to the plugin that knows the site's languages, in types of our own. */
import type { Core, Struct, UID } from '@strapi/strapi';

import type { Locale } from '../../domain/locale-choice';
import type { TranslationDeskConfig } from './config';
import type { Services } from './services';

export type Strapi = Core.Strapi;
export type Schema = Struct.Schema;
export type Row = Record<string, unknown>;

export interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Row;
}

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const configOf = (strapi: Strapi): TranslationDeskConfig =>
  strapi.config.get('plugin::translation-desk') as TranslationDeskConfig;

export const serviceOf = <Name extends keyof Services>(strapi: Strapi, name: Name): Services[Name] =>
  strapi.plugin('translation-desk').service(name) as Services[Name];

/** A schema by uid: content type or component. */
export const schemaOf = (strapi: Strapi, uid: string): Schema | undefined =>
  strapi.getModel(uid as UID.Schema) as Schema | undefined;

export const isLocalised = (schema: Schema | undefined): boolean =>
  (schema?.pluginOptions as { i18n?: { localized?: boolean } } | undefined)?.i18n?.localized === true;

/**
 * The localised content types that are looked after, by uid.
 *
 * @throws if the configuration names one that is not there or not localised
 */
export const localisedTypesOf = (strapi: Strapi): readonly string[] => {
  const all = Object.values(strapi.contentTypes as Record<string, Schema>);
  const localised = all.filter((schema) => schema.uid.startsWith('api::') && isLocalised(schema)).map(({ uid }) => uid);
  const { contentTypes } = configOf(strapi);
  const wrong = (contentTypes ?? []).find((uid) => !localised.some((known) => known === uid));
  if (wrong)
    throw new Error(`plugin::translation-desk is configured for “${wrong}”, which is no localised content type.`);
  return contentTypes ?? localised;
};

export const hasDrafts = (strapi: Strapi, uid: string): boolean =>
  (schemaOf(strapi, uid)?.options as { draftAndPublish?: boolean } | undefined)?.draftAndPublish === true;

interface Languages {
  readonly locales: readonly Locale[];
  readonly defaultLocale: Locale;
}

interface SettingsService {
  readonly current: () => Promise<Languages>;
  readonly fallbackChain: (locale: Locale) => Promise<readonly Locale[]>;
  readonly addressOf: (template: string, values: Readonly<Record<string, string>>) => string;
}

/** The site's languages and addresses: one place for all plugins, the availability plugin's settings. */
export const siteOf = (strapi: Strapi): SettingsService =>
  strapi.plugin('availability').service('settings') as SettingsService;

/** The language in which whoever asked uses the admin; English for programs. */
export const languageOfEditor = (strapi: Strapi): string =>
  (strapi.plugin('availability').service('editors') as { readonly language: () => string }).language();

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
