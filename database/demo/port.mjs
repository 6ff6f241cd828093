import { createServer } from 'node:net';

import { Problem } from './problem.mjs';

/** @type {Record<string, (host: string, port: number) => string>} */
const REASONS = {
  EADDRINUSE: (host, port) =>
    `Port ${port} on ${host} is in use by another program. Stop that one, or choose another port: PORT=${port + 1} npm run demo`,
  EACCES: (_host, port) =>
    `Port ${port} needs rights that this user does not have. Choose one above 1023: PORT=1337 npm run demo`,
  EADDRNOTAVAIL: (host) =>
    `HOST=${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all addresses.`,
  ENOTFOUND: (host) => `HOST=${host} is not known. Use 127.0.0.1, or 0.0.0.0 for all addresses.`,
};

/**
 * Tries the port out, before minutes are spent on building.
 *
 * @param {{ host: string, port: number }} place
 * @throws {Problem} if nothing can listen there
 */
export const requireFreePort = ({ host, port }) =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      const reason = REASONS[error.code ?? ''];
      reject(reason ? new Problem(reason(host, port), { cause: error }) : error);
    });
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
