import type { Dependency } from './dependency';

/** Whoever looks back further is told that it may be anything: nothing that takes so long is worth keeping. */
const REMEMBERED = 200;

/**
 * What changed lately, for whoever makes one thing of several answers and must not call it new if one of them grew old meanwhile.
 *
 * @param keyOf the key that answers name for a dependency
 */
export const createRecentChanges = (keyOf: (dependency: Dependency) => string) => {
  const recent: (ReadonlySet<Dependency> | null)[] = [];
  let told = 0;

  return {
    /** @param changed null for “it could be anything” */
    add(changed: ReadonlySet<Dependency> | null): void {
      told += 1;
      recent.push(changed);
      if (recent.length > REMEMBERED) recent.shift();
    },
    /** The moment that it is now, for `isOutdated`. */
    now: (): number => told,
    /**
     * @param since a moment of `now`
     * @param keys what answers name as theirs; none: it may be anything
     * @returns whether one of them changed after that moment
     */
    isOutdated(since: number, keys: ReadonlySet<string>): boolean {
      const count = told - since;
      if (count === 0) return false;
      if (count > recent.length || keys.size === 0) return true;
      return recent
        .slice(-count)
        .some((changed) => changed === null || [...changed].some((dependency) => keys.has(keyOf(dependency))));
    },
  };
};

export type RecentChanges = ReturnType<typeof createRecentChanges>;
