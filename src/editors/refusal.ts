import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** Why a field of the site's own content types is not stored. In English the field is named as the API names it, in German as the form does. */
const WORDS = {
  en: {
    isbn: (isbn: string) =>
      `isbn: “${isbn}” is not a valid ISBN. It needs 10 or 13 digits and a right check digit; look for a mistyped digit.`,
  },
  de: {
    isbn: (isbn: string) =>
      `ISBN: „${isbn}“ ist keine gültige ISBN. Sie braucht 10 oder 13 Ziffern und eine richtige Prüfziffer; suchen Sie nach einem Tippfehler.`,
  },
};

type Words = (typeof WORDS)['en'];

/**
 * Refuses what somebody writes, in the language of the admin where it was written there.
 *
 * @param field the attribute that has to be changed
 * @throws {errors.ValidationError} always
 */
export const refuse = (strapi: Core.Strapi, field: string, say: (words: Words) => string): never => {
  const editors = strapi.plugin('availability').service('editors') as { language: () => string };
  const message = say(editors.language().startsWith('de') ? WORDS.de : WORDS.en);
  throw new errors.ValidationError(message, { errors: [{ path: [field], message, name: 'ValidationError' }] });
};
