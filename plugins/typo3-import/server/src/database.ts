import { rowsOf, type Strapi } from './strapi';

/**
 * What was imported is remembered in tables of the plugin's own and no content types: no REST route or `populate` leads to them,
 * and Strapi leaves tables alone that it did not make. They are what makes a run repeatable: an entry and its row here are written in
 * one transaction.
 */
export const TABLES = {
  /** One row for each record of the old portal that became a language version of an entry. */
  records: 'typo3_import_records',
  /** Files of the media library by their content. */
  files: 'typo3_import_files',
  /** Runs that write, one after the other. */
  runs: 'typo3_import_runs',
} as const;

/**
 * `source_hash` is of what the old portal said, `written_hash` of what the entry was after it was written: if the entry is no longer
 * that, an editor changed it. `applied` holds the sentences that were replaced by a call to action, as a JSON list.
 */
const STATEMENTS = [
  `TABLE IF NOT EXISTS ${TABLES.records} (
    import_source TEXT NOT NULL, import_id TEXT NOT NULL, content_type TEXT NOT NULL, document_id TEXT NOT NULL, locale TEXT NOT NULL,
    source_hash TEXT NOT NULL, written_hash TEXT NOT NULL, applied TEXT NOT NULL DEFAULT '[]', written_at TEXT NOT NULL,
    PRIMARY KEY (import_source, import_id))`,
  `INDEX IF NOT EXISTS ${TABLES.records}_document ON ${TABLES.records} (document_id, locale)`,
  `TABLE IF NOT EXISTS ${TABLES.files} (sha256 TEXT PRIMARY KEY, file_id BIGINT NOT NULL)`,
  `TABLE IF NOT EXISTS ${TABLES.runs} (
    id TEXT PRIMARY KEY, import_source TEXT NOT NULL, owner TEXT NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL, seen_at TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0)`,
];

/** Makes what is not there yet. */
export const prepareDatabase = async (strapi: Strapi): Promise<void> => {
  for (const text of STATEMENTS) await rowsOf(strapi, `CREATE ${text}`);
};
