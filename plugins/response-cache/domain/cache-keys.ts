import { createHmac } from 'node:crypto';

import { anyRowOf, partsOf, type Dependency } from './dependency';

/** Every answer has this key: whoever forgets it forgets everything. */
export const EVERYTHING = 'all';

/** Longer lists of keys name whole tables instead, in bytes: proxies allow some 8 kB for all headers. */
const MAX_KEYS_BYTES = 2048;

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
    /** The keys of an answer, as exact as fits. */
    keysOf(dependencies: Iterable<Dependency>): string[] {
      const all = [...dependencies];
      const fits = all.length * (KEY_LENGTH + 1) <= MAX_KEYS_BYTES;
      const named = fits ? all : new Set(all.map((dependency) => anyRowOf(partsOf(dependency).table)));
      return [EVERYTHING, ...[...named].map(keyOf)];
    },
  };
};

export type CacheKeys = ReturnType<typeof createCacheKeys>;
