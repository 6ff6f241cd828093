import { createHmac } from 'node:crypto';

import { anyRowOf, partsOf, type Dependency } from './dependency';

/** Every answer has this key: whoever forgets it forgets everything. */
export const EVERYTHING = 'all';

/** So many letters keep the keys of a large portal apart. */
const KEY_LENGTH = 12;

/**
 * The words by which a cache before the portal knows what is inside an answer. They say nothing of tables or rows to who has not the secret.
 *
 * @param secret the same on all servers of a portal
 */
export const createCacheKeys = (secret: string) => {
  const keyOf = (dependency: Dependency): string =>
    createHmac('sha256', secret).update(dependency).digest('base64url').slice(0, KEY_LENGTH);

  return {
    /** The key that is outdated when this changes. */
    keyOf,
    /** The keys of an answer, as exact as fits: longer lists name whole tables instead. */
    keysOf(dependencies: Iterable<Dependency>, maxBytes: number): string[] {
      const all = [...dependencies];
      const fits = all.length * (KEY_LENGTH + 1) <= maxBytes;
      const named = fits ? all : new Set(all.map((dependency) => anyRowOf(partsOf(dependency).table)));
      return [EVERYTHING, ...[...named].map(keyOf)];
    },
  };
};

export type CacheKeys = ReturnType<typeof createCacheKeys>;
