import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';

import type { Schema, Strapi } from '../strapi';
import { typeNameOf } from './type-name';

/** Attributes whose GraphQL field is the value of the row, with nothing to load and nothing to ask. */
const PLAIN_TYPES = new Set([
  'string', 'text', 'email', 'uid', 'richtext', 'integer', 'float', 'decimal', 'boolean', 'date', 'datetime', 'json',
]); // prettier-ignore

type Field = GraphQLField<unknown, unknown>;

interface Extension {
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, { readonly resolve?: Field['resolve'] }>>>>;
  readonly resolversConfig: Readonly<Record<string, unknown>>;
}

/**
 * Strapi wraps every field of every type in its authorisation, policies and middlewares, even where none are set: then the
 * wrapping does nothing, at several promises a field, and a list of 25 spends more time there than in the database. Plain
 * attributes and resolvers of extensions without any such setting are read without it, and the fields of an answer also without Apollo's hooks. This is what
 * pays for `action` in GraphQL.
 *
 * @param answerTypes types of ours that hold plain values only
 */
export const readPlainFieldsPlainly = (strapi: Strapi, answerTypes: readonly string[]): void => {
  const graphql = strapi.plugin('graphql');
  const contentApi = graphql.service('content-api') as { buildSchema: () => GraphQLSchema };
  const { buildSchema } = contentApi;

  const fieldsOf = (schema: GraphQLSchema, type: string): [string, Field][] =>
    Object.entries((schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {});

  contentApi.buildSchema = () => {
    const schema = buildSchema();
    const { resolvers, resolversConfig } = graphql
      .service('extension')
      .generate({ typeRegistry: graphql.service('type-registry').new() }) as Extension;

    for (const contentType of [
      ...Object.values(strapi.contentTypes),
      ...Object.values(strapi.components),
    ] as Schema[]) {
      if (contentType.uid.startsWith('admin::')) continue;
      const type = typeNameOf(strapi, contentType);
      for (const [name, field] of fieldsOf(schema, type)) {
        if (`${type}.${name}` in resolversConfig) continue;
        const own = resolvers[type]?.[name];
        const attribute = contentType.attributes[name];
        if (own?.resolve) field.resolve = own.resolve;
        else if (!own && (name === 'documentId' || (attribute && PLAIN_TYPES.has(attribute.type))))
          delete field.resolve;
      }
    }
    for (const type of answerTypes) {
      for (const [, field] of fieldsOf(schema, type)) {
        Object.defineProperty(field, 'resolve', { get: () => undefined, set: () => {} });
      }
    }
    return schema;
  };
};
