import { rowsOf } from './rows';
import type { Strapi } from './strapi';

/**
 * Makes an index that is not there yet. PostgreSQL is asked first whether it is: `IF NOT EXISTS` would wait for everybody who writes to the
 * table, and let nobody write meanwhile, also where there is nothing to make.
 *
 * @param definition what stands after CREATE: `INDEX name ON table (column)`
 * @throws where no name is found in it
 */
export const createIndex = async (strapi: Strapi, definition: string): Promise<void> => {
  const [, kind = '', name] = /^(INDEX|UNIQUE INDEX) (\S+) ON /.exec(definition) ?? [];
  if (!name) throw new Error(`An index needs a name: ${definition}`);
  if (strapi.db.dialect.client === 'postgres') {
    const [found] = await rowsOf(strapi, 'SELECT to_regclass(?) AS name', [name]);
    if (found?.name) return;
  }
  await rowsOf(strapi, `CREATE ${kind} IF NOT EXISTS ${definition.slice(kind.length + 1)}`);
};
