import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

import { isTold, type Kind } from '../../domain/question';

/** Called with what was looked at that the name of an answer does not hold. */
type Refuse = (why: string) => void;

/**
 * The request's headers, as they are; whoever looks at one that no answer may depend on is noticed, wherever the code stands.
 * Apollo copies all of them before anything is resolved: that alone says nothing.
 */
const watchedHeaders = (kind: Kind, headers: IncomingHttpHeaders, refuse: Refuse): IncomingHttpHeaders => {
  let isCopying = false;
  const look = (name: string | symbol): void => {
    if (typeof name === 'string' && !isCopying && !isTold(kind, name)) refuse(`it looked at the header “${name}”`);
  };
  return new Proxy(headers, {
    get(target, name) {
      look(name);
      return Reflect.get(target, name) as unknown;
    },
    has(target, name) {
      look(name);
      return Reflect.has(target, name);
    },
    ownKeys(target) {
      if (kind === 'rest') refuse('it looked at all headers');
      isCopying = true;
      queueMicrotask(() => (isCopying = false));
      return Reflect.ownKeys(target);
    },
  });
};

/** Whose address it is, and from which side. */
const ADDRESS = ['remoteAddress', 'remotePort', 'remoteFamily'] as const;

const watched = new WeakSet<Socket>();

/** A connection lives longer than a request: whose answer looks at the address is found out when it does. */
const watchAddress = (socket: Socket, refuse: Refuse): void => {
  if (watched.has(socket)) return;
  watched.add(socket);
  for (const name of ADDRESS) {
    const { get } = Object.getOwnPropertyDescriptor(Socket.prototype, name) ?? {};
    if (!get) continue;
    Object.defineProperty(socket, name, {
      configurable: true,
      get(): unknown {
        refuse('it looked at the address of whoever asked');
        return get.call(socket) as unknown;
      },
    });
  }
};

/**
 * Notices when an answer is made by looking at the visitor: at the address, or at a header that the answer's name does not hold.
 *
 * @param refuse called while the answer is made that is concerned
 */
export const watchRequest = (kind: Kind, request: IncomingMessage, refuse: Refuse): void => {
  const { headers, rawHeaders } = request;
  Object.defineProperties(request, {
    headers: { configurable: true, enumerable: true, writable: true, value: watchedHeaders(kind, headers, refuse) },
    rawHeaders: {
      configurable: true,
      enumerable: true,
      get(): readonly string[] {
        refuse('it looked at all headers');
        return rawHeaders;
      },
    },
  });
  watchAddress(request.socket, refuse);
};
