import Database from 'better-sqlite3';

import type { Mapping, RecordMapping } from '../../../domain/mapping';
import { isNewsTable } from '../../../domain/mapping';
import { isLeftOut, textOf, type OldRow } from '../../../domain/record';
import { decodeText, type CharsetMend } from '../../../domain/source/charset';
import type { Source } from '../sources/source';

/**
 * By what rows of TYPO3's tables are looked up besides their uid: a file reference by what it belongs to, a link by its news.
 * These tables are always read.
 */
const KEYS: Readonly<Record<string, (row: OldRow) => string>> = {
  pages: () => '',
  sys_category: () => '',
  sys_category_record_mm: (row) => `${textOf(row, 'tablenames')}:${textOf(row, 'uid_foreign')}`,
  sys_file: (row) => textOf(row, 'identifier'),
  sys_file_metadata: (row) => textOf(row, 'file'),
  sys_file_reference: (row) => `${textOf(row, 'tablenames')}:${textOf(row, 'uid_foreign')}:${textOf(row, 'fieldname')}`,
  sys_redirect: () => '',
  tt_content: (row) => textOf(row, 'tx_news_related_news'),
  tt_news_cat: () => '',
  tt_news_cat_mm: (row) => textOf(row, 'uid_local'),
  tt_news_related_mm: (row) => textOf(row, 'uid_local'),
  tx_news_domain_model_link: (row) => textOf(row, 'parent'),
  tx_news_domain_model_news_related_mm: (row) => textOf(row, 'uid_local'),
  tx_news_domain_model_news_tag_mm: (row) => textOf(row, 'uid_local'),
  tx_news_domain_model_tag: () => '',
  tx_realurl_uniqalias: (row) => `${textOf(row, 'tablename')}:${textOf(row, 'value_id')}`,
};

/** Columns that every TYPO3 table has, or that hold nothing to import. */
const TECHNICAL =
  /^(?:uid|pid|tstamp|crdate|cruser_id|deleted|hidden|starttime|endtime|sorting|fe_group|editlock|t3ver_\w+|t3_origuid|l1[08]n_\w+|sys_language_uid|import_id|import_source|\w*diffsource|rowDescription|related_from|sitemap_\w+|no_cache|content_elements|CType|colPos|type|istopnews|page|archive|archivedate)$/i;

/** Columns of news that the importer follows besides those of the mapping. */
const FOLLOWED = new Set([
  'categories',
  'category',
  'tags',
  'related',
  'related_links',
  'links',
  'fal_related_files',
  'news_files',
  'fal_media',
  'internalurl',
  'externalurl',
  'ext_url',
  'path_segment',
]);

/** Values longer than this are no text of an article. */
const LONGEST_VALUE = 4 * 1024 * 1024;

export interface StagedNotes {
  readonly rows: number;
  /** Rows that were left out, by table and reason. */
  readonly leftOut: readonly {
    readonly table: string;
    readonly reason: 'deleted' | 'workspace';
    readonly rows: number;
  }[];
  readonly mended: readonly {
    readonly table: string;
    readonly column: string;
    readonly mend: CharsetMend;
    readonly values: number;
    readonly example: string;
  }[];
  /** Columns with content that the mapping has no place for. */
  readonly unused: readonly { readonly table: string; readonly column: string; readonly rows: number }[];
  readonly missingTables: readonly string[];
}

export interface StagedRow {
  readonly table: string;
  readonly uid: number;
  readonly place: string;
  readonly row: OldRow;
}

const SCHEMA = `
  CREATE TABLE staged (tbl TEXT NOT NULL, uid INTEGER NOT NULL, key TEXT NOT NULL, place TEXT NOT NULL, json TEXT NOT NULL);
`;
/** Made after the rows are in: faster, and smaller. */
const INDEXES = `
  CREATE INDEX staged_uid ON staged (tbl, uid);
  CREATE INDEX staged_key ON staged (tbl, key) WHERE key <> '';
`;

interface Stored {
  readonly tbl: string;
  readonly uid: number;
  readonly place: string;
  readonly json: string;
}

const toRow = ({ tbl, uid, place, json }: Stored): StagedRow => ({
  table: tbl,
  uid,
  place,
  row: JSON.parse(json) as OldRow,
});

/** Counts by key, in the order of their first occurrence. */
class Tally<Key> {
  private readonly counts = new Map<string, { key: Key; count: number }>();
  add(key: Key): void {
    const name = JSON.stringify(key);
    const known = this.counts.get(name);
    if (known) known.count += 1;
    else this.counts.set(name, { key, count: 1 });
  }
  all(): { key: Key; count: number }[] {
    return [...this.counts.values()];
  }
}

/**
 * The old portal's tables in a file of their own, beside the new portal's database: whatever order a source has them in, they can be
 * looked up, and memory stays flat. The file is thrown away with the run.
 */
export const openStaging = (file: string) => {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -32000');
  db.exec(SCHEMA);
  const insert = db.prepare('INSERT INTO staged (tbl, uid, key, place, json) VALUES (?, ?, ?, ?, ?)');

  const load = async (
    source: Source,
    mapping: Mapping,
    onRows: (rows: number) => void,
    signal?: AbortSignal
  ): Promise<StagedNotes> => {
    const mapped = new Map<string, RecordMapping[]>();
    for (const each of [...mapping.materials, ...mapping.news]) {
      mapped.set(each.table, [...(mapped.get(each.table) ?? []), each]);
    }
    const used = (table: string, column: string): boolean =>
      TECHNICAL.test(column) ||
      (isNewsTable(table) && FOLLOWED.has(column)) ||
      (mapped.get(table) ?? []).some(({ columns }) => Object.values(columns).includes(column));

    const mended = new Tally<{ table: string; column: string; mend: CharsetMend }>();
    const examples = new Map<string, string>();
    const unused = new Tally<{ table: string; column: string }>();
    const leftOut = new Tally<{ table: string; reason: 'deleted' | 'workspace' }>();
    const seen = new Set<string>();
    let rows = 0;

    for await (const batch of source.read((table) => table in KEYS || mapped.has(table))) {
      signal?.throwIfAborted();
      db.exec('BEGIN');
      for (const { table, columns, values, place } of batch) {
        seen.add(table);
        const row: Record<string, string | null> = {};
        columns.forEach((column, index) => {
          const bytes = values[index] ?? null;
          if (bytes === null || bytes.length > LONGEST_VALUE) {
            row[column] = null;
            return;
          }
          const { text, mend } = decodeText(bytes);
          row[column] = text.includes('\0') ? text.replaceAll('\0', '') : text;
          if (mend === null) return;
          mended.add({ table, column, mend });
          const name = JSON.stringify([table, column, mend]);
          if (!examples.has(name)) examples.set(name, `${place}: ${text.replaceAll(/\s+/g, ' ').slice(0, 60)}`);
        });
        const reason = isLeftOut(row);
        if (reason !== null) {
          if (mapped.has(table)) leftOut.add({ table, reason });
          continue;
        }
        if (mapped.has(table)) {
          for (const column of columns) {
            const value = row[column];
            if (value !== null && value !== undefined && value !== '' && value !== '0' && !used(table, column))
              unused.add({ table, column });
          }
        }
        insert.run(
          table,
          Number.parseInt(row.uid ?? '0', 10) || 0,
          KEYS[table]?.(row) ?? '',
          place,
          JSON.stringify(row)
        );
        rows += 1;
      }
      db.exec('COMMIT');
      onRows(rows);
    }
    db.exec(INDEXES);
    return {
      rows,
      leftOut: leftOut.all().map(({ key, count }) => ({ ...key, rows: count })),
      mended: mended.all().map(({ key, count }) => ({
        ...key,
        values: count,
        example: examples.get(JSON.stringify([key.table, key.column, key.mend])) ?? '',
      })),
      unused: unused.all().map(({ key, count }) => ({ ...key, rows: count })),
      missingTables: [...mapped.keys()].filter((table) => !seen.has(table)),
    };
  };

  const byUid = db.prepare<[string, number], Stored>(
    'SELECT tbl, uid, place, json FROM staged WHERE tbl = ? AND uid = ? LIMIT 1'
  );
  const byKey = db.prepare<[string, string], Stored>(
    'SELECT tbl, uid, place, json FROM staged WHERE tbl = ? AND key = ? ORDER BY rowid'
  );
  const ofTable = db.prepare<[string, number], Stored & { rowid: number }>(
    'SELECT rowid, tbl, uid, place, json FROM staged NOT INDEXED WHERE tbl = ? AND rowid > ? ORDER BY rowid LIMIT 500'
  );

  return {
    db,
    load,
    find: (table: string, uid: number): StagedRow | null => {
      const stored = byUid.get(table, uid);
      return stored ? toRow(stored) : null;
    },
    findAll: (table: string, key: string): StagedRow[] => (key === '' ? [] : byKey.all(table, key).map(toRow)),
    /** All rows of a table, in the source's order, some hundred at a time. */
    *rowsOf(table: string): Generator<StagedRow> {
      let after = 0;
      for (;;) {
        const rows = ofTable.all(table, after);
        if (rows.length === 0) return;
        for (const row of rows) yield toRow(row);
        after = rows.at(-1)?.rowid ?? after;
      }
    },
    close: (): void => {
      db.close();
    },
  };
};

export type Staging = ReturnType<typeof openStaging>;
