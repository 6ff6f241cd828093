/**
 * What the plugins' routes take and answer, in OpenAPI's words. Each plugin says it of its own routes; whichever of them serves the
 * description (`availability`) puts it together with what Strapi says of content types.
 */
import type { Strapi } from './strapi';

/** A JSON Schema, 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'query' | 'header' | 'path';
  readonly description: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

/** What an answer holds: a schema as JSON, or another media type. */
export interface DescribedAnswer {
  readonly description: string;
  readonly schema?: JsonSchema;
  readonly mediaType?: string;
}

export interface DescribedOperation {
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly DescribedParameter[];
  /** What is sent, as JSON. */
  readonly body?: JsonSchema;
  /** By status. The refusals that any route may give are added to them. */
  readonly answers: Readonly<Record<number, DescribedAnswer>>;
}

/** What one plugin says of the API. */
export interface ApiDescription {
  /** A name for the group that its routes are shown in, and what it is about. */
  readonly tag: { readonly name: string; readonly description: string };
  /** Named schemas; unique in the bundle. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** By method and path below the API's prefix: `GET /availability/{documentId}/json-ld`. */
  readonly operations: Readonly<Record<string, DescribedOperation>>;
  /** What answers hold beside what a content type has, by its uid. */
  readonly entries?: Readonly<
    Record<string, { readonly properties: Readonly<Record<string, JsonSchema>>; readonly always: readonly string[] }>
  >;
  /** Paths that are registered and answer 404 here. */
  readonly absent?: readonly string[];
}

type Registry = Map<string, () => ApiDescription>;

/** Shared by all plugins of one Strapi, each of which brings this module along. */
const REGISTRY = Symbol.for('inprint.api-description');

const registryOf = (strapi: Strapi): Registry => {
  const held = strapi as unknown as { [REGISTRY]?: Registry };
  held[REGISTRY] ??= new Map();
  return held[REGISTRY];
};

/** In a plugin's `register`. @param describe is called when content types and routes are known */
export const describeApi = (strapi: Strapi, plugin: string, describe: () => ApiDescription): void => {
  registryOf(strapi).set(plugin, describe);
};

/** What all plugins say. */
export const describedApis = (strapi: Strapi): ApiDescription[] =>
  [...registryOf(strapi).values()].map((describe) => describe());

/** `api::news-article.news-article` is described as `ApiNewsArticleNewsArticleDocument`: Strapi's own name for it. */
export const schemaNameOf = (uid: string): string =>
  `${uid
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')}Document`;

/** A named schema. */
export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** `{ "data": … }`, as every answer and every body has it. */
export const inData = (schema: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { data: schema },
  required: ['data'],
});
