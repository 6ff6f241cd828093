import { quoteName, quoteText } from '@inprint/kit/database/names';
import type { Trigger, TriggerSet } from '@inprint/kit/triggers';

import { TABLES } from '../database';
import { isReady, type Executor, type Strapi } from '../strapi';
import { pageTypesOf, type PageType } from './page-model';

interface JoinTable {
  readonly name: string;
  readonly joinColumn: { readonly name: string };
  readonly inverseJoinColumn?: { readonly name: string };
  readonly morphColumn?: {
    readonly idColumn: { readonly name: string };
    readonly typeColumn: { readonly name: string };
  };
}

interface Note {
  readonly name: string;
  readonly on: string;
  readonly event: 'INSERT' | 'UPDATE' | 'DELETE';
  /** Selects the documentIds that are touched. */
  readonly touched: string;
}

const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const;

const rowsOfEvent = (event: Note['event'], select: (row: string) => string): string =>
  event === 'INSERT' ? select('NEW') : event === 'DELETE' ? select('OLD') : `${select('OLD')} UNION ${select('NEW')}`;

/** What the database notes of one content type: its published rows, their links and files, and the names of what they lead to. */
const notesOf = (strapi: Strapi, { uid, related }: PageType): Note[] => {
  const { tableName, attributes } = strapi.db.metadata.get(uid);
  const rows = quoteName(tableName);
  const published = (row: string): string =>
    `SELECT ${row}.document_id WHERE ${row}.published_at IS NOT NULL AND ${row}.document_id IS NOT NULL`;
  const notes = EVENTS.map((event): Note => ({
    name: `row_${event.toLowerCase()}`,
    on: tableName,
    event,
    touched: rowsOfEvent(event, published),
  }));

  for (const [attribute, target] of Object.entries(related)) {
    const join = (attributes[attribute] as unknown as { joinTable?: JoinTable }).joinTable;
    if (!join?.inverseJoinColumn) continue;
    const ours = quoteName(join.joinColumn.name);
    const theirs = quoteName(join.inverseJoinColumn.name);
    const linked = (row: string): string =>
      `SELECT p.document_id FROM ${rows} p WHERE p.id = ${row}.${ours} AND p.published_at IS NOT NULL`;
    for (const event of EVENTS) {
      notes.push({
        name: `${attribute}_${event.toLowerCase()}`,
        on: join.name,
        event,
        touched: rowsOfEvent(event, linked),
      });
    }
    // What is published anew is linked anew; what has no drafts is changed where it stands.
    notes.push({
      name: `${attribute}_renamed`,
      on: strapi.db.metadata.get(target).tableName,
      event: 'UPDATE',
      touched: `SELECT p.document_id FROM ${quoteName(join.name)} l JOIN ${rows} p ON p.id = l.${ours}
        WHERE l.${theirs} = NEW.id AND p.published_at IS NOT NULL`,
    });
  }

  const files = strapi.db.metadata.get('plugin::upload.file');
  const join = (files.attributes.related as unknown as { joinTable: JoinTable }).joinTable;
  if (join.morphColumn) {
    const { idColumn, typeColumn } = join.morphColumn;
    const holding = (row: string, from = ''): string =>
      `SELECT p.document_id FROM ${from} ${rows} p WHERE p.id = ${row}.${quoteName(idColumn.name)}
        AND ${row}.${quoteName(typeColumn.name)} = ${quoteText(uid)} AND p.published_at IS NOT NULL`;
    for (const event of EVENTS) {
      notes.push({
        name: `file_${event.toLowerCase()}`,
        on: join.name,
        event,
        touched: rowsOfEvent(event, (row) => holding(row)),
      });
    }
    notes.push({
      name: 'file_described',
      on: files.tableName,
      event: 'UPDATE',
      touched: `${holding('j', `${quoteName(join.name)} j,`)} AND j.${quoteName(join.joinColumn.name)} = NEW.id`,
    });
  }
  return notes;
};

/** Has every published page looked at: what changed while nobody noted it is told then. */
const noteAllPages = async (strapi: Strapi, trx: Executor): Promise<void> => {
  for (const { uid } of pageTypesOf(strapi)) {
    await trx.raw(
      `INSERT INTO ${TABLES.changedPages} (content_type, document_id)
       SELECT DISTINCT ${quoteText(uid)}, document_id FROM ${quoteName(strapi.db.metadata.get(uid).tableName)}
       WHERE published_at IS NOT NULL AND document_id IS NOT NULL`
    );
  }
};

/** Notes which pages were touched, through whatever door. Where nobody is told of pages, nothing is noted. */
export const pageTriggers = (strapi: Strapi): TriggerSet => ({
  owner: 'pages',
  triggers: () =>
    (isReady(strapi) ? pageTypesOf(strapi) : []).flatMap((type, index) =>
      notesOf(strapi, type).map(({ name, on, event, touched }): Trigger => {
        const note = `INSERT INTO ${TABLES.changedPages} (content_type, document_id) SELECT ${quoteText(type.uid)}, t.document_id FROM (${touched}) t;`;
        return {
          name: `${index}_${name}`,
          table: on,
          sqlite: { event: `AFTER ${event}`, body: note },
          postgres: { event: `AFTER ${event}`, body: `BEGIN ${note} RETURN NULL; END` },
        };
      })
    ),
  catchUp: (trx) => noteAllPages(strapi, trx),
});
