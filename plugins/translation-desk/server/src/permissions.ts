import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do at the desk. Entries and languages are a matter of the content's permissions. */
export const PERMISSIONS = {
  read: 'plugin::translation-desk.desk.read',
  confirm: 'plugin::translation-desk.desk.confirm',
  import: 'plugin::translation-desk.desk.import',
} as const;

const NAMES = {
  'desk.read': {
    en: 'See what is translated and what is missing',
    de: 'Sehen, was übersetzt ist und was fehlt',
    fr: 'Voir ce qui est traduit et ce qui manque',
  },
  'desk.confirm': {
    en: 'Mark translations as up to date',
    de: 'Übersetzungen als aktuell kennzeichnen',
    fr: 'Marquer les traductions comme à jour',
  },
  'desk.import': {
    en: 'Import translated XLIFF files',
    de: 'Übersetzte XLIFF-Dateien importieren',
    fr: 'Importer des fichiers XLIFF traduits',
  },
} as const;

export const registerPermissions = (strapi: Strapi): Promise<void> =>
  registerActions(
    strapi,
    'translation-desk',
    Object.entries(NAMES).map(([uid, name]) => ({ uid, name }))
  );

/** The first release had another name for importing files: roles that were allowed it keep it. */
export const renamePermissions = (strapi: Strapi): Promise<unknown> =>
  strapi.db.query('admin::permission').updateMany({
    where: { action: 'plugin::translation-desk.desk.hand-in' },
    data: { action: PERMISSIONS.import },
  });
