import { createAnswers, sizeOf, type Kept } from '../../domain/answers';
import type { Dependency } from '../../domain/dependency';
import type { Recorder } from './recorder';
import type { OnChange } from './change-detector';

/** Memory for parts of answers, in bytes, about. */
const MAX_BYTES = 16 * 1024 * 1024;
/** A part holds about so much for each thing that it was made of, in bytes: it is mostly what its rows hold. */
const FOR_EACH_READ = 1024;

interface Part extends Kept {
  readonly value: unknown;
}

/** Parts of answers that are the same in many of them, and cost more than looking them up. */
export interface Memory {
  /**
   * What was read under a name before, if nothing that it was made of changed; else it is read. The answer that is being made is noted
   * to be made of it.
   *
   * @param name says all that it depends on, apart from the database
   * @param dependenciesOf what it is made of; without it, whatever was read meanwhile
   */
  readonly remember: <Value>(
    name: string,
    read: () => Promise<Value>,
    dependenciesOf?: (value: Value) => readonly Dependency[]
  ) => Promise<Value>;
  readonly onChange: OnChange;
}

/**
 * @param isOpen may something be remembered for the code that asks? Only where all that changed before was told
 * @param always what every part depends on
 */
export const createMemory = (isOpen: () => boolean, recorder: Recorder, always: readonly Dependency[]): Memory => {
  const parts = createAnswers<Part>(MAX_BYTES);
  let changes = 0;

  return {
    async remember<Value>(
      name: string,
      read: () => Promise<Value>,
      dependenciesOf?: (value: Value) => readonly Dependency[]
    ): Promise<Value> {
      if (!isOpen()) return read();
      const known = parts.get(name, Date.now());
      if (known) {
        recorder.note(known.dependencies);
        return known.value as Value;
      }
      const before = changes;
      const { value, dependencies: noted } = await recorder.recordPart(read);
      const dependencies = new Set([...always, ...(dependenciesOf?.(value) ?? noted ?? [])]);
      recorder.note(dependencies);
      // What changed meanwhile may be in it or not: it is right for this answer, and nobody knows for which other.
      if (before === changes && noted !== null)
        parts.keep({
          key: name,
          value,
          dependencies,
          expiresAt: Infinity,
          size: sizeOf(name, dependencies, dependencies.size * FOR_EACH_READ),
        });
      return value;
    },
    onChange(changed) {
      changes += 1;
      parts.drop(changed, Date.now());
    },
  };
};
