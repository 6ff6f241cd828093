import config from './config';
import { guardGraphql } from './graphql';
import { keepSecretsOutOfLog } from './log';
import middlewares from './middlewares';
import { placeOurMiddlewares } from './placing';
import { trustProxies } from './proxies';
import { checkQuestions } from './questions/checking';
import type { FanOuts } from './questions/fan-outs';
import { createKnownLocaleMiddleware } from './readers/known-locale';
import { meetPublishedOnly } from './readers/published-joins';
import { createPublishedOnlyMiddleware } from './readers/published-only';
import { followLocales, type SiteLocales } from './readers/site-locales';
import services from './services';
import type { Strapi } from './strapi';

const localesOf = (strapi: Strapi): SiteLocales => strapi.plugin('public-access').service('locales') as SiteLocales;

const fanOutsOf = (strapi: Strapi): FanOuts => strapi.plugin('public-access').service('fanOuts') as FanOuts;

export default {
  config,
  middlewares,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    keepSecretsOutOfLog(strapi);
    trustProxies(strapi);
    placeOurMiddlewares(strapi);
    guardGraphql(strapi, fanOutsOf(strapi));
    strapi.documents.use(createKnownLocaleMiddleware(strapi, localesOf(strapi)) as never);
    strapi.documents.use(createPublishedOnlyMiddleware(strapi) as never);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    meetPublishedOnly(strapi);
    checkQuestions(strapi, fanOutsOf(strapi));
    await fanOutsOf(strapi).count();
    followLocales(strapi, localesOf(strapi));
  },
};
