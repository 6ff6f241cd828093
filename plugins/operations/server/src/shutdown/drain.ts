import type { Server } from 'node:http';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { OpenRequests } from './open-requests';

const POLL_MS = 20;
/** So long no request may be open before the last connections are closed: one may be on its way on a connection that was accepted. */
const QUIET_MS = 200;

/** How a server was drained. */
export interface Drained {
  /** Requests that were open at the beginning. */
  readonly open: number;
  /** Requests that were cut, because they took longer than they may. */
  readonly cut: number;
}

/** Refuses new connections and leaves the open ones: `http.Server.close` would end idle ones, on which a request may be on its way. */
const refuseConnections = (server: Server): void => {
  if (server.listening) net.Server.prototype.close.call(server);
};

/**
 * Answers what is open, and accepts nothing new. At the end no connection has a request that waits, or the time is over.
 *
 * @param graceMs how long requests may take
 */
export const drain = async (server: Server, requests: OpenRequests, graceMs: number): Promise<Drained> => {
  const open = requests.count();
  const deadline = performance.now() + graceMs;
  requests.closeConnections();
  refuseConnections(server);
  let quietSince = performance.now();
  while (performance.now() < deadline) {
    if (requests.count() > 0) quietSince = performance.now();
    else if (performance.now() - quietSince >= QUIET_MS) break;
    await pause(POLL_MS);
  }
  const cut = requests.count();
  server.closeAllConnections();
  return { open, cut };
};
