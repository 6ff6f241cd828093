import type { Cache } from './cache';
import type { ResponseCacheConfig } from './config';
import type { Strapi } from './strapi';

/** How often the database is asked for changes when nobody reads, in ms: a CDN must be told also then. */
const LOOK_EVERY = 250;
/** An answer may be on its way to the CDN while its keys are purged: they are purged once more after this, in ms. */
const AGAIN_AFTER = 3000;
const MOST_TRIES = 5;

/** All that was kept; by convention a CDN understands this key as everything. */
const EVERYTHING = '*';

/**
 * Tells a CDN which keys are outdated, after the change was committed.
 *
 * @returns how often to look for changes, in ms
 */
export const createPurge = (
  strapi: Strapi,
  cache: Cache,
  { url, headers }: NonNullable<ResponseCacheConfig['purge']>
): number => {
  const send = async (keys: readonly string[], attempt = 1): Promise<void> => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ keys }),
        signal: AbortSignal.timeout(10_000),
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
    } catch (error) {
      strapi.log.warn(`response-cache: the purge was refused (${attempt} of ${MOST_TRIES}): ${String(error)}`);
      if (attempt < MOST_TRIES) setTimeout(() => void send(keys, attempt + 1), 1000 * 2 ** attempt).unref();
    }
  };

  cache.whenChanged((changed) => {
    const keys = changed === null ? [EVERYTHING] : [...changed];
    void send(keys);
    setTimeout(() => void send(keys), AGAIN_AFTER).unref();
  });
  return LOOK_EVERY;
};
