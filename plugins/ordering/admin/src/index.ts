import { useAdminInside } from '@inprint/kit/admin-insides';
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
    useAdminInside('Admin/CM/pages/EditView/mutate-edit-view-layout', 'Showing the count, not to be typed,', () =>
      keepCountReadOnly(app)
    );
  },
  registerTrads: registerTranslations,
};
