/** Doing together what is asked for at once: what is asked while the work is going on waits for the next turn. */
import { AsyncResource } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';

/** What many asked for is nobody's request: it must not run with the user, the language or the transaction of one. */
const outside = new AsyncResource('inprint-together');

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result | PromiseLike<Result>) => void;
  readonly reject: (error: unknown) => void;
}

interface Limits {
  /** Items in one turn. */
  readonly most: number;
  /** Turns that go on at the same time. */
  readonly turns: () => number;
}

/**
 * @param work does some, at least one; its results come in the same order, and each may come later by itself. What it throws is
 *   thrown to all
 * @returns does one, together with those that are asked for at the same time
 */
export const together = <Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly (Result | PromiseLike<Result>)[]>,
  { most, turns }: Limits
): ((item: Item) => Promise<Result>) => {
  const queue: Waiting<Item, Result>[] = [];
  let running = 0;

  const take = async (): Promise<void> => {
    const some = queue.splice(0, most);
    try {
      const results = await work(some.map(({ item }) => item));
      for (const [index, { resolve }] of some.entries()) resolve(results[index] as Result | PromiseLike<Result>);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  };

  const run = async (): Promise<void> => {
    // All who knock at this moment are in.
    await setImmediate();
    while (queue.length > 0) await take();
    running -= 1;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (running >= turns()) return;
      running += 1;
      outside.runInAsyncScope(() => void run());
    });
};
