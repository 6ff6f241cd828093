/** One of Strapi's insides: what the plugin “graphql” made of content types and components, and under which names. */
import { contentTypes } from '@strapi/utils';

import type { Schema, Strapi } from './strapi';

interface Naming {
  readonly getTypeName: (schema: Schema) => string;
  readonly getComponentName: (schema: Schema) => string;
  readonly getFindOneQueryName: (schema: Schema) => string;
  readonly getFindQueryName: (schema: Schema) => string;
  readonly getFindConnectionQueryName: (schema: Schema) => string;
}

const namingOf = (strapi: Strapi): Naming =>
  (strapi.plugin('graphql').service('utils') as { readonly naming: Naming }).naming;

/** The name of a content type's or component's type in the GraphQL API. */
export const typeNameOf = (strapi: Strapi, schema: Schema): string => {
  const naming = namingOf(strapi);
  return schema.modelType === 'component' ? naming.getComponentName(schema) : naming.getTypeName(schema);
};

/** The root fields that answer entries of a type: one, and lists of them. */
export const rootFieldsOf = (strapi: Strapi, schema: Schema): readonly string[] => {
  const naming = namingOf(strapi);
  return [
    naming.getFindOneQueryName(schema),
    naming.getFindQueryName(schema),
    naming.getFindConnectionQueryName(schema),
  ];
};

/** Strapi's list of the types that it made, as extensions get it. */
export interface TypeRegistry {
  readonly has: (name: string) => boolean;
}

interface ShadowCrud {
  readonly isEnabled: () => boolean;
  readonly field: (name: string) => { readonly hasOutputEnabled: () => boolean };
}

interface ExtensionService {
  readonly shadowCRUD: (uid: string) => ShadowCrud;
}

/**
 * What GraphQL shows of content types and components: a type may be switched off as a whole, an attribute may be private or have no
 * output. A resolver or an extension for something that is not there stops the start.
 */
export const createExposed = (strapi: Strapi, registry: TypeRegistry) => {
  const { shadowCRUD } = strapi.plugin('graphql').service('extension') as ExtensionService;
  const hasType = (schema: Schema): boolean =>
    shadowCRUD(schema.uid).isEnabled() && registry.has(typeNameOf(strapi, schema));
  return {
    hasType,
    hasField: (schema: Schema, attribute: string): boolean =>
      hasType(schema) &&
      attribute in schema.attributes &&
      !contentTypes.isPrivateAttribute(schema as never, attribute) &&
      shadowCRUD(schema.uid).field(attribute).hasOutputEnabled(),
  };
};
