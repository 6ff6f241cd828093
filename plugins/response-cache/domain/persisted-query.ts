import { createHash } from 'node:crypto';

import { LRUCache } from 'lru-cache';

/** Characters of all remembered queries together. */
const MAX_REMEMBERED = 4_000_000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hashIn = (extensions: unknown): string | null => {
  let read: unknown;
  try {
    read = typeof extensions === 'string' ? JSON.parse(extensions) : extensions;
  } catch {
    return null;
  }
  if (!isRecord(read) || Object.keys(read).length !== 1 || !isRecord(read.persistedQuery)) return null;
  const { version, sha256Hash } = read.persistedQuery;
  return version === 1 && typeof sha256Hash === 'string' ? sha256Hash : null;
};

/** A question with its query, and whether the query had to be put in. */
export interface Restored {
  readonly question: Record<string, unknown>;
  readonly query: string | null;
}

/**
 * Apollo's automatic persisted queries: a client sends a query once together with its SHA-256, and from then on the hash alone. Here is
 * remembered which query a hash stands for, so that an answer to a hash can be kept like any other.
 */
export const createPersistedQueries = () => {
  const known = new LRUCache<string, string>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: (query) => query.length + 64,
  });
  return {
    /**
     * The question without its extension; `query` is what a bare hash stands for.
     *
     * @returns null for other extensions, a hash that is not the query's, and one that is not known here: Apollo says what is to be done
     */
    restore(question: Record<string, unknown>): Restored | null {
      const { extensions, ...plain } = question;
      if (extensions === undefined) return { question, query: null };
      const hash = hashIn(extensions);
      if (hash === null) return null;
      if (typeof plain.query === 'string') {
        if (createHash('sha256').update(plain.query).digest('hex') !== hash) return null;
        known.set(hash, plain.query);
        return { question: plain, query: null };
      }
      const query = known.get(hash);
      return query === undefined ? null : { question: { ...plain, query }, query };
    },
  };
};
