import type { StrapiApp } from '@strapi/strapi/admin';
import { ShoppingCart } from '@strapi/icons';

import { messageId, PERMISSIONS, PLUGIN_ID } from './plugin';
import { keepCountReadOnly } from './stock-form';
import { addReprint, addReprintPanel } from './reprint';
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
      Component: () => import('./OrdersPages') as Promise<{ default: React.ComponentType }>,
    });
    addReprint(app);
  },
  bootstrap(app: Pick<StrapiApp, 'getPlugin' | 'registerHook'>): void {
    addReprintPanel(app);
    keepCountReadOnly(app);
  },
  registerTrads: registerTranslations,
};
