import { isPostgres } from '@inprint/kit/database/dialect';
import { quoteName, quoteText } from '@inprint/kit/database/names';
import { inParts, inTransaction, places, rowsOf, withRetry, type Executor } from '@inprint/kit/transactions';
import type { Trigger } from '@inprint/kit/triggers';

import { HTML_MARKERS } from '../../../domain/texts/html';
import type { MentionAddresses } from '../../../domain/texts/mention-address';
import { signsOfMentions } from '../../../domain/texts/mention-test';
import { addressesOf } from '../services/texts';
import { serviceOf, type Row, type Strapi } from '../strapi';
import type { TextColumn } from './sources';

/**
 * Which Markdown and HTML mentions which material. The database cannot parse them, but it knows which texts were written that may
 * mention something: triggers note these, and whoever asks the index has them read first. So the index is true through whatever
 * door a text is written, and costs by what was written since, not by how many texts there are.
 */

/** Notes of texts that were written and not read since. Only ever added to by writers. */
const UNREAD = 'inprint_unread_texts';

/** The lines of `inprint_mentions`, for mentions by the documentId. */
const MENTIONS = 'inprint_mentions';

/** Mentions by the address of a page: the slug in it, whosever it is when the index is asked. */
export const PAGE_MENTIONS = 'inprint_page_mentions';

const TEXTS_AT_ONCE = 100;

/** Can this column hold a mention, as far as the database can tell? */
const mayMentionSql = (strapi: Strapi, column: string, { format }: TextColumn): string => {
  const addresses: MentionAddresses = addressesOf(strapi);
  const { exact, anyCase } = signsOfMentions(addresses, format === 'html' ? HTML_MARKERS : []);
  const position = isPostgres(strapi) ? 'strpos' : 'instr';
  return [
    ...exact.map((sign) => `${position}(${column}, ${quoteText(sign)}) > 0`),
    ...anyCase.map((sign) => `${position}(lower(${column}), ${quoteText(sign)}) > 0`),
  ].join(' OR ');
};

const note = ({ uid, attribute }: TextColumn, id: string): string =>
  `INSERT INTO ${UNREAD} (holder, attribute, row_id) VALUES (${quoteText(uid)}, ${quoteText(attribute)}, ${id})`;

/** What notes a text that is written: one that may mention something, or did. */
export const notingTriggers = (strapi: Strapi, text: TextColumn, name: string): Trigger[] => {
  const column = quoteName(text.column);
  const named = { table: text.table };
  const before = `COALESCE(${mayMentionSql(strapi, `OLD.${column}`, text)}, FALSE)`;
  const after = `COALESCE(${mayMentionSql(strapi, `NEW.${column}`, text)}, FALSE)`;
  return [
    {
      ...named,
      name,
      postgres: {
        event: `AFTER INSERT OR UPDATE OF ${column} OR DELETE`,
        body: `BEGIN
    IF TG_OP = 'DELETE' THEN
      IF ${before} THEN ${note(text, 'OLD.id')}; END IF;
    ELSIF ${after} THEN
      ${note(text, 'NEW.id')};
    ELSIF TG_OP = 'UPDATE' THEN
      IF ${before} THEN ${note(text, 'NEW.id')}; END IF;
    END IF;
    RETURN NULL;
  END`,
      },
    },
    {
      ...named,
      name: `${name}_insert`,
      sqlite: { event: 'AFTER INSERT', when: after, body: `${note(text, 'NEW.id')};` },
    },
    {
      ...named,
      name: `${name}_update`,
      sqlite: { event: `AFTER UPDATE OF ${column}`, when: `${before} OR ${after}`, body: `${note(text, 'NEW.id')};` },
    },
    {
      ...named,
      name: `${name}_delete`,
      sqlite: { event: 'AFTER DELETE', when: before, body: `${note(text, 'OLD.id')};` },
    },
  ];
};

/** Makes the tables where they are not there yet. */
export const makeTables = async (strapi: Strapi, on: Strapi | Executor): Promise<void> => {
  const id = isPostgres(strapi) ? 'BIGSERIAL PRIMARY KEY' : 'INTEGER PRIMARY KEY AUTOINCREMENT';
  await rowsOf(
    on,
    `CREATE TABLE IF NOT EXISTS ${UNREAD} (
    id ${id}, holder varchar(255) NOT NULL, attribute varchar(255) NOT NULL, row_id integer NOT NULL)`
  );
  await rowsOf(
    on,
    `CREATE TABLE IF NOT EXISTS ${PAGE_MENTIONS} (
    holder varchar(255) NOT NULL, row_id integer NOT NULL, attribute varchar(255) NOT NULL,
    kind varchar(32) NOT NULL, slug varchar(255) NOT NULL,
    PRIMARY KEY (slug, holder, attribute, row_id, kind))`
  );
};

const forget = async (trx: Executor, { uid, attribute }: TextColumn, ids?: readonly number[]): Promise<void> => {
  const rows = ids ? ` AND row_id IN (${places(ids)})` : '';
  for (const table of [MENTIONS, PAGE_MENTIONS])
    await rowsOf(trx, `DELETE FROM ${table} WHERE holder = ? AND attribute = ?${rows}`, [
      uid,
      attribute,
      ...(ids ?? []),
    ]);
};

/** Notes all texts of a column that may mention something: for when nobody noted what was written. */
export const noteAll = async (strapi: Strapi, trx: Executor, text: TextColumn): Promise<void> => {
  const column = `entry.${quoteName(text.column)}`;
  await makeTables(strapi, trx);
  await forget(trx, text);
  await rowsOf(
    trx,
    `INSERT INTO ${UNREAD} (holder, attribute, row_id) SELECT ${quoteText(text.uid)}, ${quoteText(text.attribute)}, entry.id
     FROM ${quoteName(text.table)} AS entry WHERE ${mayMentionSql(strapi, column, text)}`
  );
};

interface Line {
  readonly holder: string;
  readonly row_id: number;
  readonly attribute: string;
  readonly kind: string;
}

/** Longer than any slug or documentId that there can be. */
const MAX_NAME = 255;

/** Keeps the lines of Markdown and HTML. */
export const createWrittenTexts = (strapi: Strapi, columns: () => readonly TextColumn[]) => {
  const readTexts = async (trx: Executor, text: TextColumn, ids: readonly number[]): Promise<void> => {
    const rows = await rowsOf(
      trx,
      `SELECT id, ${quoteName(text.column)} AS written FROM ${quoteName(text.table)} WHERE id IN (${places(ids)})`,
      ids
    );
    const byId = new Map<string, Line & { material: string }>();
    const bySlug = new Map<string, Line & { slug: string }>();
    for (const { id, written } of rows) {
      for (const { kind, reference } of serviceOf(strapi, 'texts').find(written, text.format)) {
        const line = { holder: text.uid, row_id: Number(id), attribute: text.attribute, kind };
        const name = 'slug' in reference ? reference.slug : reference.documentId;
        if (name === '' || name.length > MAX_NAME || name.includes('\0')) continue;
        const key = `${String(id)} ${kind} ${name}`;
        if ('slug' in reference) bySlug.set(key, { ...line, slug: name });
        else byId.set(key, { ...line, material: name });
      }
    }
    await forget(trx, text, ids);
    for (const part of inParts([...byId.values()])) await trx(MENTIONS).insert(part);
    for (const part of inParts([...bySlug.values()])) await trx(PAGE_MENTIONS).insert(part);
  };

  /** Reads some of the texts that were noted. One server at a time, so that none writes what was read before another's. */
  const readSome = (): Promise<boolean> =>
    inTransaction(strapi, async (trx) => {
      if (isPostgres(strapi)) await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('${UNREAD}'))`);
      const notes = (await trx(UNREAD).orderBy('id').limit(TEXTS_AT_ONCE)) as Row[];
      for (const text of columns()) {
        const own = notes.filter(({ holder, attribute }) => holder === text.uid && attribute === text.attribute);
        const ids = [...new Set(own.map(({ row_id }) => Number(row_id)))];
        if (ids.length > 0) await readTexts(trx, text, ids);
      }
      // What was written meanwhile has a note of its own.
      const read = notes.map(({ id }) => Number(id));
      if (read.length > 0) await trx(UNREAD).whereIn('id', read).delete();
      return notes.length < TEXTS_AT_ONCE;
    });

  return {
    /** Reads what was written since it was last read; where nothing was, it only looks. */
    async readAll(): Promise<void> {
      const [anything] = await rowsOf(strapi, `SELECT 1 AS one FROM ${UNREAD} LIMIT 1`);
      if (!anything) return;
      for (let isDone = false; !isDone;) isDone = await withRetry(strapi, readSome);
    },
  };
};
