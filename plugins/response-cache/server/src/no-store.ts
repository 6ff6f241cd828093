import type { ServerResponse } from 'node:http';

const CACHE_CONTROL = 'cache-control';

/** Do the values that `writeHead` is called with name the header? They may hold an object, or a flat list of names and values. */
const namesCacheControl = (values: readonly unknown[]): boolean =>
  values
    .filter((value): value is object => typeof value === 'object' && value !== null)
    .flatMap((headers) => (Array.isArray(headers) ? (headers as unknown[]) : Object.keys(headers)))
    .some((name) => typeof name === 'string' && name.toLowerCase() === CACHE_CONTROL);

/**
 * A response that does not say how long it holds says `no-store`: a cache before the portal would guess (RFC 9111, 4.2.2), and show an
 * order button for something that is gone.
 */
export const forbidStoringByDefault = (response: ServerResponse): void => {
  const { writeHead } = response;
  response.writeHead = ((...values: Parameters<typeof writeHead>) => {
    response.writeHead = writeHead;
    if (!response.hasHeader(CACHE_CONTROL) && !namesCacheControl(values))
      response.setHeader('Cache-Control', 'no-store');
    return response.writeHead(...values);
  }) as typeof writeHead;
};
