import { isBelow } from '@inprint/kit/addresses';
import type { Context, Next } from 'koa';

import { modelOf } from './setup';
import { isRow, schemaOf, type Strapi } from './strapi';

const GIVEN_BY_STRAPI = [
  ...['id', 'documentId', 'locale', 'localizations', 'publishedAt'],
  ...['createdAt', 'createdBy', 'updatedAt', 'updatedBy'],
];
const WRITES = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Strapi refuses keys that a content type does not have, and those that it gave an entry itself. An answer should be one that can be
 * edited and sent back to where it came from.
 */
export const createStripAction = (strapi: Strapi) => {
  const { material, stockStatus } = modelOf(strapi);
  const prefix = strapi.config.get('api.rest.prefix', '/api') as string;
  const pathOf = (uid: string): string => {
    const { pluralName = '' } = (schemaOf(strapi, uid)?.info ?? {}) as { pluralName?: string };
    const [, plugin] = /^plugin::([^.]+)\./.exec(uid) ?? [];
    return [prefix, ...(plugin === undefined ? [] : [plugin]), pluralName].join('/');
  };
  const types = [
    { path: pathOf(material.uid), added: ['action'] },
    { path: pathOf(stockStatus.uid), added: [] },
  ];

  return async (ctx: Context, next: Next): Promise<void> => {
    const type = WRITES.has(ctx.method) ? types.find(({ path }) => isBelow(ctx.path, path)) : undefined;
    const body: unknown = type && (ctx.request as { body?: unknown }).body;
    if (type && isRow(body) && isRow(body.data)) {
      const { data } = body;
      for (const key of type.added) Reflect.deleteProperty(data, key);
      // Sent elsewhere, it would be a mistake that is better refused.
      if (data.documentId === ctx.path.slice(type.path.length + 1)) {
        for (const key of GIVEN_BY_STRAPI) Reflect.deleteProperty(data, key);
      }
    }
    await next();
  };
};
