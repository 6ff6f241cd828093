/** The border to Strapi and to the plugin that knows the site's languages, in types of our own. */
import { availabilityOf, materialModelOf } from '@inprint/kit/neighbours';
import { borderOf, schemaOf, type Row, type Schema, type Strapi } from '@inprint/kit/strapi';

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

const localisedOf = (strapi: Strapi): string[] =>
  Object.values(strapi.contentTypes as Record<string, Schema>)
    .filter((schema) => schema.uid.startsWith('api::') && isLocalised(schema))
    .map(({ uid }) => uid);

/** Why this plugin stands still, in words for the log; `null` where it works. */
export const standsStillBecause = (strapi: Strapi): string | null => {
  if (!materialModelOf(strapi)) return 'it needs the plugin “availability”, set up';
  const { contentTypes } = configOf(strapi);
  if (!contentTypes) return null;
  const localised = localisedOf(strapi);
  const wrong = contentTypes.filter((uid) => !localised.includes(uid));
  if (wrong.length === 0) return null;
  const names = (uids: readonly string[]): string => uids.map((uid) => `“${uid}”`).join(', ');
  return `translation-desk.config.contentTypes names what is no localised content type: ${names(wrong)}. There are: ${names(localised) || 'none'}`;
};

export const isReady = (strapi: Strapi): boolean => standsStillBecause(strapi) === null;

/** The localised content types that are looked after, by uid: those that are named, or all. None while the plugin stands still. */
export const localisedTypesOf = (strapi: Strapi): readonly string[] =>
  isReady(strapi) ? (configOf(strapi).contentTypes ?? localisedOf(strapi)) : [];

/** An attribute of the type's own: it stays what the application means by it, and ours is not added. */
export const hasOwnAlternates = (schema: Schema | undefined): boolean => 'alternates' in (schema?.attributes ?? {});

export const hasDrafts = (strapi: Strapi, uid: string): boolean =>
  (schemaOf(strapi, uid)?.options as { draftAndPublish?: boolean } | undefined)?.draftAndPublish === true;

/** The site's languages and addresses: one place for all plugins, the availability plugin's settings. */
export const siteOf = (strapi: Strapi) => availabilityOf(strapi, 'settings');

/** The language in which whoever asked uses the admin; English for programs. */
export const languageOfEditor = (strapi: Strapi): string => availabilityOf(strapi, 'editors').language();
