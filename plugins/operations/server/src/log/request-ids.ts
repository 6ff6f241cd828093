import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';

import type { Context } from 'koa';

/** What is known of a request from its beginning. */
interface Begun {
  readonly id: string;
  /** Of `performance.now()`, in ms. */
  readonly at: number;
}

const begun = new WeakMap<object, Begun>();

/** A proxy’s own id goes on, so that both logs can be read side by side; whoever asks may send anything. */
const ID = /^[\w.:-]{8,128}$/;

const begin = (request: IncomingMessage): void => {
  const given = request.headers['x-request-id'];
  begun.set(request, {
    id: typeof given === 'string' && ID.test(given) ? given : randomUUID(),
    at: performance.now(),
  });
};

/** Gives each request its id before anybody else sees it: the response cache keeps no answer that was made by looking at such a header. */
export const identifyRequests = (server: Server): void => {
  server.once('listening', () => server.prependListener('request', begin));
};

/** Null outside of requests. */
export const beginningOf = (ctx: Context | undefined): Begun | null => (ctx && begun.get(ctx.req)) ?? null;
