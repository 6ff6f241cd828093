import { requireInside } from '@inprint/kit/insides';
import type { Context } from 'koa';

import { isDatabaseGone } from '../../domain/database-gone';
import type { Strapi } from './strapi';

interface Client {
  acquireConnection?: () => Promise<unknown>;
}

/** Requests during which the database was gone, whatever became of the error: Users & Permissions swallows it, GraphQL makes 200 of it. */
const failed = new WeakSet<object>();

export const metNoDatabase = (ctx: Context): boolean => failed.has(ctx.req);

/** One of Strapi's insides: knex gets every connection by `client.acquireConnection`, and tells of failed statements by `query-error`. */
export const followDatabaseFailures = (strapi: Strapi): void => {
  const knex = strapi.db.connection;
  const mark = (): void => {
    const ctx = strapi.requestContext.get();
    if (ctx) failed.add(ctx.req);
  };
  knex.on('query-error', (error: unknown) => {
    if (isDatabaseGone(error)) mark();
  });
  const client = knex.client as Client;
  const acquire = client.acquireConnection?.bind(client);
  const isKnown = requireInside(strapi, {
    inside: 'acquireConnection of knex’s client',
    consequence: 'While the database is gone, some requests are answered with 401 or 500 in the place of 503.',
    isKnown: () => acquire !== undefined,
  });
  if (!isKnown || !acquire) return;
  client.acquireConnection = async () => {
    try {
      return await acquire();
    } catch (error) {
      mark();
      throw error;
    }
  };
};
