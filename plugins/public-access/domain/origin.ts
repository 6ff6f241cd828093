import { isBelow } from '@inprint/kit/addresses';

/** What decides whether a page of another origin may read an answer. */
export interface CrossOriginRequest {
  /** Of the request itself, or of the one that a preflight asks for. */
  readonly method: string;
  readonly path: string;
  readonly origin: string;
}

/** Whose pages may ask what. */
export interface OriginRules {
  /** Paths below which everybody may read: the API, files. */
  readonly readable: readonly string[];
  /** Where reads are sent by POST. */
  readonly graphql: string | null;
  /** Pages of these origins may also write: order, wait for copies. */
  readonly writers: readonly string[];
}

const READS = new Set(['GET', 'HEAD']);

/**
 * Which origin an answer is for, by `Access-Control-Allow-Origin`; null for the site itself alone. Cookies are never part of it: who
 * may do more says so with a token in `Authorization`.
 */
export const allowedOrigin = (
  { method, path, origin }: CrossOriginRequest,
  { readable, graphql, writers }: OriginRules
): string | null => {
  const isGraphql = graphql !== null && isBelow(path, graphql);
  if (!isGraphql && !readable.some((folder) => isBelow(path, folder))) return null;
  if (READS.has(method) || isGraphql) return '*';
  return writers.includes(origin) ? origin : null;
};
