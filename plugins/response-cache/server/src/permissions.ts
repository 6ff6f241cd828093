import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do with the cache. */
export const PERMISSIONS = {
  read: 'plugin::response-cache.cache.read',
  empty: 'plugin::response-cache.cache.empty',
} as const;

const NAMES = {
  'cache.read': {
    en: 'View cache statistics',
    de: 'Statistik des Zwischenspeichers ansehen',
    fr: 'Consulter les statistiques du cache',
  },
  'cache.empty': {
    en: 'Empty the cache',
    de: 'Zwischenspeicher leeren',
    fr: 'Vider le cache',
  },
} as const;

export const registerPermissions = (strapi: Strapi): Promise<void> =>
  registerActions(
    strapi,
    'response-cache',
    Object.entries(NAMES).map(([uid, name]) => ({ uid, name }))
  );
