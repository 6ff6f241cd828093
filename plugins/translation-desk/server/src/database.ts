import { dialectOf, isPostgres, type Dialect } from '@inprint/kit/database/dialect';
import { createIndex } from '@inprint/kit/indexes';
import { rowsOf } from '@inprint/kit/transactions';
import { installTriggers, type TriggerSet } from '@inprint/kit/triggers';

import type { Strapi } from './strapi';

/**
 * The desk's tables are this plugin's own and no content types: no REST route or `populate` leads to them, and Strapi leaves tables
 * alone that it did not make. They hold what can be computed from the entries, so that a page of the desk is a walk along an
 * index, and one thing that cannot: from which source text a translation was made.
 */
export const TABLES = {
  /** One row for each entry. */
  entries: 'translation_desk_entries',
  /** One row for each entry and language of the site, also where there is no translation. */
  states: 'translation_desk_states',
  /** "This part of the translation was made from that part of the source", by fingerprints, for each text of a field. */
  notes: 'translation_desk_origins',
  /** The source texts that notes speak of, so that a change can be shown. */
  texts: 'translation_desk_texts',
  /** Files that went to translators. */
  jobs: 'translation_desk_jobs',
  /** What is in them. */
  jobEntries: 'translation_desk_job_entries',
} as const;

/** Words of an entry's titles: SQLite's full-text search. PostgreSQL has an index of words on the entries themselves. */
export const TITLES = 'translation_desk_titles';

/** Of the second release. */
const INCOMPLETE = `incomplete_fields TEXT NOT NULL DEFAULT '[]'`;

const tables = ({ idColumn: id }: Dialect): string[] => {
  const { entries, states, notes, texts, jobs, jobEntries } = TABLES;
  const ofEntry = `BIGINT NOT NULL REFERENCES ${entries} (id) ON DELETE CASCADE`;
  return [
    `TABLE IF NOT EXISTS ${entries} (
      id ${id}, content_type TEXT NOT NULL, document_id TEXT NOT NULL, source_locale TEXT NOT NULL,
      title TEXT NOT NULL, words TEXT NOT NULL, changed_at TEXT NOT NULL, UNIQUE (content_type, document_id))`,
    `INDEX ${entries}_changed ON ${entries} (changed_at, id)`,
    `INDEX ${entries}_type ON ${entries} (content_type, changed_at, id)`,
    `TABLE IF NOT EXISTS ${states} (
      entry_id ${ofEntry}, locale TEXT NOT NULL, content_type TEXT NOT NULL, state TEXT NOT NULL,
      is_published INTEGER NOT NULL, outdated_fields TEXT NOT NULL, changed_at TEXT NOT NULL,
      ${INCOMPLETE}, PRIMARY KEY (entry_id, locale))`,
    `INDEX ${states}_state ON ${states} (locale, state, changed_at, entry_id)`,
    `INDEX ${states}_type ON ${states} (content_type, locale, state, changed_at, entry_id)`,
    `TABLE IF NOT EXISTS ${notes} (
      entry_id ${ofEntry}, locale TEXT NOT NULL, field TEXT NOT NULL, own TEXT NOT NULL, origins TEXT NOT NULL,
      was_whole INTEGER NOT NULL, confirmation TEXT, PRIMARY KEY (entry_id, locale, field, own))`,
    `TABLE IF NOT EXISTS ${texts} (
      entry_id ${ofEntry}, fingerprint TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (entry_id, fingerprint))`,
    `TABLE IF NOT EXISTS ${jobs} (
      id ${id}, name TEXT NOT NULL, recipient TEXT NOT NULL, note TEXT NOT NULL, source_locale TEXT NOT NULL,
      locale TEXT NOT NULL, created_by TEXT NOT NULL, created_at TEXT NOT NULL, closed_at TEXT)`,
    `TABLE IF NOT EXISTS ${jobEntries} (
      job_id BIGINT NOT NULL REFERENCES ${jobs} (id) ON DELETE CASCADE, entry_id ${ofEntry}, returned_at TEXT,
      PRIMARY KEY (job_id, entry_id))`,
    `INDEX ${jobEntries}_entry ON ${jobEntries} (entry_id)`,
  ];
};

/** What keeps SQLite's full-text table up with the titles. */
export const titleTriggers = (strapi: Strapi): TriggerSet => {
  const table = TABLES.entries;
  const remove = `INSERT INTO ${TITLES} (${TITLES}, rowid, words) VALUES ('delete', OLD.id, OLD.words);`;
  const add = `INSERT INTO ${TITLES} (rowid, words) VALUES (NEW.id, NEW.words);`;
  return {
    owner: 'translation_titles',
    replaces: [`${TITLES}_`],
    triggers: () => [
      { name: 'added', table, sqlite: { event: 'AFTER INSERT', body: add } },
      { name: 'changed', table, sqlite: { event: 'AFTER UPDATE OF words', body: `${remove} ${add}` } },
      { name: 'gone', table, sqlite: { event: 'AFTER DELETE', body: remove } },
    ],
    async catchUp(trx) {
      if (!isPostgres(strapi)) await rowsOf(trx, `INSERT INTO ${TITLES} (${TITLES}) VALUES ('rebuild')`);
    },
  };
};

/** Brings tables of the first release to what this one has. What it noted is noted anew, from the states that it left. */
const upgrade = async (strapi: Strapi): Promise<void> => {
  const { schema } = strapi.db.connection;
  if (!(await schema.hasColumn(TABLES.states, 'incomplete_fields'))) {
    await rowsOf(strapi, `ALTER TABLE ${TABLES.states} ADD COLUMN ${INCOMPLETE}`);
  }
  await rowsOf(strapi, 'DROP TABLE IF EXISTS translation_desk_notes');
};

/** Makes what is not there yet. */
export const prepareDatabase = async (strapi: Strapi): Promise<void> => {
  const titles = isPostgres(strapi)
    ? `INDEX ${TITLES} ON ${TABLES.entries} USING gin (to_tsvector('simple', words))`
    : `VIRTUAL TABLE IF NOT EXISTS ${TITLES} USING fts5(
      words, content='${TABLES.entries}', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')`;
  for (const text of [...tables(dialectOf(strapi)), titles]) {
    await (text.startsWith('INDEX') ? createIndex(strapi, text) : rowsOf(strapi, `CREATE ${text}`));
  }
  await upgrade(strapi);
  await installTriggers(strapi, 'translation_titles');
};
