import { TABLES } from '../database';
import {
  createIndex,
  inTransaction,
  isPostgres,
  rowsOf,
  serviceOf,
  stockTableOf,
  type Executor,
  type Strapi,
} from '../strapi';

/**
 * The database itself notes every material that something was written about which readers may see: its stock, its published rows
 * and their files, and all of them when a text of the buttons changes. So no door is forgotten (admin, REST, orders, SQL), and what is rolled back is not noted. The note is
 * only a hint; whether readers get another answer is found out afterwards, by asking.
 *
 * Part of a trigger's name, so that a changed text replaces the old one at the next start.
 */
const PREFIX = 'changes_v2_';

interface JoinTable {
  readonly name: string;
  readonly joinColumn: { readonly name: string };
  readonly morphColumn: {
    readonly idColumn: { readonly name: string };
    readonly typeColumn: { readonly name: string };
  };
}

interface Trigger {
  readonly on: string;
  readonly event: 'INSERT' | 'UPDATE' | 'DELETE';
  /** Selects the materials that are touched. */
  readonly touched: string;
}

/** The table of the materials, as the plugin that knows them has it. */
export const materialsOf = (strapi: Strapi): { uid: string; table: string; files: readonly string[] } => {
  const { material } = strapi.config.get('plugin::availability') as {
    material: { uid: string; pdf: string; otherFiles: Readonly<Record<string, string>> };
  };
  const { uid, pdf, otherFiles } = material;
  return { uid, table: strapi.db.metadata.get(uid).tableName, files: [pdf, ...Object.values(otherFiles)] };
};

const triggersOf = (strapi: Strapi): Record<string, Trigger> => {
  const stock = stockTableOf(strapi);
  const materials = materialsOf(strapi);
  const files = strapi.db.metadata.get('plugin::upload.file');
  const join = (files.attributes.related as unknown as { joinTable: JoinTable }).joinTable;
  const { idColumn, typeColumn } = join.morphColumn;

  const stocked = (row: string): string => `SELECT ${row}.material WHERE ${row}.material IS NOT NULL`;
  const published = (row: string): string =>
    `SELECT ${row}.document_id WHERE ${row}.published_at IS NOT NULL AND ${row}.document_id IS NOT NULL`;
  const fields = materials.files.map((field) => `'${field}'`).join(', ');
  const withPdf = (row: string, from: string): string =>
    `SELECT m.document_id FROM ${from} ${materials.table} m WHERE m.id = ${row}.${idColumn.name}
      AND ${row}.${typeColumn.name} = '${materials.uid}' AND ${row}.field IN (${fields}) AND m.published_at IS NOT NULL`;
  const both = (select: (row: string) => string): string => `${select('OLD')} UNION ${select('NEW')}`;
  const linked = (row: string): string => withPdf(row, '');

  return {
    stock_insert: { on: stock, event: 'INSERT', touched: stocked('NEW') },
    stock_update: { on: stock, event: 'UPDATE', touched: both(stocked) },
    stock_delete: { on: stock, event: 'DELETE', touched: stocked('OLD') },
    material_insert: { on: materials.table, event: 'INSERT', touched: published('NEW') },
    material_update: { on: materials.table, event: 'UPDATE', touched: both(published) },
    material_delete: { on: materials.table, event: 'DELETE', touched: published('OLD') },
    // A button's text, or a language's fallback chain: whatever is published may read differently now.
    decision_insert: {
      on: strapi.db.metadata.get('plugin::availability.locale-decision').tableName,
      event: 'INSERT',
      touched: `SELECT DISTINCT m.document_id FROM ${materials.table} m WHERE m.published_at IS NOT NULL AND m.document_id IS NOT NULL`,
    },
    pdf_insert: { on: join.name, event: 'INSERT', touched: linked('NEW') },
    pdf_update: { on: join.name, event: 'UPDATE', touched: both(linked) },
    // Deleting a file takes its links along.
    pdf_delete: { on: join.name, event: 'DELETE', touched: linked('OLD') },
    file_update: {
      on: files.tableName,
      event: 'UPDATE',
      touched: `${withPdf('j', `${join.name} j,`)} AND j.${join.joinColumn.name} = NEW.id`,
    },
  };
};

const makeTriggers = async (strapi: Strapi, trx: Executor): Promise<void> => {
  const postgres = isPostgres(strapi);
  const known = await rowsOf(
    trx,
    postgres
      ? `SELECT tgname AS name, tgrelid::regclass::text AS "table" FROM pg_trigger WHERE tgname LIKE 'changes\\_v%'`
      : `SELECT name, tbl_name AS "table" FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'changes\\_v%' ESCAPE '\\'`
  );
  const names = new Set(known.map(({ name }) => String(name)));
  for (const { name, table } of known) {
    if (!String(name).startsWith(PREFIX))
      await trx.raw(`DROP TRIGGER IF EXISTS ${String(name)}${postgres ? ` ON ${String(table)}` : ''}`);
  }
  for (const [key, { on, event, touched }] of Object.entries(triggersOf(strapi))) {
    const name = PREFIX + key;
    if (names.has(name)) continue;
    const note = `INSERT INTO ${TABLES.changed} (material) ${touched};`;
    if (postgres) {
      await trx.raw(
        `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $changes$ BEGIN ${note} RETURN NULL; END; $changes$`
      );
      await trx.raw(`CREATE TRIGGER ${name} AFTER ${event} ON ${on} FOR EACH ROW EXECUTE FUNCTION ${name}()`);
    } else await trx.raw(`CREATE TRIGGER ${name} AFTER ${event} ON ${on} BEGIN ${note} END`);
  }
  // From a material to those it replaces. Few editions have a successor: an index of the others would only mislead.
  const stock = stockTableOf(strapi);
  await createIndex(strapi, `INDEX ${stock}_replaced_by_index ON ${stock} (successor) WHERE successor IS NOT NULL`);
};

/** Makes triggers that are not there yet, and learns what readers can do now, without telling anybody. */
export const prepareChanges = (strapi: Strapi): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    if (isPostgres(strapi)) await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('ordering_prepare'))`);
    await makeTriggers(strapi, trx);
    await serviceOf(strapi, 'changes').learn(trx);
  });
