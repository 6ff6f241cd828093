import { isPostgres } from '@inprint/kit/database/dialect';
import { quoteName } from '@inprint/kit/database/names';
import { createIndex } from '@inprint/kit/indexes';
import { rowsOf } from '@inprint/kit/transactions';
import type { Trigger, TriggerSet } from '@inprint/kit/triggers';

import { modelOf } from './setup';
import { tableOf, type Strapi } from './strapi';

/**
 * What the database itself keeps true, through whatever door a row is written (Document Service, query builder, SQL):
 *
 * - a counted, in-stock edition whose last copy goes turns into its `whenSoldOut` state, and back when copies come
 *   (`stateOf` in the domain; `sold_out` remembers that the count did it and not an editor);
 * - each material row carries the availability of the edition that serves its locale (`chooseEdition` in the domain), so
 *   that lists can be filtered and sorted by it. Publishing makes new rows: they get theirs when they are inserted;
 * - one stock status for each material and edition, one for each order number, also when two are written at once.
 */
interface Names {
  /** Unquoted: what triggers stand on. */
  readonly tables: { readonly stock: string; readonly materials: string };
  /** Quoted, for statements. */
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
  if (!isPostgres(strapi)) return write();
  return strapi.db.transaction(async ({ trx }) => {
    await strapi.db.connection.raw(`SELECT ${lockSql('?')}`, [documentId]).transacting(trx);
    return write();
  }) as Promise<Result>;
};

/** SQLite: what an update makes of the state, and whether the count did it. */
const TURNED = {
  availability: `CASE
        WHEN NEW.availability = 'in-stock' AND NEW.quantity <= 0 THEN NEW.when_sold_out
        WHEN COALESCE(OLD.sold_out, 0) = 1 AND NEW.availability = OLD.availability
          THEN CASE WHEN NEW.quantity <= 0 THEN NEW.when_sold_out ELSE 'in-stock' END
        ELSE NEW.availability END`,
  soldOut: `CASE
        WHEN NEW.availability = 'in-stock' AND NEW.quantity <= 0 THEN 1
        WHEN COALESCE(OLD.sold_out, 0) = 1 AND NEW.availability = OLD.availability AND NEW.quantity <= 0 THEN 1
        ELSE 0 END`,
} as const;

/** The count turns the state of an edition, and back. */
const turning = (names: Names): Trigger[] => [
  {
    name: 'turned',
    table: names.tables.stock,
    postgres: {
      event: 'BEFORE INSERT OR UPDATE',
      body: `BEGIN
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
    },
  },
  {
    // A new row is settled by the same trigger as a changed one.
    name: 'turned_insert',
    table: names.tables.stock,
    sqlite: {
      event: 'AFTER INSERT',
      body: `UPDATE ${names.stock} SET quantity = quantity WHERE id = NEW.id;
    ${refreshMaterials(names, 'NEW.material')}`,
    },
  },
  {
    name: 'turned_update',
    table: names.tables.stock,
    sqlite: {
      event: 'AFTER UPDATE OF availability, quantity, when_sold_out, material, edition',
      // Most copies that go turn nothing: then nothing is written, here and by the triggers of what is written.
      when: `NEW.availability IS NOT OLD.availability OR NEW.material IS NOT OLD.material OR NEW.edition IS NOT OLD.edition
      OR NEW.availability IS NOT ${TURNED.availability} OR COALESCE(NEW.sold_out, 0) IS NOT ${TURNED.soldOut}`,
      body: `UPDATE ${names.stock} SET availability = ${TURNED.availability}, sold_out = ${TURNED.soldOut}
      WHERE id = NEW.id;
    ${refreshMaterials(names, 'NEW.material')}
    ${refreshMaterials(names, 'OLD.material')}`,
    },
  },
];

/** Materials carry the state of the edition that serves them. */
const serving = (names: Names): Trigger[] => [
  {
    // The trigger names no columns: it must also see what `turned` changed.
    name: 'refresh',
    table: names.tables.stock,
    postgres: {
      event: 'AFTER INSERT OR UPDATE OR DELETE',
      body: `BEGIN
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
    },
  },
  {
    name: 'refresh_delete',
    table: names.tables.stock,
    sqlite: { event: 'AFTER DELETE', body: refreshMaterials(names, 'OLD.material') },
  },
  {
    name: 'served',
    table: names.tables.materials,
    postgres: {
      event: 'BEFORE INSERT OR UPDATE OF document_id, locale',
      body: `BEGIN
    PERFORM ${lockSql('NEW.document_id')};
    NEW.${names.availability} := ${servedBy(names, 'NEW')};
    RETURN NEW;
  END`,
    },
  },
  {
    name: 'served_insert',
    table: names.tables.materials,
    sqlite: {
      event: 'AFTER INSERT',
      body: `UPDATE ${names.materials} SET ${names.availability} = ${servedBy(names, 'NEW')} WHERE id = NEW.id;`,
    },
  },
  {
    name: 'served_update',
    table: names.tables.materials,
    sqlite: {
      event: `AFTER UPDATE OF ${names.availability}, document_id, locale`,
      when: `NEW.${names.availability} IS NOT ${servedBy(names, 'NEW')}`,
      body: `UPDATE ${names.materials} SET ${names.availability} = ${servedBy(names, 'NEW')} WHERE id = NEW.id;`,
    },
  },
];

const namesOf = (strapi: Strapi): Names => {
  const config = modelOf(strapi);
  const stock = tableOf(strapi, config.stockStatus.uid).name;
  const materials = tableOf(strapi, config.material.uid);
  return {
    tables: { stock, materials: materials.name },
    stock: quoteName(stock),
    materials: quoteName(materials.name),
    availability: quoteName(materials.column(config.material.availability)),
  };
};

/** What the database keeps true about stock and materials. */
export const stockTriggers = (strapi: Strapi): TriggerSet => ({
  owner: 'availability',
  replaces: ['inprint_v'],
  triggers() {
    const names = namesOf(strapi);
    return [...turning(names), ...serving(names)];
  },
  async catchUp(trx) {
    const names = namesOf(strapi);
    await rowsOf(
      trx,
      `UPDATE ${names.stock} SET quantity = quantity WHERE availability = 'in-stock' AND quantity <= 0`
    );
    await rowsOf(trx, `UPDATE ${names.materials} SET ${names.availability} = ${servedBy(names, names.materials)}`);
  },
});

/**
 * Makes indexes that are not there yet: at the first start, and after Strapi rebuilt a table.
 *
 * @throws on a database other than SQLite and PostgreSQL
 */
export const prepareIndexes = async (strapi: Strapi): Promise<void> => {
  const { tables, stock, materials, availability } = namesOf(strapi);
  const named = (name: string): string => quoteName(name);
  const indexes = [
    `UNIQUE INDEX ${named(`${tables.stock}_edition_unique`)} ON ${stock} (material, COALESCE(edition, ''))`,
    `UNIQUE INDEX ${named(`${tables.stock}_order_number_unique`)} ON ${stock} (order_number)`,
    `INDEX ${named(`${tables.materials}_availability_index`)} ON ${materials} (${availability})`,
  ];
  for (const index of indexes) await createIndex(strapi, index);
};
