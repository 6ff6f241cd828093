/** The border to Strapi, in types of our own. */
import { borderOf, type Strapi } from '@inprint/kit/strapi';

import type { Typo3ImportConfig } from './config';
import type { Services } from './services';

export type { Row, Strapi } from '@inprint/kit/strapi';
export { inTransaction, places, rowsOf } from '@inprint/kit/transactions';

export const { configOf, serviceOf } = borderOf<Typo3ImportConfig, Services>('typo3-import');

interface Model {
  readonly material: { readonly uid: string };
  readonly stockStatus: { readonly uid: string };
}

/**
 * The content types of publications and their stock, as the plugin “availability” is set up for them.
 *
 * @throws where it is not set up
 */
export const modelOf = (strapi: Strapi): Model => {
  const service = strapi.plugin('availability')?.service('model') as { current: () => Model | null } | undefined;
  const model = service?.current();
  if (!model) throw new Error('plugin::typo3-import needs the plugin “availability”, set up.');
  return model;
};

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
