import { refTo, schemaNameOf, type ApiDescription, type DescribedOperation } from '@inprint/kit/api-description';

import {
  isJson,
  templateOf,
  type ApiDocument,
  type ContentType,
  type Facts,
  type Json,
  type Operation,
  type Parameter,
} from './document';
import { answersOf, readableEntry, summaryOf, usualRoute, writtenEntry } from './entries';

const META_OF_ONE: Json = {
  type: 'object',
  properties: {
    locale: { type: 'string', description: 'With localeFallback=true, where another language was answered: which' },
    requestedLocale: { type: 'string' },
    canonicalSlug: { type: ['string', 'null'], description: 'Of reads by slug: the present one' },
  },
};

const whole = (description: string): Json => ({ type: 'integer', description });

const META_OF_MANY: Json = {
  type: 'object',
  properties: {
    pagination: {
      type: 'object',
      properties: {
        page: whole('From 1'),
        pageSize: whole('Entries on a page'),
        pageCount: whole('How many pages there are'),
        start: whole('With pagination[start]'),
        limit: whole('With pagination[limit]'),
        total: whole('How many entries there are'),
      },
    },
  },
};

const REFUSALS: Readonly<Record<string, string>> = {
  400: 'Something in the request is wrong; `error.details.errors` names each field',
  401: 'The token is missing, wrong or expired',
  403: 'This role or token may not do it',
  404: 'The entry does not exist, or it is not published',
  429: 'Too many requests; `Retry-After` says when to try again',
  500: 'The server failed',
  503: 'The database does not answer; nothing was saved',
};

const REFUSAL_SCHEMA: Json = {
  type: 'object',
  properties: {
    data: { type: 'null' },
    error: {
      type: 'object',
      properties: {
        status: { type: 'integer' },
        name: { type: 'string' },
        message: { type: 'string', description: 'Says what to change, in the asked language' },
        details: {
          type: 'object',
          properties: {
            code: { type: 'string', description: 'The same in every language and release' },
            errors: { type: 'array', items: refTo('Problem') },
          },
        },
      },
      required: ['status', 'name', 'message'],
    },
  },
  required: ['error'],
};

const PROBLEM_SCHEMA: Json = {
  type: 'object',
  properties: {
    path: {
      type: 'array',
      items: { type: ['string', 'integer'] },
      description: 'From what was sent: ["recipient", "email"]',
    },
    message: { type: 'string' },
    name: { type: 'string' },
    code: { type: 'string', description: 'The same in every language and release' },
    values: { type: 'object', description: 'The rule’s numbers: { "max": 5 }' },
  },
  required: ['path', 'message'],
};

const asJson = (schema: unknown): Json => ({ 'application/json': { schema } });

/** Refusals that any route may give, each described once. */
const refusals = (answers: Readonly<Record<string, unknown>>): Record<string, Json> =>
  Object.fromEntries(
    Object.keys(REFUSALS)
      .filter((status) => !(status in answers))
      .map((status) => [status, { $ref: `#/components/responses/Refused${status}` }])
  );

const refusalResponses = (): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [
      `Refused${status}`,
      { description, content: asJson(refTo('Refusal')) },
    ])
  );

/**
 * Takes out what is not so: Strapi’s documentIds are no UUIDs, the moment of the description is nobody’s default, filters go through
 * relations and `$and`, and JSON Schema’s dialect is OpenAPI’s own.
 */
const sound = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((item) => sound(item));
  if (!isJson(value)) return value;
  const isUuid = value.format === 'uuid';
  const isMoment = typeof value.default === 'string' && /^\d{4}-\d\d-\d\dT/.test(value.default);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
      // What stands under `properties` are names, not words of JSON Schema.
      if (key === 'properties') return [[name, sound(part)]];
      if (name === '$schema' || name === 'propertyNames') return [];
      if (isUuid && (name === 'format' || name === 'pattern')) return [];
      if (isMoment && name === 'default') return [];
      if (name === 'description' && typeof part === 'string' && /^(An?|The) [a-z ]+ field$/.test(part)) return [];
      if ((name === 'minimum' || name === 'maximum') && Math.abs(Number(part)) === Number.MAX_SAFE_INTEGER) return [];
      if (name === 'description' && part === 'The document ID, represented by a UUID') return [[name, 'documentId']];
      return [[name, sound(part, name)]];
    })
  );
};

/** Every part of the path is a parameter that is needed, and none is in the path that is not there. */
const withPath = (path: string, parameters: readonly Parameter[]): Parameter[] => {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => String(name));
  const known = parameters.map((parameter): Parameter =>
    parameter.in === 'path' && !names.includes(parameter.name)
      ? { ...parameter, in: 'query', required: false }
      : parameter.in === 'path'
        ? { ...parameter, required: true }
        : parameter
  );
  const missing = names
    .filter((name) => !known.some((parameter) => parameter.in === 'path' && parameter.name === name))
    .map((name): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  return [...missing, ...known];
};

/** `get` and `/materials/{id}`: `getMaterialsById`. Strapi’s own ids have slashes, and are not always different. */
const operationIdOf = (method: string, path: string): string =>
  method +
  path
    .replace(/\{([^{}]+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

const described = (
  operation: Operation,
  { summary, description, parameters = [], body, answers }: DescribedOperation,
  tag: string
): Operation => {
  const names = new Set(parameters.map(({ name }) => name));
  const responses = Object.fromEntries(
    Object.entries(answers).map(([status, { description: what, schema, mediaType = 'application/json' }]) => [
      status,
      { description: what, ...(schema ? { content: { [mediaType]: { schema } } } : {}) },
    ])
  );
  return {
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag],
    parameters: [
      ...(parameters as unknown as Parameter[]).map((parameter) => ({ required: false, ...parameter })),
      ...(operation.parameters ?? []).filter(({ name }) => !names.has(name)),
    ],
    ...(body ? { requestBody: { required: true, content: asJson(body) } } : {}),
    responses,
  };
};

const bodyData = (operation: Operation): Json => {
  const content = (operation.requestBody?.content ?? {}) as Record<string, Json>;
  const schema = content['application/json']?.schema;
  const data = isJson(schema) && isJson(schema.properties) ? schema.properties.data : undefined;
  return isJson(data) ? data : {};
};

const usual = (operation: Operation, method: string, path: string, types: readonly ContentType[]): Operation => {
  for (const type of types) {
    const route = usualRoute(method, path, type);
    if (!route) continue;
    const schema = writtenEntry(bodyData(operation), type, route === 'create');
    const isWrite = route === 'create' || route === 'update';
    return {
      ...operation,
      summary: summaryOf(route, type),
      responses: answersOf(route, type, route === 'find' ? META_OF_MANY : META_OF_ONE),
      ...(isWrite
        ? {
            requestBody: {
              required: true,
              content: asJson({ type: 'object', properties: { data: schema }, required: ['data'] }),
            },
          }
        : {}),
    };
  }
  return operation;
};

const UPLOAD: Json = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: {
          files: { type: 'array', items: { type: 'string', format: 'binary' } },
          fileInfo: { type: 'string', description: 'JSON: { name, alternativeText, caption }' },
          ref: { type: 'string', description: 'The uid of the content type that the files are linked to' },
          refId: { type: 'string' },
          field: { type: 'string' },
        },
        required: ['files'],
      },
    },
  },
};

/** The schema of an entry as Strapi gives it inline in the answers of a list, for types that no other type names. */
const inlineEntry = (paths: ApiDocument['paths'], { pluralName }: ContentType): Json => {
  const content = (paths[`/${pluralName}`]?.get?.responses[200]?.content ?? {}) as Record<string, Json>;
  const schema = content['application/json']?.schema as { properties?: { data?: { items?: Json } } } | undefined;
  return schema?.properties?.data?.items ?? {};
};

/**
 * Strapi’s description of the API made right: with `action`, what the plugins’ routes take and answer, and without what is not so.
 *
 * @param raw as `@strapi/openapi` makes it
 * @param apis what the plugins say of their routes
 */
export const mendDocument = (raw: ApiDocument, apis: readonly ApiDescription[], facts: Facts): ApiDocument => {
  const document = sound(raw) as ApiDocument;
  const byUid = new Map(facts.contentTypes.map((type) => [schemaNameOf(type.uid), type]));
  const operations = new Map(
    apis.flatMap(({ operations: all, tag }) =>
      Object.entries(all).map(([at, one]) => [at, { one, tag: tag.name }] as const)
    )
  );
  const absent = new Set(apis.flatMap((api) => api.absent ?? []));

  const entries: Record<string, Json> = Object.fromEntries(
    Object.entries(document.components.schemas).map(([name, schema]) => [name, readableEntry(schema, byUid.get(name))])
  );
  for (const name of Object.keys(entries).filter((one) => one.endsWith('Entry'))) {
    // A component has no documentId of its own.
    const { documentId: _documentId, ...properties } = entries[name]?.properties as Json;
    entries[name] = { ...entries[name], properties, required: ['id'] };
  }
  for (const [name, type] of byUid) {
    if (entries[name] || operations.has(`GET /${type.pluralName}`)) continue;
    if (document.paths[`/${type.pluralName}`]) {
      entries[name] = readableEntry(inlineEntry(document.paths, type), type);
    }
  }
  for (const [uid, { properties, always }] of apis.flatMap((api) => Object.entries(api.entries ?? {}))) {
    const entry = entries[schemaNameOf(uid)];
    if (!entry) continue;
    entry.properties = { ...(entry.properties as Json), ...properties };
    entry.required = [...(entry.required as string[]), ...always];
  }

  const paths: ApiDocument['paths'] = {};
  const known = new Map<string, string>();
  for (const [rawPath, methods] of Object.entries(document.paths)) {
    const asked = templateOf(rawPath);
    if (absent.has(asked)) continue;
    // The same path under other names for its parts is one path.
    const shape = asked.replace(/\{[^{}]+\}/g, '{}');
    const path = known.get(shape) ?? asked;
    known.set(shape, path);
    for (const [method, found] of Object.entries(methods)) {
      const at = `${method.toUpperCase()} ${path}`;
      const ours = operations.get(at);
      const renamed =
        path === asked ? (found.parameters ?? []) : (found.parameters ?? []).filter((one) => one.in !== 'path');
      const bare: Operation = { ...found, parameters: withPath(path, renamed) };
      const answered = ours
        ? described(bare, ours.one, ours.tag)
        : usual(at === 'POST /upload' ? { ...bare, requestBody: UPLOAD } : bare, method, path, facts.contentTypes);
      const own = Object.fromEntries(
        Object.entries(answered.responses).filter(
          ([status, response]) => !(status in REFUSALS) || (isJson(response) && 'content' in response)
        )
      );
      const success = Object.keys(own).some((status) => status.startsWith('2') || status.startsWith('3'));
      paths[path] ??= {};
      paths[path][method] = {
        ...answered,
        operationId: operationIdOf(method, path),
        summary: (answered.summary as string | undefined) ?? at,
        security: facts.openRoutes.has(at) ? [] : [{}, { bearerAuth: [] }],
        responses: { ...(success ? {} : { 200: { description: 'OK' } }), ...own, ...refusals(own) },
      };
    }
  }

  return {
    openapi: '3.1.0',
    info: {
      title: facts.title,
      version: facts.version,
      description: 'Every material carries `action`: what a reader can do about it now, ready to render.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: facts.server }],
    tags: tagsOf(paths, apis),
    security: [],
    paths,
    components: {
      securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer', description: 'An API token, or a user’s' } },
      responses: refusalResponses(),
      schemas: {
        ...entries,
        ...(Object.assign({}, ...apis.map(({ schemas }) => sound(schemas, 'properties'))) as Record<string, Json>),
        Refusal: REFUSAL_SCHEMA,
        Problem: PROBLEM_SCHEMA,
      },
    },
  };
};

const tagsOf = (paths: ApiDocument['paths'], apis: readonly ApiDescription[]): Json[] => {
  const known = new Map(apis.map(({ tag }) => [tag.name, tag.description]));
  const used = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ tags }) => tags as string[])
  );
  return [...new Set(used)]
    .sort()
    .map((name) => ({ name, description: known.get(name) ?? `Strapi’s routes of “${name}”` }));
};
