import type { Context, Next } from 'koa';

import { isRefusedByDatabase } from '../../../domain/input-fault';
import type { Strapi } from '../strapi';

const READS = new Set(['GET', 'HEAD']);

const FROM_QUERY_PARSING = /@strapi[\\/]database[\\/]dist[\\/]query[\\/](helpers[\\/]|query-builder\.)/;
/** Operators that this database has not. */
const FROM_QUERY_BUILDING = /knex[\\/]lib[\\/](dialects|query)[\\/]/;
const MAX_FRAMES = 4;

/** Did the query itself make the database layer fail: a filter on a wrong type, an unknown field, an odd operator? */
const isRefusedQuery = (error: unknown): error is Error => {
  if (!(error instanceof Error) || 'status' in error || error.name.endsWith('ApplicationError')) return false;
  if (isRefusedByDatabase(error)) return true;
  const frames = (error.stack ?? '').split('\n').slice(0, MAX_FRAMES).join('\n');
  return FROM_QUERY_PARSING.test(frames) || FROM_QUERY_BUILDING.test(frames);
};

/**
 * Strapi checks most of a query string before it reaches the database, and answers the rest as a fault of the server. On reads it
 * is a fault of the query: it is answered so, and kept in the log.
 */
export default (_config: unknown, { strapi }: { strapi: Strapi }) =>
  async (ctx: Context, next: Next): Promise<unknown> => {
    try {
      return await next();
    } catch (error) {
      if (!READS.has(ctx.method) || ctx.querystring === '' || !isRefusedQuery(error)) throw error;
      strapi.log.warn(`A query was refused: ${ctx.path}: ${error.message}`);
      return ctx.badRequest(
        'The query could not be read. Check the names and values in filters, sort, fields, populate and _q: a value of the wrong type or an unknown name is the usual cause.'
      );
    }
  };
