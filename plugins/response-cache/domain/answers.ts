import { LRUCache } from 'lru-cache';

import type { Dependency } from './dependency';

/** What the store must know of an answer. */
export interface Kept {
  readonly key: string;
  readonly dependencies: ReadonlySet<Dependency>;
  /** ms since 1970. */
  readonly expiresAt: number;
  /** Bytes that it takes in memory, about. */
  readonly size: number;
}

/** What is kept takes this much beside its bytes and its name, in bytes, about. */
const AROUND = 2048;
/** And this much for each thing it is made of. */
const FOR_EACH_DEPENDENCY = 120;

/** The bytes that something kept takes in memory, about. */
export const sizeOf = (key: string, dependencies: ReadonlySet<Dependency>, bytes = 0): number =>
  bytes + key.length * 2 + dependencies.size * FOR_EACH_DEPENDENCY + AROUND;

/** Why an answer had to be made again. */
export interface Outdated {
  readonly key: string;
  readonly because: Dependency;
  readonly at: number;
}

/** So many answers that were outdated last are remembered, for editors who wonder. */
const MAX_OUTDATED = 50;

/** Answers by their names, bounded by bytes (the longest unused goes first), and found by what they were made of. */
export const createAnswers = <Answer extends Kept>(maxBytes: number) => {
  const madeOf = new Map<Dependency, Set<Answer>>();
  const outdated: Outdated[] = [];

  const forget = (answer: Answer): void => {
    for (const dependency of answer.dependencies) {
      const answers = madeOf.get(dependency);
      answers?.delete(answer);
      if (answers?.size === 0) madeOf.delete(dependency);
    }
  };
  const kept = new LRUCache<string, Answer>({
    maxSize: maxBytes,
    sizeCalculation: ({ size }) => size,
    dispose: forget,
  });

  return {
    get(key: string, now: number): Answer | undefined {
      const answer = kept.get(key);
      if (answer === undefined || answer.expiresAt > now) return answer;
      kept.delete(key);
      return undefined;
    },

    keep(answer: Answer): void {
      if (answer.size > maxBytes) return;
      kept.set(answer.key, answer);
      for (const dependency of answer.dependencies) {
        const answers = madeOf.get(dependency);
        if (answers) answers.add(answer);
        else madeOf.set(dependency, new Set([answer]));
      }
    },

    /** Drops exactly the answers that were made of something that changed; null for “it could be anything”. */
    drop(changed: ReadonlySet<Dependency> | null, now: number): void {
      if (changed === null) return kept.clear();
      for (const because of changed) {
        for (const { key } of [...(madeOf.get(because) ?? [])]) {
          kept.delete(key);
          outdated.unshift({ key, because, at: now });
        }
      }
      outdated.length = Math.min(outdated.length, MAX_OUTDATED);
    },

    size: () => ({ answers: kept.size, bytes: kept.calculatedSize }),
    lastOutdated: (): readonly Outdated[] => outdated,
  };
};

export type Answers<Answer extends Kept> = ReturnType<typeof createAnswers<Answer>>;
