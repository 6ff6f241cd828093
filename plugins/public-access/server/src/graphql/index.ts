import type { Context } from 'koa';

import { breathe } from '../breathing';
import { configOf, type Strapi } from '../strapi';
import type { DearQuestions } from '../questions/dear-questions';
import type { FanOuts } from '../questions/fan-outs';
import { createCostCheck, type Resolved } from './cost';
import { noteMutation } from './mutations';
import { refuseDeepVariables } from './variables';

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
export const guardGraphql = (strapi: Strapi, fanOuts: FanOuts, dear: DearQuestions): void => {
  if (!strapi.plugin('graphql')) return;
  const { limits } = configOf(strapi);
  const settings: ApolloSettings = strapi.config.get('plugin::graphql.apolloServer', {});
  let check: ((question: Resolved) => number) | null = null;
  const costs = {
    requestDidStart: () =>
      Promise.resolve({
        // To validate 450 fields of one name takes half a second: others have their turn between two such questions.
        parsingDidStart: breathe,
        async didResolveOperation(question: Resolved): Promise<void> {
          refuseDeepVariables(question.request.variables);
          check ??= createCostCheck(strapi, fanOuts);
          const share = check(question);
          const ctx = strapi.requestContext.get() as Context | undefined;
          if (!ctx) return;
          if (question.operation.operation === 'mutation') noteMutation(ctx);
          await dear.enter(ctx, share);
        },
      }),
  };
  strapi.config.set('plugin::graphql.apolloServer', {
    cors: false, // answered by this plugin, for all addresses alike
    ...settings,
    // Asked before Strapi’s “depthLimit”, which goes along every fragment again and again: 25 that double each other took 19 s.
    maxRecursiveSelections: limits.graphqlValues,
    parseOptions: { maxTokens: limits.graphqlTokens, ...settings.parseOptions },
    plugins: [...(settings.plugins ?? []), costs],
  });
  if (strapi.config.get('plugin::graphql.landingPage') === false) {
    strapi.config.set('plugin::graphql.landingPage', () => EMPTY_PAGE);
  }
};
