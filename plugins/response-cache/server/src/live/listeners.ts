import { PassThrough } from 'node:stream';

import { networkOf } from '@inprint/kit/network';

/** Whoever takes in so little that this many bytes wait is cut, and asks anew: what waits takes memory. */
const MAX_WAITING_BYTES = 64 * 1024;
/** How soon a browser comes back that lost its connection, in ms. */
const RETRY_MS = 3000;

/** How many may listen. */
export interface ListenerLimits {
  readonly maxConnections: number;
  readonly maxPerClient: number;
}

/** Those who listen to one server, as streams of server-sent events. */
export const createListeners = ({ maxConnections, maxPerClient }: ListenerLimits) => {
  const streams = new Map<PassThrough, string>();
  const perClient = new Map<string, number>();
  let isClosed = false;

  const leave = (stream: PassThrough): void => {
    const client = streams.get(stream);
    if (client === undefined) return;
    streams.delete(stream);
    const left = (perClient.get(client) ?? 1) - 1;
    if (left === 0) perClient.delete(client);
    else perClient.set(client, left);
  };

  const send = (text: string): void => {
    for (const stream of streams.keys()) {
      if (stream.writableLength > MAX_WAITING_BYTES) stream.destroy();
      else stream.write(text);
    }
  };

  return {
    count: (): number => streams.size,
    /** @returns the body of the answer; null where there is no room */
    join(address: string): PassThrough | null {
      const client = networkOf(address);
      const known = perClient.get(client) ?? 0;
      if (isClosed || streams.size >= maxConnections || known >= maxPerClient) return null;
      const stream = new PassThrough();
      streams.set(stream, client);
      perClient.set(client, known + 1);
      stream.once('close', () => leave(stream));
      stream.write(`retry: ${RETRY_MS}\n\n`);
      return stream;
    },
    /** To be called again and again: proxies cut what is silent, and a connection that is gone is noticed by writing only. */
    beat: (): void => send(':\n\n'),
    tell: (keys: readonly string[]): void => send(`event: change\ndata: ${JSON.stringify({ keys })}\n\n`),
    /** Ends all connections in order; nobody joins any more. */
    close(): void {
      isClosed = true;
      for (const stream of streams.keys()) stream.end();
    },
  };
};

export type Listeners = ReturnType<typeof createListeners>;
