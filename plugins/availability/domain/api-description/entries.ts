import { refTo, schemaNameOf } from '@inprint/kit/api-description';

import { isJson, type Attribute, type ContentType, type Json } from './document';

const isMany = ({ repeatable, multiple, relation, type }: Attribute): boolean =>
  repeatable === true || multiple === true || type === 'dynamiczone' || relation?.endsWith('Many') === true;

/** The same schema for a value that may be null: as OpenAPI 3.1 says it. */
const orNull = (schema: Json): Json => {
  if (Array.isArray(schema.enum))
    return { ...schema, type: ['string', 'null'], enum: [...(schema.enum as unknown[]), null] };
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  if (typeof schema.$ref === 'string') return { anyOf: [schema, { type: 'null' }] };
  return Array.isArray(schema.anyOf)
    ? { ...schema, anyOf: [...(schema.anyOf as unknown[]), { type: 'null' }] }
    : schema;
};

const FORMATS: Readonly<Record<string, string>> = { date: 'date', datetime: 'date-time', timestamp: 'date-time' };

const readProperty = (schema: Json, attribute: Attribute | undefined): Json => {
  if (!attribute) return schema;
  const { default: _default, ...plain } = schema;
  const format = FORMATS[attribute.type];
  const exact: Json = {
    ...plain,
    ...(format ? { type: 'string', format } : {}),
    ...(attribute.type === 'blocks' ? { type: 'array', items: refTo('BlockNode') } : {}),
  };
  return isMany(attribute) || attribute.required ? exact : orNull(exact);
};

/**
 * An entry as answers hold it. `fields` and `populate` choose what is in it, so only what is always there is required; what a content type
 * does not require may be null. A documentId is no UUID.
 */
export const readableEntry = (schema: Json, type: ContentType | undefined): Json => {
  const properties = isJson(schema.properties) ? (schema.properties as Record<string, Json>) : {};
  const read = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, readProperty(property, type?.attributes[name])])
  );
  return {
    type: 'object',
    properties: {
      ...read,
      documentId: { type: 'string', description: 'The same in every language, as a draft and when it is published' },
      id: { type: 'integer', description: 'Of this language and version; it is another after publishing' },
      ...('createdAt' in read ? { createdAt: { type: 'string', format: 'date-time' } } : {}),
      ...('updatedAt' in read ? { updatedAt: { type: 'string', format: 'date-time' } } : {}),
      ...('publishedAt' in read ? { publishedAt: { type: ['string', 'null'], format: 'date-time' } } : {}),
      ...('locale' in read ? { locale: { type: ['string', 'null'], description: 'The language of this entry' } } : {}),
    },
    required: ['documentId', 'id'],
  };
};

const RELATION: Json = {
  description: 'documentIds; connect, disconnect or set them',
  anyOf: [
    { type: ['string', 'null'] },
    { type: 'array', items: { type: ['string', 'object'] } },
    {
      type: 'object',
      properties: { connect: { type: 'array' }, disconnect: { type: 'array' }, set: { type: 'array' } },
    },
  ],
};
const FILE: Json = {
  description: 'ids of files',
  anyOf: [{ type: ['integer', 'null'] }, { type: 'array', items: { type: 'integer' } }],
};

const writtenProperty = (schema: Json, attribute: Attribute | undefined): Json => {
  if (attribute?.type === 'relation') return RELATION;
  if (attribute?.type === 'media') return FILE;
  if (attribute?.type === 'component') {
    return isMany(attribute) ? { type: 'array', items: { type: 'object' } } : { type: ['object', 'null'] };
  }
  return readProperty(schema, attribute && { ...attribute, required: attribute.required === true });
};

/** What is sent as `data`. What reading added (`action`, `id`, `createdAt`) may be sent back and is left out. */
export const writtenEntry = (schema: Json, type: ContentType, isNew: boolean): Json => {
  const properties = isJson(schema.properties) ? (schema.properties as Record<string, Json>) : {};
  const required = Object.entries(type.attributes).flatMap(([name, attribute]) =>
    attribute.required && attribute.default === undefined && name in properties ? name : []
  );
  const { publishedAt: _publishedAt, ...written } = properties;
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(written).map(([name, property]) => [name, writtenProperty(property, type.attributes[name])])
    ),
    ...(isNew && required.length > 0 ? { required } : {}),
  };
};

/** One of Strapi's usual routes of a content type. */
export type UsualRoute = 'find' | 'findOne' | 'create' | 'update' | 'delete';

/** Which of a type's usual routes this is; null for others. */
export const usualRoute = (method: string, path: string, { pluralName }: ContentType): UsualRoute | null => {
  const at = `${method} ${path}`;
  const ROUTES: Readonly<Record<string, UsualRoute>> = {
    [`get /${pluralName}`]: 'find',
    [`post /${pluralName}`]: 'create',
    [`get /${pluralName}/{id}`]: 'findOne',
    [`put /${pluralName}/{id}`]: 'update',
    [`delete /${pluralName}/{id}`]: 'delete',
  };
  return ROUTES[at] ?? null;
};

const article = (word: string): string => (/^[aeiou]/i.test(word) ? 'an' : 'a');

export const summaryOf = (route: UsualRoute, { displayName }: ContentType): string => {
  const one = displayName.toLowerCase();
  const SUMMARIES: Readonly<Record<UsualRoute, string>> = {
    find: `List entries of the type “${displayName}”`,
    findOne: `Read ${article(one)} ${one}`,
    create: `Create ${article(one)} ${one}`,
    update: `Change ${article(one)} ${one}`,
    delete: `Delete ${article(one)} ${one}`,
  };
  return SUMMARIES[route];
};

/** What a usual route answers with, by status. Strapi's own description says 200 for all of them. */
export const answersOf = (route: UsualRoute, type: ContentType, meta: Json): Record<string, Json> => {
  const entry = refTo(schemaNameOf(type.uid));
  if (route === 'delete') return { 204: { description: 'It is deleted' } };
  const data = route === 'find' ? { type: 'array', items: entry } : entry;
  const schema = { type: 'object', properties: { data, meta }, required: ['data', 'meta'] };
  const content = { 'application/json': { schema } };
  return route === 'create'
    ? { 201: { description: 'It is created', content } }
    : { 200: { description: 'OK', content } };
};
