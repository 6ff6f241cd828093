import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do at the desk. Entries and languages are a matter of the content's permissions. */
export const PERMISSIONS = {
  read: 'plugin::translation-desk.desk.read',
  confirm: 'plugin::translation-desk.desk.confirm',
  handIn: 'plugin::translation-desk.desk.hand-in',
} as const;

const NAMES = {
  'desk.read': 'See what is translated and what is missing',
  'desk.confirm': 'Mark translations as up to date',
  'desk.hand-in': 'Hand in translated XLIFF files',
} as const;

export const registerPermissions = (strapi: Strapi): Promise<unknown> =>
  strapi.service('admin::permission').actionProvider.registerMany(
    Object.entries(NAMES).map(([uid, displayName]) => ({
      section: 'plugins',
      displayName,
      uid,
      pluginName: 'translation-desk',
    }))
  ) as Promise<unknown>;
