/** The border to Strapi and to the plugin that knows the site's languages, in types of our own. */
import { borderOf, schemaOf, type Row, type Schema, type Strapi } from '@inprint/kit/strapi';

import type { Locale } from '../../domain/locale-choice';
import type { TranslationDeskConfig } from './config';
import type { Services } from './services';

export { isRow, schemaOf, type Row, type Schema, type Strapi } from '@inprint/kit/strapi';
export { inTransaction, rowsOf } from '@inprint/kit/transactions';

export const { configOf, serviceOf } = borderOf<TranslationDeskConfig, Services>('translation-desk');

export interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  readonly params: Row;
}

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
