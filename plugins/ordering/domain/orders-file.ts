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
] as const;

interface OrdersFile {
  readonly name: string;
  /** What spreadsheets of this language want between cells. */
  readonly delimiter: string;
  readonly headings: Readonly<Record<(typeof COLUMNS)[number], string>>;
  readonly states: Readonly<Record<OrderState, string>>;
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
    },
    states: { received: 'Eingegangen', 'passed-on': 'Weitergegeben', sent: 'Verschickt', cancelled: 'Storniert' },
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
    },
    states: { received: 'Received', 'passed-on': 'Passed on', sent: 'Sent', cancelled: 'Cancelled' },
  },
} as const satisfies Record<string, OrdersFile>;

export type FileLanguage = keyof typeof FILES;

/** The file's language for a language of the admin: English where there is none. */
export const fileLanguageOf = (language: unknown): FileLanguage =>
  typeof language === 'string' && /^de\b/.test(language) ? 'de' : 'en';

export const ordersFileIn = (language: FileLanguage): OrdersFile => FILES[language];

/** The columns in their order, headed in the file's language. */
export const columnsOf = ({ headings }: OrdersFile): { key: string; header: string }[] =>
  COLUMNS.map((key) => ({ key, header: headings[key] }));
