import type { Core } from '@strapi/strapi';

import { checkIsbn } from './materials/isbn-middleware';
import { createKnownLocaleMiddleware } from './locales/known-locale';
import { createPublishedOnlyMiddleware } from './readers/published-only';
import { prepareFirstStart } from './setup/first-start';
import { createSlugMiddleware } from './slugs/document-middleware';

/** A plugin that was not built is skipped by Strapi without a word: say it, and how to mend it. */
const requirePlugins = (strapi: Core.Strapi): void => {
  for (const name of ['availability', 'ordering']) {
    if (!strapi.plugins[name]) {
      throw new Error(`The plugin “${name}” is not there. Build the plugins first: npm run build:plugins`);
    }
  }
};

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    requirePlugins(strapi);
    strapi.documents.use(createKnownLocaleMiddleware(strapi) as never);
    strapi.documents.use(createPublishedOnlyMiddleware(strapi) as never);
    strapi.documents.use(checkIsbn as never);
    strapi.documents.use(createSlugMiddleware(strapi) as never);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await prepareFirstStart(strapi);
  },
};
