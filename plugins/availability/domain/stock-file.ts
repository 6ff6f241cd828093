import { z } from 'zod';

import { MAX_COPIES } from './copies';
import type { Day } from './facts';

/** One line of the warehouse's file, as it is read. Undefined is "the file does not say": it stays as it is. */
export interface StockFileLine {
  /** The line in the file, beginning at 1. */
  readonly line: number;
  readonly orderNumber: string;
  readonly quantity: number | undefined;
  readonly expectedOn: Day | null | undefined;
}

export type LineProblem =
  'no-order-number' | 'unknown-order-number' | 'twice' | 'not-a-quantity' | 'not-a-day' | 'too-many-cells' | 'not-csv';

/** What is wrong with a line, with the value as it stands in the file. */
export interface LineError {
  readonly line: number;
  readonly problem: LineProblem;
  readonly value: string;
}

export type FileColumn = 'orderNumber' | 'quantity' | 'expectedOn';

/** What the columns are called, in the files that we make and in those of others; compared in small letters. */
const HEADINGS: Readonly<Record<FileColumn, readonly string[]>> = {
  orderNumber: [
    'order number',
    'ordernumber',
    'order_number',
    'bestellnummer',
    'bestell-nr.',
    'artikelnummer',
    'référence',
    'sku',
  ],
  quantity: ['quantity', 'copies', 'stock', 'menge', 'bestand', 'exemplare', 'anzahl', 'quantité', 'exemplaires'],
  expectedOn: ['expected on', 'expected date', 'expectedon', 'expected_on', 'erwartet am', 'liefertermin', 'prévu le'],
};

/** Which column a heading names, if it is one of ours. */
export const columnOf = (heading: string): FileColumn | null => {
  const name = heading.trim().toLowerCase();
  const found = Object.entries(HEADINGS).find(([, names]) => names.includes(name));
  return (found?.[0] as FileColumn | undefined) ?? null;
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
/** 2027-03-01, or 1.3.2027 as German spreadsheets write it. */
const DAY = z
  .string()
  .transform((value) => {
    const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(value) ?? [];
    return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : value;
  })
  .pipe(z.iso.date());

/** An apostrophe before = + - @ keeps a spreadsheet from taking a text for a formula; it is no part of the text. */
const withoutFormulaGuard = (value: string): string => value.replace(/^'(?=[=+\-@\t\r])/, '');

/**
 * Reads one line. An empty quantity leaves the quantity as it is; an empty day says that none is expected, if the file has
 * that column at all.
 */
export const readLine = (
  line: number,
  cells: Readonly<Partial<Record<FileColumn, string>>>
): { readonly entry: StockFileLine | null; readonly errors: readonly LineError[] } => {
  const errors: LineError[] = [];
  const cell = (column: FileColumn): string => withoutFormulaGuard((cells[column] ?? '').trim());
  const orderNumber = cell('orderNumber');
  if (orderNumber === '') errors.push({ line, problem: 'no-order-number', value: '' });

  const quantity = cell('quantity') === '' ? undefined : QUANTITY.safeParse(cell('quantity'));
  if (quantity && !quantity.success) errors.push({ line, problem: 'not-a-quantity', value: cell('quantity') });

  const expectedOn = cell('expectedOn') === '' ? null : DAY.safeParse(cell('expectedOn'));
  if (expectedOn && !expectedOn.success) errors.push({ line, problem: 'not-a-day', value: cell('expectedOn') });

  if (errors.length > 0) return { entry: null, errors };
  return {
    entry: {
      line,
      orderNumber,
      quantity: quantity?.data,
      expectedOn: cells.expectedOn === undefined ? undefined : (expectedOn?.data ?? null),
    },
    errors,
  };
};

/** Reads one line as its cells come, below a heading with these columns; null is a column that is not ours. */
export const readCells = (
  line: number,
  columns: readonly (FileColumn | null)[],
  cells: readonly string[]
): ReturnType<typeof readLine> => {
  // An unquoted delimiter in a title moves all that follows by one column: nothing of such a line can be believed.
  if (cells.length > columns.length) return { entry: null, errors: [{ line, problem: 'too-many-cells', value: '' }] };
  const named: Partial<Record<FileColumn, string>> = {};
  columns.forEach((column, index) => {
    if (column) named[column] = cells[index] ?? '';
  });
  return readLine(line, named);
};
