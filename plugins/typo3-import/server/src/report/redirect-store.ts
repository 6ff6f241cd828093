import type Database from 'better-sqlite3';

import { isPattern } from '../../../domain/redirect';
import { redirectLines, redirectMap, type RedirectLine } from '../../../domain/redirect-map';

interface StoredLine {
  readonly text: string;
}

/** The redirects of a run, in the run's own file. */
export const createRedirectStore = (db: Database.Database) => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS redirect (
      host TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, status INTEGER NOT NULL, text TEXT NOT NULL, place INTEGER NOT NULL,
      PRIMARY KEY (host, kind, key)) WITHOUT ROWID;
  `);
  const insert = db.prepare(
    'INSERT OR IGNORE INTO redirect (host, kind, key, status, text, place) VALUES (?, ?, ?, ?, ?, ?)'
  );
  const isTaken = db.prepare<[string, string, string]>(
    'SELECT 1 FROM redirect WHERE host = ? AND kind = ? AND key = ?'
  );
  const lines = db.prepare<[{ status: number; kinds: string; host: string }], StoredLine>(
    `SELECT text FROM redirect AS line
     WHERE status = @status AND kind IN (SELECT value FROM json_each(@kinds)) AND (host = @host OR (host = '' AND NOT EXISTS (
       SELECT 1 FROM redirect AS own WHERE own.host = @host AND own.host <> '' AND own.kind = line.kind AND own.key = line.key)))
     ORDER BY kind, place, key`
  );
  let added = 0;
  return {
    /** @returns whether all of its spellings were taken already: then the earlier one stays */
    add(host: string, line: RedirectLine): 'written' | 'taken' | 'unwritable' {
      const spellings = redirectLines(line);
      if (spellings.length === 0) return 'unwritable';
      if (spellings.every(({ key }) => isTaken.get(host, line.match, key))) return 'taken';
      // Of several patterns the first holds; for the others, the order of letters is what people look for.
      added += 1;
      const place = isPattern(line.match) ? added : 0;
      for (const { key, text } of spellings) insert.run(host, line.match, key, line.status, text, place);
      return 'written';
    },
    /** A map for each host that has redirects of its own, and '' for all hosts. */
    *maps(): Generator<readonly [host: string, pieces: Generator<string>]> {
      const hosts = db
        .prepare(`SELECT DISTINCT host FROM redirect WHERE host <> '' ORDER BY host`)
        .pluck()
        .all() as string[];
      const statuses = db.prepare('SELECT DISTINCT status FROM redirect').pluck().all() as number[];
      const size = db
        .prepare<[], { lines: number; longestKey: number }>(
          'SELECT COUNT(*) AS lines, COALESCE(MAX(LENGTH(CAST(key AS BLOB))), 0) AS longestKey FROM redirect'
        )
        .get() ?? { lines: 0, longestKey: 0 };
      for (const host of ['', ...hosts]) {
        yield [
          host,
          redirectMap(host, statuses, size, function* (status, isPath) {
            const kinds = JSON.stringify(isPath ? ['path', 'pattern'] : ['exact', 'query-pattern']);
            for (const { text } of lines.iterate({ status, kinds, host })) yield text;
          }),
        ];
      }
    },
  };
};

export type RedirectStore = ReturnType<typeof createRedirectStore>;
