import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** The requests that are not answered yet. */
export interface OpenRequests {
  readonly count: () => number;
  /** From now on each answer is the last of its connection. */
  readonly closeConnections: () => void;
}

const announceClose = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader('Connection', 'close');
};

/** Counts requests from the moment on that the server listens: whoever puts listeners of his own in place has done so by then. */
export const followRequests = (server: Server): OpenRequests => {
  const open = new Set<ServerResponse>();
  let isClosing = false;
  const follow = (_request: IncomingMessage, response: ServerResponse): void => {
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isClosing) announceClose(response);
  };
  server.once('listening', () => server.prependListener('request', follow));
  return {
    count: () => open.size,
    closeConnections() {
      isClosing = true;
      for (const response of open) announceClose(response);
    },
  };
};
