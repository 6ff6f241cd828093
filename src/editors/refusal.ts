import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** Why a field of the site's own content types is not stored. In English the field is named as the API names it, in German and French as the form does. */
const WORDS = {
  en: {
    isbn: (isbn: string) =>
      `isbn: “${isbn}” is not a valid ISBN. It needs 10 or 13 digits and a right check digit; look for a mistyped digit.`,
  },
  de: {
    isbn: (isbn: string) =>
      `ISBN: „${isbn}“ ist keine gültige ISBN. Sie braucht 10 oder 13 Ziffern und eine richtige Prüfziffer; suchen Sie nach einem Tippfehler.`,
  },
  fr: {
    isbn: (isbn: string) =>
      `ISBN\u00a0: «\u00a0${isbn}\u00a0» n’est pas un ISBN valide. Il faut 10 ou 13 chiffres et une clé de contrôle correcte\u00a0; cherchez un chiffre mal saisi.`,
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
  const language = editors.language().split('-')[0];
  const message = say(language === 'de' || language === 'fr' ? WORDS[language] : WORDS.en);
  throw new errors.ValidationError(message, { errors: [{ path: [field], message, name: 'ValidationError' }] });
};
