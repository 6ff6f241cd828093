import { errors } from '@strapi/utils';

/**
 * Refuses a part of a question in words, with a code that programs know it by.
 *
 * @param path where in the question it stands, such as `['filters', 'materials']`
 * @throws {errors.ValidationError} always
 */
export const refuse = (code: string, path: readonly string[], message: string): never => {
  throw new errors.ValidationError(message, { code, errors: [{ code, path, message, name: 'ValidationError' }] });
};
