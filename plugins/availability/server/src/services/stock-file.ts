import { once } from 'node:events';
import type { Readable } from 'node:stream';

import { withRetry } from '@inprint/kit/transactions';
import { CsvError, parse } from 'csv-parse';
import { CsvError as HeadingError, parse as parseHeading } from 'csv-parse/sync';
import { stringify, type Stringifier } from 'csv-stringify';

import {
  columnOf,
  delimiterOf,
  readCells,
  type FileColumn,
  type LineError,
  type StockFileLine,
} from '../../../domain/stock-file';
import { editionIn, stockFileIn, type FileLanguage } from '../../../domain/stock-file-words';
import type { ReadableTitles } from '../readable-titles';
import { modelOf } from '../setup';
import { documentsOf, serviceOf, type Strapi } from '../strapi';
import type { DeskRow } from './stock-desk';

/** What a file would change about one edition. */
export interface StockFileChange {
  readonly line: number;
  readonly documentId: string;
  readonly orderNumber: string;
  readonly title: string;
  /** Copies on the shelf. */
  readonly quantity: { readonly from: number | null; readonly to: number } | null;
  readonly expectedOn: { readonly from: string | null; readonly to: string | null } | null;
}

export interface StockFileReport {
  /** Lines with data. */
  readonly lines: number;
  readonly unchanged: number;
  readonly changes: readonly StockFileChange[];
  readonly errors: readonly LineError[];
  readonly applied: boolean;
}

/** A file without the columns that it must have. */
export class MissingColumnError extends Error {}
/** Somebody else changed an edition in a way that no longer fits the file, while it was being applied. */
export class StockFileConflict extends Error {}

const MAX_LINES = 200_000;
export class TooManyLinesError extends Error {
  override readonly message = `A file may have at most ${MAX_LINES} lines. Split it.`;
}

/** With Excel's byte order mark and empty lines; how many cells a line has is looked at afterwards. */
const READING = { bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 100_000 } as const;

/** The first piece of a file, which stays in it. */
const headOf = async (file: Readable): Promise<Buffer> => {
  await once(file, 'readable');
  const head = file.read() as Buffer | null;
  if (!head) return Buffer.alloc(0);
  file.unshift(head);
  return head;
};

const delimiterIn = (head: Buffer) =>
  delimiterOf((delimiter) => {
    try {
      const [headings = []] = parseHeading(head, { ...READING, delimiter, to: 1 });
      return headings;
    } catch (error) {
      if (error instanceof HeadingError) return []; // the quotation marks are in no place where this could part cells
      throw error;
    }
  });

/** The warehouse's file: written from the stock, and read into it. */
export const createStockFile = (strapi: Strapi) => {
  const read = async (file: Readable): Promise<{ entries: StockFileLine[]; errors: LineError[]; lines: number }> => {
    const entries: StockFileLine[] = [];
    const errors: LineError[] = [];
    const lineOf = new Map<string, number>();
    let columns: (FileColumn | null)[] | null = null;
    let lines = 0;
    const delimiter = delimiterIn(await headOf(file));
    const parser = file.pipe(parse({ ...READING, delimiter, info: true }));
    file.on('error', (error) => parser.destroy(error));
    try {
      for await (const item of parser) {
        const { record, info } = item as { record: string[]; info: { lines: number } };
        if (!columns) {
          columns = record.map(columnOf);
          if (!columns.includes('orderNumber') || !(columns.includes('quantity') || columns.includes('expectedOn'))) {
            throw new MissingColumnError(
              'The first line must name the columns: “Order number”, and “Quantity” or “Expected on” (German: Bestellnummer, Menge, Erwartet am).'
            );
          }
          continue;
        }
        if (record.every((cell) => cell.trim() === '')) continue;
        lines += 1;
        if (lines > MAX_LINES) throw new TooManyLinesError();
        const line = readCells(info.lines, columns, record);
        errors.push(...line.errors);
        if (!line.entry) continue;
        if (lineOf.has(line.entry.orderNumber)) {
          errors.push({ line: info.lines, problem: 'twice', value: line.entry.orderNumber });
          continue;
        }
        lineOf.set(line.entry.orderNumber, info.lines);
        entries.push(line.entry);
      }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      errors.push({ line: Number((error as { lines?: number }).lines ?? 1), problem: 'not-csv', value: '' });
    }
    if (!columns && errors.length === 0) throw new MissingColumnError('The file is empty.');
    return { entries, errors, lines };
  };

  const compare = (entry: StockFileLine, row: DeskRow): StockFileChange | null => {
    const quantity =
      entry.quantity === undefined || entry.quantity === row.onHand ? null : { from: row.onHand, to: entry.quantity };
    const expectedOn =
      entry.expectedOn === undefined || entry.expectedOn === row.expectedOn
        ? null
        : { from: row.expectedOn, to: entry.expectedOn };
    if (!quantity && !expectedOn) return null;
    const { line, orderNumber } = entry;
    return { line, documentId: row.documentId, orderNumber, title: row.title, quantity, expectedOn };
  };

  /** @param changes in the order in which orders lock the editions, too: none waits for one that waits for it */
  const apply = async (changes: readonly StockFileChange[], who: number | null): Promise<void> => {
    const stock = serviceOf(strapi, 'stock');
    const write = async (): Promise<void> => {
      for (const { documentId, orderNumber, quantity, expectedOn } of changes) {
        if (quantity) {
          const outcome = await stock.change({
            stockStatus: documentId,
            kind: 'count',
            copies: quantity.to,
            seen: quantity.from,
            reason: 'feed',
            note: null,
            who,
          });
          if (!outcome.ok) throw new StockFileConflict(orderNumber);
        }
        if (expectedOn) {
          await documentsOf(strapi, modelOf(strapi).stockStatus.uid).update({
            documentId,
            data: { expectedOn: expectedOn.to },
          } as never);
        }
      }
    };
    await withRetry(strapi, async () => strapi.db.transaction(write));
  };

  return {
    /**
     * Reads a file of order numbers with quantities or expected days: all of it is applied, or nothing.
     *
     * @param dryRun tells what would change, and changes nothing
     * @param titles those that whoever sends it may read
     * @throws MissingColumnError, TooManyLinesError, StockFileConflict
     */
    async take(file: Readable, dryRun: boolean, who: number | null, titles: ReadableTitles): Promise<StockFileReport> {
      const { entries, errors, lines } = await read(file);
      const known = await serviceOf(strapi, 'stockDesk').byOrderNumbers(
        entries.map(({ orderNumber }) => orderNumber),
        titles
      );
      const found: { readonly change: StockFileChange; readonly row: DeskRow }[] = [];
      let unchanged = 0;
      for (const entry of entries) {
        const row = known.get(entry.orderNumber);
        if (!row) {
          errors.push({ line: entry.line, problem: 'unknown-order-number', value: entry.orderNumber });
          continue;
        }
        const change = compare(entry, row);
        if (change) found.push({ change, row });
        else unchanged += 1;
      }
      errors.sort((one, other) => one.line - other.line);
      const applies = !dryRun && errors.length === 0;
      if (applies) {
        const inOrder = [...found].sort((one, other) => one.row.id - other.row.id);
        await apply(
          inOrder.map(({ change }) => change),
          who
        );
      }
      return { lines, unchanged, changes: found.map(({ change }) => change), errors, applied: applies };
    },

    /** All editions as CSV, as spreadsheets of that language want it. */
    write(language: FileLanguage, titles: ReadableTitles): Stringifier {
      const { day, delimiter, headings, states } = stockFileIn(language);
      const file = stringify({
        bom: true,
        delimiter,
        escape_formulas: true,
        header: true,
        columns: headings.map((header, index) => ({ key: String(index), header })),
      });
      const fill = async (): Promise<void> => {
        for await (const row of serviceOf(strapi, 'stockDesk').all(titles)) {
          const { orderNumber, title, edition, availability, onHand, committed, quantity, expectedOn } = row;
          // What is on the shelf stands under “Quantity”, as it is counted: the file can be read in again.
          const expected = expectedOn === null ? null : day(expectedOn);
          const named = editionIn(language, edition);
          const cells = [orderNumber, title, named, states[availability], onHand, committed, quantity, expected];
          const more = file.write(cells);
          if (!more) await new Promise<void>((resolve) => file.once('drain', resolve));
          if (file.destroyed) return;
        }
        file.end();
      };
      fill().catch((error: Error) => file.destroy(error));
      return file;
    },
  };
};
