import { EVERYTHING } from '../../domain/cache-keys';
import { nextDayChange } from '../../domain/day-change';
import { purgeRequests, type PurgeRequest } from '../../domain/purge-request';
import type { Cache } from './cache';
import type { ResponseCacheConfig } from './config';
import { cacheKeysOf } from './key-header';
import { configOf, type Strapi } from './strapi';

/** How often the database is asked for changes when nobody reads, in ms: a CDN must be told also then. */
const POLL_EVERY_MS = 250;
/** An answer may be on its way to the CDN while its keys are purged: they are purged once more after this, in ms. */
const AGAIN_AFTER_MS = 3000;
const MAX_TRIES = 5;
/** A CDN may take so long, in ms. */
const TIMEOUT_MS = 10_000;
/** A CDN that took no purge for that long is told to forget everything, so often until it does, in ms. */
const OWED_EVERY_MS = 30_000;

/**
 * Tells a CDN which keys are outdated, after the change was committed.
 *
 * @returns what is to be done again and again, with the ms between
 */
export const createPurge = (
  strapi: Strapi,
  cache: Cache,
  { url, kind, method, headers }: NonNullable<ResponseCacheConfig['purge']>
): { readonly milliseconds: number; readonly work: () => void }[] => {
  const { timeZone } = configOf(strapi);
  const { keyOf } = cacheKeysOf(strapi);
  let isOwed = false;
  let dayEnds = nextDayChange(timeZone, Date.now());

  const send = async (request: PurgeRequest, isAll: boolean, attempt = 1): Promise<void> => {
    try {
      const answer = await fetch(url, {
        method,
        headers: { ...headers, ...request.headers },
        body: request.body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      if (isAll) isOwed = false;
    } catch (error) {
      strapi.log.warn(`response-cache: the purge was refused (${attempt} of ${MAX_TRIES}): ${String(error)}`);
      if (attempt < MAX_TRIES) setTimeout(() => void send(request, isAll, attempt + 1), 1000 * 2 ** attempt).unref();
      else isOwed = true;
    }
  };

  const purge = (keys: readonly string[], attempt = 1): void => {
    for (const request of purgeRequests(kind, keys)) void send(request, keys[0] === EVERYTHING, attempt);
  };
  const tell = (keys: readonly string[]): void => {
    purge(keys);
    setTimeout(() => purge(keys), AGAIN_AFTER_MS).unref();
  };
  cache.whenChanged((changed, isStillBlind) => {
    // Once is enough until the database can be asked again: then everything is told anew.
    if (!isStillBlind) tell(changed === null ? [EVERYTHING] : [...changed].map(keyOf));
  });

  const poll = (): void => {
    void cache.poll();
    if (Date.now() < dayEnds) return;
    // Answers may name days, and end with them.
    dayEnds = nextDayChange(timeZone, Date.now());
    tell([EVERYTHING]);
  };
  const payDebts = (): void => {
    if (isOwed) purge([EVERYTHING], MAX_TRIES);
  };
  return [
    { milliseconds: POLL_EVERY_MS, work: poll },
    { milliseconds: OWED_EVERY_MS, work: payDebts },
  ];
};
