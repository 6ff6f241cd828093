import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** Why a field of the site's own content types is not stored. In English the field is named as the API names it, in German as the form does. */
const WORDS = {
  en: {
    isbn: (isbn: string) =>
      `isbn: “${isbn}” is not a valid ISBN. It needs 10 or 13 digits and a right check digit; look for a mistyped digit.`,
    longSlug: (most: number, length: number) => `slug must have at most ${most} characters; this one has ${length}.`,
    oddSlug: (better: string) => `slug must be lower-case letters and digits joined by hyphens, such as “${better}”.`,
    takenSlug: (slug: string) =>
      `slug: “${slug}” is taken by another entry in this language. Choose another one, or leave it empty.`,
  },
  de: {
    isbn: (isbn: string) =>
      `ISBN: „${isbn}“ ist keine gültige ISBN. Sie braucht 10 oder 13 Ziffern und eine richtige Prüfziffer; suchen Sie nach einem Tippfehler.`,
    longSlug: (most: number, length: number) =>
      `Webadresse: Höchstens ${most} Zeichen passen hinein; diese hat ${length}.`,
    oddSlug: (better: string) =>
      `Webadresse: Erlaubt sind Kleinbuchstaben und Ziffern, mit Bindestrichen dazwischen, wie „${better}“.`,
    takenSlug: (slug: string) =>
      `Webadresse: „${slug}“ hat schon ein anderer Eintrag in dieser Sprache. Wählen Sie eine andere, oder lassen Sie das Feld leer.`,
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
