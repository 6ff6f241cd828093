import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

import { withRetry } from '@inprint/kit/transactions';
import { CsvError, parse } from 'csv-parse';
import { CsvError as HeadingError, parse as parseHeading } from 'csv-parse/sync';
import { stringify, type Stringifier } from 'csv-stringify';

import { turnOf } from '../../../domain/order-button';
import {
  announcedDelimiter,
  columnOf,
  delimiterOf,
  readCells,
  twinHeadingsIn,
  type FileColumn,
  type LineError,
  type StockFileLine,
} from '../../../domain/stock-file';
import { editionIn, languageOfHeadings, stockFileIn, type FileLanguage } from '../../../domain/stock-file-words';
import type { ReadableTitles } from '../readable-titles';
import { dayOf } from '../rows';
import { modelOf } from '../setup';
import { documentsOf, serviceOf, type Row, type Strapi } from '../strapi';
import type { DeskRow } from './stock-desk';
import type { QuantityChange } from './stock';

/** What a file would change about one edition. */
export interface StockFileChange {
  readonly line: number;
  readonly documentId: string;
  readonly orderNumber: string;
  readonly title: string;
  /** Copies on the shelf. */
  readonly quantity: { readonly from: number | null; readonly to: number } | null;
  readonly expectedOn: { readonly from: string | null; readonly to: string | null } | null;
  /** Would readers lose their order button? */
  readonly takesButton: boolean;
}

/** What takes the change of one edition back. */
interface Inverse {
  readonly documentId: string;
  readonly orderNumber: string;
  readonly quantity: QuantityChange | null;
  readonly expectedOn: StockFileChange['expectedOn'];
}

export interface StockFileReport {
  /** Lines with data. */
  readonly lines: number;
  readonly unchanged: number;
  readonly changes: readonly StockFileChange[];
  readonly errors: readonly LineError[];
  readonly applied: boolean;
  /** With this, `undo` takes back what was applied; null where nothing was. */
  readonly undo: string | null;
}

/** A file without the columns that it must have. */
export class MissingColumnError extends Error {}
/** A file with two columns for one thing. */
export class TwinColumnsError extends Error {
  constructor(readonly headings: readonly [string, string]) {
    super(`“${headings[0]}” and “${headings[1]}” name the same column: take one of them out, or rename it.`);
  }
}
/** Somebody else changed an edition in a way that no longer fits the file, while it was being applied. */
export class StockFileConflict extends Error {}

const MAX_LINES = 200_000;
export class TooManyLinesError extends Error {
  override readonly message = `A file may have at most ${MAX_LINES} lines. Split it.`;
}

/** With Excel's byte order mark and empty lines; how many cells a line has is looked at afterwards. */
const READING = {
  ...{ bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 100_000 },
  relax_quotes: true, // ="00123"
} as const;

/** The first piece of a file, which stays in it. */
const headOf = async (file: Readable): Promise<Buffer> => {
  await once(file, 'readable');
  const head = file.read() as Buffer | null;
  if (!head) return Buffer.alloc(0);
  file.unshift(head);
  return head;
};

const delimiterIn = (head: Buffer) =>
  announcedDelimiter(head.toString().split(/[\r\n]/, 1)[0] ?? '') ??
  delimiterOf((delimiter) => {
    try {
      const [headings = []] = parseHeading(head, { ...READING, delimiter, to: 1 });
      return headings;
    } catch (error) {
      if (error instanceof HeadingError) return []; // the quotation marks are in no place where this could part cells
      throw error;
    }
  });

/** Does Excel say here what parts the cells? Then it is no heading. */
const isAnnouncement = ([first = '', ...others]: readonly string[]): boolean =>
  /^sep=$/i.test(first.trim()) && others.every((cell) => cell === '');

/** Breaks of lines inside of quoted cells, and those of them that csv-parse counts twice. */
const breaksIn = (cells: readonly string[]): { readonly all: number; readonly twice: number } => {
  const breaks = cells.flatMap((cell) => cell.match(/\r\n|\r|\n/g) ?? []);
  return { all: breaks.length, twice: breaks.filter((one) => one === '\r\n').length };
};

/** The warehouse's file: written from the stock, and read into it. */
export const createStockFile = (strapi: Strapi) => {
  const read = async (
    file: Readable,
    language: string
  ): Promise<{ entries: StockFileLine[]; errors: LineError[]; lines: number }> => {
    const entries: StockFileLine[] = [];
    const errors: LineError[] = [];
    const lineOf = new Map<string, number>();
    let columns: (FileColumn | null)[] | null = null;
    let written = language;
    let lines = 0;
    let countedTwice = 0;
    const delimiter = delimiterIn(await headOf(file));
    const parser = file.pipe(parse({ ...READING, delimiter, info: true }));
    file.on('error', (error) => parser.destroy(error));
    try {
      for await (const item of parser) {
        const { record, info } = item as { record: string[]; info: { lines: number } };
        const breaks = breaksIn(record);
        countedTwice += breaks.twice;
        /** Where the record begins, as an editor counts. */
        const at = info.lines - countedTwice - breaks.all;
        if (!columns) {
          if (isAnnouncement(record)) continue;
          const twins = twinHeadingsIn(record);
          if (twins) throw new TwinColumnsError(twins);
          columns = record.map(columnOf);
          written = languageOfHeadings(record.map((heading) => heading.trim())) ?? language;
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
        const line = readCells(at, columns, record, written);
        errors.push(...line.errors);
        if (!line.entry) continue;
        const { orderNumber, record: id } = line.entry;
        const key = orderNumber === '' ? `record ${id}` : `number ${orderNumber}`;
        if (lineOf.has(key)) {
          errors.push({ line: at, problem: 'twice', value: orderNumber || id });
          continue;
        }
        lineOf.set(key, at);
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
    const count = quantity && ({ kind: 'quantity', change: { kind: 'count', copies: quantity.to } } as const);
    const takesButton = count !== null && turnOf(row, count) === 'taken';
    const { line, orderNumber } = entry;
    return { line, documentId: row.documentId, orderNumber, title: row.title, quantity, expectedOn, takesButton };
  };

  const setExpectedOn = (documentId: string, expectedOn: string | null): Promise<unknown> =>
    documentsOf(strapi, modelOf(strapi).stockStatus.uid).update({ documentId, data: { expectedOn } } as never);

  /**
   * @param changes in the order in which orders lock the editions, too: none waits for one that waits for it
   * @returns what takes them back
   */
  const apply = async (changes: readonly StockFileChange[], who: number | null): Promise<Inverse[]> => {
    const stock = serviceOf(strapi, 'stock');
    const write = async (): Promise<Inverse[]> => {
      const inverses: Inverse[] = [];
      for (const { documentId, orderNumber, quantity, expectedOn } of changes) {
        let inverse: QuantityChange | null = null;
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
          if (!outcome.ok) throw new StockFileConflict(orderNumber || documentId);
          inverse = outcome.inverse;
        }
        if (expectedOn) await setExpectedOn(documentId, expectedOn.to);
        inverses.push({ documentId, orderNumber, quantity: inverse, expectedOn });
      }
      return inverses;
    };
    return withRetry(strapi, async () => strapi.db.transaction(write)) as Promise<Inverse[]>;
  };

  /** Of each person, the last file that was applied: it can be taken back from every server. */
  const lastFileOf = (who: number | null) => {
    const place = { type: 'plugin', name: 'availability', key: `stock-file-${String(who ?? 'program')}` } as const;
    return {
      read: () => strapi.store.get(place) as Promise<{ id: string; inverses: Inverse[] } | null>,
      write: (id: string, inverses: readonly Inverse[]) => strapi.store.set({ ...place, value: { id, inverses } }),
      forget: () => strapi.store.delete(place),
    };
  };

  const takeBack = async ({ documentId, orderNumber, quantity, expectedOn }: Inverse, who: number | null) => {
    if (quantity) {
      const why = { reason: 'feed', note: null, who } as const;
      const outcome = await serviceOf(strapi, 'stock').change({ stockStatus: documentId, ...quantity, ...why });
      if (!outcome.ok) throw new StockFileConflict(orderNumber || documentId);
    }
    if (!expectedOn) return;
    const { uid } = modelOf(strapi).stockStatus;
    const stored = (await strapi.db.query(uid).findOne({ where: { documentId } })) as Row | null;
    // Somebody wrote another day since: that one holds.
    if (stored && dayOf(stored.expectedOn) === expectedOn.to) await setExpectedOn(documentId, expectedOn.from);
  };

  return {
    /**
     * Reads a file of order numbers with quantities or expected days: all of it is applied, or nothing.
     *
     * @param dryRun tells what would change, and changes nothing
     * @param titles those that whoever sends it may read
     * @param language of whoever sends it: it says how days are written, unless the headings are those of a file that was given out
     * @throws MissingColumnError, TwinColumnsError, TooManyLinesError, StockFileConflict
     */
    async take(
      file: Readable,
      dryRun: boolean,
      who: number | null,
      titles: ReadableTitles,
      language = 'en'
    ): Promise<StockFileReport> {
      const { entries, errors, lines } = await read(file, language);
      const desk = serviceOf(strapi, 'stockDesk');
      const numbers = entries.map(({ orderNumber }) => orderNumber).filter((number) => number !== '');
      const numbered = await desk.byOrderNumbers(numbers, titles);
      const records = entries.flatMap(({ orderNumber, record }) => (orderNumber === '' ? [record] : []));
      const recorded = await desk.byRecords(records, titles);
      const seen = new Set<string>();
      const found: { readonly change: StockFileChange; readonly row: DeskRow }[] = [];
      let unchanged = 0;
      for (const entry of entries) {
        const { line, orderNumber, record } = entry;
        const row = orderNumber === '' ? recorded.get(record) : numbered.get(orderNumber);
        if (!row) {
          const problem = orderNumber === '' ? 'unknown-record' : 'unknown-order-number';
          errors.push({ line, problem, value: orderNumber || record });
          continue;
        }
        if (seen.has(row.documentId)) {
          errors.push({ line, problem: 'twice', value: orderNumber || record });
          continue;
        }
        seen.add(row.documentId);
        const change = compare(entry, row);
        if (change) found.push({ change, row });
        else unchanged += 1;
      }
      errors.sort((one, other) => one.line - other.line);
      const applies = !dryRun && errors.length === 0;
      let undo: string | null = null;
      if (applies) {
        const inOrder = [...found].sort((one, other) => one.row.id - other.row.id);
        const inverses = await apply(
          inOrder.map(({ change }) => change),
          who
        );
        if (inverses.length > 0) {
          undo = randomUUID();
          await lastFileOf(who).write(undo, inverses);
        }
      }
      return { lines, unchanged, changes: found.map(({ change }) => change), errors, applied: applies, undo };
    },

    /**
     * Takes back the last file that somebody applied: all of it, or nothing. What was sold meanwhile stays sold.
     *
     * @returns how many editions; null where it is not their last one, or was taken back already
     * @throws StockFileConflict where there are not enough copies left
     */
    async undo(id: string, who: number | null): Promise<number | null> {
      const last = lastFileOf(who);
      return withRetry(strapi, async () =>
        strapi.db.transaction(async () => {
          const stored = await last.read();
          if (stored?.id !== id) return null;
          for (const inverse of stored.inverses) await takeBack(inverse, who);
          await last.forget();
          return stored.inverses.length;
        })
      ) as Promise<number | null>;
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
          const { documentId, orderNumber, title, edition, availability, onHand, committed, quantity, expectedOn } =
            row;
          // What is on the shelf stands under “Quantity”, as it is counted: the file can be read in again.
          const expected = expectedOn === null ? null : day(expectedOn);
          const named = editionIn(language, edition);
          const cells = [
            ...[orderNumber, title, named, states[availability], onHand, committed, quantity, expected],
            documentId,
          ];
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
