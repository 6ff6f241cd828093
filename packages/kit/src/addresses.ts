/** Strapi's router asks neither for the case of an address nor for a slash at its end: `/API/Topics/` is `/api/topics`. */
const asRouted = (path: string): string =>
  (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path).toLowerCase();

/** Is this the address of a route, in whatever spelling the router takes for it? @param path without the query */
export const isAt = (path: string, address: string): boolean => asRouted(path) === asRouted(address);

/** Is this the address of a route, or of one below it? Who looks at addresses has to read them as the router does, or is asked past. */
export const isBelow = (path: string, address: string): boolean =>
  isAt(path, address) || asRouted(path).startsWith(`${asRouted(address)}/`);
