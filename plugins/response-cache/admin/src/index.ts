import type { StrapiApp } from '@strapi/strapi/admin';

import { messageId, PERMISSIONS, PLUGIN_ID } from './plugin';
import { registerTranslations } from './translations';
import en from './translations/en.json';

export default {
  register: (): void => {},
  bootstrap(app: StrapiApp): void {
    app.addSettingsLink('global', {
      id: PLUGIN_ID,
      to: PLUGIN_ID,
      intlLabel: { id: messageId('plugin.name'), defaultMessage: en['plugin.name'] },
      permissions: PERMISSIONS.read as never,
      Component: () => import('./CachePage') as Promise<{ default: React.ComponentType }>,
    });
  },
  registerTrads: registerTranslations,
};
