import { GraphQLError } from 'graphql';

import { levelsOf } from '../../../domain/levels';

/** Nobody nests a variable so deep; whatever walks along it, GraphQL itself first of all, would run out of stack. */
const MAX_DEPTH = 60;

/** @throws {GraphQLError} 400, before anything looks into variables that are nested without end */
export const refuseDeepVariables = (variables: unknown): void => {
  let depth = 0;
  for (const _level of levelsOf(variables)) {
    if (depth > MAX_DEPTH) {
      throw new GraphQLError(`Variables are nested at most ${MAX_DEPTH} levels deep.`, {
        extensions: { code: 'VARIABLES_TOO_DEEP', http: { status: 400 } },
      });
    }
    depth += 1;
  }
};
