import type { Strapi } from '../strapi';
import { rowsOf, type Executor } from '../transactions';
import { dialectOf } from './dialect';

/**
 * What time it is, by the database's clock, in ms: all servers share it, and whatever is erased, due or counted is compared with moments
 * that it wrote. A server's own clock may be wrong by years.
 *
 * @param on a transaction, where one is open
 */
export const databaseNow = async (strapi: Strapi, on: Strapi | Executor = strapi): Promise<number> => {
  const [row] = await rowsOf(on, `SELECT ${dialectOf(strapi).now} AS now`);
  return Date.parse(String(row?.now));
};
