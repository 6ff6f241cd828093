import type { IncomingMessage } from 'node:http';

import { isPlainRead } from '../../../domain/graphql-question';
import { createPersistedQueries } from '../../../domain/persisted-query';
import type { Kind } from '../../../domain/question';

/** GraphQL: only plain queries are kept, and what is kept was one. */
export const createGraphqlCheck = (graphqlPath: string) => {
  const persisted = createPersistedQueries();

  const parametersOf = (request: IncomingMessage): Record<string, unknown> =>
    Object.fromEntries(new URLSearchParams((request.url ?? '').slice(graphqlPath.length + 1)));

  /** The question of a query that is named by its hash; null where nobody knows it. Puts its text into the address. */
  const restore = (request: IncomingMessage): unknown => {
    const restored = persisted.restore(parametersOf(request));
    if (!restored) return null;
    // Apollo may have been told of the query by nobody: what was kept never came to it.
    if (restored.query !== null) request.url = `${request.url}&query=${encodeURIComponent(restored.query)}`;
    return restored.question;
  };

  const questionOf = (request: IncomingMessage, body: Buffer | null): unknown => {
    if (body === null) return parametersOf(request);
    try {
      return JSON.parse(body.toString());
    } catch {
      return null; // no JSON: Apollo says what is wrong with it
    }
  };

  /** @param isKept is there an answer to the same bytes? Then they are a plain query */
  return (kind: Kind, request: IncomingMessage, body: Buffer | null, isKept: boolean): boolean => {
    const isPersisted = kind === 'graphql-get' && request.url?.includes('extensions=') === true;
    if (isKept && !isPersisted) return true;
    const question = isPersisted ? restore(request) : questionOf(request, body);
    return isPlainRead(question);
  };
};
