import { createIndex } from './indexes';
import { configOf, runInTransaction, tableOf, type Row, type Strapi } from './strapi';

/**
 * Finds materials by the beginnings of words in their titles through an index: SQLite's FTS5, PostgreSQL's text search.
 * Strapi leaves tables, triggers and indexes alone that it did not make.
 */
const WORDS = /[\p{L}\p{N}]+/gu;
const INDEX = 'availability_material_titles';

const wordsOf = (text: string): string[] => (text.match(WORDS) ?? []).slice(0, 8);

/**
 * A condition on row ids of the materials table.
 *
 * @returns null if the text has no word to look for
 */
export const titleCondition = (strapi: Strapi, text: string): { sql: string; bindings: string[] } | null => {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  const { name, column } = tableOf(strapi, configOf(strapi).material.uid);
  const title = column(configOf(strapi).material.title);
  return strapi.db.dialect.client === 'sqlite'
    ? {
        sql: `SELECT rowid AS id FROM ${INDEX} WHERE ${INDEX} MATCH ?`,
        bindings: [words.map((word) => `"${word}"*`).join(' ')],
      }
    : {
        sql: `SELECT id FROM ${name} WHERE to_tsvector('simple', ${title}) @@ to_tsquery('simple', ?)`,
        bindings: [words.map((word) => `${word}:*`).join(' & ')],
      };
};

const sqliteTriggers = (table: string, title: string): Record<string, string> => {
  const remove = `INSERT INTO ${INDEX} (${INDEX}, rowid, title) VALUES ('delete', OLD.id, OLD.${title});`;
  const add = `INSERT INTO ${INDEX} (rowid, title) VALUES (NEW.id, NEW.${title});`;
  return {
    added: `AFTER INSERT ON ${table} BEGIN ${add} END`,
    changed: `AFTER UPDATE OF ${title}, id ON ${table} BEGIN ${remove} ${add} END`,
    gone: `AFTER DELETE ON ${table} BEGIN ${remove} END`,
  };
};

/** Makes what is not there yet; see `prepareDatabase` for when that is. */
export const prepareTitleSearch = async (strapi: Strapi): Promise<void> => {
  const { material } = configOf(strapi);
  const { name, column } = tableOf(strapi, material.uid);
  const title = column(material.title);
  const run = (sql: string): Promise<unknown> => runInTransaction(strapi, strapi.db.connection.raw(sql));
  if (strapi.db.dialect.client !== 'sqlite') {
    await createIndex(strapi, `INDEX ${INDEX} ON ${name} USING gin (to_tsvector('simple', ${title}))`);
    return;
  }
  await run(
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${INDEX} USING fts5(
      title, content='${name}', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')`
  );
  const known = (await run(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '${INDEX}%'`)) as Row[];
  const triggers = Object.entries(sqliteTriggers(name, title));
  if (known.length === triggers.length) return;
  for (const [trigger, sql] of triggers) await run(`CREATE TRIGGER IF NOT EXISTS ${INDEX}_${trigger} ${sql}`);
  await run(`INSERT INTO ${INDEX} (${INDEX}) VALUES ('rebuild')`);
};
