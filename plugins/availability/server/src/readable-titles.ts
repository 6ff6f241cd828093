import {
  contentPermissions,
  idsWhere,
  isEverything,
  type ContentPermissions,
  type Sql,
} from '@inprint/kit/content-permissions';
import type { Context } from 'koa';

import { modelOf } from './setup';
import { serviceOf, type Strapi } from './strapi';

/** What the person who asks may do with content. */
export const permissionsOf = async (strapi: Strapi, ctx: Context): Promise<ContentPermissions> => {
  const { locales } = await serviceOf(strapi, 'settings').current();
  return contentPermissions(strapi, (ctx.state as { userAbility: unknown }).userAbility, locales);
};

/** The rows of materials whose titles may be read, by id; null: all of them. */
export type ReadableTitles = Sql | null;

/** Which titles of materials the person who asks may read: whoever sees stock sees numbers, and not every draft's title. */
export const readableTitles = async (strapi: Strapi, ctx: Context): Promise<ReadableTitles> => {
  const { material } = modelOf(strapi);
  const where = (await permissionsOf(strapi, ctx)).where('read', material.uid, [material.title]);
  return isEverything(where) ? null : idsWhere(strapi, material.uid, where);
};
