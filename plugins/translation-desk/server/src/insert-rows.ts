import { places } from '@inprint/kit/transactions';
import { rowsOf, type Row, type Strapi } from './strapi';

/** So many rows are written by one statement: SQLite takes 32,766 values. */
export const MAX_ROWS = 2000;

/**
 * Inserts rows by as few statements as the database takes.
 *
 * @param rest what follows the values, such as `ON CONFLICT … RETURNING …`
 */
export const insertRows = async (
  strapi: Strapi,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  rest = ''
): Promise<Row[]> => {
  const answers: Row[] = [];
  for (let at = 0; at < rows.length; at += MAX_ROWS) {
    const part = rows.slice(at, at + MAX_ROWS);
    const values = part.map((row) => `(${places(row)})`).join(',');
    const sql = `INSERT INTO ${table} (${columns.join(',')}) VALUES ${values} ${rest}`;
    answers.push(...(await rowsOf(strapi, sql, part.flat())));
  }
  return answers;
};
