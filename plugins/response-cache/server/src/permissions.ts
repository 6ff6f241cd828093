import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do with the cache. */
export const PERMISSIONS = {
  read: 'plugin::response-cache.cache.read',
  empty: 'plugin::response-cache.cache.empty',
} as const;

const NAMES = {
  'cache.read': 'See how the cache does',
  'cache.empty': 'Empty the cache',
} as const;

export const registerPermissions = (strapi: Strapi): Promise<unknown> =>
  strapi.service('admin::permission').actionProvider.registerMany(
    Object.entries(NAMES).map(([uid, displayName]) => ({
      section: 'plugins',
      displayName,
      uid,
      pluginName: 'response-cache',
    }))
  ) as Promise<unknown>;
