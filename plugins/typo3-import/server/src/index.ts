import { bootstrapKit, registerKit } from '@inprint/kit/lifecycle';

import { version } from '../../package.json';
import config from './config';
import controllers from './controllers';
import { prepareDatabase } from './database';
import { registerPermissions } from './permissions';
import routes from './routes';
import services from './services';
import { serviceOf, type Strapi } from './strapi';

export default {
  config,
  controllers,
  routes,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    registerKit(strapi, 'typo3-import', version);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    await bootstrapKit(strapi, 'typo3-import', version);
    if (!strapi.plugins.availability) throw new Error('plugin::typo3-import needs the plugin “availability”.');
    await registerPermissions(strapi);
    await prepareDatabase(strapi);
    await serviceOf(strapi, 'imports').sweep();
  },

  async destroy({ strapi }: { strapi: Strapi }): Promise<void> {
    await serviceOf(strapi, 'imports').settle();
  },
};
