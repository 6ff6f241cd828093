import { requireInside } from '@inprint/kit/insides';

import type { Strapi } from '../strapi';

/** What is used of a connection of the driver’s own, outside of the pool. */
interface Connection {
  query: (sql: string) => Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
  end: () => Promise<void>;
}

interface Client {
  acquireRawConnection?: () => Promise<Connection>;
}

const LOCK = `hashtext('inprint_start')`;

/** In a transaction, so that it also holds behind a pooler, and ends with this process. It waits as long as the other one takes. */
const takeTurn = async (strapi: Strapi, connection: Connection): Promise<void> => {
  await connection.query('BEGIN');
  await connection.query('SET LOCAL statement_timeout = 0');
  await connection.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  const { rows } = await connection.query(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS got`);
  if (rows[0]?.got === true) return;
  strapi.log.info('plugin::operations: another server is starting on this database; this one waits for it.');
  await connection.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
};

/**
 * One of Strapi’s insides: `strapi.bootstrap` brings tables up to date and seeds them. Of two that do so at once on PostgreSQL, one would fail at
 * what the other has made meanwhile. SQLite has one server.
 */
export const startOneAtATime = (strapi: Strapi): void => {
  if (strapi.db.dialect.client !== 'postgres') return;
  const bootstrap = strapi.bootstrap.bind(strapi);
  strapi.bootstrap = async () => {
    const client = strapi.db.connection.client as Client;
    const connection = await client.acquireRawConnection?.();
    const isKnown = requireInside(strapi, {
      inside: 'acquireRawConnection of knex’s client',
      consequence: 'Of two servers that start at once on an empty database one fails: start one after the other.',
      isKnown: () => connection !== undefined,
    });
    if (!isKnown || !connection) return bootstrap();
    try {
      await takeTurn(strapi, connection);
      return await bootstrap();
    } finally {
      await connection.end();
    }
  };
};
