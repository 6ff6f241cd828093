import { parse, visit } from 'graphql';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Is this GraphQL question a plain read: queries only, nothing about the schema itself, one question and not a batch?
 *
 * @param body the JSON of a POST, or what stands in the address of a GET as an object
 */
export const isPlainRead = (body: unknown): boolean => {
  if (!isRecord(body) || typeof body.query !== 'string' || body.extensions !== undefined) return false;
  try {
    let plain = true;
    visit(parse(body.query, { noLocation: true }), {
      OperationDefinition: ({ operation }) => {
        if (operation !== 'query') plain = false;
      },
      Field: ({ name }) => {
        if (name.value === '__schema' || name.value === '__type') plain = false;
      },
    });
    return plain;
  } catch {
    return false; // not GraphQL: Apollo says what is wrong with it
  }
};
