import { createHash } from 'node:crypto';

import { isPostgres } from '@inprint/kit/database/dialect';
import { quoteName } from '@inprint/kit/database/names';
import { createIndex } from '@inprint/kit/indexes';
import { rowsOf, type Executor } from '@inprint/kit/transactions';
import type { TriggerSet } from '@inprint/kit/triggers';

import { modelOf } from './setup';
import { tableOf, type Strapi } from './strapi';

/**
 * Finds materials by the beginnings of words in their titles through an index: SQLite's FTS5, PostgreSQL's text search.
 * Strapi leaves tables, triggers and indexes alone that it did not make.
 */
const WORDS = /[\p{L}\p{N}]+/gu;
const INDEX = 'availability_material_titles';

const wordsOf = (text: string): string[] => (text.match(WORDS) ?? []).slice(0, 8);

interface Titles {
  /** Unquoted. */
  readonly table: string;
  /** Quoted. */
  readonly materials: string;
  readonly title: string;
}

const titlesOf = (strapi: Strapi): Titles => {
  const { material } = modelOf(strapi);
  const { name, column } = tableOf(strapi, material.uid);
  return { table: name, materials: quoteName(name), title: quoteName(column(material.title)) };
};

/**
 * A condition on row ids of the materials table.
 *
 * @returns null if the text has no word to look for
 */
export const titleCondition = (strapi: Strapi, text: string): { sql: string; bindings: string[] } | null => {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  const { materials, title } = titlesOf(strapi);
  return isPostgres(strapi)
    ? {
        sql: `SELECT id FROM ${materials} WHERE to_tsvector('simple', ${title}) @@ to_tsquery('simple', ?)`,
        bindings: [words.map((word) => `${word}:*`).join(' & ')],
      }
    : {
        sql: `SELECT rowid AS id FROM ${INDEX} WHERE ${INDEX} MATCH ?`,
        bindings: [words.map((word) => `"${word}"*`).join(' ')],
      };
};

/** The full-text table has the column of the materials table that it is made of, by the same name: it is made anew when that changes. */
const rebuild = async (trx: Executor, { materials, title }: Titles): Promise<void> => {
  await rowsOf(trx, `DROP TABLE IF EXISTS ${INDEX}`);
  await rowsOf(
    trx,
    `CREATE VIRTUAL TABLE ${INDEX} USING fts5(
      ${title}, content=${materials}, content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')`
  );
  await rowsOf(trx, `INSERT INTO ${INDEX} (${INDEX}) VALUES ('rebuild')`);
};

/** What keeps SQLite's full-text table up with the titles. */
export const titleTriggers = (strapi: Strapi): TriggerSet => ({
  owner: 'titles',
  replaces: [`${INDEX}_`],
  triggers() {
    const { table, title } = titlesOf(strapi);
    const remove = `INSERT INTO ${INDEX} (${INDEX}, rowid, ${title}) VALUES ('delete', OLD.id, OLD.${title});`;
    const add = `INSERT INTO ${INDEX} (rowid, ${title}) VALUES (NEW.id, NEW.${title});`;
    return [
      { name: 'added', table, sqlite: { event: 'AFTER INSERT', body: add } },
      { name: 'changed', table, sqlite: { event: `AFTER UPDATE OF ${title}, id`, body: `${remove} ${add}` } },
      { name: 'gone', table, sqlite: { event: 'AFTER DELETE', body: remove } },
    ];
  },
  catchUp: (trx) => rebuild(trx, titlesOf(strapi)),
});

/** Makes PostgreSQL's index where it is not there yet; another title column has another index. */
export const prepareTitleIndex = async (strapi: Strapi): Promise<void> => {
  if (!isPostgres(strapi)) return;
  const { table, materials, title } = titlesOf(strapi);
  const digest = createHash('sha256').update(`${table}.${title}`).digest('hex').slice(0, 8);
  await createIndex(strapi, `INDEX ${INDEX}_${digest} ON ${materials} USING gin (to_tsvector('simple', ${title}))`);
  // Of before, when it was always the same name.
  await rowsOf(strapi, `DROP INDEX IF EXISTS ${INDEX}`);
};
