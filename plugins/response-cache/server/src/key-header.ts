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

/** Makes the header that names what is inside an answer; null where no cache is told what changed. */
export const keyHeaderFor = (strapi: Strapi) => {
  const { purge } = configOf(strapi);
  if (purge === null) return null;
  const keys = cacheKeysOf(strapi);
  const { name, separator } = KEY_HEADERS[purge.kind];
  return (dependencies: ReadonlySet<Dependency>): readonly [string, string] => [
    name,
    keys.keysOf(dependencies).join(separator),
  ];
};
