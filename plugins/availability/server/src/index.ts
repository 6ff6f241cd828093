import { describeApi } from '@inprint/kit/api-description';
import { bootstrapKit, registerKit } from '@inprint/kit/lifecycle';
import { declareTriggers, installTriggers } from '@inprint/kit/triggers';

import { mendGenerator } from './api-description/generator';
import { describeRoutes } from './api-description/routes';
import { explainAction } from './asked-for-action';
import { version } from '../../package.json';
import config, { OWN_STOCK_STATUS } from './config';
import contentTypes from './content-types';
import controllers from './controllers';
import { registerCustomFields } from './custom-fields';
import { prepareIndexes, stockTriggers } from './database';
import { createDefaultLocale } from './documents/default-locale';
import { prepareDecisionTable } from './decision-table';
import { followLanguages } from './documents/languages';
import { createKnownStates } from './documents/known-states';
import { createReading } from './documents/reading';
import { createWriting } from './documents/writing';
import { addActionToTypes } from './generated-types';
import { extendGraphql } from './graphql/schema';
import middlewares from './middlewares';
import { registerPermissions } from './permissions';
import routes from './routes';
import services from './services';
import { followSettings } from './services/following-settings';
import { prepareDesk } from './services/stock-desk';
import { checkStoredStock, ensureStoredStockChecked, isReady, tellSetupProblems, usesOwnStockType } from './setup';
import { configOf, serviceOf, type Strapi } from './strapi';
import { createStripAction } from './strip-action';
import { prepareTitleIndex, titleTriggers } from './title-search';
import { mentionTriggers } from './usage/mention-index';
import { createWithheldFiles } from './withheld-files';

/** The stock type that comes with the plugin is not offered beside another one that is in use. */
const hideOwnStockType = (strapi: Strapi): void => {
  strapi.plugin('graphql')?.service('extension').shadowCRUD(OWN_STOCK_STATUS).disable();
  const schema = strapi.get('content-types').get(OWN_STOCK_STATUS as never) as { pluginOptions?: object } | undefined;
  if (schema) schema.pluginOptions = { ...schema.pluginOptions, 'content-manager': { visible: false } };
};

export default {
  config,
  contentTypes,
  controllers,
  middlewares,
  routes,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    registerKit(strapi, 'availability', version);
    // Also where the plugin stands still: triggers that do not fit any more must not stop Strapi from changing its tables.
    for (const set of [stockTriggers(strapi), titleTriggers(strapi), mentionTriggers(strapi)])
      declareTriggers(strapi, set);
    registerCustomFields(strapi);
    describeApi(strapi, 'availability', () => describeRoutes(strapi));
    mendGenerator(strapi);
    addActionToTypes(strapi);
    if (!usesOwnStockType(strapi)) hideOwnStockType(strapi);
    strapi.hook('strapi::content-types.beforeSync').register(() => prepareDecisionTable(strapi));
    strapi.hook('strapi::content-types.afterSync').register(() => checkStoredStock(strapi));
    if (isReady(strapi) && configOf(strapi).active) extendGraphql(strapi);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    await bootstrapKit(strapi, 'availability', version);
    // Also where the plugin stands still: Strapi takes permissions from roles that nobody knows at the start.
    await registerPermissions(strapi);
    await ensureStoredStockChecked(strapi);
    if (!isReady(strapi)) return tellSetupProblems(strapi);
    await prepareIndexes(strapi);
    await installTriggers(strapi, 'availability');
    await prepareTitleIndex(strapi);
    await installTriggers(strapi, 'titles');
    await prepareDesk(strapi);
    await serviceOf(strapi, 'usage').prepare();
    strapi.documents.use(createWriting(strapi) as never);
    followLanguages(strapi);
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
