import { createClient, ErrorReply, RESP_TYPES } from '@redis/client';

import type { Strapi } from './strapi';

/** Bytes by name, for a while, kept outside of this process. Never throws: whatever goes wrong is a miss. */
export interface Store {
  readonly get: (name: string) => Promise<Buffer | null>;
  readonly put: (name: string, bytes: Buffer, milliseconds: number) => void;
  readonly isReachable: () => boolean;
  readonly close: () => void;
}

export interface RedisSettings {
  readonly url: string;
  /** Nothing waits longer for Redis, in ms. */
  readonly timeout: number;
}

/** After it was too slow, Redis is left alone for this long, in ms: readers must not wait for it one after the other. */
const REST = 1000;
/** So often too slow in a row, and the connection is given up: perhaps nobody is there any more. */
const MAX_SLOW = 3;
const LONGEST_BETWEEN_TRIES = 5000;
/** Requests that Redis has not answered yet; more are not sent. */
const MAX_WAITING = 1000;
/** The log says the same thing at most this often, in ms. */
const LOG_EVERY = 60_000;

class TooSlow extends Error {}

/** A process that was busy reads what came meanwhile before it calls Redis slow: `setImmediate` runs after what came. */
const within = <Value>(work: Promise<Value>, milliseconds: number): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const reportLate = (): void => reject(new TooSlow(`no answer within ${milliseconds} ms`));
    timer = setTimeout(() => setImmediate(reportLate), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Redis: a second level behind the memory. Without it, and while it is slow, each server makes its answers itself. */
export const createRedisStore = (strapi: Strapi, { url, timeout }: RedisSettings): Store => {
  let restsUntil = 0;
  let slow = 0;
  let isClosed = false;
  let saidAt = -Infinity;

  const warn = (error: unknown): void => {
    const now = performance.now();
    if (isClosed || now - saidAt < LOG_EVERY) return;
    saidAt = now;
    strapi.log.warn(
      `response-cache: Redis is of no help at the moment, answers are made by this server alone: ${String(error)}`
    );
  };

  const connect = () => {
    const client = createClient({
      url,
      disableOfflineQueue: true,
      commandsQueueMaxLength: MAX_WAITING,
      socket: {
        connectTimeout: 2000,
        reconnectStrategy: (retries: number) => Math.min(100 * 2 ** Math.min(retries, 10), LONGEST_BETWEEN_TRIES),
      },
      commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    });
    client.on('error', warn);
    client.connect().catch(warn);
    return client;
  };
  let client = connect();

  const failed = (error: unknown): void => {
    warn(error);
    if (error instanceof ErrorReply) return; // it is there, and does not like the question: a wrong type, no room left
    restsUntil = performance.now() + REST;
    if (!(error instanceof TooSlow) || isClosed) return;
    slow += 1;
    if (slow < MAX_SLOW) return;
    slow = 0;
    client.destroy();
    client = connect();
  };

  const isReachable = (): boolean => client.isReady && performance.now() >= restsUntil;

  return {
    isReachable,
    async get(name) {
      if (!isReachable()) return null;
      try {
        const bytes = await within(client.get(name), timeout);
        slow = 0;
        return Buffer.isBuffer(bytes) ? bytes : null;
      } catch (error) {
        failed(error);
        return null;
      }
    },
    put(name, bytes, milliseconds) {
      if (!isReachable()) return;
      within(client.set(name, bytes, { PX: milliseconds }), timeout).then(() => (slow = 0), failed);
    },
    close() {
      isClosed = true;
      client.destroy();
    },
  };
};
