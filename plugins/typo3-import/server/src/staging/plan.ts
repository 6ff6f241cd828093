import { firstFree, isSlug, slugFrom } from '@inprint/strapi-plugin-slugs/rule';

import { isNewsTable, type Mapping, type RecordMapping, type Where } from '../../../domain/mapping';
import { lastSegmentOf, oldPathOf } from '../../../domain/old-address';
import { hiddenBy, listOf, numberOf, textOf, type Hidden, type OldRow } from '../../../domain/record';
import { documentIdFor } from '../../../domain/document-id';
import type { StagedRow, Staging } from './staging';

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
  /** What its old address ended in, if it is not the slug. */
  readonly oldSlug: string;
  readonly hidden: Hidden | null;
  readonly place: string;
  /** The entry in the new portal. A translation is of its original's. */
  readonly documentId: string;
}

/** What happened while planning that people should know. */
export interface PlanNote {
  readonly reason: 'orphan' | 'unknown-language' | 'no-title';
  readonly table: string;
  readonly uid: number;
  readonly title: string;
  readonly place: string;
}

/** What is in the new portal already. */
export interface PresentEntries {
  /** Slugs in use, by kind and locale. */
  slugsOf(kind: Kind, locale: string): Set<string>;
  /** The entry that a record became in an earlier run. */
  importedAs(importId: string): { readonly documentId: string; readonly slug: string | null } | null;
}

const SCHEMA = `
  CREATE TABLE planned (
    id INTEGER PRIMARY KEY, step TEXT NOT NULL, kind TEXT NOT NULL, mapping INTEGER NOT NULL, tbl TEXT NOT NULL, uid INTEGER NOT NULL,
    locale TEXT NOT NULL, import_id TEXT NOT NULL UNIQUE, original TEXT, title TEXT NOT NULL, slug TEXT NOT NULL, old_slug TEXT NOT NULL, hidden TEXT,
    place TEXT NOT NULL, document_id TEXT NOT NULL);
  CREATE INDEX planned_step ON planned (step, id);
  CREATE INDEX planned_slug ON planned (slug);
  CREATE INDEX planned_original ON planned (original, locale);
  CREATE INDEX planned_document ON planned (document_id);
  CREATE TABLE same_topic (import_id TEXT PRIMARY KEY, other TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE old_path (path TEXT PRIMARY KEY, import_id TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE old_file (path TEXT PRIMARY KEY, import_id TEXT NOT NULL) WITHOUT ROWID;
`;

const COLUMNS =
  'id, step, kind, mapping, tbl AS "table", uid, locale, import_id AS importId, original, title, slug, old_slug AS oldSlug, hidden, place, document_id AS documentId';

/** Where `sys_language_uid` of -1 means: shown in all languages, so it is in the first one. */
const ALL_LANGUAGES = '-1';

interface Wish {
  readonly kind: Kind;
  readonly mapping: number;
  readonly staged: StagedRow;
  readonly importId: string;
  readonly locale: string;
  readonly original: string | null;
  readonly title: string;
  /** What the old address ended in, if anything did. */
  readonly oldSlug: string;
  readonly hidden: Hidden | null;
}

/**
 * Decides which record becomes what, under which slug, before anything is written: so links can be told their targets whatever
 * comes first.
 */
export const createPlan = (
  staging: Staging,
  mapping: Mapping,
  now: number,
  /** An entry that was there before any import, and is used instead of a new one. */
  adopt: (kind: Kind, title: string, locale: string) => string | null
) => {
  const { db } = staging;
  db.exec(SCHEMA);
  const notes: PlanNote[] = [];
  const insert = db.prepare(
    `INSERT OR IGNORE INTO planned (step, kind, mapping, tbl, uid, locale, import_id, original, title, slug, old_slug, hidden, place, document_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  );
  const addPath = db.prepare('INSERT OR IGNORE INTO old_path (path, import_id) VALUES (?, ?)');
  const addFile = db.prepare('INSERT OR IGNORE INTO old_file (path, import_id) VALUES (?, ?)');
  const byImportId = db.prepare<[string], Planned>(`SELECT ${COLUMNS} FROM planned WHERE import_id = ?`);
  const defaultLocale = mapping.languages['0'] ?? 'de';

  const categoriesOf = ({ table, uid }: StagedRow): number[] =>
    table === 'tt_news'
      ? staging.findAll('tt_news_cat_mm', String(uid)).map(({ row }) => numberOf(row, 'uid_foreign'))
      : staging.findAll('sys_category_record_mm', `${table}:${uid}`).map(({ row }) => numberOf(row, 'uid_local'));

  const meets = (staged: StagedRow, where: Where | undefined): boolean => {
    if (!where) return true;
    const { folders, categories, types } = where;
    const { row } = staged;
    if (folders && !folders.includes(numberOf(row, 'pid'))) return false;
    if (types && !types.includes(textOf(row, 'CType') || textOf(row, 'type'))) return false;
    return !categories || categoriesOf(staged).some((category) => categories.includes(category));
  };

  /** A translation often has neither category nor folder of its own: its original decides. */
  const deciding = (staged: StagedRow, { columns }: RecordMapping): StagedRow => {
    const parent = numberOf(staged.row, columns.original);
    return parent > 0 ? (staging.find(staged.table, parent) ?? staged) : staged;
  };

  const oldSlugOf = ({ table, uid, row }: StagedRow, each: RecordMapping): string => {
    const own = textOf(row, each.columns.slug ?? (isNewsTable(table) ? 'path_segment' : null));
    const alias = staging.findAll('tx_realurl_uniqalias', `${table}:${uid}`).at(-1)?.row;
    return lastSegmentOf(own || textOf(alias ?? {}, 'value_alias'));
  };

  const note = (reason: PlanNote['reason'], { table, uid, place }: StagedRow, title: string): void => {
    notes.push({ reason, table, uid, title, place });
  };

  const wishOf = (kind: Kind, index: number, each: RecordMapping, staged: StagedRow): Wish | null => {
    const { row, table, uid } = staged;
    const title = textOf(row, each.columns.title).replaceAll(/\s+/g, ' ');
    const language = textOf(row, each.columns.language) || '0';
    const locale = language === ALL_LANGUAGES ? defaultLocale : mapping.languages[language];
    if (locale === undefined) {
      note('unknown-language', staged, `${title} (sys_language_uid ${language})`);
      return null;
    }
    if (title === '') {
      note('no-title', staged, '');
      return null;
    }
    const parent = language === '0' || language === ALL_LANGUAGES ? 0 : numberOf(row, each.columns.original);
    let original = parent > 0 ? `${table}:${parent}` : null;
    if (original !== null && !staging.find(table, parent)) {
      note('orphan', staged, title);
      original = null;
    }
    const oldSlug = oldSlugOf(staged, each);
    return {
      kind,
      mapping: index,
      staged,
      importId: `${table}:${uid}`,
      locale,
      original,
      title,
      oldSlug,
      hidden: hiddenBy(row, now),
    };
  };

  const filesOf = (staged: StagedRow, column: string | null | undefined): string[] => {
    if (!column) return [];
    const references = staging.findAll('sys_file_reference', `${staged.table}:${staged.uid}:${column}`);
    if (references.length > 0) {
      return references.flatMap(({ row }) => {
        const file = staging.find('sys_file', numberOf(row, 'uid_local'));
        return file ? [textOf(file.row, 'identifier').replace(/^\/+/, '')] : [];
      });
    }
    return listOf(textOf(staged.row, column)).filter((name) => !/^\d+$/.test(name));
  };

  const rememberAddresses = ({ importId, staged, kind }: Wish, each: RecordMapping, slugs: readonly string[]): void => {
    for (const pattern of each.oldUrls) {
      for (const slug of slugs) {
        const path = oldPathOf(pattern.replaceAll('{slug}', slug).replaceAll('{uid}', String(staged.uid)));
        if (path !== null) addPath.run(path, importId);
      }
    }
    if (kind !== 'material' || !('pdf' in each.columns)) return;
    for (const file of filesOf(staged, each.columns.pdf)) addFile.run(file.replace(/^fileadmin\//, ''), importId);
  };

  /** @param present slugs in use are asked for once for each kind and language */
  const createAdding = (present: PresentEntries) => {
    const taken = new Map<string, Set<string>>();
    return (wish: Wish): string => {
      const { kind, staged, importId, locale, original, title, oldSlug, hidden } = wish;
      const known = present.importedAs(importId);
      const key = `${kind}:${locale}`;
      const inUse = taken.get(key) ?? new Set(present.slugsOf(kind, locale));
      taken.set(key, inUse);
      const asSlug = oldSlug.toLowerCase();
      const wanted = isSlug(asSlug) ? asSlug : slugFrom(title, locale);
      const slug = known?.slug ?? firstFree(wanted, inUse);
      inUse.add(slug);
      const step: Step = original === null ? kind : `${kind}-translation`;
      insert.run(
        step,
        kind,
        wish.mapping,
        staged.table,
        staged.uid,
        locale,
        importId,
        original,
        title,
        slug,
        oldSlug === slug ? '' : oldSlug,
        hidden,
        staged.place,
        known?.documentId ?? adopt(kind, title, locale) ?? documentIdFor(mapping.source, importId)
      );
      return slug;
    };
  };

  const planRecords = (kind: 'material' | 'news', add: (wish: Wish) => string): void => {
    const list: readonly RecordMapping[] = kind === 'material' ? mapping.materials : mapping.news;
    list.forEach((each, index) => {
      for (const staged of staging.rowsOf(each.table)) {
        if (!meets(deciding(staged, each), each.where) || byImportId.get(`${each.table}:${staged.uid}`)) continue;
        const wish = wishOf(kind, index, each, staged);
        if (!wish) continue;
        const slug = add(wish);
        rememberAddresses(wish, each, [...new Set([wish.oldSlug, slug].filter((one) => one !== ''))]);
      }
    });
  };

  /** Categories and tags that a planned record has. */
  const usedTopics = (): Set<string> => {
    const used = new Set<string>();
    const note = (topic: string, record: string): void => {
      if (byImportId.get(record)) used.add(topic);
    };
    for (const { row } of staging.rowsOf('sys_category_record_mm')) {
      note(`sys_category:${textOf(row, 'uid_local')}`, `${textOf(row, 'tablenames')}:${textOf(row, 'uid_foreign')}`);
    }
    for (const { row } of staging.rowsOf('tt_news_cat_mm'))
      note(`tt_news_cat:${textOf(row, 'uid_foreign')}`, `tt_news:${textOf(row, 'uid_local')}`);
    for (const { row } of staging.rowsOf('tx_news_domain_model_news_tag_mm')) {
      note(
        `tx_news_domain_model_tag:${textOf(row, 'uid_foreign')}`,
        `tx_news_domain_model_news:${textOf(row, 'uid_local')}`
      );
    }
    return used;
  };

  const planTopics = (add: (wish: Wish) => string): void => {
    const used = usedTopics();
    const byName = new Map<string, string>();
    const same = db.prepare('INSERT OR IGNORE INTO same_topic (import_id, other) VALUES (?, ?)');
    const wish = (
      staged: StagedRow,
      importId: string,
      locale: string,
      original: string | null,
      title: string
    ): Wish => ({
      ...{
        kind: 'topic',
        mapping: -1,
        staged,
        importId,
        locale,
        original,
        title: title.slice(0, 100),
        oldSlug: '',
        hidden: null,
      },
    });
    for (const table of mapping.topics) {
      for (const staged of staging.rowsOf(table)) {
        const { row, uid } = staged;
        const parent = numberOf(row, 'l10n_parent');
        const importId = `${table}:${uid}`;
        const locale = mapping.languages[textOf(row, 'sys_language_uid') || '0'] ?? null;
        const title = textOf(row, 'title').replaceAll(/\s+/g, ' ');
        const original = parent > 0 ? `${table}:${parent}` : null;
        if (!used.has(original ?? importId) || locale === null || title === '') continue;
        if (original === null) {
          const known = byName.get(title.toLowerCase());
          if (known !== undefined) {
            same.run(importId, known);
            continue;
          }
          byName.set(title.toLowerCase(), importId);
        } else if (db.prepare('SELECT 1 FROM same_topic WHERE import_id = ?').get(original)) continue;
        add(wish(staged, importId, locale, original, title));
        // tt_news keeps the names in other languages in one column, in the languages' order.
        if (table !== 'tt_news_cat') continue;
        textOf(row, 'title_lang_ol')
          .split('|')
          .forEach((name, index) => {
            const other = mapping.languages[String(index + 1)];
            if (other && name.trim() !== '')
              add(wish(staged, `${importId}:${index + 1}`, other, importId, name.trim()));
          });
      }
    }
  };

  const page = db.prepare<[string, number, number], Planned>(
    `SELECT ${COLUMNS} FROM planned WHERE step = ? AND id > ? ORDER BY id LIMIT ?`
  );
  const translation = db.prepare<[string, string], Planned>(
    `SELECT ${COLUMNS} FROM planned WHERE original = ? AND locale = ?`
  );
  const bySlug = db.prepare<[string], Planned>(
    `SELECT ${COLUMNS} FROM planned WHERE slug = ? AND kind <> 'topic' LIMIT 20`
  );
  const byDocument = db.prepare<[string], Planned>(
    `SELECT ${COLUMNS} FROM planned WHERE document_id = ? ORDER BY id LIMIT 1`
  );
  const pathTo = db.prepare<[string], { importId: string }>(
    'SELECT import_id AS importId FROM old_path WHERE path = ?'
  );
  const pathsAfter = db.prepare<[string], { path: string; importId: string }>(
    'SELECT path, import_id AS importId FROM old_path WHERE path > ? ORDER BY path LIMIT 500'
  );
  const fileOf = db.prepare<[string], { importId: string }>(
    'SELECT import_id AS importId FROM old_file WHERE path = ?'
  );
  const sameTopic = db.prepare<[string], { other: string }>('SELECT other FROM same_topic WHERE import_id = ?');

  const find = (importId: string): Planned | null => byImportId.get(sameTopic.get(importId)?.other ?? importId) ?? null;
  const originalOf = (planned: Planned): Planned =>
    planned.original === null ? planned : (find(planned.original) ?? planned);

  return {
    notes,
    make(present: PresentEntries): void {
      db.exec('BEGIN');
      const add = createAdding(present);
      planRecords('material', add);
      planRecords('news', add);
      planTopics(add);
      db.exec('COMMIT');
    },
    total: (): number => (db.prepare('SELECT COUNT(*) AS count FROM planned').get() as { count: number }).count,
    /** The next records of a step, after one. */
    next: (step: Step, after: number, most: number): Planned[] => page.all(step, after, most),
    find,
    originalOf,
    /** The version in a language, else the original. */
    inLocale: (planned: Planned, locale: string): Planned => {
      const original = originalOf(planned);
      return original.locale === locale ? original : (translation.get(original.importId, locale) ?? original);
    },
    withSlug: (slug: string): Planned[] => bySlug.all(slug),
    withDocument: (documentId: string): Planned | null => byDocument.get(documentId) ?? null,
    atOldPath: (path: string): Planned | null => {
      const found = pathTo.get(path);
      return found ? find(found.importId) : null;
    },
    withFile: (path: string): Planned | null => {
      const found = fileOf.get(path);
      return found ? find(found.importId) : null;
    },
    categoriesOf,
    filesOf,
    /** All old addresses, some hundred at a time: in between, the table can be written to. */
    *oldPaths(): Generator<{ path: string; importId: string }> {
      let after = '';
      for (;;) {
        const page = pathsAfter.all(after);
        yield* page;
        const last = page.at(-1);
        if (!last) return;
        after = last.path;
      }
    },
  };
};

export type Plan = ReturnType<typeof createPlan>;
export type { OldRow };
