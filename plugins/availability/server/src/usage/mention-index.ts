import { createHash } from 'node:crypto';

import { isPostgres } from '@inprint/kit/database/dialect';
import { quoteName, quoteText } from '@inprint/kit/database/names';
import { createIndex } from '@inprint/kit/indexes';
import { rowsOf, type Executor } from '@inprint/kit/transactions';
import { installTriggers, type Trigger, type TriggerSet } from '@inprint/kit/triggers';

import { modelOf } from '../setup';
import { tableOf, type Strapi } from '../strapi';
import { findSources, textColumnsOf, type Source, type TextColumn } from './sources';
import { makeTables, noteAll, notingTriggers, PAGE_MENTIONS } from './written-texts';

/**
 * Which texts mention which material, as a table of its own. The database keeps it by triggers, so it is true through
 * whatever door a text is written; asking it costs the same with ten articles and with a hundred thousand.
 *
 * Blocks are read by the triggers themselves, Markdown and HTML as `written-texts.ts` says.
 *
 * One line for each text (a row's attribute), material and kind of node. A row is one locale and one status, so locale and
 * status are those of the row.
 */
export const MENTIONS = 'inprint_mentions';

/** A short name for a column's triggers: names are cut at 63 characters on PostgreSQL. */
const nameFor = ({ table, column }: TextColumn): string =>
  createHash('sha256').update(`${table}.${column}`).digest('hex').slice(0, 12);

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

const postgresInsert = ({ uid, attribute }: TextColumn, id: string, text: string, from: string): string => {
  const material = `CASE jsonb_typeof(node->'material') WHEN 'string' THEN node->>'material'
      WHEN 'object' THEN node->'material'->>'documentId' END`;
  return `INSERT INTO ${MENTIONS} (holder, row_id, attribute, kind, material)
    SELECT DISTINCT ${quoteText(uid)}, ${id}, ${quoteText(attribute)}, ${KIND_OF_NODE("node->>'type'")}, ${material}
    FROM ${from} jsonb_path_query(${text}, 'strict $.**') AS node
    WHERE jsonb_typeof(node) = 'object' AND node->>'type' IN ('paragraph', 'link') AND COALESCE(${material}, '') <> ''
    ON CONFLICT DO NOTHING`;
};

const postgresBody = (text: TextColumn): string => `BEGIN
    IF TG_OP <> 'INSERT' THEN ${forget(text, 'OLD.id')}; END IF;
    IF TG_OP <> 'DELETE' THEN
      ${postgresInsert(text, 'NEW.id', `NEW.${quoteName(text.column)}::jsonb`, '')};
    END IF;
    RETURN NULL;
  END`;

const triggersOf = (strapi: Strapi, text: TextColumn): Trigger[] => {
  if (text.format !== 'blocks') return notingTriggers(strapi, text, nameFor(text));
  const column = quoteName(text.column);
  const named = { table: text.table };
  const insert = sqliteInsert(text, 'NEW.id', `NEW.${column}`, '');
  const name = nameFor(text);
  return [
    {
      ...named,
      name,
      postgres: { event: `AFTER INSERT OR UPDATE OF ${column} OR DELETE`, body: postgresBody(text) },
    },
    {
      ...named,
      name: `${name}_insert`,
      sqlite: { event: 'AFTER INSERT', when: `NEW.${column} IS NOT NULL`, body: `${insert};` },
    },
    {
      ...named,
      name: `${name}_update`,
      sqlite: { event: `AFTER UPDATE OF ${column}`, body: `${forget(text, 'NEW.id')}; ${insert};` },
    },
    { ...named, name: `${name}_delete`, sqlite: { event: 'AFTER DELETE', body: `${forget(text, 'OLD.id')};` } },
  ];
};

/** Reads texts once: those whose triggers were made. */
const readTexts = async (strapi: Strapi, trx: Executor, texts: readonly TextColumn[]): Promise<void> => {
  for (const text of texts) {
    if (text.format !== 'blocks') {
      await noteAll(strapi, trx, text);
      continue;
    }
    const from = `${quoteName(text.table)} AS entry,`;
    const column = `entry.${quoteName(text.column)}`;
    await rowsOf(trx, forget(text));
    await rowsOf(
      trx,
      isPostgres(strapi)
        ? postgresInsert(text, 'entry.id', `${column}::jsonb`, from)
        : sqliteInsert(text, 'entry.id', column, from)
    );
  }
};

/** What keeps the mentions up with the texts. */
export const mentionTriggers = (strapi: Strapi): TriggerSet => {
  const textsOf = (): TextColumn[] => textColumnsOf(strapi, findSources(strapi));
  return {
    owner: 'mentions',
    replaces: ['mentioned_'],
    triggers: () => textsOf().flatMap((text) => triggersOf(strapi, text)),
    async catchUp(trx, made) {
      const texts = textsOf().filter((text) => made.some(({ name }) => name.startsWith(nameFor(text))));
      await readTexts(strapi, trx, texts);
    },
  };
};

/** Makes the table of mentions, its indexes and triggers, where they are not there yet; reads the texts once where it did. */
export const prepareMentionIndex = async (strapi: Strapi, sources: readonly Source[]): Promise<void> => {
  await rowsOf(
    strapi,
    `CREATE TABLE IF NOT EXISTS ${MENTIONS} (
    holder varchar(255) NOT NULL, row_id integer NOT NULL, attribute varchar(255) NOT NULL,
    kind varchar(32) NOT NULL, material varchar(255) NOT NULL,
    PRIMARY KEY (material, holder, attribute, row_id, kind))`
  );
  await makeTables(strapi, strapi);
  for (const table of [MENTIONS, PAGE_MENTIONS])
    await createIndex(strapi, `INDEX ${table}_row ON ${table} (holder, row_id)`);
  await makeLookUpsQuick(strapi, sources);
  await installTriggers(strapi, 'mentions');
};

/** Indexes that Strapi does not make: from a component to its entry, and from an address to its material. */
const makeLookUpsQuick = async (strapi: Strapi, sources: readonly Source[]): Promise<void> => {
  const joinTables = new Map(sources.flatMap(({ steps }) => steps.map((step) => [step.table, step.componentColumn])));
  for (const [table, column] of joinTables) {
    await createIndex(strapi, `INDEX ${quoteName(`mentioned_${table}`)} ON ${quoteName(table)} (${quoteName(column)})`);
  }
  const { material } = modelOf(strapi);
  const materials = tableOf(strapi, material.uid);
  const files = tableOf(strapi, 'plugin::upload.file');
  const addresses = [
    ...[material.slug, material.orderUrl, material.pdfUrl].flatMap((attribute) =>
      attribute === null ? [] : [[materials.name, materials.column(attribute)] as const]
    ),
    [files.name, files.column('url')],
  ] as const;
  // Only equal addresses are looked for; on PostgreSQL a hash index takes addresses of any length.
  const using = isPostgres(strapi) ? 'USING hash ' : '';
  for (const [table, column] of addresses) {
    await createIndex(
      strapi,
      `INDEX ${quoteName(`mentioned_${table}_${column}`)} ON ${quoteName(table)} ${using}(${quoteName(column)})`
    );
  }
};
