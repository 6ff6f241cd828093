/** The border to Strapi, in types of our own: content types come from the configuration, so Strapi's generated types do not know them. */
import type { Core, Struct, UID } from '@strapi/strapi';

import type { SlugsConfig, SlugType } from './config';

export type Strapi = Core.Strapi;
export type Row = Record<string, unknown>;

/** A content type of the configuration, with the attributes that it really has. */
export interface Slugged {
  readonly uid: string;
  readonly from: string;
  readonly slug: string;
  /** Null for types that keep no former slugs. */
  readonly former: string | null;
  readonly isLocalised: boolean;
  readonly hasDrafts: boolean;
  readonly pluralName: string;
}

const schemaOf = (strapi: Strapi, uid: string): Struct.ContentTypeSchema | undefined =>
  strapi.contentTypes[uid as UID.ContentType] as Struct.ContentTypeSchema | undefined;

const typesOf = (strapi: Strapi): Readonly<Record<string, Partial<SlugType> & Pick<SlugType, 'from'>>> =>
  (strapi.config.get('plugin::slugs') as SlugsConfig).types;

const isLocalised = ({ pluginOptions }: Struct.ContentTypeSchema): boolean =>
  (pluginOptions as { i18n?: { localized?: boolean } } | undefined)?.i18n?.localized === true;

/** Why a content type of the configuration cannot have slugs, in words that say what to change; null if it can. */
const problemOf = (strapi: Strapi, uid: string, { from, slug = 'slug' }: Partial<SlugType>): string | null => {
  const schema = schemaOf(strapi, uid);
  if (!schema) return `there is no content type “${uid}”`;
  const missing = [from, slug].filter((name) => name !== undefined && !(name in schema.attributes));
  return missing.length === 0 ? null : `“${uid}” has no attribute ${missing.map((name) => `“${name}”`).join(', ')}`;
};

/** What is wrong with the configuration, in words. */
export const problemsOf = (strapi: Strapi): string[] =>
  Object.entries(typesOf(strapi)).flatMap(([uid, type]) => problemOf(strapi, uid, type) ?? []);

/** The content types that have slugs. Those that are configured wrongly are left as Strapi has them. */
export const sluggedTypes = (strapi: Strapi): Slugged[] =>
  Object.entries(typesOf(strapi)).flatMap(([uid, type]) => {
    const schema = schemaOf(strapi, uid);
    if (!schema || problemOf(strapi, uid, type) !== null) return [];
    const { from, slug = 'slug', formerSlugs = 'formerSlugs' } = type;
    return {
      uid,
      from,
      slug,
      former: formerSlugs in schema.attributes ? formerSlugs : null,
      isLocalised: isLocalised(schema),
      hasDrafts: schema.options?.draftAndPublish === true,
      pluralName: schema.info.pluralName,
    };
  });

interface LocalesService {
  readonly getDefaultLocale: () => Promise<string | null>;
}

/** The locale that is meant where none is asked for. */
export const defaultLocaleOf = async (strapi: Strapi): Promise<string> =>
  (await (strapi.plugin('i18n')?.service('locales') as LocalesService | undefined)?.getDefaultLocale()) ?? 'en';

/** What other plugins of the bundle know, where they are installed. */
interface Neighbours {
  /** `public-access` refuses what readers may not ask, before anything is looked up. */
  readonly refuseUnpublic: (state: object, query: Row) => void;
  /** `public-access` refuses locales that the site does not have, and understands `de-DE` as `de`. */
  readonly requireLocale: (asked: string) => Promise<string>;
  /** `availability` knows which languages are fallen back to. */
  readonly fallbackChain: (locale: string) => Promise<readonly string[]>;
  /** `translation-desk` knows the version that is answered instead. */
  readonly chooseVersion: (
    uid: string,
    documentId: string,
    locale: string,
    status: string
  ) => Promise<{ readonly slug: string | null } | null>;
}

/** Each neighbour's knowledge, and what holds without it. */
export const neighboursOf = (strapi: Strapi): Neighbours => {
  const serviceOf = <Service>(plugin: string, name: string): Service | undefined =>
    strapi.plugin(plugin)?.service(name) as Service | undefined;
  const readers = serviceOf<{ requirePublished: Neighbours['refuseUnpublic'] }>('public-access', 'readers');
  const locales = serviceOf<{ require: Neighbours['requireLocale'] }>('public-access', 'locales');
  const settings = serviceOf<Pick<Neighbours, 'fallbackChain'>>('availability', 'settings');
  const versions = serviceOf<{ choose: Neighbours['chooseVersion'] }>('translation-desk', 'versions');
  return {
    refuseUnpublic: (state, query) => readers?.requirePublished(state, query),
    requireLocale: async (asked) => (locales ? locales.require(asked) : asked),
    fallbackChain: async (locale) => settings?.fallbackChain(locale) ?? [locale],
    chooseVersion: async (...asked) => versions?.choose(...asked) ?? null,
  };
};
