import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isLeafType,
  isListType,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';

import { configOf, type Strapi } from '../strapi';
import type { FanOuts } from '../questions/fan-outs';
import { relationDepth } from './depth';
import { ANY_ENTITY, entityTypesOf } from './types';

/** What the query for a relation weighs, in values of an answer. */
const QUERY = 40;

/** What a question's own lists and entries weigh: each is looked up by itself, however often it is asked by other names. */
const ROOT_QUERY = 400;

/** What a thousand characters of text weigh, in values. */
const TEXT = 4;

/** What is taken for lists that have no pages, at least: components, choices, files of an action. */
const SHORT_LIST = 3;

interface Pagination {
  readonly limit?: unknown;
  readonly pageSize?: unknown;
}

/** Strapi wraps lists with their page numbers in types of this name; what they hold was multiplied already. */
const isWrapper = (typeName: string): boolean => typeName.endsWith('ResponseCollection');

const refuse = (code: string, message: string): never => {
  throw new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
};

const rounded = (count: number): string => Math.round(count).toLocaleString('en');

/** What Apollo knows of a question before it is worked on. */
export interface Resolved {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  readonly request: { readonly variables?: Record<string, unknown> };
}

/**
 * Weighs a question of GraphQL before it is worked on: values of its answer, as many as the pages allow and the relations hold, and the
 * queries for them. Aliases, fragments and root fields count each time.
 *
 * @returns how much of what it may cost it costs, 0 to 1
 * @throws {GraphQLError} 400, where it goes along too many relations or would cost too much
 */
export const createCostCheck = (strapi: Strapi, fanOuts: FanOuts): ((question: Resolved) => number) => {
  const { limits } = configOf(strapi);
  const defaultPage: number = strapi.config.get('plugin::graphql.defaultLimit', 25);
  const maxPage: number = strapi.config.get('plugin::graphql.maxLimit', 100);
  const entityTypes = entityTypesOf(strapi);

  const pageOf = (pagination: Pagination | undefined): number => {
    const asked = pagination?.limit ?? pagination?.pageSize;
    if (asked === undefined || asked === null) return defaultPage;
    const number = Number(asked);
    return Number.isFinite(number) && number >= 0 ? Math.min(number, maxPage) : maxPage;
  };

  const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
    const owner = entityTypes.get(type.name);
    if (isLeafType(getNamedType(field.type))) return owner ? 1 + TEXT * fanOuts.textSize(owner, field.name) : 1;
    const attribute = field.name.replace(/_connection$/, '');
    if (field.args.some(({ name }) => name === 'pagination')) {
      const target = entityTypes.get(getNamedType(field.type).name);
      const there = owner ? fanOuts.of(owner, attribute) : target ? fanOuts.rows(target) : Infinity;
      return (
        (owner ? QUERY : ROOT_QUERY) +
        Math.min(pageOf(args.pagination as Pagination), Math.max(1, there)) * childComplexity
      );
    }
    const isList = isListType(getNullableType(field.type)) && !isWrapper(type.name);
    const isRoot = type.name === 'Query' || type.name === 'Mutation';
    const own = isRoot ? ROOT_QUERY : owner ? QUERY : 1;
    const length = owner ? Math.max(SHORT_LIST, fanOuts.of(owner, field.name)) : SHORT_LIST;
    return own + (isList ? length : 1) * childComplexity;
  };

  return ({ schema, document, operationName, request }) => {
    const depth = relationDepth(document, operationName, schema, new Set([...entityTypes.keys(), ANY_ENTITY]));
    if (depth > 1) fanOuts.freshen(); // what goes along one relation is bounded by its pages
    if (depth > limits.populateHops) {
      refuse(
        'QUERY_TOO_DEEP',
        `A question follows relations ${limits.populateHops} deep; this one goes ${depth} deep. Ask for the inner entries by a question of their own.`
      );
    }
    const cost = getComplexity({
      schema,
      query: document,
      variables: request.variables ?? {},
      ...(operationName === null ? {} : { operationName }),
      estimators: [estimate],
    });
    if (cost > limits.graphqlValues) {
      refuse(
        'QUERY_TOO_COSTLY',
        `A question may cost ${rounded(limits.graphqlValues)}, by the values of its answer and the queries for them; this one costs about ${rounded(cost)}. Ask for smaller pages, fewer relations or fewer fields at once.`
      );
    }
    return cost / limits.graphqlValues;
  };
};
