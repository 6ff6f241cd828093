import { dialectOf } from './database/dialect';
import type { Strapi } from './strapi';
import { rowsOf } from './transactions';

/**
 * Makes an index that is not there yet. The database is asked first whether it is: on PostgreSQL `IF NOT EXISTS` would wait for everybody
 * who writes to the table, and let nobody write meanwhile, also where there is nothing to make.
 *
 * @param definition what stands after CREATE: `INDEX "name" ON "table" ("column")`; names may be quoted
 * @throws where no name is found in it
 */
export const createIndex = async (strapi: Strapi, definition: string): Promise<void> => {
  const [, kind = '', quoted, plain] = /^(INDEX|UNIQUE INDEX) (?:"((?:[^"]|"")+)"|(\S+)) ON /.exec(definition) ?? [];
  const name = quoted?.replaceAll('""', '"') ?? plain;
  if (!name) throw new Error(`An index needs a name: ${definition}`);
  if (await dialectOf(strapi).hasIndex((sql, bindings) => rowsOf(strapi, sql, bindings), name)) return;
  await rowsOf(strapi, `CREATE ${kind} IF NOT EXISTS ${definition.slice(kind.length + 1)}`);
};
