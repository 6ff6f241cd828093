import { createHash } from 'node:crypto';

import { openAnswer, sealAnswer, type StoredAnswer } from '../../domain/stored-answer';
import { createRedisStore } from './redis-store';
import { configOf, isPostgres, type Strapi } from './strapi';
import type { ChangeDetector } from './change-detector';

/**
 * Answers that several servers share. An answer is stored with the state of the database that it is right for; whoever takes it asks the
 * database for everything that was committed since, and takes it only if none of that is what it was made of. So it does not matter who made
 * it, how long ago, or what the store forgot: without proof it is a miss.
 */
export interface SharedAnswers {
  /** A stored answer that is right for the database as it is now; null for none. */
  readonly find: (key: string) => Promise<StoredAnswer | null>;
  /** Stores an answer that is right for the state that the detector knows at this moment. */
  readonly keep: (answer: Omit<StoredAnswer, 'position'>) => void;
  readonly isReachable: () => boolean;
  readonly close: () => void;
}

/**
 * The shared store that is configured; null where each server has its memory alone.
 *
 * @param fingerprint says which program makes the answers: only the same one may serve them
 */
export const createSharedAnswers = (
  strapi: Strapi,
  detector: ChangeDetector,
  fingerprint: string
): SharedAnswers | null => {
  const { store: settings } = configOf(strapi);
  if (settings.kind === 'memory') return null;
  if (!isPostgres(strapi)) {
    strapi.log.warn('response-cache: on SQLite there is one server, and nothing to share: Redis is not used.');
    return null;
  }
  const store = createRedisStore(strapi, settings);
  const [appKey = ''] = strapi.config.get('server.app.keys', []) as readonly string[];
  const secret = createHash('sha256').update(`response-cache\n${appKey}\n${fingerprint}`).digest('hex');
  const nameOf = (database: string, key: string): string =>
    settings.prefix + createHash('sha256').update(`${fingerprint}\n${database}\n${key}`).digest('base64url');

  return {
    async find(key) {
      const now = detector.snapshot();
      if (now === null) return null;
      const bytes = await store.get(nameOf(now.database, key));
      const answer = bytes && openAnswer(bytes, secret);
      if (!answer || answer.key !== key || answer.expiresAt <= Date.now()) return null;
      const { position, dependencies } = answer;
      if (position.database !== now.database) return null;
      // The database is as it was: nothing was committed between.
      if (position.snapshot === now.snapshot) return answer;
      const changed = await detector.changedSince(position);
      return changed === null || dependencies.some((dependency) => changed.has(dependency)) ? null : answer;
    },
    keep(answer) {
      const position = detector.snapshot();
      const milliseconds = Math.min(settings.seconds * 1000, answer.expiresAt - Date.now());
      if (position === null || milliseconds < 1 || !store.isReachable()) return;
      store.put(nameOf(position.database, answer.key), sealAnswer({ ...answer, position }, secret), milliseconds);
    },
    isReachable: store.isReachable,
    close: store.close,
  };
};
