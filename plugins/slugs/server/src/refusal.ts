import { errors } from '@strapi/utils';

import type { Strapi } from './strapi';

/** Why a slug is not stored. In English the field is named as the API names it, in German and French as a form does. */
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
  fr: {
    long: (_field: string, max: number, length: number) =>
      `Adresse web\u00a0: ${max} caractères au maximum\u00a0; celle-ci en compte ${length}.`,
    odd: (_field: string, better: string) =>
      `Adresse web\u00a0: minuscules et chiffres, reliés par des traits d’union, par exemple «\u00a0${better}\u00a0».`,
    taken: (_field: string, slug: string) =>
      `Adresse web\u00a0: «\u00a0${slug}\u00a0» appartient déjà à un autre contenu dans cette langue. Choisissez-en une autre, ou laissez le champ vide.`,
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
  const language = languageOfEditor(strapi).split('-')[0];
  const message = say(language === 'de' || language === 'fr' ? WORDS[language] : WORDS.en);
  throw new errors.ValidationError(message, { errors: [{ path: [field], message, name: 'ValidationError' }] });
};
