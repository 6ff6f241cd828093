import { configOf, type Strapi } from '../strapi';
import type { FanOuts } from '../questions/fan-outs';
import { createCostCheck, type Resolved } from './cost';

interface ApolloSettings {
  readonly plugins?: readonly unknown[];
  readonly parseOptions?: object;
}

/** In place of Apollo's own page, which loads scripts of other sites even where no page is wanted. */
const EMPTY_PAGE = {
  serverWillStart: () =>
    Promise.resolve({
      renderLandingPage: () =>
        Promise.resolve({
          html: '<!doctype html><html lang="en"><title>GraphQL</title><p>Send questions by POST.</p></html>',
        }),
    }),
};

/** Sets Strapi's GraphQL up so that a question's cost is known before it is worked on, and that what is off is off. */
export const guardGraphql = (strapi: Strapi, fanOuts: FanOuts): void => {
  if (!strapi.plugin('graphql')) return;
  const { limits } = configOf(strapi);
  const settings: ApolloSettings = strapi.config.get('plugin::graphql.apolloServer', {});
  let check: ((question: Resolved) => void) | null = null;
  const costs = {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation(question: Resolved): Promise<void> {
          check ??= createCostCheck(strapi, fanOuts);
          check(question);
          return Promise.resolve();
        },
      }),
  };
  strapi.config.set('plugin::graphql.apolloServer', {
    cors: false, // answered by this plugin, for all addresses alike
    ...settings,
    parseOptions: { maxTokens: limits.graphqlTokens, ...settings.parseOptions },
    plugins: [...(settings.plugins ?? []), costs],
  });
  if (strapi.config.get('plugin::graphql.landingPage') === false) {
    strapi.config.set('plugin::graphql.landingPage', () => EMPTY_PAGE);
  }
};
