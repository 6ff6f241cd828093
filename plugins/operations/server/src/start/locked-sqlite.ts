import type { Strapi } from '../strapi';

/**
 * While another process holds SQLite’s lock, the driver waits for it without letting go of the processor: five seconds for each write, during which
 * nobody is answered. So it waits for a moment only. Who writes tries again a little later, or is told to come again (503), and reads go on.
 */
const PATIENCE_MS = 100;

export const waitShortlyForLocks = async (strapi: Strapi): Promise<void> => {
  if (strapi.db.dialect.client !== 'sqlite') return;
  await strapi.db.connection.raw(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
};
