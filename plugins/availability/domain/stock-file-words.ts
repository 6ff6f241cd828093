import type { Availability } from './availability';
import type { Day } from './facts';

interface StockFileWords {
  readonly name: string;
  /** What spreadsheets of this language want between cells. */
  readonly delimiter: string;
  /** Order number, title, edition, state, quantity, committed, available, expected day, record. */
  readonly headings: readonly string[];
  readonly allLanguages: string;
  readonly states: Readonly<Record<Availability, string>>;
  /** As spreadsheets of this language take it for a day, and as the file is read again. */
  readonly day: (day: Day) => string;
}

const asStored = (day: Day): string => day;

/** The file of all editions, as people who work in that language read it. */
const FILES = {
  de: {
    name: 'bestand.csv',
    delimiter: ';',
    headings: [
      ...['Bestellnummer', 'Titel', 'Ausgabe', 'Zustand', 'Menge', 'Davon zugesagt', 'Verfügbar', 'Erwartet am'],
      'Datensatz',
    ],
    allLanguages: 'Alle Sprachen',
    states: {
      'in-stock': 'Lieferbar',
      'on-demand': 'Druck auf Bestellung',
      'not-yet-available': 'Noch nicht erschienen',
      'out-of-stock': 'Zurzeit nicht vorrätig',
      reprinting: 'Wird nachgedruckt',
      'reprint-undecided': 'Ausverkauft, Nachdruck offen',
      'out-of-print': 'Vergriffen',
      replaced: 'Ersetzt',
      withdrawn: 'Zurückgezogen',
    },
    day: (day) => day.split('-').reverse().join('.'),
  },
  en: {
    name: 'stock.csv',
    delimiter: ',',
    headings: [
      ...['Order number', 'Title', 'Edition', 'State', 'Quantity', 'Committed', 'Available', 'Expected on'],
      'Record',
    ],
    allLanguages: 'All languages',
    states: {
      'in-stock': 'In stock',
      'on-demand': 'Printed on demand',
      'not-yet-available': 'Not yet available',
      'out-of-stock': 'Temporarily out of stock',
      reprinting: 'Being reprinted',
      'reprint-undecided': 'Sold out, reprint undecided',
      'out-of-print': 'Out of print',
      replaced: 'Replaced',
      withdrawn: 'Withdrawn',
    },
    day: asStored,
  },
  fr: {
    name: 'stock.csv',
    delimiter: ';',
    headings: [
      ...['Référence', 'Titre', 'Édition', 'État', 'Quantité', 'Dont engagés', 'Disponibles', 'Prévu le'],
      'Enregistrement',
    ],
    allLanguages: 'Toutes les langues',
    states: {
      'in-stock': 'En stock',
      'on-demand': 'Imprimé à la demande',
      'not-yet-available': 'À paraître',
      'out-of-stock': 'Temporairement en rupture de stock',
      reprinting: 'En cours de réimpression',
      'reprint-undecided': 'Plus d’exemplaires, réimpression non décidée',
      'out-of-print': 'Épuisé',
      replaced: 'Remplacé',
      withdrawn: 'Retiré',
    },
    day: (day) => day.split('-').reverse().join('/'),
  },
} as const satisfies Record<string, StockFileWords>;

export type FileLanguage = keyof typeof FILES;
export const FILE_LANGUAGES = ['de', 'en', 'fr'] as const satisfies readonly FileLanguage[];

/** The file's language for a language of the admin: English where there is none. */
export const fileLanguageOf = (language: unknown): FileLanguage => {
  const base = typeof language === 'string' ? language.split('-')[0] : undefined;
  return FILE_LANGUAGES.find((one) => one === base) ?? 'en';
};

/** The language of a file that was given out here, by its headings: it may come back by somebody who works in another. */
export const languageOfHeadings = (headings: readonly string[]): FileLanguage | null =>
  FILE_LANGUAGES.find((language) => FILES[language].headings.every((heading) => headings.includes(heading))) ?? null;

export const stockFileIn = (language: FileLanguage): StockFileWords => FILES[language];

/** The edition as a file names it: its language, or that it is for all. */
export const editionIn = (language: FileLanguage, edition: string | null): string => {
  if (edition === null) return FILES[language].allLanguages;
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(edition) ?? edition;
  } catch {
    return edition; // not a language tag
  }
};
