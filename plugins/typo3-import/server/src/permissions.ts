import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do. An import writes entries in all languages: it is for few. */
export const PERMISSIONS = {
  read: 'plugin::typo3-import.imports.read',
  run: 'plugin::typo3-import.imports.run',
} as const;

const NAMES = {
  'imports.read': 'See imports and their reports',
  'imports.run': 'Upload a TYPO3 dump, and import it',
} as const;

export const registerPermissions = (strapi: Strapi): Promise<void> =>
  registerActions(
    strapi,
    'typo3-import',
    Object.entries(NAMES).map(([uid, displayName]) => ({ uid, displayName }))
  );
