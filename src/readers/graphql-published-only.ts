import { GraphQLError, valueFromASTUntyped, visit, type DocumentNode } from 'graphql';

import { DRAFTS_REFUSED, READERS_STRATEGY } from './published-only';

interface Operation {
  readonly document: DocumentNode;
  readonly request: { readonly variables?: Record<string, unknown> };
  readonly contextValue: { readonly state?: { readonly auth?: { readonly strategy?: { readonly name?: string } } } };
}

/**
 * Apollo plugin. In GraphQL every relation takes a `status` of its own, and these are loaded without the Document
 * Service: so the whole query is looked through before it runs.
 */
export const graphqlPublishedOnly = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, request, contextValue }: Operation): Promise<void> {
        if (contextValue.state?.auth?.strategy?.name !== READERS_STRATEGY) return;
        visit(document, {
          Argument({ name, value }) {
            if (name.value !== 'status') return;
            const status: unknown = valueFromASTUntyped(value, request.variables);
            if (status !== undefined && status !== null && String(status).toLowerCase() !== 'published') {
              throw new GraphQLError(DRAFTS_REFUSED, { extensions: { code: 'FORBIDDEN', http: { status: 403 } } });
            }
          },
        });
      },
    };
  },
};
