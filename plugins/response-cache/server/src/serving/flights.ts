import type { Dependency } from '../../../domain/dependency';
import type { Answer } from '../answer';
import type { OnChange } from '../change-detector';

/** What somebody who waits for an answer gets: none where it is none to share; `abandoned` where whoever it was made for went away. */
export type Outcome = Answer | null | 'abandoned';

/** An answer that is being made; others who ask the same meanwhile wait for it. */
export interface Flight {
  readonly answer: Promise<Outcome>;
  /** Did something change since it began that it was made of? */
  readonly isOutdated: (dependencies: ReadonlySet<Dependency>) => boolean;
  readonly settle: (outcome: Outcome) => void;
  /** It is over: who asks now begins anew. */
  readonly land: () => void;
}

/** The answers that are being made. */
export const createFlights = () => {
  const byKey = new Map<string, Flight>();
  const underWay = new Set<(ReadonlySet<Dependency> | null)[]>();

  const onChange: OnChange = (changed) => {
    for (const changes of underWay) changes.push(changed);
    byKey.clear(); // who asks from now on wants an answer that began after the change
  };

  return {
    onChange,
    of: (key: string): Flight | undefined => byKey.get(key),
    /** Whoever asks the same from now on waits for the answer that is under way. */
    takeOff(key: string): Flight {
      let settle: (outcome: Outcome) => void = () => {};
      const answer = new Promise<Outcome>((resolve) => (settle = resolve));
      const changes: (ReadonlySet<Dependency> | null)[] = [];
      const flight: Flight = {
        answer,
        settle,
        isOutdated: (dependencies) =>
          changes.some(
            (changed) => changed === null || [...dependencies].some((dependency) => changed.has(dependency))
          ),
        land: () => {
          underWay.delete(changes);
          if (byKey.get(key) === flight) byKey.delete(key);
        },
      };
      byKey.set(key, flight);
      underWay.add(changes);
      return flight;
    },
  };
};

export type Flights = ReturnType<typeof createFlights>;
