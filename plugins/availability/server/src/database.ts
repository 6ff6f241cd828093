import { createIndex } from './indexes';
import { withRetry } from './retry';
import { configOf, tableOf, type Strapi } from './strapi';

/**
 * What the database itself keeps true, through whatever door a row is written (Document Service, query builder, SQL):
 *
 * - a counted, in-stock edition whose last copy goes turns into its `whenSoldOut` state, and back when copies come
 *   (`stateOf` in the domain; `sold_out` remembers that the count did it and not an editor);
 * - each material row carries the availability of the edition that serves its locale (`chooseEdition` in the domain), so
 *   that lists can be filtered and sorted by it. Publishing makes new rows: they get theirs when they are inserted;
 * - one stock status for each material and edition, one for each order number, also when two are written at once.
 *
 * Part of a trigger's name, so that a changed text replaces the old one at the next start.
 */
const VERSION = 'v2';

interface Names {
  readonly stock: string;
  readonly materials: string;
  readonly availability: string;
}

/** The availability of the edition that serves a row of the materials table. */
const servedBy = ({ stock }: Names, row: string): string =>
  `(SELECT s.availability FROM ${stock} s
    WHERE s.material = ${row}.document_id AND (s.edition = ${row}.locale OR s.edition IS NULL)
    ORDER BY CASE WHEN s.edition IS NULL THEN 1 ELSE 0 END LIMIT 1)`;

const refreshMaterials = (names: Names, documentId: string): string =>
  `UPDATE ${names.materials} SET ${names.availability} = ${servedBy(names, names.materials)} WHERE document_id = ${documentId};`;

const sqliteTriggers = (names: Names): Record<string, string> => ({
  // A new row is settled by the same trigger as a changed one.
  turned_insert: `AFTER INSERT ON ${names.stock} BEGIN
    UPDATE ${names.stock} SET quantity = quantity WHERE id = NEW.id;
  END`,
  turned_update: `AFTER UPDATE OF availability, quantity, when_sold_out, material, edition ON ${names.stock} BEGIN
    UPDATE ${names.stock} SET
      availability = CASE
        WHEN NEW.availability = 'in-stock' AND NEW.quantity <= 0 THEN NEW.when_sold_out
        WHEN COALESCE(OLD.sold_out, 0) = 1 AND NEW.availability = OLD.availability
          THEN CASE WHEN NEW.quantity <= 0 THEN NEW.when_sold_out ELSE 'in-stock' END
        ELSE NEW.availability END,
      sold_out = CASE
        WHEN NEW.availability = 'in-stock' AND NEW.quantity <= 0 THEN 1
        WHEN COALESCE(OLD.sold_out, 0) = 1 AND NEW.availability = OLD.availability AND NEW.quantity <= 0 THEN 1
        ELSE 0 END
      WHERE id = NEW.id;
    ${refreshMaterials(names, 'NEW.material')}
    ${refreshMaterials(names, 'OLD.material')}
  END`,
  gone: `AFTER DELETE ON ${names.stock} BEGIN ${refreshMaterials(names, 'OLD.material')} END`,
  served_insert: `AFTER INSERT ON ${names.materials} BEGIN
    UPDATE ${names.materials} SET ${names.availability} = ${servedBy(names, 'NEW')} WHERE id = NEW.id;
  END`,
  served_update: `AFTER UPDATE OF ${names.availability}, document_id, locale ON ${names.materials}
    WHEN NEW.${names.availability} IS NOT ${servedBy(names, 'NEW')} BEGIN
    UPDATE ${names.materials} SET ${names.availability} = ${servedBy(names, 'NEW')} WHERE id = NEW.id;
  END`,
});

/** A power of two. */
const LOCKS = 2048;

/**
 * PostgreSQL: one at a time for what concerns a material's rows and its stock, until the end of the transaction. Without it,
 * publishing and selling the last copy at once could miss each other, or wait for each other.
 * Order: stock row, this lock, material rows.
 *
 * A few materials share a lock: PostgreSQL has room for some 6,000 of them, and a warehouse's file can turn more editions
 * in one transaction than that.
 */
const lockSql = (documentId: string): string =>
  `pg_advisory_xact_lock(hashtextextended('inprint', 0) # (hashtextextended(${documentId}, 0) & ${LOCKS - 1}))`;

/** Takes that lock before a material's rows are written. SQLite has one writer at a time anyway. */
export const withMaterialLocked = async <Result>(
  strapi: Strapi,
  documentId: string,
  write: () => Promise<Result>
): Promise<Result> => {
  if (strapi.db.dialect.client !== 'postgres') return write();
  return strapi.db.transaction(async ({ trx }) => {
    await strapi.db.connection.raw(`SELECT ${lockSql('?')}`, [documentId]).transacting(trx);
    return write();
  }) as Promise<Result>;
};

const postgresFunctions = (names: Names): Record<string, string> => ({
  turned: `BEGIN
    IF NEW.availability = 'in-stock' AND NEW.quantity <= 0 THEN
      NEW.availability := NEW.when_sold_out; NEW.sold_out := TRUE;
    ELSIF TG_OP = 'UPDATE' THEN
      IF COALESCE(OLD.sold_out, FALSE) AND NEW.availability = OLD.availability THEN
        NEW.sold_out := NEW.quantity IS NOT NULL AND NEW.quantity <= 0;
        NEW.availability := CASE WHEN NEW.sold_out THEN NEW.when_sold_out ELSE 'in-stock' END;
      ELSE
        NEW.sold_out := FALSE;
      END IF;
    END IF;
    RETURN NEW;
  END`,
  served: `BEGIN
    PERFORM ${lockSql('NEW.document_id')};
    NEW.${names.availability} := ${servedBy(names, 'NEW')};
    RETURN NEW;
  END`,
  // The trigger names no columns: it must also see what `turned` changed.
  refresh: `BEGIN
    IF TG_OP = 'UPDATE' AND NEW.availability = OLD.availability AND NEW.material = OLD.material
      AND NEW.edition IS NOT DISTINCT FROM OLD.edition THEN RETURN NULL; END IF;
    IF TG_OP <> 'DELETE' THEN
      PERFORM ${lockSql('NEW.material')};
      ${refreshMaterials(names, 'NEW.material')}
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.material IS DISTINCT FROM NEW.material) THEN
      PERFORM ${lockSql('OLD.material')};
      ${refreshMaterials(names, 'OLD.material')}
    END IF;
    RETURN NULL;
  END`,
});

const postgresTriggers = (names: Names): Record<string, { on: string; when: string; calls: string }> => ({
  turned: { on: names.stock, when: 'BEFORE INSERT OR UPDATE', calls: 'turned' },
  refresh: { on: names.stock, when: 'AFTER INSERT OR UPDATE OR DELETE', calls: 'refresh' },
  served: { on: names.materials, when: 'BEFORE INSERT OR UPDATE OF document_id, locale', calls: 'served' },
});

/** @param run a statement in the transaction that makes them all, or none: copies are not sold while a trigger is away */
const prepareTriggers = async (
  dialect: 'sqlite' | 'postgres',
  names: Names,
  run: (sql: string) => PromiseLike<unknown>
): Promise<void> => {
  const prefix = `inprint_${VERSION}_`;
  if (dialect === 'sqlite') {
    const rows = (await run(
      `SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'inprint\\_v%' ESCAPE '\\'`
    )) as { name: string }[];
    const wanted = sqliteTriggers(names);
    const missing = Object.keys(wanted).filter((trigger) => !rows.some(({ name }) => name === prefix + trigger));
    if (missing.length === 0) return;
    for (const { name } of rows.filter(({ name }) => !name.startsWith(prefix)))
      await run(`DROP TRIGGER IF EXISTS ${name}`);
    for (const trigger of missing)
      await run(`CREATE TRIGGER IF NOT EXISTS ${prefix}${trigger} ${wanted[trigger] ?? ''}`);
  } else {
    const { rows } = (await run(
      `SELECT tgname AS name, tgrelid::regclass::text AS on_table FROM pg_trigger
       WHERE tgname LIKE 'inprint\\_v%' AND tgrelid IN ('${names.stock}'::regclass, '${names.materials}'::regclass)`
    )) as {
      rows: { name: string; on_table: string }[];
    };
    if (rows.some(({ name }) => name === `${prefix}refresh`)) return;
    // Orders lock stock, then materials; publishing the other way round. Whoever is at it goes first: this is tried again.
    await run(`SET LOCAL lock_timeout = '500ms'`);
    await run(`LOCK TABLE ${names.materials}, ${names.stock} IN ACCESS EXCLUSIVE MODE`);
    for (const [name, body] of Object.entries(postgresFunctions(names))) {
      await run(
        `CREATE OR REPLACE FUNCTION ${prefix}${name}() RETURNS trigger LANGUAGE plpgsql AS $inprint$ ${body}; $inprint$`
      );
    }
    for (const { name, on_table } of rows) await run(`DROP TRIGGER IF EXISTS ${name} ON ${on_table}`);
    // `refresh` is made last: where it is, the others are.
    for (const name of ['turned', 'served', 'refresh']) {
      const { on, when, calls } = postgresTriggers(names)[name] ?? { on: '', when: '', calls: '' };
      await run(`DROP TRIGGER IF EXISTS ${prefix}${name} ON ${on}`);
      await run(`CREATE TRIGGER ${prefix}${name} ${when} ON ${on} FOR EACH ROW EXECUTE FUNCTION ${prefix}${calls}()`);
    }
  }
  await run(`UPDATE ${names.materials} SET ${names.availability} = ${servedBy(names, names.materials)}`);
};

/**
 * Makes triggers and indexes that are not there yet: at the first start, after an update of this plugin, and after
 * Strapi rebuilt a table (SQLite drops a table's triggers with it). Brings the materials up to date where it did.
 *
 * @throws on a database other than SQLite and PostgreSQL
 */
export const prepareDatabase = async (strapi: Strapi): Promise<void> => {
  const config = configOf(strapi);
  const stock = tableOf(strapi, config.stockStatus.uid);
  const materials = tableOf(strapi, config.material.uid);
  const names: Names = {
    stock: stock.name,
    materials: materials.name,
    availability: materials.column(config.material.availability),
  };
  const dialect = strapi.db.dialect.client;
  if (dialect !== 'sqlite' && dialect !== 'postgres') {
    throw new Error(`plugin::availability works on SQLite and PostgreSQL; this database is “${dialect}”.`);
  }
  const indexes = [
    `UNIQUE INDEX ${stock.name}_edition_unique ON ${stock.name} (material, COALESCE(edition, ''))`,
    `UNIQUE INDEX ${stock.name}_order_number_unique ON ${stock.name} (order_number)`,
    `INDEX ${materials.name}_availability_index ON ${materials.name} (${names.availability})`,
  ];
  for (const index of indexes) await createIndex(strapi, index);
  await withRetry(strapi, async () =>
    strapi.db.transaction(async ({ trx }) => {
      if (dialect === 'postgres') await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('inprint_prepare'))`);
      await prepareTriggers(dialect, names, (sql) => trx.raw(sql));
    })
  );
};
