import { createHash } from 'node:crypto';

import { createCacheKeys, type CacheKeys } from '../../domain/cache-keys';
import type { Dependency } from '../../domain/dependency';
import { KEY_HEADERS } from '../../domain/purge-request';
import { configOf, type Strapi } from './strapi';

/** The keys of this portal: all its servers name them alike, and nobody else can tell what they stand for. */
export const cacheKeysOf = (strapi: Strapi): CacheKeys => {
  const [appKey = ''] = strapi.config.get('server.app.keys', []) as readonly string[];
  return createCacheKeys(createHash('sha256').update(`cache keys\n${appKey}`).digest('hex'));
};

/** Proxies allow some 4 or 8 kB for all headers: so many bytes of them are for keys. */
const MAX_BYTES = 2048;

/** The header that pages read: a CDN takes its own away before it hands an answer on. */
const LIVE_HEADER = { name: 'Inprint-Keys', separator: ' ' } as const;

/** Makes the headers that name what is inside an answer, as flat names and values: for the cache before the portal, and for pages. */
export const keyHeadersFor = (strapi: Strapi) => {
  const { purge, live } = configOf(strapi);
  const headers = [...(purge ? [KEY_HEADERS[purge.kind]] : []), ...(live ? [LIVE_HEADER] : [])];
  const keys = cacheKeysOf(strapi);
  return (dependencies: ReadonlySet<Dependency>): readonly string[] => {
    if (headers.length === 0) return [];
    const named = keys.keysOf(dependencies, MAX_BYTES / headers.length);
    return headers.flatMap(({ name, separator }) => [name, named.join(separator)]);
  };
};
