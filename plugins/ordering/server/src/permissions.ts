import { registerActions } from '@inprint/kit/permissions';

import type { Strapi } from './strapi';

/** What roles in the admin can be allowed to do with orders and copies. */
export const PERMISSIONS = {
  read: 'plugin::ordering.orders.read',
  move: 'plugin::ordering.orders.move',
  privacy: 'plugin::ordering.orders.erase',
  reprint: 'plugin::ordering.reprint.read',
  stock: 'plugin::ordering.stock.change',
} as const;

const NAMES = {
  'orders.read': {
    en: 'See orders and addresses',
    de: 'Bestellungen und Anschriften sehen',
    fr: 'Voir les commandes et les adresses',
  },
  'orders.move': {
    en: 'Pass orders on, send and cancel them',
    de: 'Bestellungen weitergeben, versenden und stornieren',
    fr: 'Transmettre, expédier et annuler les commandes',
  },
  'orders.erase': {
    en: 'Export and erase addresses',
    de: 'Anschriften exportieren und löschen',
    fr: 'Exporter et effacer les adresses',
  },
  'reprint.read': {
    en: 'See the need for reprints and the history of copies',
    de: 'Nachdruckbedarf und Verlauf der Exemplare sehen',
    fr: 'Voir les besoins de réimpression et l’historique des exemplaires',
  },
  'stock.change': {
    en: 'Book deliveries and counts',
    de: 'Lieferungen und Zählungen buchen',
    fr: 'Enregistrer les livraisons et les comptages',
  },
} as const;

export const registerPermissions = (strapi: Strapi): Promise<void> =>
  registerActions(
    strapi,
    'ordering',
    Object.entries(NAMES).map(([uid, name]) => ({ uid, name }))
  );
