import { knowsInside } from '@inprint/kit/insides';
import { createExposed, rootFieldsOf, typeNameOf, type TypeRegistry } from '@inprint/kit/graphql';
import { isAsked, readersLocale, rootArgsOf } from '@inprint/kit/next-best-language';
import DataLoader from 'dataloader';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql';

import type { Alternate } from '../../domain/alternate';
import type { Reader, Related } from './services/next-best';
import {
  hasOwnAlternates,
  isReady,
  isRow,
  localisedTypesOf,
  schemaOf,
  serviceOf,
  siteOf,
  type Row,
  type Schema,
  type Strapi,
} from './strapi';

type Field = GraphQLField<unknown, unknown>;

/** What a field of a relation is asked beside its parent. */
interface Arguments {
  readonly pagination?: unknown;
  readonly filters?: unknown;
}

interface RelationQuestion {
  readonly uid: string;
  readonly attribute: string;
  readonly related: Related;
  readonly reader: Reader;
  readonly withMissing: boolean;
}

const isEmpty = (argument: unknown): boolean => !isRow(argument) || Object.keys(argument).length === 0;

const ALTERNATE = `
  "A published language version of an entry."
  type Alternate {
    "The language of the version."
    locale: String!
    "Null where the content type has no slugs."
    slug: String
    "The address of its page; null where the content type has none."
    url: String
    "For links of search engines: its language, and \`x-default\` for the version that readers of all other languages get."
    hreflang: [String!]!
  }
`;

const LOCALE_FALLBACK =
  'Answer in the next best language where the asked one is not there, also where relations lead to. Each entry’s `locale` says which it is.';

interface Question {
  readonly uid: string;
  readonly documentId: string;
}

/** Adds `alternates` to every localised type, answered in one query a type and request, and `localeFallback` to its root fields. */
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
    localisedTypesOf(strapi).flatMap((uid) => {
      const schema = schemaOf(strapi, uid);
      return schema ? [schema] : [];
    });

  graphql.service('extension').use(({ typeRegistry }: { typeRegistry: TypeRegistry }) => {
    const exposed = createExposed(strapi, typeRegistry);
    const names = types()
      .filter((schema) => exposed.hasType(schema) && !hasOwnAlternates(schema))
      .map((schema) => ({ uid: schema.uid, name: typeNameOf(strapi, schema) }));
    return {
      typeDefs:
        ALTERNATE +
        names
          .map(
            ({ name }) => `extend type ${name} {
  "The published languages of this entry, each with its slug and address."
  alternates: [Alternate!]!
}`
          )
          .join('\n'),
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

  const relationLoaders = new WeakMap<object, DataLoader<RelationQuestion, Row[], RelationQuestion>>();

  /** Questions of a request that come up together are answered together, those of one relation in one go. */
  const answerRelations = async (questions: readonly RelationQuestion[]): Promise<Row[][]> => {
    const answers = new Map<RelationQuestion, Row[]>();
    const groups = new Map<string, RelationQuestion[]>();
    for (const question of questions) {
      const { uid, attribute, reader, withMissing } = question;
      const key = JSON.stringify([uid, attribute, reader, withMissing]);
      groups.set(key, [...(groups.get(key) ?? []), question]);
    }
    for (const group of groups.values()) {
      const [{ uid, attribute, reader, withMissing }] = group as [RelationQuestion];
      const related = group.map((question) => question.related);
      const lists = await serviceOf(strapi, 'nextBest').relatedOf(uid, attribute, related, reader, {}, withMissing);
      group.forEach((question, index) => answers.set(question, lists[index] ?? []));
    }
    return questions.map((question) => answers.get(question) ?? []);
  };

  const askForRelation = (context: object, question: RelationQuestion): Promise<Row[]> => {
    const loader = relationLoaders.get(context) ?? new DataLoader(answerRelations, { cache: false });
    relationLoaders.set(context, loader);
    return loader.load(question);
  };

  /** Where the root field takes the next best language, so do the relations below it. */
  const letFallBack = (field: Field, uid: string, attribute: string): void => {
    const { resolve } = field;
    if (!resolve) return;
    field.resolve = async (parent, args: Arguments, context, info) => {
      const found: unknown = await resolve(parent, args, context, info);
      const root = rootArgsOf(strapi, info, context as object);
      if (!isAsked(root.localeFallback)) return found;
      const site = siteOf(strapi);
      const locale = readersLocale(root, (await site.current()).defaultLocale);
      if (locale === null || !isRow(parent)) return found;
      const isConnection = isRow(found) && Array.isArray(found.nodes);
      const entries = (isConnection ? (found.nodes as unknown[]) : Array.isArray(found) ? found : [found]).filter(
        isRow
      );
      const list = await askForRelation(context as object, {
        uid,
        attribute,
        related: { parent, entries },
        reader: { chain: await site.fallbackChain(locale), status: root.status === 'draft' ? 'draft' : 'published' },
        withMissing: isEmpty(args.pagination) && isEmpty(args.filters),
      });
      if (isConnection) return { ...found, nodes: list };
      return Array.isArray(found) ? list : (list[0] ?? null);
    };
  };

  // Arguments and resolvers of fields that Strapi makes cannot be extended by type definitions.
  const contentApi = graphql.service('content-api') as { buildSchema: () => GraphQLSchema };
  const { buildSchema } = contentApi;
  const isOn = knowsInside(strapi, {
    inside: 'content-api.buildSchema of the GraphQL plugin',
    nicety: '“localeFallback” in GraphQL',
    isKnown: () => typeof buildSchema === 'function',
  });
  if (!isOn) return;
  contentApi.buildSchema = () => {
    const schema = buildSchema();
    const fieldsOf = (type: string): Record<string, Field> =>
      (schema.getType(type) as GraphQLObjectType | undefined)?.getFields() ?? {};
    const query = fieldsOf('Query');
    for (const type of types()) {
      for (const name of rootFieldsOf(strapi, type)) {
        const field = query[name];
        if (!field?.args.some(({ name: argument }) => argument === 'locale')) continue;
        (field.args as GraphQLArgument[]).push({
          name: 'localeFallback',
          description: LOCALE_FALLBACK,
          type: schema.getType('Boolean') as GraphQLInputType,
          defaultValue: undefined,
          deprecationReason: undefined,
          extensions: {},
          astNode: undefined,
        });
      }
    }
    if (!isReady(strapi)) return schema;
    const { targetOf } = serviceOf(strapi, 'nextBest');
    for (const owner of [...Object.values(strapi.contentTypes), ...Object.values(strapi.components)] as Schema[]) {
      const fields = fieldsOf(typeNameOf(strapi, owner));
      for (const attribute of Object.keys(owner.attributes)) {
        if (targetOf(owner.uid, attribute) === null) continue;
        for (const name of [attribute, `${attribute}_connection`]) {
          const field = fields[name];
          if (field) letFallBack(field, owner.uid, attribute);
        }
      }
    }
    return schema;
  };
};
