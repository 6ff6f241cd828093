import type Database from 'better-sqlite3';

import type { NewEntry, ReportEntry, SuggestionState } from '../../../domain/run-report';

/** The lines of a run's report, in the run's own file: as many as there are, memory stays flat. */
export const createReportStore = (db: Database.Database) => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS report (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, state TEXT, json TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS report_kind ON report (kind, id);
  `);
  const insert = db.prepare('INSERT INTO report (kind, state, json) VALUES (?, ?, ?)');
  const toEntry = ({ id, state, json }: { id: number; state: string | null; json: string }): ReportEntry => ({
    ...(JSON.parse(json) as NewEntry),
    id,
    state: state as SuggestionState | null,
  });
  return {
    add(entries: readonly NewEntry[]): void {
      for (const entry of entries) insert.run(entry.kind, entry.state, JSON.stringify(entry));
    },
    counts: (): Record<string, number> => {
      const rows = db.prepare('SELECT kind, COUNT(*) AS count FROM report GROUP BY kind').all() as {
        kind: string;
        count: number;
      }[];
      return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
    },
    page: (kind: string | null, from: number, most: number): ReportEntry[] =>
      (
        db
          .prepare(`SELECT id, state, json FROM report WHERE ? IS NULL OR kind = ? ORDER BY id LIMIT ? OFFSET ?`)
          .all(kind, kind, most, from) as { id: number; state: string | null; json: string }[]
      ).map(toEntry),
    find: (id: number): ReportEntry | null => {
      const row = db.prepare('SELECT id, state, json FROM report WHERE id = ?').get(id) as
        { id: number; state: string | null; json: string } | undefined;
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
          .all(kind, after) as { id: number; state: string | null; json: string }[];
        if (rows.length === 0) return;
        for (const row of rows) yield toEntry(row);
        after = rows.at(-1)?.id ?? after;
      }
    },
  };
};

export type ReportStore = ReturnType<typeof createReportStore>;
