import { inData, refTo, type ApiDescription, type JsonSchema } from '@inprint/kit/api-description';
import * as client from '@inprint/client/schemas';
import { z } from 'zod';

import type { ActionType } from '../../../domain/decision';
import { AVAILABILITIES, WHEN_SOLD_OUT } from '../../../domain/availability';
import { isReady, modelOf, usesOwnStockType } from '../setup';
import { type Strapi } from '../strapi';

const LOCALE = {
  name: 'locale',
  in: 'query',
  description: 'A language of the site; `de-DE` is understood as `de`. The default language where it is left out',
  schema: { type: 'string' },
} as const;

/** What is always null says so with a constant: generators leave out what is of the type “null” alone. */
const schemaOf = (schema: z.ZodType): JsonSchema => {
  const made = z.toJSONSchema(schema) as { properties: Record<string, JsonSchema> } & JsonSchema;
  const properties = Object.entries(made.properties).map(([name, property]) => [
    name,
    property.type === 'null' ? { type: 'null', const: null } : property,
  ]);
  return { ...made, properties: Object.fromEntries(properties) as object };
};

/** By `type`: each with what is always there, and what never is. */
const ACTIONS = {
  order: ['OrderAction', client.orderAction],
  download: ['DownloadAction', client.downloadAction],
  successor: ['SuccessorAction', client.successorAction],
  announce: ['AnnounceAction', client.announceAction],
  none: ['NoAction', client.noAction],
} as const satisfies Record<ActionType, readonly [string, z.ZodType]>;

const actionSchemas = (): Record<string, JsonSchema> => ({
  ...Object.fromEntries(Object.values(ACTIONS).map(([name, schema]) => [name, schemaOf(schema)])),
  MaterialAction: {
    description:
      'What a reader can do about a material now: the button, with its label, target and notice. Only a download always has a file, only a successor names one.',
    oneOf: Object.values(ACTIONS).map(([name]) => refTo(name)),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(
        Object.entries(ACTIONS).map(([type, [name]]) => [type, `#/components/schemas/${name}`])
      ),
    },
  },
});

/** A node names itself where it has children. */
const BLOCK_NODE: JsonSchema = {
  type: 'object',
  description: 'A node of Strapi’s Blocks; `material` and `action` are Inprint’s keys',
  properties: {
    type: { type: 'string' },
    text: { type: 'string' },
    url: { type: 'string' },
    material: { type: 'object', properties: { documentId: { type: 'string' } } },
    action: refTo('MaterialAction'),
    children: { type: 'array', items: refTo('BlockNode') },
  },
  required: ['type'],
};

const copies = (description: string): JsonSchema => ({ type: ['integer', 'null'], minimum: 0, description });

const STOCK_STATUS: JsonSchema = {
  type: 'object',
  properties: {
    material: { type: 'string', description: 'documentId of the material' },
    edition: { type: ['string', 'null'], description: 'The edition’s language; null for one edition for all' },
    orderNumber: { type: ['string', 'null'], description: 'The warehouse’s key, unique' },
    availability: { type: 'string', enum: [...AVAILABILITIES] },
    quantity: copies('Copies that can be promised; null: not counted'),
    lowStockAt: copies('Few are left from here on'),
    whenSoldOut: { type: 'string', enum: [...WHEN_SOLD_OUT] },
    expectedOn: { type: ['string', 'null'], format: 'date' },
    successor: { type: ['string', 'null'], description: 'documentId of the material that replaces it' },
    note: { type: ['string', 'null'] },
  },
};
const NEW_STOCK_STATUS: JsonSchema = { ...STOCK_STATUS, required: ['material', 'availability'] };

const documentId = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'documentId',
  schema: { type: 'string' },
} as const;

/** What this plugin's routes take and answer. */
export const describeRoutes = (strapi: Strapi): ApiDescription => {
  const model = isReady(strapi) ? modelOf(strapi) : null;
  const own = usesOwnStockType(strapi);
  const type = strapi.contentTypes[model?.stockStatus.uid as never] as { info: { pluralName: string } } | undefined;
  const stock = own ? '/availability/stock-statuses' : `/${type?.info.pluralName ?? 'stock-statuses'}`;
  const one = inData(refTo('StockStatus'));
  return {
    tag: {
      name: 'availability',
      description: 'What readers can do about materials now, and the stock that decides it',
    },
    schemas: {
      ...actionSchemas(),
      BlockNode: BLOCK_NODE,
      StockStatusInput: STOCK_STATUS,
      StockStatus: {
        ...STOCK_STATUS,
        properties: { id: { type: 'integer' }, documentId: { type: 'string' }, ...(STOCK_STATUS.properties as object) },
        required: ['id', 'documentId'],
      },
    },
    ...(model
      ? {
          entries: {
            [model.material.uid]: {
              properties: {
                action: refTo('MaterialAction'),
                [model.material.availability]: { type: ['string', 'null'], enum: [...AVAILABILITIES, null] },
              },
              always: ['action'],
            },
          },
        }
      : {}),
    absent: own ? [] : ['/availability/stock-statuses', '/availability/stock-statuses/{id}'],
    operations: {
      'GET /openapi.json': {
        summary: 'This description',
        answers: { 200: { description: 'OpenAPI 3.1', schema: { type: 'object' } } },
      },
      'GET /availability': {
        summary: 'Ask for the buttons of materials',
        description: 'For pages that were built ahead of time. Unknown ids are left out.',
        parameters: [
          {
            name: 'materials',
            in: 'query',
            required: true,
            description: 'documentIds, separated by commas; at most 100',
            schema: { type: 'string' },
          },
          LOCALE,
        ],
        answers: {
          200: {
            description: 'The actions',
            schema: inData({
              type: 'array',
              items: {
                type: 'object',
                properties: { documentId: { type: 'string' }, action: refTo('MaterialAction') },
                required: ['documentId', 'action'],
              },
            }),
          },
          304: { description: 'As in the `ETag` of `If-None-Match`' },
        },
      },
      'GET /availability/material-action.js': {
        summary: 'The web component',
        answers: { 200: { description: 'A module', schema: { type: 'string' }, mediaType: 'text/javascript' } },
      },
      'GET /availability/{documentId}/json-ld': {
        summary: 'schema.org’s description of a material',
        parameters: [LOCALE],
        answers: {
          200: {
            description: 'JSON-LD, ready to embed',
            schema: { type: 'object' },
            mediaType: 'application/ld+json',
          },
        },
      },
      [`GET ${stock}`]: {
        summary: 'List stock statuses',
        answers: { 200: { description: 'OK', schema: inData({ type: 'array', items: refTo('StockStatus') }) } },
      },
      [`POST ${stock}`]: {
        summary: 'Create a stock status',
        body: inData(NEW_STOCK_STATUS),
        answers: { 201: { description: 'It is created', schema: one } },
      },
      [`GET ${stock}/{id}`]: {
        summary: 'Read a stock status',
        parameters: [documentId],
        answers: { 200: { description: 'OK', schema: one } },
      },
      [`PUT ${stock}/{id}`]: {
        summary: 'Change a stock status',
        parameters: [documentId],
        body: inData(refTo('StockStatusInput')),
        answers: { 200: { description: 'It is changed', schema: one } },
      },
      [`DELETE ${stock}/{id}`]: {
        summary: 'Delete a stock status',
        parameters: [documentId],
        answers: { 204: { description: 'It is deleted' } },
      },
    },
  };
};
