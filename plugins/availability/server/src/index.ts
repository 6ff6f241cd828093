import { bootstrapKit, registerKit } from '@inprint/kit/lifecycle';
import { declareTriggers, installTriggers } from '@inprint/kit/triggers';

import { explainAction } from './asked-for-action';
import { version } from '../../package.json';
import config from './config';
import contentTypes from './content-types';
import controllers from './controllers';
import { registerCustomFields } from './custom-fields';
import { prepareIndexes, stockTriggers } from './database';
import { createDefaultLocale } from './documents/default-locale';
import { createKnownStates } from './documents/known-states';
import { createReading } from './documents/reading';
import { createWriting } from './documents/writing';
import { extendGraphql } from './graphql/schema';
import { registerPermissions } from './permissions';
import routes from './routes';
import services from './services';
import { DECISIONS } from './services/decisions';
import { followSettings } from './services/following-settings';
import { prepareDesk } from './services/stock-desk';
import { configOf, serviceOf, type Strapi } from './strapi';
import { createStripAction } from './strip-action';
import { prepareTitleIndex, titleTriggers } from './title-search';
import { mentionTriggers } from './usage/mention-index';
import { createWithheldFiles } from './withheld-files';

export default {
  config,
  contentTypes,
  controllers,
  routes,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    registerKit(strapi, 'availability', version);
    for (const set of [stockTriggers(strapi), titleTriggers(strapi), mentionTriggers(strapi)])
      declareTriggers(strapi, set);
    registerCustomFields(strapi);
    // Decisions are the admin's: GraphQL knows no type of them.
    strapi.plugin('graphql')?.service('extension').shadowCRUD(DECISIONS).disable();
    if (configOf(strapi).active) extendGraphql(strapi);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    await bootstrapKit(strapi, 'availability', version);
    await prepareIndexes(strapi);
    await installTriggers(strapi, 'availability');
    await prepareTitleIndex(strapi);
    await installTriggers(strapi, 'titles');
    await prepareDesk(strapi);
    await registerPermissions(strapi);
    await serviceOf(strapi, 'usage').prepare();
    strapi.documents.use(createWriting(strapi) as never);
    if (!configOf(strapi).active) return;
    strapi.documents.use(createDefaultLocale(strapi) as never);
    strapi.documents.use(createKnownStates(strapi) as never);
    strapi.documents.use(createReading(strapi) as never);
    strapi.server.use(explainAction as never);
    strapi.server.use(createStripAction(strapi) as never);
    strapi.server.use(createWithheldFiles(strapi) as never);
    followSettings(strapi);
  },
};
