import type { Context } from 'koa';

import type { Turn } from '../../../domain/queue';
import { createRoom } from '../../../domain/room';

/** So many wait at most; each of them is somebody's own question. */
const MAX_WAITING = 1000;

/** Until it is this one's turn, or whoever asked has gone. */
const turnOf = ({ res }: Context, { come, leave }: Turn): Promise<void> =>
  new Promise((resolve) => {
    const goAway = (): void => {
      leave();
      resolve();
    };
    res.once('close', goAway);
    void come.then(() => {
      res.off('close', goAway);
      resolve();
    });
  });

/** Requests that are worked on a few at a time, so that there is always time for others in between. */
export interface Places {
  /**
   * Waits for room. A request has one place, however many questions it is made of.
   *
   * @param weight of the room there is
   * @returns false where too many wait already
   */
  readonly enter: (ctx: Context, weight: number) => Promise<boolean>;
  /** The request was worked on. */
  readonly leave: (ctx: Context) => void;
}

/** @param space that all who are inside weigh at most */
export const createPlaces = (space: number): Places => {
  const room = createRoom({ space, waiting: MAX_WAITING });
  const turns = new WeakMap<object, Turn>();
  return {
    async enter(ctx, weight) {
      if (turns.has(ctx.req)) return true;
      const turn = room.ask(weight);
      if (turn === null) return false;
      turns.set(ctx.req, turn);
      await turnOf(ctx, turn);
      return true;
    },
    leave: (ctx) => turns.get(ctx.req)?.leave(),
  };
};
