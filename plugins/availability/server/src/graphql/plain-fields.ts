import { typeNameOf } from '@inprint/kit/graphql';
import { knowsInside } from '@inprint/kit/insides';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';

import type { Schema, Strapi } from '../strapi';

/** Attributes whose GraphQL field is the value of the row, with nothing to load and nothing to ask. */
const PLAIN_TYPES = new Set([
  'string', 'text', 'email', 'uid', 'richtext', 'integer', 'float', 'decimal', 'boolean', 'date', 'datetime', 'json',
]); // prettier-ignore

type Field = GraphQLField<unknown, unknown>;

interface Extension {
  readonly plugins: readonly unknown[];
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, { readonly resolve?: Field['resolve'] }>>>>;
  readonly resolversConfig: Readonly<Record<string, unknown>>;
}

interface ExtensionService {
  generate: (options: unknown) => Extension;
}

/** What Nexus tells a plugin of a field, before Strapi wraps its resolver. */
interface FieldInfo {
  readonly parentTypeConfig: { readonly name: string };
  readonly fieldConfig: { readonly name?: string; readonly resolve?: Field['resolve'] };
}

/** The resolver that reads a field off its row, of whichever copy of graphql-js Nexus has. */
const isDefault = (resolve: Field['resolve']): boolean =>
  resolve === undefined || resolve.name === 'defaultFieldResolver';

/** May a Nexus plugin guard or change what a field answers? One that is of no known shape may. */
const seesResolvers = (plugin: unknown): boolean => {
  const { config } = (plugin ?? {}) as { config?: { onCreateFieldResolver?: unknown } };
  return config === undefined || config.onCreateFieldResolver !== undefined;
};

/** The part of Nexus that is used here; extensions are handed it. */
export interface Nexus {
  readonly plugin: (config: object) => unknown;
}

/**
 * Strapi wraps every field of every type in its authorisation, policies and middlewares, even where none are set: then the
 * wrapping does nothing, at several promises a field, and a list of 25 spends more time there than in the database. Plain
 * attributes and resolvers of extensions without any such setting are read without it, and the fields of an answer also without Apollo's hooks. This is what
 * pays for `action` in GraphQL.
 *
 * A field that somebody gave another resolver keeps it, and where an application has a Nexus plugin of its own, which may guard or change
 * any field, nothing is taken away.
 *
 * @param answerTypes types of ours that hold plain values only
 * @returns what extensions add to Nexus, to see resolvers as they were made
 */
export const readPlainFieldsPlainly = (strapi: Strapi, answerTypes: readonly string[]) => {
  const graphql = strapi.plugin('graphql');
  const contentApi = graphql.service('content-api') as { buildSchema: () => GraphQLSchema };
  const service = graphql.service('extension') as ExtensionService;
  const isOn = knowsInside(strapi, {
    inside: 'content-api.buildSchema and extension.generate of the GraphQL plugin',
    nicety: 'Reading plain fields in GraphQL without wrapping them',
    isKnown: () => typeof contentApi.buildSchema === 'function' && typeof service.generate === 'function',
  });
  if (!isOn) return (nexus: Nexus): unknown => nexus.plugin({ name: 'inprint-plain-fields' });
  const { buildSchema } = contentApi;
  const { generate } = service;
  const made = new Map<string, Field['resolve']>();
  const latest: { extension: Extension | null } = { extension: null };

  // The extensions are not asked again: they may count on being asked by Strapi alone.
  service.generate = (options) => (latest.extension = generate.call(service, options));

  const fieldsOf = (schema: GraphQLSchema, type: string): [string, Field][] =>
    Object.entries((schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {});

  contentApi.buildSchema = () => {
    made.clear();
    const schema = buildSchema();
    const { extension } = latest;
    // Ours notes resolvers; Strapi's own plugins and Nexus' own touch none.
    if (!extension || extension.plugins.filter(seesResolvers).length !== 1) return schema;
    const { resolvers, resolversConfig } = extension;

    for (const contentType of [
      ...Object.values(strapi.contentTypes),
      ...Object.values(strapi.components),
    ] as Schema[]) {
      if (contentType.uid.startsWith('admin::')) continue;
      const type = typeNameOf(strapi, contentType);
      for (const [name, field] of fieldsOf(schema, type)) {
        const path = `${type}.${name}`;
        if (path in resolversConfig || !made.has(path)) continue;
        const resolve = made.get(path);
        const own = resolvers[type]?.[name]?.resolve;
        const attribute = contentType.attributes[name];
        const isPlain = name === 'documentId' || (attribute && PLAIN_TYPES.has(attribute.type));
        if (own) {
          if (resolve === own) field.resolve = own;
        } else if (isPlain && isDefault(resolve)) delete field.resolve;
      }
    }
    for (const type of answerTypes) {
      for (const [, field] of fieldsOf(schema, type)) {
        Object.defineProperty(field, 'resolve', { get: () => undefined, set: () => {} });
      }
    }
    return schema;
  };

  return (nexus: Nexus): unknown =>
    nexus.plugin({
      name: 'inprint-plain-fields',
      description: 'Notes the resolvers of fields as they were made.',
      onCreateFieldResolver({ parentTypeConfig, fieldConfig }: FieldInfo): undefined {
        made.set(`${parentTypeConfig.name}.${fieldConfig.name ?? ''}`, fieldConfig.resolve);
      },
    });
};
