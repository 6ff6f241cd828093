import type { Core } from '@strapi/strapi';

import { createIsbnCheck } from './materials/isbn-middleware';
import { createPublicationDate } from './news/publication-date';
import { prepareFirstStart } from './setup/first-start';
import { openNewLanguages } from './setup/roles';
import { makeReadingIndexes } from './setup/reading-indexes';

const PLUGINS = [
  'availability', 'operations', 'ordering', 'public-access', 'response-cache', 'slugs', 'translation-desk', 'typo3-import',
]; // prettier-ignore

/** A plugin that was not built is skipped by Strapi without a word: say it, and how to mend it. */
const requirePlugins = (strapi: Core.Strapi): void => {
  for (const name of PLUGINS) {
    if (!strapi.plugins[name]) {
      throw new Error(`The plugin “${name}” is not there. Build the plugins first: npm run build:plugins`);
    }
  }
};

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    requirePlugins(strapi);
    strapi.documents.use(createIsbnCheck(strapi) as never);
    strapi.documents.use(createPublicationDate(strapi) as never);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await makeReadingIndexes(strapi.db.connection);
    await prepareFirstStart(strapi);
    openNewLanguages(strapi);
  },
};
