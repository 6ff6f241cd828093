import type { StrapiApp } from '@strapi/strapi/admin';
import { Archive } from '@strapi/icons';

import { messageId, PERMISSIONS, PLUGIN_ID } from './plugin';
import { registerTranslations } from './translations';
import en from './translations/en.json';

export default {
  register(app: StrapiApp): void {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: Archive,
      intlLabel: { id: messageId('plugin.name'), defaultMessage: en['plugin.name'] },
      permissions: PERMISSIONS.read as never,
      position: 7,
      Component: () => import('./ImportPages') as Promise<{ default: React.ComponentType }>,
    });
  },
  registerTrads: registerTranslations,
};
