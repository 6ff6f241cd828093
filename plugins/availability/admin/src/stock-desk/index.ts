import type { StrapiApp } from '@strapi/strapi/admin';
import { Archive } from '@strapi/icons';

import en from '../translations/en.json';
import { messageId, PERMISSIONS, PLUGIN_ID } from '../plugin';

/** Where the stock desk is, inside the admin. */
export const DESK_PATH = `/plugins/${PLUGIN_ID}`;

export const addStockDesk = (app: Pick<StrapiApp, 'addMenuLink'>): void => {
  app.addMenuLink({
    to: `plugins/${PLUGIN_ID}`,
    icon: Archive,
    intlLabel: { id: messageId('plugin.name'), defaultMessage: en['plugin.name'] },
    permissions: PERMISSIONS.read as never,
    position: 3,
    Component: () => import('./StockDeskPage') as Promise<{ default: React.ComponentType }>,
  });
};
