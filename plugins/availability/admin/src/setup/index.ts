import type { StrapiApp } from '@strapi/strapi/admin';

import { messageId, PLUGIN_ID } from '../plugin';
import en from '../translations/en.json';

/** Adds the page in the settings that says what is missing before the plugin works. */
export const addSetupPage = (app: Pick<StrapiApp, 'addSettingsLink'>): void => {
  app.addSettingsLink('global', {
    id: PLUGIN_ID,
    to: PLUGIN_ID,
    intlLabel: { id: messageId('setup.title'), defaultMessage: en['setup.title'] },
    permissions: [],
    Component: () => import('./SetupPage') as Promise<{ default: React.ComponentType }>,
  });
};
