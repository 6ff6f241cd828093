import { errors } from '@strapi/utils';

import type { Strapi } from './strapi';

/** Why a slug is not stored. In English the field is named as the API names it, in German as a form does. */
const WORDS = {
  en: {
    long: (field: string, max: number, length: number) =>
      `${field} must have at most ${max} characters; this one has ${length}.`,
    odd: (field: string, better: string) =>
      `${field} must be lower-case letters and digits joined by hyphens, such as “${better}”.`,
    taken: (field: string, slug: string) =>
      `${field}: “${slug}” is taken by another entry in this language. Choose another one, or leave it empty.`,
  },
  de: {
    long: (_field: string, max: number, length: number) =>
      `Webadresse: Höchstens ${max} Zeichen passen hinein; diese hat ${length}.`,
    odd: (_field: string, better: string) =>
      `Webadresse: Erlaubt sind Kleinbuchstaben und Ziffern, mit Bindestrichen dazwischen, wie „${better}“.`,
    taken: (_field: string, slug: string) =>
      `Webadresse: „${slug}“ hat schon ein anderer Eintrag in dieser Sprache. Wählen Sie eine andere, oder lassen Sie das Feld leer.`,
  },
};

type Words = (typeof WORDS)['en'];

/** The language in which the person whose request this is uses the admin; English for programs. */
const languageOfEditor = (strapi: Strapi): string => {
  const { route, user } = strapi.requestContext.get()?.state ?? {};
  const chosen: unknown = route?.info?.type === 'admin' ? user?.preferedLanguage : null;
  return typeof chosen === 'string' ? chosen : 'en';
};

/**
 * Refuses what somebody writes, in the language of the admin where it was written there.
 *
 * @param field the attribute that has to be changed
 * @throws {errors.ValidationError} always
 */
export const refuse = (strapi: Strapi, field: string, say: (words: Words) => string): never => {
  const message = say(languageOfEditor(strapi).startsWith('de') ? WORDS.de : WORDS.en);
  throw new errors.ValidationError(message, { errors: [{ path: [field], message, name: 'ValidationError' }] });
};
