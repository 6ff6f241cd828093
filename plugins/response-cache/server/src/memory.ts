import { createAnswers, sizeOf, type Kept } from '../../domain/answers';
import type { Dependency } from '../../domain/dependency';
import type { OnChange } from './witness';

/** Memory for parts of answers, in bytes, about. */
const MOST_BYTES = 16 * 1024 * 1024;

interface Part extends Kept {
  readonly value: unknown;
}

/** Parts of answers that are the same in many of them, and cost more than looking them up. */
export interface Memory {
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
  readonly onChange: OnChange;
}

/**
 * @param isOpen may something be remembered for the code that asks? Only where all that changed before was told
 * @param always what every part depends on
 */
export const createMemory = (isOpen: () => boolean, always: readonly Dependency[]): Memory => {
  const parts = createAnswers<Part>(MOST_BYTES);
  let changes = 0;

  return {
    async remember(name, read, dependenciesOf) {
      if (!isOpen()) return read();
      const known = parts.get(name, Date.now());
      if (known) return known.value as Awaited<ReturnType<typeof read>>;
      const before = changes;
      const value = await read();
      // What changed meanwhile may be in it or not: it is right for this answer, and nobody knows for which other.
      if (before !== changes) return value;
      const dependencies = new Set([...always, ...dependenciesOf(value)]);
      parts.keep({ key: name, value, dependencies, expiresAt: Infinity, size: sizeOf(name, dependencies) });
      return value;
    },
    onChange(changed) {
      changes += 1;
      parts.drop(changed, Date.now());
    },
  };
};
