import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { parse, type CsvError } from 'csv-parse';
import StreamArray from 'stream-json/streamers/StreamArray';

import { SourceProblem, type Source, type SourceRow } from './source';

const BATCH = 500;
const LONGEST_RECORD = 16 * 1024 * 1024;

const bytesOf = (value: unknown): Buffer | null => {
  if (value === null || value === undefined) return null;
  return Buffer.from(typeof value === 'object' ? JSON.stringify(value) : String(value));
};

/** Which character parts the fields: exports from German offices use “;”, phpMyAdmin “,”. */
const delimiterOf = async (file: string): Promise<string> => {
  const input = createReadStream(file, { end: 64 * 1024 });
  const parts: Buffer[] = [];
  for await (const part of input as AsyncIterable<Buffer>) parts.push(part);
  const [head = ''] = Buffer.concat(parts).toString('latin1').split('\n');
  const counts = [',', ';', '\t'].map((character) => ({ character, count: head.split(character).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).character;
};

const csvRows = async function* (file: string, table: string): AsyncGenerator<SourceRow> {
  const delimiter = await delimiterOf(file);
  const parser = createReadStream(file).pipe(
    parse({ bom: true, encoding: null, delimiter, info: true, skip_empty_lines: true, max_record_size: LONGEST_RECORD })
  );
  let columns: string[] | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: (Buffer | string)[];
      info: { lines: number };
    }>) {
      if (columns === null) columns = record.map((field) => String(field).trim());
      else {
        // phpMyAdmin writes NULL without quotes, MySQL's own export \N.
        const values = record.map((field) => {
          const isNull = field.length <= 4 && ['NULL', '\\N'].includes(field.toString());
          // After a byte order mark the parser gives text.
          return isNull ? null : Buffer.from(field as string);
        });
        yield { table, columns, values, place: `${path.basename(file)}, line ${info.lines}` };
      }
    }
  } catch (error) {
    const { lines, message } = error as CsvError & { lines?: number };
    throw new SourceProblem(
      'file-line',
      { place: `${path.basename(file)}${lines ? `, line ${lines}` : ''}`, why: message },
      { cause: error }
    );
  }
};

const jsonRows = async function* (file: string, table: string): AsyncGenerator<SourceRow> {
  const items = createReadStream(file).pipe(StreamArray.withParser()) as AsyncIterable<{ key: number; value: unknown }>;
  try {
    for await (const { key, value } of items) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new SourceProblem('no-json-row', {
          place: `${path.basename(file)}, entry ${key + 1}`,
          example: '{ "uid": 1, "title": "…" }',
        });
      }
      const columns = Object.keys(value);
      yield {
        table,
        columns,
        values: Object.values(value).map(bytesOf),
        place: `${path.basename(file)}, entry ${key + 1}`,
      };
    }
  } catch (error) {
    if (error instanceof SourceProblem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceProblem('no-json', { file: path.basename(file), why: reason }, { cause: error });
  }
};

const READERS: Readonly<Record<string, (file: string, table: string) => AsyncGenerator<SourceRow>>> = {
  '.csv': csvRows,
  '.json': jsonRows,
};

/** A folder with one file for each table: `tx_news_domain_model_news.csv`, `sys_file.json`. */
export const openFolder = async (folder: string): Promise<Source> => {
  const files = (await readdir(folder)).filter((file) => path.extname(file).toLowerCase() in READERS).sort();
  if (files.length === 0) {
    throw new SourceProblem('no-tables', { folder });
  }
  return {
    description: `folder ${folder}`,
    async *read(wants) {
      for (const file of files) {
        const { name, ext } = path.parse(file);
        const reader = READERS[ext.toLowerCase()];
        if (!reader || !wants(name)) continue;
        let rows: SourceRow[] = [];
        for await (const row of reader(path.join(folder, file), name)) {
          rows.push(row);
          if (rows.length === BATCH) {
            yield rows;
            rows = [];
          }
        }
        if (rows.length > 0) yield rows;
      }
    },
    close: async () => {},
  };
};
