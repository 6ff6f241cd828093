/** The border to Strapi, in types of our own: content types come from the configuration, so Strapi's generated types do not know them. */
import type { Core, Struct, UID } from '@strapi/strapi';

export type Strapi = Core.Strapi;
export type Schema = Struct.Schema;
export type Row = Record<string, unknown>;

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema by uid: content type or component. */
export const schemaOf = (strapi: Strapi, uid: string): Schema | undefined =>
  strapi.getModel(uid as UID.Schema) as Schema | undefined;

export const documentsOf = (strapi: Strapi, uid: string) => strapi.documents(uid as UID.ContentType);

/** How one plugin reaches its own configuration and services, typed once. */
export const borderOf = <Config, Services extends object>(plugin: string) => ({
  configOf: (strapi: Strapi): Config => strapi.config.get(`plugin::${plugin}`) as Config,
  serviceOf: <Name extends keyof Services & string>(strapi: Strapi, name: Name): Services[Name] =>
    strapi.plugin(plugin).service(name) as Services[Name],
});

/** The table of a content type and the columns of some of its attributes, unquoted. */
export interface Table {
  readonly name: string;
  readonly column: (attribute: string) => string;
}

interface ColumnMetadata {
  readonly columnName?: string;
}

/**
 * @param asker the plugin that is configured for this type, for the message
 * @throws if the content type or the attribute is not there: a wrong configuration is found at the start, not at the first reader
 */
export const tableOf = (strapi: Strapi, uid: string, asker: string): Table => {
  if (!strapi.db.metadata.has(uid)) {
    throw new Error(`plugin::${asker} is configured for “${uid}”, but there is no such content type.`);
  }
  const metadata = strapi.db.metadata.get(uid);
  return {
    name: metadata.tableName,
    column(attribute) {
      const found = metadata.attributes[attribute] as ColumnMetadata | undefined;
      if (!found)
        throw new Error(`plugin::${asker} needs the attribute “${attribute}” of “${uid}”, which is not there.`);
      return found.columnName ?? attribute;
    },
  };
};
