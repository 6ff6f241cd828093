import type { Database } from 'better-sqlite3';

import type { Hidden } from '../../../domain/record';

export type Kind = 'topic' | 'material' | 'news';

/** Categories first, then materials, then news; each with all originals before the first translation. */
export const STEPS = [
  'topic',
  'topic-translation',
  'material',
  'material-translation',
  'news',
  'news-translation',
] as const;
export type Step = (typeof STEPS)[number];

/** A record that becomes a language version of an entry. */
export interface Planned {
  readonly id: number;
  readonly step: Step;
  readonly kind: Kind;
  /** Index in the mapping's list of materials or news; -1 for topics. */
  readonly mapping: number;
  readonly table: string;
  readonly uid: number;
  readonly locale: string;
  readonly importId: string;
  /** The import id of the original, for a translation. */
  readonly original: string | null;
  readonly title: string;
  readonly slug: string;
  /** What its old addresses ended in besides the slug, one a line. */
  readonly formerSlugs: string;
  readonly hidden: Hidden | null;
  readonly place: string;
  /** The entry in the new portal. A translation is of its original's. */
  readonly documentId: string;
}

const SCHEMA = `
  CREATE TABLE planned (
    id INTEGER PRIMARY KEY, step TEXT NOT NULL, kind TEXT NOT NULL, mapping INTEGER NOT NULL, tbl TEXT NOT NULL, uid INTEGER NOT NULL,
    locale TEXT NOT NULL, import_id TEXT NOT NULL UNIQUE, original TEXT, title TEXT NOT NULL, slug TEXT NOT NULL, former_slugs TEXT NOT NULL,
    hidden TEXT, place TEXT NOT NULL, document_id TEXT NOT NULL);
  CREATE INDEX planned_step ON planned (step, id);
  CREATE INDEX planned_slug ON planned (slug);
  CREATE INDEX planned_original ON planned (original, locale);
  CREATE INDEX planned_document ON planned (document_id, locale);
  CREATE TABLE same_entry (import_id TEXT PRIMARY KEY, other TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE old_path (path TEXT PRIMARY KEY, import_id TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE old_file (path TEXT PRIMARY KEY, import_id TEXT NOT NULL) WITHOUT ROWID;
`;

const COLUMNS =
  'id, step, kind, mapping, tbl AS "table", uid, locale, import_id AS importId, original, title, slug, former_slugs AS formerSlugs, hidden, place, document_id AS documentId';

/** What is planned, in the run's own file: as many records as there are, memory stays flat. */
export const createPlannedStore = (db: Database) => {
  db.exec(SCHEMA);
  const insert = db.prepare(
    `INSERT INTO planned (step, kind, mapping, tbl, uid, locale, import_id, original, title, slug, former_slugs, hidden, place, document_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  );
  const one = <Key extends unknown[]>(where: string) =>
    db.prepare<Key, Planned>(`SELECT ${COLUMNS} FROM planned WHERE ${where}`);
  const byImportId = one<[string]>('import_id = ?');
  const page = one<[string, number, number]>('step = ? AND id > ? ORDER BY id LIMIT ?');
  const translation = one<[string, string]>('original = ? AND locale = ?');
  const bySlug = one<[string]>(`slug = ? AND kind <> 'topic' LIMIT 20`);
  const byDocument = one<[string]>('document_id = ? ORDER BY id LIMIT 1');
  const version = one<[string, string]>('document_id = ? AND locale = ?');
  const all = one<[number]>('id > ? ORDER BY id LIMIT 500');
  const addSame = db.prepare('INSERT OR IGNORE INTO same_entry (import_id, other) VALUES (?, ?)');
  const same = db.prepare<[string], { other: string }>('SELECT other FROM same_entry WHERE import_id = ?');
  const addPath = db.prepare('INSERT OR IGNORE INTO old_path (path, import_id) VALUES (?, ?)');
  const addFile = db.prepare('INSERT OR IGNORE INTO old_file (path, import_id) VALUES (?, ?)');
  const pathTo = db.prepare<[string], { importId: string }>(
    'SELECT import_id AS importId FROM old_path WHERE path = ?'
  );
  const pathsAfter = db.prepare<[string], { path: string; importId: string }>(
    'SELECT path, import_id AS importId FROM old_path WHERE path > ? ORDER BY path LIMIT 500'
  );
  const fileOf = db.prepare<[string], { importId: string }>(
    'SELECT import_id AS importId FROM old_file WHERE path = ?'
  );

  const find = (importId: string): Planned | null =>
    byImportId.get(importId) ?? byImportId.get(same.get(importId)?.other ?? '') ?? null;
  const originalOf = (planned: Planned): Planned =>
    planned.original === null ? planned : (find(planned.original) ?? planned);
  const found = (row: { importId: string } | undefined): Planned | null => (row ? find(row.importId) : null);

  return {
    add(planned: Omit<Planned, 'id' | 'step'>): void {
      const step: Step = planned.original === null ? planned.kind : `${planned.kind}-translation`;
      insert.run(
        ...[step, planned.kind, planned.mapping, planned.table, planned.uid, planned.locale, planned.importId],
        ...[planned.original, planned.title, planned.slug, planned.formerSlugs, planned.hidden, planned.place],
        planned.documentId
      );
    },
    /** A record that becomes the same entry as another. */
    addSame: (importId: string, other: string): void => void addSame.run(importId, other),
    addPath: (path: string, importId: string): void => void addPath.run(path, importId),
    addFile: (path: string, importId: string): void => void addFile.run(path, importId),
    total: (): number => (db.prepare('SELECT COUNT(*) AS count FROM planned').get() as { count: number }).count,
    /** The next records of a step, after one. */
    next: (step: Step, after: number, most: number): Planned[] => page.all(step, after, most),
    find,
    /** Is a record planned itself, and not only stood for by another? */
    isPlanned: (importId: string): boolean => byImportId.get(importId) !== undefined,
    originalOf,
    /** The version of an entry in a language, if there is one. */
    versionOf: (documentId: string, locale: string): Planned | null => version.get(documentId, locale) ?? null,
    /** The version in a language, else the original. */
    inLocale: (planned: Planned, locale: string): Planned => {
      const original = originalOf(planned);
      return original.locale === locale ? original : (translation.get(original.importId, locale) ?? original);
    },
    withSlug: (slug: string): Planned[] => bySlug.all(slug),
    withDocument: (documentId: string): Planned | null => byDocument.get(documentId) ?? null,
    atOldPath: (path: string): Planned | null => found(pathTo.get(path)),
    withFile: (path: string): Planned | null => found(fileOf.get(path)),
    /** Everything, some hundred at a time: in between, the tables can be written to. */
    *all(): Generator<Planned> {
      let after = 0;
      for (;;) {
        const rows = all.all(after);
        yield* rows;
        const last = rows.at(-1);
        if (!last) return;
        after = last.id;
      }
    },
    *oldPaths(): Generator<{ path: string; importId: string }> {
      let after = '';
      for (;;) {
        const rows = pathsAfter.all(after);
        yield* rows;
        const last = rows.at(-1);
        if (!last) return;
        after = last.path;
      }
    },
  };
};

export type PlannedStore = ReturnType<typeof createPlannedStore>;
