import type { Context, Next } from 'koa';

import { configOf, isRow, schemaOf, type Strapi } from './strapi';

const WRITES = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Strapi refuses keys that a content type does not have. `action` is ours, and an answer should be one that can be edited
 * and sent back.
 */
export const createStripAction = (strapi: Strapi) => {
  const info = schemaOf(strapi, configOf(strapi).material.uid)?.info as { pluralName?: string } | undefined;
  const prefix = strapi.config.get('api.rest.prefix', '/api') as string;
  const path = `${prefix}/${info?.pluralName ?? ''}`;

  return async (ctx: Context, next: Next): Promise<void> => {
    if (WRITES.has(ctx.method) && (ctx.path === path || ctx.path.startsWith(`${path}/`))) {
      const body: unknown = (ctx.request as { body?: unknown }).body;
      if (isRow(body) && isRow(body.data)) delete body.data.action;
    }
    await next();
  };
};
