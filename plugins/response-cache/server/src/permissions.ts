import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do with the cache. */
export const PERMISSIONS = {
  read: 'plugin::response-cache.cache.read',
  empty: 'plugin::response-cache.cache.empty',
} as const;

const NAMES = {
  'cache.read': 'View cache statistics',
  'cache.empty': 'Empty the cache',
} as const;

export const registerPermissions = (strapi: Strapi): Promise<void> =>
  registerActions(
    strapi,
    'response-cache',
    Object.entries(NAMES).map(([uid, displayName]) => ({ uid, displayName }))
  );
