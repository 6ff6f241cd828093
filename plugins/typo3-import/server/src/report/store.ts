import type Database from 'better-sqlite3';

import type { NewEntry, ReportEntry, SuggestionState } from '../../../domain/run-report';

/** Which lines are wanted; null or missing for all. */
export interface ReportFilter {
  readonly kind?: string | null;
  readonly reason?: string | null;
  readonly confidence?: string | null;
  /** Words of a record's title, or its name in the old portal (`tt_news:12`). */
  readonly record?: string | null;
}

type Bound = Readonly<Record<keyof ReportFilter, string | null>>;

const bound = ({ kind = null, reason = null, confidence = null, record = null }: ReportFilter): Bound => ({
  ...{ kind, reason, confidence },
  record: record === null ? null : record.toLowerCase(),
});

const MATCHES = `(@kind IS NULL OR kind = @kind) AND (@reason IS NULL OR json_extract(json, '$.reason') = @reason)
  AND (@confidence IS NULL OR json_extract(json, '$.confidence') = @confidence)
  AND (@record IS NULL OR json_extract(json, '$.record.importId') = @record
    OR instr(lower(json_extract(json, '$.record.title')), @record) > 0)`;

interface StoredEntry {
  readonly id: number;
  readonly state: string | null;
  readonly json: string;
}

/** The lines of a run's report, in the run's own file: as many as there are, memory stays flat. */
export const createReportStore = (db: Database.Database) => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, state TEXT, json TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS report_kind ON report (kind, id);
  `);
  const insert = db.prepare('INSERT INTO report (kind, state, json) VALUES (?, ?, ?)');
  const toEntry = ({ id, state, json }: StoredEntry): ReportEntry => ({
    ...(JSON.parse(json) as NewEntry),
    id,
    state: state as SuggestionState | null,
  });
  const counted = (what: string, wanted: ReportFilter): Record<string, number> =>
    Object.fromEntries(
      db
        .prepare<[Bound], { name: string; count: number }>(
          `SELECT ${what} AS name, COUNT(*) AS count FROM report WHERE ${MATCHES} GROUP BY name ORDER BY count DESC, name`
        )
        .all(bound(wanted))
        .map(({ name, count }) => [name, count])
    );

  return {
    add(entries: readonly NewEntry[]): void {
      for (const entry of entries) insert.run(entry.kind, entry.state, JSON.stringify(entry));
    },
    counts: (): Record<string, number> => counted('kind', {}),
    /** How many lines there are for each reason of a kind, most first. */
    reasons: (kind: string | null): Record<string, number> => counted(`json_extract(json, '$.reason')`, { kind }),
    total: (wanted: ReportFilter): number =>
      db.prepare<[Bound], number>(`SELECT COUNT(*) FROM report WHERE ${MATCHES}`).pluck().get(bound(wanted)) ?? 0,
    page: (wanted: ReportFilter, from: number, most: number): ReportEntry[] =>
      db
        .prepare<[Bound & { most: number; from: number }], StoredEntry>(
          `SELECT id, state, json FROM report WHERE ${MATCHES} ORDER BY id LIMIT @most OFFSET @from`
        )
        .all({ ...bound(wanted), most, from })
        .map(toEntry),
    find: (id: number): ReportEntry | null => {
      const row = db.prepare('SELECT id, state, json FROM report WHERE id = ?').get(id) as StoredEntry | undefined;
      return row ? toEntry(row) : null;
    },
    setState(id: number, state: SuggestionState): void {
      db.prepare('UPDATE report SET state = ? WHERE id = ?').run(state, id);
    },
    *all(kind: string): Generator<ReportEntry> {
      let after = 0;
      for (;;) {
        const rows = db
          .prepare('SELECT id, state, json FROM report WHERE kind = ? AND id > ? ORDER BY id LIMIT 500')
          .all(kind, after) as StoredEntry[];
        if (rows.length === 0) return;
        for (const row of rows) yield toEntry(row);
        after = rows.at(-1)?.id ?? after;
      }
    },
  };
};

export type ReportStore = ReturnType<typeof createReportStore>;
