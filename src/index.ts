import type { Core } from '@strapi/strapi';

import { createIsbnCheck } from './materials/isbn-middleware';
import { forgetSite } from './locales/site-locales';
import { createKnownLocaleMiddleware } from './locales/known-locale';
import { createPublicationDate } from './news/publication-date';
import { createPublishedOnlyMiddleware } from './readers/published-only';
import { prepareFirstStart } from './setup/first-start';
import { openNewLanguages } from './setup/roles';
import { makeReadingIndexes } from './setup/reading-indexes';
import { createSlugMiddleware } from './slugs/document-middleware';

/** A plugin that was not built is skipped by Strapi without a word: say it, and how to mend it. */
const requirePlugins = (strapi: Core.Strapi): void => {
  for (const name of ['availability', 'ordering', 'response-cache', 'translation-desk', 'typo3-import']) {
    if (!strapi.plugins[name]) {
      throw new Error(`The plugin “${name}” is not there. Build the plugins first: npm run build:plugins`);
    }
  }
};

interface CacheService {
  readonly whenChanged: (listener: (changed: ReadonlySet<string> | null) => void) => void;
}

/** What the portal remembers of these between requests is read anew when another server changed them. */
const REMEMBERED = ['plugin::i18n.locale', 'strapi::core-store', 'plugin::availability.locale-decision'];

/** A locale or a text that another server changed: no answer is made with the old one once the cache knows of the change. */
const forgetSiteWithCache = (strapi: Core.Strapi): void => {
  const tables = REMEMBERED.map((uid) => strapi.db.metadata.get(uid).tableName);
  (strapi.plugin('response-cache').service('cache') as CacheService).whenChanged((changed) => {
    if (changed === null || tables.some((table) => changed.has(table))) forgetSite(strapi);
  });
};

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    requirePlugins(strapi);
    strapi.documents.use(createKnownLocaleMiddleware(strapi) as never);
    strapi.documents.use(createPublishedOnlyMiddleware(strapi) as never);
    strapi.documents.use(createIsbnCheck(strapi) as never);
    strapi.documents.use(createPublicationDate(strapi) as never);
    strapi.documents.use(createSlugMiddleware(strapi) as never);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    forgetSiteWithCache(strapi);
    await makeReadingIndexes(strapi.db.connection);
    await prepareFirstStart(strapi);
    openNewLanguages(strapi);
  },
};
