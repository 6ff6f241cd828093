import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

const STOCK_DESK = { en: 'Stock desk', de: 'Lagerbestand', fr: 'Gestion du stock' };
const BUTTON_TEXTS = { en: 'Button texts', de: 'Texte der Schaltflächen', fr: 'Textes des boutons' };

/** What roles can be allowed, in Strapi's own permission screen. Ids take no digits and no underscores. */
const ACTIONS = [
  {
    uid: 'stock.read',
    subCategory: STOCK_DESK,
    name: {
      en: 'See stock, and why a page offers what it offers',
      de: 'Bestand sehen, und warum eine Seite anbietet, was sie anbietet',
      fr: 'Voir le stock, et pourquoi une page propose ce qu’elle propose',
    },
  },
  {
    uid: 'stock.change',
    subCategory: STOCK_DESK,
    name: {
      en: 'Change stock: quantities, states, expected days',
      de: 'Bestand ändern: Mengen, Zustände, erwartete Tage',
      fr: 'Modifier le stock\u00a0: quantités, états, jours attendus',
    },
  },
  {
    uid: 'stock.import',
    subCategory: STOCK_DESK,
    name: {
      en: 'Upload stock files',
      de: 'Bestandsdateien hochladen',
      fr: 'Téléverser des fichiers de stock',
    },
  },
  {
    uid: 'texts.read',
    subCategory: BUTTON_TEXTS,
    name: {
      en: 'See the texts of buttons and notices',
      de: 'Texte der Schaltflächen und Hinweise sehen',
      fr: 'Voir les textes des boutons et des avis',
    },
  },
  {
    uid: 'texts.change',
    subCategory: BUTTON_TEXTS,
    name: {
      en: 'Write texts, in the languages the role may write',
      de: 'Texte schreiben, in den Sprachen, die die Rolle schreiben darf',
      fr: 'Rédiger les textes, dans les langues que le rôle peut modifier',
    },
  },
  {
    uid: 'fallbacks.change',
    subCategory: BUTTON_TEXTS,
    name: {
      en: 'Say which language comes next',
      de: 'Festlegen, welche Sprache als nächste kommt',
      fr: 'Choisir quelle langue vient ensuite',
    },
  },
] as const;

/** As roles hold it. */
export const SEES_STOCK = 'plugin::availability.stock.read';

export const registerPermissions = (strapi: Strapi): Promise<void> => registerActions(strapi, 'availability', ACTIONS);
