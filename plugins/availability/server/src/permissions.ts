import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles can be allowed, in Strapi's own permission screen. Ids take no digits and no underscores. */
const ACTIONS = [
  { uid: 'stock.read', subCategory: 'Stock desk', displayName: 'See stock, and why a page offers what it offers' },
  { uid: 'stock.change', subCategory: 'Stock desk', displayName: 'Change stock: quantities, states, expected days' },
  { uid: 'stock.import', subCategory: 'Stock desk', displayName: 'Upload stock files' },
  { uid: 'texts.read', subCategory: 'Button texts', displayName: 'See the texts of buttons and notices' },
  { uid: 'texts.change', subCategory: 'Button texts', displayName: 'Write texts, in the languages the role may write' },
  { uid: 'fallbacks.change', subCategory: 'Button texts', displayName: 'Say which language comes next' },
] as const;

/** As roles hold it. */
export const SEES_STOCK = 'plugin::availability.stock.read';

export const registerPermissions = (strapi: Strapi): Promise<void> => registerActions(strapi, 'availability', ACTIONS);
