import type { Cache } from './cache';
import { createAnswers, type Kept } from '../../domain/answers';
import type { Dependency } from '../../domain/dependency';
import type { Strapi } from './strapi';

/** Memory for parts of answers, in bytes, about. */
const MOST_BYTES = 16 * 1024 * 1024;
/** What a part takes beside its name and what is known of it, in bytes, about. */
const AROUND = 2048;
const FOR_EACH_DEPENDENCY = 120;

interface Part extends Kept {
  readonly value: unknown;
}

/** Parts of answers that are the same in many of them, and cost more than looking them up. */
export interface Memory {
  /** May something be remembered for the answer that is being made? */
  readonly isOpen: () => boolean;
  /**
   * What was read under a name before, if nothing that it was made of changed; else it is read.
   *
   * @param name says all that it depends on, apart from the database
   */
  readonly remember: <Value>(
    name: string,
    read: () => Promise<Value>,
    dependenciesOf: (value: Value) => readonly Dependency[]
  ) => Promise<Value>;
}

export const createMemory = (strapi: Strapi, cache: Cache): Memory => {
  const parts = createAnswers<Part>(MOST_BYTES);
  let changes = 0;
  cache.whenChanged((changed) => {
    changes += 1;
    parts.drop(changed, Date.now());
  });
  // Only then is it sure that all that changed before was told, and in a transaction something else may be true.
  const isOpen = (): boolean => cache.isMaking() && !strapi.db.inTransaction();

  return {
    isOpen,
    async remember(name, read, dependenciesOf) {
      if (!isOpen()) return read();
      const known = parts.get(name, Date.now());
      if (known) return known.value as Awaited<ReturnType<typeof read>>;
      const before = changes;
      const value = await read();
      // What changed meanwhile may be in it or not: it is right for this answer, and nobody knows for which other.
      if (before !== changes) return value;
      const dependencies = new Set(dependenciesOf(value));
      const size = AROUND + name.length * 2 + dependencies.size * FOR_EACH_DEPENDENCY;
      parts.keep({ key: name, value, dependencies, expiresAt: Infinity, size });
      return value;
    },
  };
};
