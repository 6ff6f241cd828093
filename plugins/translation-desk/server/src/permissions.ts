import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do at the desk. Entries and languages are a matter of the content's permissions. */
export const PERMISSIONS = {
  read: 'plugin::translation-desk.desk.read',
  confirm: 'plugin::translation-desk.desk.confirm',
  import: 'plugin::translation-desk.desk.import',
} as const;

const NAMES = {
  'desk.read': 'See what is translated and what is missing',
  'desk.confirm': 'Mark translations as up to date',
  'desk.import': 'Import translated XLIFF files',
} as const;

export const registerPermissions = (strapi: Strapi): Promise<void> =>
  registerActions(
    strapi,
    'translation-desk',
    Object.entries(NAMES).map(([uid, displayName]) => ({ uid, displayName }))
  );

/** The first release had another name for importing files: roles that were allowed it keep it. */
export const renamePermissions = (strapi: Strapi): Promise<unknown> =>
  strapi.db.query('admin::permission').updateMany({
    where: { action: 'plugin::translation-desk.desk.hand-in' },
    data: { action: PERMISSIONS.import },
  });
