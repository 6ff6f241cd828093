import type { StrapiApp } from '@strapi/strapi/admin';
import { ShoppingCart } from '@strapi/icons';

import { messageId, PERMISSIONS, PLUGIN_ID } from './plugin';
import en from './translations/en.json';
import { registerTranslations } from './translations';

export default {
  register(app: StrapiApp): void {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: ShoppingCart,
      intlLabel: { id: messageId('plugin.name'), defaultMessage: en['plugin.name'] },
      permissions: PERMISSIONS.read as never,
      position: 4,
      Component: () => import('./inbox/InboxPage') as Promise<{ default: React.ComponentType }>,
    });
  },
  registerTrads: registerTranslations,
};
