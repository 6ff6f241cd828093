import { createExposed, findOneFieldOf, typeNameOf, type TypeRegistry } from '@inprint/kit/graphql';
import DataLoader from 'dataloader';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql';

import type { Alternate } from '../../domain/alternate';
import {
  hasOwnAlternates,
  isReady,
  localisedTypesOf,
  schemaOf,
  serviceOf,
  type Row,
  type Schema,
  type Strapi,
} from './strapi';

const ALTERNATE = `
  "A published language version of an entry."
  type Alternate {
    locale: String!
    "Null where the content type has no slugs."
    slug: String
    "The address of its page; null where the content type has none."
    url: String
  }
`;

const LOCALE_FALLBACK =
  'Answer in the next best language where the asked one is not there. The entry’s `locale` says which it is.';

interface Question {
  readonly uid: string;
  readonly documentId: string;
}

/** Adds `alternates` to every localised type, answered in one query a type and request, and `localeFallback` to its root field. */
export const extendGraphql = (strapi: Strapi): void => {
  const graphql = strapi.plugin('graphql');
  if (!graphql) return;
  const loaders = new WeakMap<object, DataLoader<Question, Alternate[], string>>();

  const answerAll = async (questions: readonly Question[]): Promise<Alternate[][]> => {
    const answers = new Map<string, Map<string, Alternate[]>>();
    for (const uid of new Set(questions.map((question) => question.uid))) {
      const ids = questions.filter((question) => question.uid === uid).map(({ documentId }) => documentId);
      answers.set(uid, await serviceOf(strapi, 'versions').alternatesOf(uid, ids));
    }
    return questions.map(({ uid, documentId }) => answers.get(uid)?.get(documentId) ?? []);
  };

  const ask = (context: object, question: Question): Promise<Alternate[]> => {
    let loader = loaders.get(context);
    if (!loader) {
      loader = new DataLoader(answerAll, { cacheKeyFn: ({ uid, documentId }) => `${uid} ${documentId}` });
      loaders.set(context, loader);
    }
    return loader.load(question);
  };

  const types = (): Schema[] =>
    (isReady(strapi) ? localisedTypesOf(strapi) : []).flatMap((uid) => {
      const schema = schemaOf(strapi, uid);
      return schema ? [schema] : [];
    });

  graphql.service('extension').use(({ typeRegistry }: { typeRegistry: TypeRegistry }) => {
    const exposed = createExposed(strapi, typeRegistry);
    const names = types()
      .filter((schema) => exposed.hasType(schema) && !hasOwnAlternates(schema))
      .map((schema) => ({ uid: schema.uid, name: typeNameOf(strapi, schema) }));
    return {
      typeDefs: ALTERNATE + names.map(({ name }) => `extend type ${name} { alternates: [Alternate!]! }`).join('\n'),
      resolvers: Object.fromEntries(
        names.map(({ uid, name }) => [
          name,
          {
            alternates: {
              resolve: (row: Row, _args: unknown, context: object) =>
                ask(context, { uid, documentId: String(row.documentId) }),
            },
          },
        ])
      ),
    };
  });

  // Arguments of fields that Strapi makes cannot be extended by type definitions.
  const contentApi = graphql.service('content-api') as { buildSchema: () => GraphQLSchema };
  const { buildSchema } = contentApi;
  contentApi.buildSchema = () => {
    const schema = buildSchema();
    const fields: Record<string, GraphQLField<unknown, unknown>> = (
      schema.getType('Query') as GraphQLObjectType | undefined
    )?.getFields() ?? {};
    for (const type of types()) {
      const field = fields[findOneFieldOf(strapi, type)];
      if (!field?.args.some(({ name }) => name === 'documentId')) continue;
      const argument: GraphQLArgument = {
        name: 'localeFallback',
        description: LOCALE_FALLBACK,
        type: schema.getType('Boolean') as GraphQLInputType,
        defaultValue: undefined,
        deprecationReason: undefined,
        extensions: {},
        astNode: undefined,
      };
      (field.args as GraphQLArgument[]).push(argument);
    }
    return schema;
  };
};
