import { bootstrapKit, registerKit } from '@inprint/kit/lifecycle';

import { version } from '../../package.json';
import config from './config';
import controllers from './controllers';
import { prepareDatabase } from './database';
import { registerPermissions } from './permissions';
import routes from './routes';
import services from './services';
import { isReady, serviceOf, type Strapi } from './strapi';
import { sweepTemporaryFolders } from './temporary-folder';

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
    await registerPermissions(strapi);
    if (!isReady(strapi)) {
      strapi.log.error('The plugin “typo3-import” stands still: it needs the plugin “availability”, set up.');
      return;
    }
    await prepareDatabase(strapi);
    sweepTemporaryFolders();
    await serviceOf(strapi, 'imports').sweep();
  },

  async destroy({ strapi }: { strapi: Strapi }): Promise<void> {
    if (isReady(strapi)) await serviceOf(strapi, 'imports').settle();
  },
};
