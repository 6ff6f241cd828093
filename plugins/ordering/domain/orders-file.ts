import { countryNameOf } from './country';
import type { OrderState } from './order-state';

/** What stands in a row of the file: a line of an order, with the order that it is of. */
const COLUMNS = [
  'number',
  'state',
  'ordered',
  'name',
  'organisation',
  'street',
  'postalCode',
  'city',
  'country',
  'email',
  'orderNumber',
  'title',
  'language',
  'quantity',
  // After what was there before: shippers' programs count columns.
  'tracking',
] as const;

interface OrdersFile {
  readonly name: string;
  /** What spreadsheets of this language want between cells. */
  readonly delimiter: string;
  readonly headings: Readonly<Record<(typeof COLUMNS)[number], string>>;
  readonly states: Readonly<Record<OrderState, string>>;
  /** A language whose dates spreadsheets of this language take for dates. */
  readonly dates: string;
}

/** The list of orders for the shipper, as people who work in that language read it. */
const FILES = {
  de: {
    name: 'bestellungen.csv',
    delimiter: ';',
    headings: {
      number: 'Bestellung',
      state: 'Stand',
      ordered: 'Bestellt am',
      name: 'Name',
      organisation: 'Organisation',
      street: 'Straße',
      postalCode: 'Postleitzahl',
      city: 'Ort',
      country: 'Land',
      email: 'E-Mail',
      orderNumber: 'Bestellnummer',
      title: 'Titel',
      language: 'Sprache',
      quantity: 'Menge',
      tracking: 'Sendungsnummer',
    },
    states: { received: 'Eingegangen', 'passed-on': 'Weitergegeben', sent: 'Verschickt', cancelled: 'Storniert' },
    dates: 'de',
  },
  en: {
    name: 'orders.csv',
    delimiter: ',',
    headings: {
      number: 'Order',
      state: 'State',
      ordered: 'Ordered on',
      name: 'Name',
      organisation: 'Organisation',
      street: 'Street',
      postalCode: 'Postal code',
      city: 'City',
      country: 'Country',
      email: 'E-mail',
      orderNumber: 'Order number',
      title: 'Title',
      language: 'Language',
      quantity: 'Quantity',
      tracking: 'Tracking number',
    },
    states: { received: 'Received', 'passed-on': 'Passed on', sent: 'Sent', cancelled: 'Cancelled' },
    // 2027-03-01: what is day and what is month is not the same for everybody who reads English.
    dates: 'sv',
  },
  fr: {
    name: 'commandes.csv',
    delimiter: ';',
    headings: {
      number: 'Commande',
      state: 'État',
      ordered: 'Commandé le',
      name: 'Nom',
      organisation: 'Organisation',
      street: 'Rue',
      postalCode: 'Code postal',
      city: 'Ville',
      country: 'Pays',
      email: 'E-mail',
      orderNumber: 'Référence',
      title: 'Titre',
      language: 'Langue',
      quantity: 'Quantité',
      tracking: 'Numéro de suivi',
    },
    states: { received: 'Reçue', 'passed-on': 'Transmise', sent: 'Expédiée', cancelled: 'Annulée' },
    dates: 'fr',
  },
} as const satisfies Record<string, OrdersFile>;

export type FileLanguage = keyof typeof FILES;

/** The file's language for a language of the admin: English where there is none. */
export const fileLanguageOf = (language: unknown): FileLanguage => {
  const base = typeof language === 'string' ? language.split('-')[0] : undefined;
  return base === 'de' || base === 'fr' ? base : 'en';
};

/** A time zone as browsers name it, such as `Europe/Berlin`; UTC where it is not one. */
export const timeZoneOf = (timeZone: unknown): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: String(timeZone) }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
};

/** How a file says what is stored: codes and moments in words of its language. What is not known stays as it is. */
export const cellsOf = (language: FileLanguage, timeZone: string) => {
  const { dates, states } = FILES[language];
  const [day, time] = [
    new Intl.DateTimeFormat(dates, { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    new Intl.DateTimeFormat(dates, { timeZone, hour: '2-digit', minute: '2-digit' }),
  ];
  const languages = new Intl.DisplayNames([language], { type: 'language' });
  return {
    state: (state: OrderState): string => states[state],
    moment: (moment: string): string => {
      const date = new Date(moment);
      return Number.isNaN(date.getTime()) ? moment : `${day.format(date)} ${time.format(date)}`;
    },
    country: (code: string): string => (/^[A-Z]{2}$/.test(code) ? countryNameOf(code, language) : code),
    language: (code: string): string => {
      try {
        return languages.of(code) ?? code;
      } catch {
        return code; // not a language tag
      }
    },
  };
};

export const ordersFileIn = (language: FileLanguage): OrdersFile => FILES[language];

/** The columns in their order, headed in the file's language. */
export const columnsOf = ({ headings }: OrdersFile): { key: string; header: string }[] =>
  COLUMNS.map((key) => ({ key, header: headings[key] }));
