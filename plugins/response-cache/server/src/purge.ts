import { nextDayChange } from '../../domain/day-change';
import type { Cache } from './cache';
import type { ResponseCacheConfig } from './config';
import { configOf, type Strapi } from './strapi';

/** How often the database is asked for changes when nobody reads, in ms: a CDN must be told also then. */
const LOOK_EVERY = 250;
/** An answer may be on its way to the CDN while its keys are purged: they are purged once more after this, in ms. */
const AGAIN_AFTER = 3000;
const MOST_TRIES = 5;
/** A CDN that took no purge for that long is told to forget everything, so often until it does, in ms. */
const OWED_EVERY = 30_000;

/** All that was kept; by convention a CDN understands this key as everything. */
const EVERYTHING = '*';

/**
 * Tells a CDN which keys are outdated, after the change was committed.
 *
 * @returns what is to be done again and again, with the ms between
 */
export const createPurge = (
  strapi: Strapi,
  cache: Cache,
  { url, headers }: NonNullable<ResponseCacheConfig['purge']>
): { readonly milliseconds: number; readonly work: () => void }[] => {
  const { timeZone } = configOf(strapi);
  let isOwed = false;
  let dayEnds = nextDayChange(timeZone, Date.now());

  const send = async (keys: readonly string[], attempt = 1): Promise<void> => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ keys }),
        signal: AbortSignal.timeout(10_000),
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      if (keys[0] === EVERYTHING) isOwed = false;
    } catch (error) {
      strapi.log.warn(`response-cache: the purge was refused (${attempt} of ${MOST_TRIES}): ${String(error)}`);
      if (attempt < MOST_TRIES) setTimeout(() => void send(keys, attempt + 1), 1000 * 2 ** attempt).unref();
      else isOwed = true;
    }
  };

  const tell = (keys: readonly string[]): void => {
    void send(keys);
    setTimeout(() => void send(keys), AGAIN_AFTER).unref();
  };
  cache.whenChanged((changed, isStillBlind) => {
    // Once is enough until the database can be asked again: then everything is told anew.
    if (!isStillBlind) tell(changed === null ? [EVERYTHING] : [...changed]);
  });

  const look = (): void => {
    void cache.look();
    if (Date.now() < dayEnds) return;
    // Answers may name days, and end with them.
    dayEnds = nextDayChange(timeZone, Date.now());
    tell([EVERYTHING]);
  };
  const payDebts = (): void => {
    if (isOwed) void send([EVERYTHING], MOST_TRIES);
  };
  return [
    { milliseconds: LOOK_EVERY, work: look },
    { milliseconds: OWED_EVERY, work: payDebts },
  ];
};
