import config from './config';
import controllers from './controllers';
import { registerCustomFields } from './custom-fields';
import { prepareDatabase } from './database';
import { createDefaultLocale } from './documents/default-locale';
import { createReading } from './documents/reading';
import { createWriting } from './documents/writing';
import { extendGraphql } from './graphql/schema';
import { registerPermissions } from './permissions';
import routes from './routes';
import services from './services';
import { prepareDesk } from './services/stock-desk';
import { configOf, serviceOf, type Strapi } from './strapi';
import { createStripAction } from './strip-action';
import { prepareTitleSearch } from './title-search';
import { createWithheldFiles } from './withheld-files';

export default {
  config,
  controllers,
  routes,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    registerCustomFields(strapi);
    if (configOf(strapi).active) extendGraphql(strapi);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    await prepareDatabase(strapi);
    await prepareTitleSearch(strapi);
    await prepareDesk(strapi);
    await registerPermissions(strapi);
    await serviceOf(strapi, 'usage').prepare();
    strapi.documents.use(createWriting(strapi) as never);
    if (!configOf(strapi).active) return;
    strapi.documents.use(createDefaultLocale(strapi) as never);
    strapi.documents.use(createReading(strapi) as never);
    strapi.server.use(createStripAction(strapi) as never);
    strapi.server.use(createWithheldFiles(strapi) as never);
    strapi.db.lifecycles.subscribe({
      models: ['plugin::i18n.locale', 'strapi::core-store'],
      afterCreate: () => serviceOf(strapi, 'settings').forgetLocales(),
      afterUpdate: () => serviceOf(strapi, 'settings').forgetLocales(),
      afterDelete: () => serviceOf(strapi, 'settings').forgetLocales(),
    });
  },
};
