import type { StrapiApp } from '@strapi/strapi/admin';
import { Earth } from '@strapi/icons';

import { addTranslationPanel } from './panel';
import { messageId, PERMISSIONS, PLUGIN_ID } from './plugin';
import { registerTranslations } from './translations';
import en from './translations/en.json';

export default {
  register(app: StrapiApp): void {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: Earth,
      intlLabel: { id: messageId('plugin.name'), defaultMessage: en['plugin.name'] },
      permissions: PERMISSIONS.read as never,
      position: 5,
      Component: () => import('./desk/DeskPage') as Promise<{ default: React.ComponentType }>,
    });
  },
  bootstrap(app: StrapiApp): void {
    addTranslationPanel(app);
  },
  registerTrads: registerTranslations,
};
