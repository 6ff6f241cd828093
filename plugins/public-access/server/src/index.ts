import { breathe } from './breathing';
import config from './config';
import { guardGraphql } from './graphql';
import { checkInputsOfStrapi } from './inputs/strapi-controllers';
import { keepSecretsOutOfLog } from './log';
import middlewares from './middlewares';
import { placeOurMiddlewares } from './placing';
import { trustProxies } from './proxies';
import { checkQuestions } from './questions/checking';
import type { DearQuestions } from './questions/dear-questions';
import type { FanOuts } from './questions/fan-outs';
import { createKnownLocaleMiddleware } from './readers/known-locale';
import { meetPublishedOnly } from './readers/published-joins';
import { createPublishedOnlyMiddleware } from './readers/published-only';
import { followLocales, type SiteLocales } from './readers/site-locales';
import services from './services';
import type { Strapi } from './strapi';

const localesOf = (strapi: Strapi): SiteLocales => strapi.plugin('public-access').service('locales') as SiteLocales;

const dearQuestionsOf = (strapi: Strapi): DearQuestions =>
  strapi.plugin('public-access').service('dearQuestions') as DearQuestions;

const fanOutsOf = (strapi: Strapi): FanOuts => strapi.plugin('public-access').service('fanOuts') as FanOuts;

/** Strapi looks through an answer's entries one after the other: between two of them, others have their turn. */
const breatheBetweenEntries = (strapi: Strapi): void => {
  const afterOthers = async (entry: unknown): Promise<unknown> => {
    await breathe();
    return entry;
  };
  strapi.sanitizers.add('content-api.output', () => afterOthers as never);
};

export default {
  config,
  middlewares,
  services,

  register({ strapi }: { strapi: Strapi }): void {
    keepSecretsOutOfLog(strapi);
    trustProxies(strapi);
    placeOurMiddlewares(strapi);
    checkInputsOfStrapi(strapi);
    breatheBetweenEntries(strapi);
    guardGraphql(strapi, fanOutsOf(strapi), dearQuestionsOf(strapi));
    strapi.documents.use(createKnownLocaleMiddleware(strapi, localesOf(strapi)) as never);
    strapi.documents.use(createPublishedOnlyMiddleware(strapi) as never);
  },

  async bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
    meetPublishedOnly(strapi);
    checkQuestions(strapi, fanOutsOf(strapi), dearQuestionsOf(strapi));
    await fanOutsOf(strapi).count();
    followLocales(strapi, localesOf(strapi));
  },
};
