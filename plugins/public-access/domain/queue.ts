/** A place in the queue. */
export interface Turn {
  /** Settles when it is this one's turn. */
  readonly come: Promise<void>;
  /** Makes room for the next one; also for who has not had its turn. Twice does no harm. */
  readonly leave: () => void;
}

interface Waiting {
  readonly call: () => void;
}

interface Line {
  working: number;
  readonly waiting: Set<Waiting>;
}

/**
 * A queue for each client: so many are worked on at once, so many more may wait.
 *
 * @returns `join` gives a place, or null where too many wait already
 */
export const createQueue = ({ atOnce, waiting: maxWaiting }: { readonly atOnce: number; readonly waiting: number }) => {
  const lines = new Map<string, Line>();

  const callNext = (client: string, line: Line): void => {
    const [next] = line.waiting;
    if (next) {
      line.waiting.delete(next);
      next.call();
      return;
    }
    line.working -= 1;
    if (line.working === 0) lines.delete(client);
  };

  return {
    join(client: string): Turn | null {
      const line = lines.get(client) ?? { working: 0, waiting: new Set<Waiting>() };
      if (line.working >= atOnce && line.waiting.size >= maxWaiting) return null;
      lines.set(client, line);
      let isOver = false;
      const end = (): boolean => {
        const wasOver = isOver;
        isOver = true;
        return !wasOver;
      };
      if (line.working < atOnce) {
        line.working += 1;
        return { come: Promise.resolve(), leave: () => void (end() && callNext(client, line)) };
      }
      let place: Waiting | null = null;
      const come = new Promise<void>((resolve) => {
        place = { call: resolve };
        line.waiting.add(place);
      });
      return {
        come,
        leave: () => {
          if (end() && !(place && line.waiting.delete(place))) callNext(client, line);
        },
      };
    },
    /** How many clients have something to do here. */
    size: (): number => lines.size,
  };
};
