import { EVERYTHING } from './cache-keys';
import type { Dependency } from './dependency';

/** More keys at once are no help: whoever listens may ask again for all that is shown. */
const MAX_KEYS = 500;

/**
 * Gathers what changed until somebody is told.
 *
 * @param keyOf the key that answers name for a dependency
 */
export const createChangedKeys = (keyOf: (dependency: Dependency) => string) => {
  let keys = new Set<string>();
  let isEverything = false;

  return {
    /** @param changed null for “it could be anything” */
    add(changed: ReadonlySet<Dependency> | null): void {
      if (changed === null || keys.size + changed.size > MAX_KEYS) isEverything = true;
      else if (!isEverything) for (const dependency of changed) keys.add(keyOf(dependency));
    },
    /** What changed since it was taken last, in the words that answers name; empty if nothing did. */
    take(): readonly string[] {
      const taken = isEverything ? [EVERYTHING] : [...keys];
      keys = new Set();
      isEverything = false;
      return taken;
    },
  };
};
