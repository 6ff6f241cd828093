import type { Struct } from '@strapi/strapi';

import type { Strapi } from '../strapi';

interface Naming {
  readonly getTypeName: (schema: Struct.Schema) => string;
}

/** What stands for an entry of any type: where relations lead that name none, such as those of a file. */
export const ANY_ENTITY = 'GenericMorph';

/** The types of GraphQL that stand for content types, and the uid of each. */
export const entityTypesOf = (strapi: Strapi): ReadonlyMap<string, string> => {
  const { naming } = strapi.plugin('graphql').service('utils') as { naming: Naming };
  return new Map(
    Object.values(strapi.contentTypes)
      .filter(({ uid }) => !uid.startsWith('admin::'))
      .map((schema) => [naming.getTypeName(schema), schema.uid])
  );
};
