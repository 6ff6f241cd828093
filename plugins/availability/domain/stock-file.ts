import { z } from 'zod';

import { MAX_COPIES } from './copies';
import type { Day } from './facts';

/** One line of the warehouse's file, as it is read. Undefined is "the file does not say": it stays as it is. */
export interface StockFileLine {
  /** The line in the file, beginning at 1. */
  readonly line: number;
  /** Empty where the edition is named by its record. */
  readonly orderNumber: string;
  /** The stock status, as a file that was downloaded names it; empty in files of others. */
  readonly record: string;
  readonly quantity: number | undefined;
  readonly expectedOn: Day | null | undefined;
}

export type LineProblem =
  | 'no-order-number'
  | 'unknown-order-number'
  | 'unknown-record'
  | 'twice'
  | 'not-a-quantity'
  | 'not-a-day'
  | 'too-many-cells'
  | 'not-csv';

/** What is wrong with a line, with the value as it stands in the file. */
export interface LineError {
  readonly line: number;
  readonly problem: LineProblem;
  readonly value: string;
  /** How a day is written in the language that the file was sent in. */
  readonly example?: string;
}

export type FileColumn = 'orderNumber' | 'record' | 'quantity' | 'expectedOn';

/** What the columns are called, in the files that we make and in those of others; letters and digits alone are compared. */
const HEADINGS: Readonly<Record<FileColumn, readonly string[]>> = {
  orderNumber: [
    ...['order number', 'order no', 'item number', 'item no', 'product number', 'SKU'],
    ...['Bestellnummer', 'Bestell-Nr.', 'Best.-Nr.', 'Artikelnummer', 'Artikel-Nr.', 'Art.-Nr.'],
    ...['référence', 'réf.', 'numéro de commande', 'n° de commande'],
  ],
  record: ['record', 'Datensatz', 'enregistrement'],
  quantity: [
    ...['quantity', 'qty', 'copies', 'stock', 'on hand', 'in stock'],
    ...['Menge', 'Bestand', 'Lagerbestand', 'Exemplare', 'Anzahl', 'Stück', 'Stückzahl'],
    ...['quantité', 'qté', 'exemplaires'],
  ],
  expectedOn: [
    ...['expected on', 'expected', 'expected date', 'delivery date'],
    ...['erwartet am', 'erwartet', 'Liefertermin', 'Lieferdatum', 'lieferbar ab'],
    ...['prévu le', 'date prévue', 'date de livraison'],
  ],
};

const bareName = (heading: string): string =>
  heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const COLUMN_OF: ReadonlyMap<string, FileColumn> = new Map(
  Object.entries(HEADINGS).flatMap(([column, names]) =>
    names.map((name) => [bareName(name), column as FileColumn] as const)
  )
);

/** Which column a heading names, if it is one of ours. */
export const columnOf = (heading: string): FileColumn | null => COLUMN_OF.get(bareName(heading)) ?? null;

/** Two headings that mean the same: which of them to believe, nobody can know. */
export const twinHeadingsIn = (headings: readonly string[]): readonly [string, string] | null => {
  const seen = new Map<FileColumn, string>();
  for (const heading of headings) {
    const column = columnOf(heading);
    if (!column) continue;
    const before = seen.get(column);
    if (before !== undefined) return [before.trim(), heading.trim()];
    seen.set(column, heading);
  }
  return null;
};

/** What may part the cells of a line: spreadsheets write “;” in German, “,” in English, and a tab when copied from. */
const DELIMITERS = [';', ',', '\t'] as const;
type Delimiter = (typeof DELIMITERS)[number];

/**
 * What parts the cells of a file: that by which its heading names most of our columns. It is chosen once, for titles hold the
 * others: to part “WM-2502;Meine Daten, 3;500” by both would book 3 copies.
 *
 * @param headingsBy the cells of the first line, parted by one delimiter
 */
export const delimiterOf = (headingsBy: (delimiter: Delimiter) => readonly string[]): Delimiter =>
  DELIMITERS.map((delimiter) => ({
    delimiter,
    known: headingsBy(delimiter).filter((heading) => columnOf(heading) !== null).length,
  })).reduce((best, one) => (one.known > best.known ? one : best)).delimiter;

const QUANTITY = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .pipe(z.number().max(MAX_COPIES));
/** What Excel is told by the first line of a file: what parts the cells. */
export const announcedDelimiter = (firstLine: string): Delimiter | null => {
  const [, sign] = /^\uFEFF?"?sep=([;,\t])"?\s*$/i.exec(firstLine) ?? [];
  return DELIMITERS.find((delimiter) => delimiter === sign) ?? null;
};

/** Nobody expects copies before or after: `1.3.0026` is a slip. */
const YEARS = { first: 2000, last: 2199 };
/** Where both 1/3 and 3/1 are written, a slash tells no day. */
const AMBIGUOUS = new Set(['en']);

/** How people who use a language write a day in figures: what parts them, where the day comes first. */
const dayFirstSignOf = (language: string): string | null => {
  if (AMBIGUOUS.has(language.split('-')[0] ?? '')) return null;
  const parts = new Intl.DateTimeFormat(language, { dateStyle: 'short' }).formatToParts(new Date(2027, 2, 1));
  return parts[0]?.type === 'day' ? (parts[1]?.value ?? null) : null;
};

/** A day as it is written in a language, for people who have to write one. */
const exampleDay = (language: string): string => {
  const sign = dayFirstSignOf(language);
  return sign === null ? '2027-03-01' : sign === '.' ? '1.3.2027' : `01${sign}03${sign}2027`;
};

/** 2027-03-01, 1.3.2027 as points are read alike everywhere, or with the sign that parts the figures in the language. */
const readDay = (value: string, language: string): Day | null => {
  const [, day, sign, month, year] = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(value) ?? [];
  const isRead = day && month && year && (sign === '.' || sign === dayFirstSignOf(language));
  const written = isRead ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : value;
  const read = z.iso.date().safeParse(written);
  if (!read.success) return null;
  const given = Number(read.data.slice(0, 4));
  return given >= YEARS.first && given <= YEARS.last ? read.data : null;
};

/** An apostrophe before = + - @ keeps a spreadsheet from taking a text for a formula; it is no part of the text. */
const withoutFormulaGuard = (value: string): string => value.replace(/^'(?=[=+\-@\t\r])/, '');

/** `="00123"`: how leading zeros are kept in Excel. */
const withoutTextFormula = (value: string): string => /^="([^"]*)"$/.exec(value)?.[1]?.trim() ?? value;

/**
 * Reads one line. An empty quantity leaves the quantity as it is; an empty day says that none is expected, if the file has
 * that column at all.
 *
 * @param language of whoever sent the file: it says how days are written
 */
export const readLine = (
  line: number,
  cells: Readonly<Partial<Record<FileColumn, string>>>,
  language = 'en'
): { readonly entry: StockFileLine | null; readonly errors: readonly LineError[] } => {
  const errors: LineError[] = [];
  const cell = (column: FileColumn): string => withoutTextFormula(withoutFormulaGuard((cells[column] ?? '').trim()));
  const orderNumber = cell('orderNumber');
  const record = cell('record');
  if (orderNumber === '' && record === '') errors.push({ line, problem: 'no-order-number', value: '' });

  const quantity = cell('quantity') === '' ? undefined : QUANTITY.safeParse(cell('quantity'));
  if (quantity && !quantity.success) errors.push({ line, problem: 'not-a-quantity', value: cell('quantity') });

  const written = cell('expectedOn');
  const expectedOn = written === '' ? null : readDay(written, language);
  if (written !== '' && expectedOn === null) {
    errors.push({ line, problem: 'not-a-day', value: written, example: exampleDay(language) });
  }

  if (errors.length > 0) return { entry: null, errors };
  return {
    entry: {
      line,
      orderNumber,
      record,
      quantity: quantity?.data,
      expectedOn: cells.expectedOn === undefined ? undefined : expectedOn,
    },
    errors,
  };
};

/** Reads one line as its cells come, below a heading with these columns; null is a column that is not ours. */
export const readCells = (
  line: number,
  columns: readonly (FileColumn | null)[],
  cells: readonly string[],
  language = 'en'
): ReturnType<typeof readLine> => {
  // An unquoted delimiter in a title moves all that follows by one column: nothing of such a line can be believed.
  if (cells.length > columns.length) return { entry: null, errors: [{ line, problem: 'too-many-cells', value: '' }] };
  const named: Partial<Record<FileColumn, string>> = {};
  columns.forEach((column, index) => {
    if (column) named[column] = cells[index] ?? '';
  });
  return readLine(line, named, language);
};
