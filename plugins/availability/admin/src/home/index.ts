import type { StrapiApp } from '@strapi/strapi/admin';
import { Archive, WarningCircle } from '@strapi/icons';

import en from '../translations/en.json';
import { messageId, PERMISSIONS, PLUGIN_ID } from '../plugin';
import { DESK_PATH } from '../stock-desk';

const message = (key: keyof typeof en) => ({ id: messageId(key), defaultMessage: en[key] });

/** The widgets of the home page. (Each needs an icon: without one the admin's home page breaks.) */
export const addHomeWidgets = (app: Pick<StrapiApp, 'widgets'>): void => {
  // First on the page: they say what to do, the others what was done.
  app.widgets.register((others) => [
    {
      id: 'attention',
      pluginId: PLUGIN_ID,
      icon: WarningCircle,
      title: message('home.attention'),
      link: { label: message('home.desk'), href: DESK_PATH },
      permissions: PERMISSIONS.read,
      component: async () => (await import('./NeedsAttention')).NeedsAttention,
    },
    {
      id: 'glance',
      pluginId: PLUGIN_ID,
      icon: Archive,
      title: message('home.glance'),
      link: { label: message('home.desk'), href: DESK_PATH },
      permissions: PERMISSIONS.read,
      component: async () => (await import('./StockAtAGlance')).StockAtAGlance,
    },
    ...others,
  ]);
};
