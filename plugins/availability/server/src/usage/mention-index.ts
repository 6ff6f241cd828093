import { createHash } from 'node:crypto';

import { createIndex } from '../indexes';
import { rowsOf } from '../rows';
import { configOf, runInTransaction, tableOf, type Strapi } from '../strapi';
import type { Source, TextColumn } from './sources';

/**
 * Which texts mention which material, as a table of its own. The database keeps it by triggers, so it is true through
 * whatever door a text is written; asking it costs the same with ten articles and with a hundred thousand.
 *
 * One line for each text (a row's attribute), material and kind of node. A row is one locale and one status, so locale and
 * status are those of the row.
 */
export const MENTIONS = 'inprint_mentions';

/** Part of a trigger's name, so that a changed text replaces the old one at the next start. */
const VERSION = 'mentioned_v1_';

/** A short name for a column's triggers: names are cut at 63 characters on PostgreSQL. */
const nameFor = ({ table, column }: TextColumn): string =>
  VERSION + createHash('sha256').update(`${table}.${column}`).digest('hex').slice(0, 12);

const quoteText = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const KIND_OF_NODE = (type: string): string => `CASE ${type} WHEN 'paragraph' THEN 'call-to-action' ELSE 'mention' END`;

/** The same nodes as the domain's `collectMentions` finds: `material` on a paragraph or link, as an object or a plain id. */
const sqliteInsert = ({ uid, attribute }: TextColumn, id: string, text: string, from: string): string => {
  const material = `CASE json_type(node.value, '$.material')
      WHEN 'text' THEN json_extract(node.value, '$.material')
      WHEN 'object' THEN json_extract(node.value, '$.material.documentId') END`;
  const type = `json_extract(node.value, '$.type')`;
  return `INSERT OR IGNORE INTO ${MENTIONS} (holder, row_id, attribute, kind, material)
    SELECT ${quoteText(uid)}, ${id}, ${quoteText(attribute)}, ${KIND_OF_NODE(type)}, ${material}
    FROM ${from} json_tree(CASE WHEN ${text} LIKE '%"material"%' AND json_valid(${text}) THEN ${text} ELSE '[]' END) AS node
    WHERE node.type = 'object' AND ${type} IN ('paragraph', 'link')
      AND typeof(${material}) = 'text' AND ${material} <> ''`;
};

const forget = ({ uid, attribute }: TextColumn, id?: string): string =>
  `DELETE FROM ${MENTIONS} WHERE holder = ${quoteText(uid)} AND attribute = ${quoteText(attribute)}${id ? ` AND row_id = ${id}` : ''}`;

const sqliteTriggers = (text: TextColumn, quote: (name: string) => string): Record<string, string> => {
  const table = quote(text.table);
  const column = quote(text.column);
  const insert = sqliteInsert(text, 'NEW.id', `NEW.${column}`, '');
  return {
    insert: `AFTER INSERT ON ${table} WHEN NEW.${column} IS NOT NULL BEGIN ${insert}; END`,
    update: `AFTER UPDATE OF ${column} ON ${table} BEGIN ${forget(text, 'NEW.id')}; ${insert}; END`,
    delete: `AFTER DELETE ON ${table} BEGIN ${forget(text, 'OLD.id')}; END`,
  };
};

const postgresInsert = (uid: string, id: string, attribute: string, text: string, from: string): string => {
  const material = `CASE jsonb_typeof(node->'material') WHEN 'string' THEN node->>'material'
      WHEN 'object' THEN node->'material'->>'documentId' END`;
  return `INSERT INTO ${MENTIONS} (holder, row_id, attribute, kind, material)
    SELECT DISTINCT ${uid}, ${id}, ${attribute}, ${KIND_OF_NODE("node->>'type'")}, ${material}
    FROM ${from} jsonb_path_query(${text}, 'strict $.**') AS node
    WHERE jsonb_typeof(node) = 'object' AND node->>'type' IN ('paragraph', 'link') AND COALESCE(${material}, '') <> ''
    ON CONFLICT DO NOTHING`;
};

const POSTGRES_FUNCTION = `CREATE OR REPLACE FUNCTION ${VERSION}row() RETURNS trigger LANGUAGE plpgsql AS $inprint$ BEGIN
    IF TG_OP <> 'INSERT' THEN
      DELETE FROM ${MENTIONS} WHERE holder = TG_ARGV[0] AND attribute = TG_ARGV[1] AND row_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      ${postgresInsert('TG_ARGV[0]', 'NEW.id', 'TG_ARGV[1]', 'to_jsonb(NEW)->TG_ARGV[2]', '')};
    END IF;
    RETURN NULL;
  END; $inprint$`;

/**
 * Makes the index at the first start, for a content type that is new, and after Strapi rebuilt a table (SQLite drops a
 * table's triggers with it); reads the texts once where it did. Otherwise it looks up a few names and is done.
 */
export const prepareMentionIndex = async (
  strapi: Strapi,
  sources: readonly Source[],
  texts: readonly TextColumn[]
): Promise<void> => {
  const knex = strapi.db.connection;
  const quote = (name: string): string => knex.client.wrapIdentifier(name, {}) as string;
  const run = (sql: string): Promise<unknown> => runInTransaction(strapi, knex.raw(sql));
  const isSqlite = strapi.db.dialect.client === 'sqlite';

  await run(`CREATE TABLE IF NOT EXISTS ${MENTIONS} (
    holder varchar(255) NOT NULL, row_id integer NOT NULL, attribute varchar(255) NOT NULL,
    kind varchar(32) NOT NULL, material varchar(255) NOT NULL,
    PRIMARY KEY (material, holder, attribute, row_id, kind))`);
  await createIndex(strapi, `INDEX ${MENTIONS}_row ON ${MENTIONS} (holder, row_id)`);
  await makeLookUpsQuick(strapi, sources, quote);

  const rows = await rowsOf(
    strapi,
    isSqlite
      ? `SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'mentioned\\_%' ESCAPE '\\'`
      : `SELECT DISTINCT tgname AS name FROM pg_trigger WHERE tgname LIKE 'mentioned\\_%'`
  );
  const known = new Set(rows.map(({ name }) => String(name)));

  for (const text of texts) {
    const name = nameFor(text);
    const table = quote(text.table);
    const column = quote(text.column);
    if (isSqlite) {
      const missing = Object.entries(sqliteTriggers(text, quote)).filter(([event]) => !known.has(`${name}_${event}`));
      if (missing.length === 0) continue;
      for (const [event, body] of missing) await run(`CREATE TRIGGER IF NOT EXISTS ${name}_${event} ${body}`);
      await run(forget(text));
      await run(sqliteInsert(text, 'entry.id', `entry.${column}`, `${table} AS entry,`));
    } else {
      if (known.has(name)) continue;
      await run(POSTGRES_FUNCTION);
      await run(`DROP TRIGGER IF EXISTS ${name} ON ${table}`);
      await run(`CREATE TRIGGER ${name} AFTER INSERT OR UPDATE OF ${column} OR DELETE ON ${table} FOR EACH ROW
        EXECUTE FUNCTION ${VERSION}row(${[text.uid, text.attribute, text.column].map(quoteText).join(', ')})`);
      await run(forget(text));
      await run(
        postgresInsert(
          quoteText(text.uid),
          'entry.id',
          quoteText(text.attribute),
          `entry.${column}::jsonb`,
          `${table} AS entry,`
        )
      );
    }
  }
};

/** Indexes that Strapi does not make: from a component to its entry, and from an address to its material. */
const makeLookUpsQuick = async (
  strapi: Strapi,
  sources: readonly Source[],
  quote: (name: string) => string
): Promise<void> => {
  const joinTables = new Map(sources.flatMap(({ steps }) => steps.map((step) => [step.table, step.componentColumn])));
  for (const [table, column] of joinTables) {
    await createIndex(strapi, `INDEX ${quote(`mentioned_${table}`)} ON ${quote(table)} (${quote(column)})`);
  }
  const { material } = configOf(strapi);
  const materials = tableOf(strapi, material.uid);
  const files = tableOf(strapi, 'plugin::upload.file');
  const addresses = [
    ...[material.slug, material.orderUrl, material.pdfUrl].map((attribute) => [
      materials.name,
      materials.column(attribute),
    ]),
    [files.name, files.column('url')],
  ] as const;
  // Only equal addresses are looked for; on PostgreSQL a hash index takes addresses of any length.
  const using = strapi.db.dialect.client === 'postgres' ? 'USING hash ' : '';
  for (const [table = '', column = ''] of addresses) {
    await createIndex(
      strapi,
      `INDEX ${quote(`mentioned_${table}_${column}`)} ON ${quote(table)} ${using}(${quote(column)})`
    );
  }
};
