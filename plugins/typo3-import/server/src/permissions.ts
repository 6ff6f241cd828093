import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do. An import writes entries in all languages: it is for few. */
export const PERMISSIONS = {
  read: 'plugin::typo3-import.imports.read',
  run: 'plugin::typo3-import.imports.run',
} as const;

const NAMES = {
  'imports.read': {
    en: 'See imports and their reports',
    de: 'Importe und ihre Berichte sehen',
    fr: 'Voir les imports et leurs rapports',
  },
  'imports.run': {
    en: 'Upload a TYPO3 dump, and import it',
    de: 'Einen TYPO3-Dump hochladen und importieren',
    fr: 'Téléverser un export TYPO3 et l’importer',
  },
} as const;

export const registerPermissions = (strapi: Strapi): Promise<void> =>
  registerActions(
    strapi,
    'typo3-import',
    Object.entries(NAMES).map(([uid, name]) => ({ uid, name }))
  );
