import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do with orders and copies. */
export const PERMISSIONS = {
  read: 'plugin::ordering.orders.read',
  move: 'plugin::ordering.orders.move',
  privacy: 'plugin::ordering.orders.erase',
  reprint: 'plugin::ordering.reprint.read',
  stock: 'plugin::ordering.stock.change',
} as const;

const NAMES = {
  'orders.read': 'See orders and addresses',
  'orders.move': 'Pass orders on, send and cancel them',
  'orders.erase': 'Export and erase addresses',
  'reprint.read': 'See the need for reprints and the history of copies',
  'stock.change': 'Book deliveries and counts',
} as const;

export const registerPermissions = (strapi: Strapi): Promise<void> =>
  registerActions(
    strapi,
    'ordering',
    Object.entries(NAMES).map(([uid, displayName]) => ({ uid, displayName }))
  );
