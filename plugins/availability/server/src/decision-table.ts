import { dialectOf, type Run } from '@inprint/kit/database/dialect';
import { quoteName } from '@inprint/kit/database/names';
import { inTransaction, rowsOf, withRetry } from '@inprint/kit/transactions';

import type { Strapi } from './strapi';

/**
 * What people decided in the admin for one language: a button's text, or where to look next for a PDF. Each decision is a row of its own and
 * the last one holds, so that nothing is lost, and the highest id tells whether anything was decided since.
 *
 * The table is the plugin's own and no content type: Strapi drops the tables of types that the code at hand does not know, and leaves
 * tables alone that it did not make.
 */
export const DECISION_TABLE = 'availability_decisions';

/** In releases before 0.2 it was a content type. */
const EARLIER_TABLE = 'availability_locale_decisions';

/** A moment as the driver hands it on: ISO 8601 in UTC, or null. */
const momentOf = (value: unknown): string | null => {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'string' ? value : null;
};

/** Takes the rows of earlier releases over, in their order; their table goes in the same transaction, so that it happens once. */
const carryOver = async (strapi: Strapi, run: Run): Promise<void> => {
  const earlier = quoteName(EARLIER_TABLE);
  // Whoever still runs the earlier release writes before this, or not at all.
  for (const sql of dialectOf(strapi).lockTable(EARLIER_TABLE)) await run(sql);
  const rows = await run(`SELECT locale, subject, value, author, created_at FROM ${earlier} ORDER BY id`);
  for (const { locale, subject, value, author, created_at: decidedAt } of rows) {
    await run(
      `INSERT INTO ${DECISION_TABLE} (locale, subject, value, author, decided_at) VALUES (?, ?, ?, ?, ?)`,
      [locale, subject, value, author, momentOf(decidedAt)].map((cell) => cell ?? null)
    );
  }
  await run(`DROP TABLE ${earlier}`);
};

/** Makes the table where it is not there yet. Before Strapi changes the schema: it would drop that of earlier releases. */
export const prepareDecisionTable = (strapi: Strapi): Promise<void> =>
  withRetry(strapi, () =>
    inTransaction(strapi, async (trx) => {
      const dialect = dialectOf(strapi);
      const run: Run = (sql, bindings) => rowsOf(trx, sql, bindings);
      for (const sql of dialect.beforePreparing(DECISION_TABLE)) await run(sql);
      const tables = await dialect.tableNames(run);
      if (!tables.includes(DECISION_TABLE)) {
        // `subject` is the key of a text, or `fallbacks`; `value` the text, or the chain as JSON; none is "as shipped".
        await run(`CREATE TABLE ${DECISION_TABLE} (
          id ${dialect.idColumn}, locale TEXT NOT NULL, subject TEXT NOT NULL, value TEXT, author TEXT,
          decided_at TEXT DEFAULT ${dialect.now})`);
      }
      if (tables.includes(EARLIER_TABLE)) await carryOver(strapi, run);
    })
  );
