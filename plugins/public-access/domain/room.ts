import type { Turn } from './queue';

interface Waiting {
  readonly weight: number;
  readonly call: () => void;
}

/**
 * Room for what is dear: everybody brings a weight, and comes in while all who are inside weigh no more than there is room. Who comes first goes in
 * first; whoever is heavier than the room comes in alone.
 *
 * @returns `ask` gives a place, or null where too many wait already
 */
export const createRoom = ({ space, waiting: maxWaiting }: { readonly space: number; readonly waiting: number }) => {
  const line = new Set<Waiting>();
  let inside = 0;

  const fits = (weight: number): boolean => inside + weight <= space;

  const letIn = (): void => {
    for (const next of line) {
      if (!fits(next.weight)) return;
      line.delete(next);
      inside += next.weight;
      next.call();
    }
  };

  return {
    ask(asked: number): Turn | null {
      const weight = Math.min(asked, space);
      if (line.size === 0 && fits(weight)) {
        inside += weight;
        let hasLeft = false;
        return {
          come: Promise.resolve(),
          leave: () => {
            if (hasLeft) return;
            hasLeft = true;
            inside -= weight;
            letIn();
          },
        };
      }
      if (line.size >= maxWaiting) return null;
      let hasLeft = false;
      let place: Waiting | null = null;
      const come = new Promise<void>((resolve) => {
        place = { weight, call: resolve };
        line.add(place);
      });
      return {
        come,
        leave: () => {
          if (hasLeft) return;
          hasLeft = true;
          if (!(place && line.delete(place))) inside -= weight;
          letIn();
        },
      };
    },
    /** How much is inside, and how many wait. */
    state: (): { readonly inside: number; readonly waiting: number } => ({ inside, waiting: line.size }),
  };
};
