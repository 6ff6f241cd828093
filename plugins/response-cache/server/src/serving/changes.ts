import type { Dependency } from '../../../domain/dependency';
import { createChangeDetector, type ChangeDetector, type OnChange } from '../change-detector';
import type { Strapi } from '../strapi';

/**
 * Told what changed; null for “it could be anything”.
 *
 * @param isStillBlind nothing is known of a change: the database cannot be asked, as was told before
 */
type Listener = (changed: ReadonlySet<Dependency> | null, isStillBlind: boolean) => void;

export interface Changes {
  readonly detector: ChangeDetector;
  /** Calls a function at once when something changed, before any answer is made from then on. */
  readonly whenChanged: (listener: Listener) => void;
  /** Goes on when the database was asked; on SQLite that is at once. */
  readonly afterLook: (go: (isKnown: boolean) => void) => void;
}

/**
 * What changed in the database, and who is told.
 *
 * @param triggers say what changed
 * @param forget is told first, before anybody else knows
 */
export const createChanges = (strapi: Strapi, triggers: readonly string[], forget: OnChange): Changes => {
  const listeners: Listener[] = [];
  /** Could the database not be asked when it was last looked at? */
  let isBlind = false;

  const tell: Listener = (changed, isStillBlind) => {
    for (const listener of listeners) {
      try {
        listener(changed, isStillBlind);
      } catch (error) {
        strapi.log.error(`response-cache: whoever wants to know what changed failed: ${String(error)}`);
      }
    }
  };
  const onChange: OnChange = (changed) => {
    forget(changed);
    tell(changed, false);
  };
  const detector = createChangeDetector(strapi, triggers, onChange);

  return {
    detector,
    whenChanged: (listener) => void listeners.push(listener),
    afterLook(go) {
      const goOn = (isKnown: boolean): void => {
        // Nobody knows what changed: whoever remembers something reads it again, each time.
        if (!isKnown && isBlind) tell(null, true);
        else if (!isKnown) onChange(null);
        isBlind = !isKnown;
        go(isKnown);
      };
      const looked = detector.poll();
      if (typeof looked === 'boolean') goOn(looked);
      else void looked.then(goOn);
    },
  };
};
