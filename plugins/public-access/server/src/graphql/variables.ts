import { GraphQLError } from 'graphql';

/** Nobody nests a variable so deep; whatever walks along it, GraphQL itself first of all, would run out of stack. */
const MAX_DEPTH = 60;

/** @throws {GraphQLError} 400, before anything looks into variables that are nested without end */
export const refuseDeepVariables = (variables: unknown): void => {
  let level = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      throw new GraphQLError(`Variables are nested at most ${MAX_DEPTH} levels deep.`, {
        extensions: { code: 'VARIABLES_TOO_DEEP', http: { status: 400 } },
      });
    }
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
};
