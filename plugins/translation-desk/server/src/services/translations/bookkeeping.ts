import { AsyncLocalStorage } from 'node:async_hooks';

import type { Strapi } from '../../strapi';
import type { createRefresh } from './refresh';

/** Entries that were written, by content type. */
type Written = Map<string, Set<string>>;

/**
 * Notes what was written: at once, or once for all that some work writes. An editor's work is never lost over the books: what goes wrong
 * with them is logged, and mended by the entry's next save.
 */
export const createBookkeeping = (strapi: Strapi, refresh: ReturnType<typeof createRefresh>) => {
  const collecting = new AsyncLocalStorage<Written>();

  const note = async (uid: string, documentIds: readonly string[]): Promise<void> => {
    try {
      await refresh(uid, documentIds);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      strapi.log.error(`translation-desk: ${uid} ${documentIds.join(', ')}: ${why}`);
    }
  };

  const collect = async <Result>(work: () => Promise<Result>): Promise<{ result: Result; together: Written }> => {
    const together: Written = new Map();
    return { result: await collecting.run(together, work), together };
  };

  return {
    /** Says that an entry was written. */
    async written(uid: string, documentId: string): Promise<void> {
      const together = collecting.getStore();
      if (!together) return note(uid, [documentId]);
      together.set(uid, (together.get(uid) ?? new Set()).add(documentId));
    },

    /** What some work writes is noted once, at its end, for all of it. */
    async notedTogether<Result>(work: () => Promise<Result>): Promise<Result> {
      const { result, together } = await collect(work);
      for (const [uid, documentIds] of together) await note(uid, [...documentIds]);
      return result;
    },

    /** Does work that writes an entry of which its caller notes more than can be seen, once that is written. */
    async notedByCaller(uid: string, documentId: string, work: () => Promise<unknown>): Promise<void> {
      const { together } = await collect(work);
      together.get(uid)?.delete(documentId);
      for (const [other, documentIds] of together) if (documentIds.size > 0) await note(other, [...documentIds]);
    },
  };
};
