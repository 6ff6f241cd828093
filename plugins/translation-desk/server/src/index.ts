import { bootstrapKit, registerKit } from '@inprint/kit/lifecycle';
import { declareTriggers } from '@inprint/kit/triggers';

import { version } from '../../package.json';
import config from './config';
import controllers from './controllers';
import { prepareDatabase, titleTriggers } from './database';
import { createRelationCopying } from './documents/copy-relations';
import { trackFiles } from './documents/track-files';
import { createTranslationTracking } from './documents/track-translations';
import { createReading, knowsLifecycles } from './documents/reading';
import { extendGraphql } from './graphql';
import { registerPermissions, renamePermissions } from './permissions';
import { createParameters, registerParameters } from './reading-parameters';
import routes from './routes';
import services from './services';
import { serviceOf, standsStillBecause, type Strapi } from './strapi';

let isStopped = false;

/** Work that need not be done before the site answers; what goes wrong is logged. */
const inBackground = (strapi: Strapi, work: Promise<unknown>): void =>
  void work.catch((error: unknown) =>
    strapi.log.error(`translation-desk: ${error instanceof Error ? error.message : String(error)}`)
  );

export default {
  config,
  controllers,
  routes,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    registerKit(strapi, 'translation-desk', version);
    declareTriggers(strapi, titleTriggers(strapi));
    registerParameters(strapi);
    extendGraphql(strapi);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    await bootstrapKit(strapi, 'translation-desk', version);
    await renamePermissions(strapi);
    await registerPermissions(strapi);
    const problem = standsStillBecause(strapi);
    if (problem !== null) {
      strapi.log.error(`The plugin “translation-desk” stands still: ${problem}.`);
      return;
    }
    await prepareDatabase(strapi);
    const translations = serviceOf(strapi, 'translations');
    strapi.documents.use(createReading(strapi, { fallsBackInLists: await knowsLifecycles(strapi) }) as never);
    strapi.documents.use(createTranslationTracking(strapi) as never);
    trackFiles(strapi);
    strapi.documents.use(createRelationCopying(strapi) as never);
    strapi.server.use(createParameters(strapi) as never);
    strapi.db.lifecycles.subscribe({
      models: ['plugin::i18n.locale'],
      afterCreate: () => translations.alignLocales(),
      afterDelete: () => translations.alignLocales(),
    });
    await translations.alignLocales();
    isStopped = false;
    inBackground(
      strapi,
      translations.catchUp(() => isStopped)
    );
  },

  destroy(): void {
    isStopped = true;
  },
};
