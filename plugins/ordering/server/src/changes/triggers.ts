import { quoteName, quoteText } from '@inprint/kit/database/names';
import { availabilityOf } from '@inprint/kit/neighbours';
import { installTriggers, type Trigger, type TriggerSet } from '@inprint/kit/triggers';

import { TABLES } from '../database';
import { createIndex, inTransaction, modelOf, serviceOf, stockTableOf, type Strapi } from '../strapi';

/**
 * The database itself notes every material that something was written about which readers may see: its stock, its published rows
 * and their files, and all of them when a text of the buttons changes. So no door is forgotten (admin, REST, orders, SQL), and what is rolled back is not noted. The note is
 * only a hint; whether readers get another answer is found out afterwards, by asking.
 */
interface JoinTable {
  readonly name: string;
  readonly joinColumn: { readonly name: string };
  readonly morphColumn: {
    readonly idColumn: { readonly name: string };
    readonly typeColumn: { readonly name: string };
  };
}

interface Note {
  /** The table, unquoted. */
  readonly on: string;
  readonly event: 'INSERT' | 'UPDATE' | 'DELETE';
  /** On OLD and NEW: what else is written is nothing that readers could see. "differs" compares as this database does. */
  readonly when?: (differs: string) => string;
  /** Selects the materials that are touched. */
  readonly touched: string;
}

/** The table of the materials, as the plugin that knows them has it. */
export const materialsOf = (strapi: Strapi): { uid: string; table: string; files: readonly string[] } => {
  const { uid, pdf, otherFiles } = modelOf(strapi).material;
  const files = [pdf, ...Object.values(otherFiles).flatMap((field) => field ?? [])];
  return { uid, table: strapi.db.metadata.get(uid).tableName, files };
};

interface Attribute {
  readonly columnName?: string;
  readonly type?: string;
}

/** What an order does not change of an edition as readers see it: copies go, as long as they are not few by then. */
const beyondCopiesThatGo =
  (attributes: Readonly<Record<string, Attribute>>) =>
  (differs: string): string => {
    const columns = Object.entries(attributes).flatMap(([name, { columnName, type }]) =>
      type === 'relation' || type === 'component' || ['quantity', 'updatedAt'].includes(name)
        ? []
        : [columnName ?? name]
    );
    const low = attributes.lowStockAt && quoteName(attributes.lowStockAt.columnName ?? 'lowStockAt');
    const isLow = (row: string): string => `COALESCE(${row}.quantity <= ${row}.${String(low)}, FALSE)`;
    return [
      'OLD.quantity IS NULL OR NEW.quantity IS NULL OR NEW.quantity >= OLD.quantity',
      ...(low ? [`${isLow('OLD')} <> ${isLow('NEW')}`] : []),
      ...columns.map((column) => `OLD.${quoteName(column)} ${differs} NEW.${quoteName(column)}`),
    ].join(' OR ');
  };

const notesOf = (strapi: Strapi): Record<string, Note> => {
  const stock = stockTableOf(strapi);
  const materials = materialsOf(strapi);
  const rows = quoteName(materials.table);
  const files = strapi.db.metadata.get('plugin::upload.file');
  const join = (files.attributes.related as unknown as { joinTable: JoinTable }).joinTable;
  const { idColumn, typeColumn } = join.morphColumn;

  const stocked = (row: string): string => `SELECT ${row}.material WHERE ${row}.material IS NOT NULL`;
  const published = (row: string): string =>
    `SELECT ${row}.document_id WHERE ${row}.published_at IS NOT NULL AND ${row}.document_id IS NOT NULL`;
  const fields = materials.files.map(quoteText).join(', ');
  const withPdf = (row: string, from: string): string =>
    `SELECT m.document_id FROM ${from} ${rows} m WHERE m.id = ${row}.${quoteName(idColumn.name)}
      AND ${row}.${quoteName(typeColumn.name)} = ${quoteText(materials.uid)} AND ${row}.field IN (${fields}) AND m.published_at IS NOT NULL`;
  const both = (select: (row: string) => string): string => `${select('OLD')} UNION ${select('NEW')}`;
  const linked = (row: string): string => withPdf(row, '');

  return {
    stock_insert: { on: stock, event: 'INSERT', touched: stocked('NEW') },
    stock_update: {
      on: stock,
      event: 'UPDATE',
      when: beyondCopiesThatGo(
        strapi.db.metadata.get(modelOf(strapi).stockStatus.uid).attributes as Readonly<Record<string, Attribute>>
      ),
      touched: both(stocked),
    },
    stock_delete: { on: stock, event: 'DELETE', touched: stocked('OLD') },
    material_insert: { on: materials.table, event: 'INSERT', touched: published('NEW') },
    material_update: { on: materials.table, event: 'UPDATE', touched: both(published) },
    material_delete: { on: materials.table, event: 'DELETE', touched: published('OLD') },
    // A button's text, or a language's fallback chain: whatever is published may read differently now.
    decision_insert: {
      on: availabilityOf(strapi, 'decisions').table,
      event: 'INSERT',
      touched: `SELECT DISTINCT m.document_id FROM ${rows} m WHERE m.published_at IS NOT NULL AND m.document_id IS NOT NULL`,
    },
    pdf_insert: { on: join.name, event: 'INSERT', touched: linked('NEW') },
    pdf_update: { on: join.name, event: 'UPDATE', touched: both(linked) },
    // Deleting a file takes its links along.
    pdf_delete: { on: join.name, event: 'DELETE', touched: linked('OLD') },
    file_update: {
      on: files.tableName,
      event: 'UPDATE',
      touched: `${withPdf('j', `${quoteName(join.name)} j,`)} AND j.${quoteName(join.joinColumn.name)} = NEW.id`,
    },
  };
};

/** What notes which materials were touched. */
export const changeTriggers = (strapi: Strapi): TriggerSet => ({
  owner: 'actions',
  replaces: ['changes_v'],
  triggers: () =>
    Object.entries(notesOf(strapi)).map(([name, { on, event, when, touched }]): Trigger => {
      const note = `INSERT INTO ${TABLES.changed} (material) ${touched};`;
      return {
        name,
        table: on,
        sqlite: { event: `AFTER ${event}`, body: note, ...(when ? { when: when('IS NOT') } : {}) },
        postgres: {
          event: `AFTER ${event}`,
          body: `BEGIN ${when ? `IF ${when('IS DISTINCT FROM')} THEN ${note} END IF;` : note} RETURN NULL; END`,
        },
      };
    }),
});

/** Makes triggers that are not there yet, and learns what readers can do now, without telling anybody. */
export const prepareChanges = async (strapi: Strapi): Promise<void> => {
  await installTriggers(strapi, 'actions');
  // From a material to those it replaces. Few editions have a successor: an index of the others would only mislead.
  const stock = stockTableOf(strapi);
  const index = quoteName(`${stock}_replaced_by_index`);
  await createIndex(strapi, `INDEX ${index} ON ${quoteName(stock)} (successor) WHERE successor IS NOT NULL`);
  await inTransaction(strapi, (trx) => serviceOf(strapi, 'changes').learn(trx));
  await installTriggers(strapi, 'pages');
  await inTransaction(strapi, (trx) => serviceOf(strapi, 'pages').learn(trx));
};
