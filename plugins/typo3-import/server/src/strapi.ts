/** The border to Strapi, in types of our own. */
import { availabilityOf, materialModelOf, type MaterialModel } from '@inprint/kit/neighbours';
import { borderOf, type Strapi } from '@inprint/kit/strapi';

import type { Typo3ImportConfig } from './config';
import type { Services } from './services';

export type { Row, Strapi } from '@inprint/kit/strapi';
export { inTransaction, places, rowsOf } from '@inprint/kit/transactions';

export const { configOf, serviceOf } = borderOf<Typo3ImportConfig, Services>('typo3-import');

/**
 * The content types of publications and their stock, as the plugin “availability” is set up for them.
 *
 * @throws where it is not set up
 */
export const modelOf = (strapi: Strapi): MaterialModel => {
  const model = materialModelOf(strapi);
  if (!model) throw new Error('plugin::typo3-import needs the plugin “availability”, set up.');
  return model;
};

/** Is there something to import into? Else this plugin stands still, as the one does that it builds upon. */
export const isReady = (strapi: Strapi): boolean => materialModelOf(strapi) !== null;

/** The site's languages and addresses: one place for all plugins, the availability plugin's settings. */
export const siteOf = (strapi: Strapi) => availabilityOf(strapi, 'settings');

/** Where the text of an entry is. */
export const BODY: Readonly<Record<'material' | 'news', string>> = { material: 'description', news: 'body' };

/**
 * A text as an attribute of a content type holds it: Blocks, or Markdown or HTML with the same mentions where the application has such
 * a field there.
 */
export const textFor = (strapi: Strapi, uid: string, attribute: string, blocks: readonly unknown[]): unknown => {
  const schema = strapi.contentTypes[uid as keyof typeof strapi.contentTypes]?.attributes[attribute];
  return schema ? availabilityOf(strapi, 'texts').fromBlocks(blocks, schema as { type: string }) : blocks;
};
