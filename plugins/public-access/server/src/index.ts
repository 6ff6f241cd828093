import config from './config';
import { keepSecretsOutOfLog } from './log';
import middlewares from './middlewares';
import { placeOurMiddlewares } from './placing';
import { trustProxies } from './proxies';
import { createKnownLocaleMiddleware } from './readers/known-locale';
import { createPublishedOnlyMiddleware } from './readers/published-only';
import { followLocales, type SiteLocales } from './readers/site-locales';
import services from './services';
import type { Strapi } from './strapi';

const localesOf = (strapi: Strapi): SiteLocales => strapi.plugin('public-access').service('locales') as SiteLocales;

export default {
  config,
  middlewares,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    keepSecretsOutOfLog(strapi);
    trustProxies(strapi);
    placeOurMiddlewares(strapi);
    strapi.documents.use(createKnownLocaleMiddleware(strapi, localesOf(strapi)) as never);
    strapi.documents.use(createPublishedOnlyMiddleware(strapi) as never);
  },

  bootstrap({ strapi }: { strapi: Strapi }): void {
    followLocales(strapi, localesOf(strapi));
  },
};
