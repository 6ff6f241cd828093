import type { Schema, Strapi } from '../strapi';

interface Naming {
  readonly getTypeName: (schema: Schema) => string;
  readonly getComponentName: (schema: Schema) => string;
}

/** The name of a content type's or component's type in the GraphQL API. */
export const typeNameOf = (strapi: Strapi, schema: Schema): string => {
  const { naming } = strapi.plugin('graphql').service('utils') as { naming: Naming };
  return schema.modelType === 'component' ? naming.getComponentName(schema) : naming.getTypeName(schema);
};
