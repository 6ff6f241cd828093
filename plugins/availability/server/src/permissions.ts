import type { Strapi } from './strapi';

/** What roles can be allowed, in Strapi's own permission screen. Ids take no digits and no underscores. */
const ACTIONS = [
  { uid: 'stock.read', displayName: 'See stock, and why a page offers what it offers' },
  { uid: 'stock.change', displayName: 'Change stock: quantities, states, expected days' },
  { uid: 'stock.import', displayName: 'Upload stock files' },
] as const;

export const registerPermissions = async (strapi: Strapi): Promise<void> => {
  await strapi.service('admin::permission').actionProvider.registerMany(
    ACTIONS.map((action) => ({
      ...action,
      section: 'plugins',
      subCategory: 'Stock desk',
      pluginName: 'availability',
    }))
  );
};
