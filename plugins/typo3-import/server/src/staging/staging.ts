import Database from 'better-sqlite3';

import {
  FATES,
  OWNERS,
  type Fate,
  type LeftOutReason,
  type TableAccount,
  type Unaccounted,
} from '../../../domain/accounts';
import type { Mapping, RecordMapping } from '../../../domain/mapping';
import { columnsWithContent } from '../../../domain/columns';
import { isLeftOut, textOf, type OldRow } from '../../../domain/record';
import type { CharsetMend } from '../../../domain/source/charset';
import type { DumpUpdate } from '../../../domain/source/dump-reader';
import type { Source, SourceNote } from '../sources/source';
import { createColumnUse } from './column-use';
import { readRow } from './read-row';
import { Tally } from './tally';

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
  sys_file_storage: () => '',
  sys_redirect: () => '',
  tt_content: (row) => textOf(row, 'tx_news_related_news'),
  tt_news_cat: () => '',
  tt_news_cat_mm: (row) => textOf(row, 'uid_local'),
  tt_news_related_mm: (row) => textOf(row, 'uid_local'),
  tx_dam: () => '',
  tx_falsecuredownload_folder: () => '',
  tx_dam_mm_ref: (row) => `${textOf(row, 'tablenames')}:${textOf(row, 'uid_foreign')}`,
  tx_news_domain_model_category: () => '',
  tx_news_domain_model_file: (row) => textOf(row, 'parent'),
  tx_news_domain_model_link: (row) => textOf(row, 'parent'),
  tx_news_domain_model_media: (row) => textOf(row, 'parent'),
  tx_news_domain_model_news_category_mm: (row) => textOf(row, 'uid_local'),
  tx_news_domain_model_news_related_mm: (row) => textOf(row, 'uid_local'),
  tx_news_domain_model_news_tag_mm: (row) => textOf(row, 'uid_local'),
  tx_news_domain_model_tag: () => '',
  tx_realurl_redirects: () => '',
  tx_realurl_uniqalias: (row) => `${textOf(row, 'tablename')}:${textOf(row, 'value_id')}`,
};

export interface StagedNotes {
  readonly rows: number;
  /** Records that were left out, by table and reason. */
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
  /** Columns that ON DUPLICATE KEY UPDATE computes: the rows keep their old values. */
  readonly computed: readonly { readonly table: string; readonly column: string; readonly rows: number }[];
  readonly missingTables: readonly string[];
  readonly source: readonly SourceNote[];
}

/** What is wrong with a single row, for the record that it becomes. */
export type RowNote = 'half-encoded' | 'inline-image' | 'too-long';

export interface StagedRow {
  readonly id: number;
  readonly table: string;
  readonly uid: number;
  readonly place: string;
  readonly row: OldRow;
  readonly notes: readonly RowNote[];
}

/** How many rows of a table have content in the same columns, and the same fate. */
export interface FieldsOfRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly fate: Fate;
  readonly reason: LeftOutReason | null;
  /** Its record was worked on, and said field by field what became of it. */
  readonly isWorkedOn: boolean;
}

/** `shape`: which columns have content. `here`: 0 for rows that are only counted, since nobody may see them. */
const SCHEMA = `
  CREATE TABLE staged (
    id INTEGER PRIMARY KEY, tbl TEXT NOT NULL, uid INTEGER NOT NULL, key TEXT NOT NULL, place TEXT NOT NULL, json TEXT NOT NULL,
    notes TEXT NOT NULL, again TEXT NOT NULL, statement INTEGER NOT NULL, shape INTEGER NOT NULL, here INTEGER NOT NULL, fate INTEGER, reason TEXT,
    worked INTEGER NOT NULL DEFAULT 0);
`;
/** Made after the rows are in: faster, and smaller. */
const INDEXES = `
  CREATE INDEX staged_uid ON staged (tbl, uid) WHERE here = 1;
  CREATE INDEX staged_key ON staged (tbl, key) WHERE here = 1 AND key <> '';
`;

/** A row whose uid stands in the source more than once. */
interface Twice {
  readonly id: number;
  readonly again: string;
  readonly statement: number;
  json: string;
}

interface Stored {
  readonly id: number;
  readonly tbl: string;
  readonly uid: number;
  readonly place: string;
  readonly json: string;
  readonly notes: string;
}
const COLUMNS = 'id, tbl, uid, place, json, notes';

const toRow = ({ id, tbl, uid, place, json, notes }: Stored): StagedRow => ({
  ...{ id, table: tbl, uid, place, row: JSON.parse(json) as OldRow },
  notes: notes === '' ? [] : (notes.split(' ') as RowNote[]),
});

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
  const insert = db.prepare(
    'INSERT INTO staged (tbl, uid, key, place, json, notes, again, statement, shape, here, fate, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
  );
  const setFate = db.prepare('UPDATE staged SET fate = ?, reason = ? WHERE id = ? AND (fate IS NULL OR fate < ?)');
  const setWorked = db.prepare('UPDATE staged SET worked = 1 WHERE id = ?');
  const shapes: { readonly table: string; readonly columns: readonly string[] }[] = [];
  const shapeIds = new Map<string, number>();
  /** Which columns of a row have content, as a number: few of the ways that a table's rows can be filled ever occur. */
  const shapeOf = (table: string, row: OldRow): number => {
    const columns = columnsWithContent(row);
    const key = `${table}\n${columns.join()}`;
    const known = shapeIds.get(key);
    if (known !== undefined) return known;
    shapeIds.set(key, shapes.length);
    return shapes.push({ table, columns }) - 1;
  };
  /** How many rows the source gave, counted apart from what became of them. */
  const given = new Map<string, number>();

  /** Says what became of a row. Of a row that several records use, the best counts. */
  const account = (id: number, fate: Fate, reason: LeftOutReason | null = null): void => {
    const rank = FATES.indexOf(fate);
    setFate.run(rank, reason, id, rank);
  };

  const merge = db.prepare('UPDATE staged SET json = ?, key = ?, shape = ? WHERE id = ?');
  /** A row that is there already takes some values of a later one, which stands for both from then on. */
  const mergeRows = (table: string, earlier: Twice, later: Twice, columns: readonly string[]): void => {
    const [before, after] = [earlier.json, later.json].map((json) => JSON.parse(json) as Record<string, string | null>);
    const taken = columns
      .filter((column) => after && column in after)
      .map((column) => [column, after?.[column] ?? null]);
    const merged: OldRow = { ...before, ...(Object.fromEntries(taken) as OldRow) };
    later.json = JSON.stringify(merged);
    merge.run(later.json, KEYS[table]?.(merged) ?? '', shapeOf(table, merged), later.id);
  };

  /**
   * A dump may hold a row twice: REPLACE puts the later in the place of the earlier, ON DUPLICATE KEY UPDATE takes some of its values,
   * else the earlier stays.
   *
   * @returns columns whose new value is computed, so that the old one stays
   */
  const settleTwice = (updates: ReadonlyMap<number, DumpUpdate>): StagedNotes['computed'] => {
    const computed = new Tally<{ table: string; column: string }>();
    const twice = db
      .prepare<[], { tbl: string; uid: number }>(
        `SELECT tbl, uid FROM staged WHERE here = 1 AND uid > 0 GROUP BY tbl, uid HAVING COUNT(*) > 1`
      )
      .all();
    const same = db.prepare<[string, number], Twice>(
      'SELECT id, again, statement, json FROM staged WHERE here = 1 AND tbl = ? AND uid = ? ORDER BY id'
    );
    const drop = db.prepare('UPDATE staged SET here = 0, fate = 0, reason = ? WHERE id = ?');
    for (const { tbl, uid } of twice) {
      const [first, ...others] = same.all(tbl, uid);
      let stays = first;
      for (const other of others) {
        if (!stays) break;
        const update = updates.get(other.statement);
        if (update) mergeRows(tbl, stays, other, update.columns);
        for (const column of update?.computed ?? []) computed.add({ table: tbl, column });
        const isReplacing = other.again === 'replace' || update !== undefined;
        drop.run(isReplacing ? 'replaced' : 'there-already', isReplacing ? stays.id : other.id);
        if (isReplacing) stays = other;
      }
    }
    return computed.all().map(({ key, count }) => ({ ...key, rows: count }));
  };

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
    const columnUse = createColumnUse(mapped);
    const mended = new Tally<{ table: string; column: string; mend: CharsetMend }>();
    const leftOut = new Tally<{ table: string; reason: 'deleted' | 'workspace' }>();
    let rows = 0;

    for await (const batch of source.read((table) => table in KEYS || mapped.has(table))) {
      signal?.throwIfAborted();
      db.exec('BEGIN');
      for (const read of batch) {
        const { table, place, again = 'insert', statement = 0 } = read;
        given.set(table, (given.get(table) ?? 0) + 1);
        const { row, mends, notes } = readRow(read);
        for (const { column, mend, example } of mends) mended.add({ table, column, mend }, `${place}: ${example}`);
        const uid = Number.parseInt(row.uid ?? '0', 10) || 0;
        const reason = isLeftOut(row);
        if (reason !== null) {
          if (mapped.has(table)) leftOut.add({ table, reason });
          insert.run(table, uid, '', place, '', '', again, statement, shapeOf(table, row), 0, 0, reason);
          continue;
        }
        columnUse.see(table, row);
        insert.run(
          ...[table, uid, KEYS[table]?.(row) ?? '', place, JSON.stringify(row), notes.join(' ')],
          again,
          statement,
          shapeOf(table, row),
          1,
          null,
          null
        );
        rows += 1;
      }
      db.exec('COMMIT');
      onRows(rows);
    }
    db.exec(INDEXES);
    const updates = new Map((source.updates?.() ?? []).map((update) => [update.statement, update]));
    const computed = settleTwice(updates);
    return {
      computed,
      rows,
      leftOut: leftOut.all().map(({ key, count }) => ({ ...key, rows: count })),
      mended: mended.all().map(({ key, count, example }) => ({ ...key, values: count, example })),
      unused: columnUse.unused(),
      missingTables: [...mapped.keys()].filter((table) => !given.has(table)),
      source: source.notes?.() ?? [],
    };
  };

  const byUid = db.prepare<[string, number], Stored>(
    `SELECT ${COLUMNS} FROM staged WHERE here = 1 AND tbl = ? AND uid = ? LIMIT 1`
  );
  const isThere = db.prepare<[string, number]>('SELECT 1 FROM staged WHERE tbl = ? AND uid = ? LIMIT 1');
  const byKey = db.prepare<[string, string], Stored>(
    `SELECT ${COLUMNS} FROM staged WHERE here = 1 AND key <> '' AND tbl = ? AND key = ? ORDER BY id`
  );
  const byPrefix = db.prepare<[string, string, string], Stored>(
    `SELECT ${COLUMNS} FROM staged WHERE here = 1 AND key <> '' AND tbl = ? AND key >= ? AND key < ? ORDER BY id`
  );
  const byRow = db.prepare<[number], Stored>(`SELECT ${COLUMNS} FROM staged WHERE id = ?`);
  const ofTable = db.prepare<[string, number], Stored>(
    `SELECT ${COLUMNS} FROM staged NOT INDEXED WHERE here = 1 AND tbl = ? AND id > ? ORDER BY id LIMIT 500`
  );
  const open = db.prepare<[number], Stored>(
    `SELECT ${COLUMNS} FROM staged NOT INDEXED WHERE fate IS NULL AND id > ? ORDER BY id LIMIT 500`
  );

  function* pagesOf(next: (after: number) => Stored[]): Generator<StagedRow> {
    let after = 0;
    for (;;) {
      const rows = next(after);
      if (rows.length === 0) return;
      for (const row of rows) yield toRow(row);
      after = rows.at(-1)?.id ?? after;
    }
  }

  return {
    db,
    load,
    account,
    /** Says that the fields of a record's row are accounted for one by one. */
    workedOn: (id: number): void => void setWorked.run(id),
    has: (table: string): boolean => given.has(table),
    /** Was a row of this uid in the source, also one that nobody may see? */
    wasThere: (table: string, uid: number): boolean => isThere.get(table, uid) !== undefined,
    find: (table: string, uid: number): StagedRow | null => {
      const stored = byUid.get(table, uid);
      return stored ? toRow(stored) : null;
    },
    findAll: (table: string, key: string): StagedRow[] => (key === '' ? [] : byKey.all(table, key).map(toRow)),
    byId: (id: number): StagedRow | null => {
      const stored = byRow.get(id);
      return stored ? toRow(stored) : null;
    },
    /** Rows whose key begins with this. */
    findPrefixed: (table: string, prefix: string): StagedRow[] =>
      byPrefix.all(table, prefix, `${prefix}\u{10ffff}`).map(toRow),
    /** All rows of a table, in the source's order, some hundred at a time. */
    rowsOf: (table: string): Generator<StagedRow> => pagesOf((after) => ofTable.all(table, after)),

    /**
     * Rows that nobody spoke of: those that serve others, or belong to nothing that was imported, are left out; of all others somebody
     * should have spoken.
     */
    settle(isPlanned: (importId: string) => boolean): void {
      for (const { id, table, row } of pagesOf((after) => open.all(after))) {
        const known = OWNERS[table];
        if (known === undefined) continue;
        if (typeof known === 'string') account(id, 'left-out', known === 'shared' ? 'not-used' : known);
        else {
          const belongsTo = known(row);
          if (belongsTo === null || !isPlanned(belongsTo)) account(id, 'left-out', 'owner-left-out');
        }
      }
    },

    /** What became of all rows, table by table. */
    accounts(): TableAccount[] {
      const counted = db
        .prepare<[], { tbl: string; fate: number | null; reason: LeftOutReason | null; rows: number }>(
          'SELECT tbl, fate, reason, COUNT(*) AS rows FROM staged GROUP BY tbl, fate, reason'
        )
        .all();
      return [...given].sort().map(([table, rows]) => {
        const own = counted.filter(({ tbl }) => tbl === table);
        const of = (fate: Fate): number =>
          own.reduce((sum, each) => sum + (each.fate === FATES.indexOf(fate) ? each.rows : 0), 0);
        return {
          ...{ table, rows, written: of('written'), unchanged: of('unchanged'), kept: of('kept') },
          leftOut: Object.fromEntries(
            own.flatMap(({ fate, reason, rows: count }) => (fate === 0 && reason !== null ? [[reason, count]] : []))
          ),
        };
      });
    },

    /** The fields of all rows, by what became of the row. */
    fields: (): FieldsOfRows[] =>
      db
        .prepare<[], { shape: number; fate: number; reason: LeftOutReason | null; worked: number; rows: number }>(
          'SELECT shape, fate, reason, worked, COUNT(*) AS rows FROM staged WHERE fate IS NOT NULL GROUP BY shape, fate, reason, worked'
        )
        .all()
        .flatMap(({ shape, fate, reason, worked, rows }) => {
          const found = shapes[shape];
          return found ? [{ ...found, rows, fate: FATES[fate] ?? 'left-out', reason, isWorkedOn: worked === 1 }] : [];
        }),

    /** Rows without a fate: there must be none. */
    unaccounted: (most: number): Unaccounted[] =>
      db
        .prepare<[number], { tbl: string; uid: number; place: string }>(
          'SELECT tbl, uid, place FROM staged NOT INDEXED WHERE fate IS NULL ORDER BY id LIMIT ?'
        )
        .all(most)
        .map(({ tbl, uid, place }) => ({ table: tbl, uid, place })),

    close: (): void => {
      db.close();
    },
  };
};

export type Staging = ReturnType<typeof openStaging>;
