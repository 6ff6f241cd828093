/** The border to Strapi, in types of our own. */
import { borderOf, type Strapi } from '@inprint/kit/strapi';

import type { Typo3ImportConfig } from './config';
import type { Services } from './services';

export type { Row, Strapi } from '@inprint/kit/strapi';
export { inTransaction, places, rowsOf } from '@inprint/kit/transactions';

export const { configOf, serviceOf } = borderOf<Typo3ImportConfig, Services>('typo3-import');

interface Site {
  readonly locales: readonly string[];
  readonly defaultLocale: string;
}

interface SettingsService {
  readonly current: () => Promise<Site>;
  readonly addressOf: (template: string, values: Readonly<Record<string, string>>) => string;
}

/** The site's languages and addresses: one place for all plugins, the availability plugin's settings. */
export const siteOf = (strapi: Strapi): SettingsService =>
  strapi.plugin('availability').service('settings') as SettingsService;
