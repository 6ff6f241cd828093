import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { configOf, type Strapi } from '../strapi';
import { createPlaces } from './places';

/** What costs less than this share of the dearest question is not worth a place. */
const WORTH_A_PLACE = 0.03;

const TOO_MANY = 'Too many large questions are being worked on. Ask again in a few seconds, or ask for less at once.';

/**
 * Large questions of all clients are worked on a few at a time, so that there is always time for small ones in between. How large one is,
 * is known before it is worked on.
 */
export interface DearQuestions {
  /**
   * Waits for room. A request has one place, however many questions it is made of.
   *
   * @param share of what one question may cost, 0 to 1
   * @throws {errors.RateLimitError} where too many wait already
   */
  readonly enter: (ctx: Context, share: number) => Promise<void>;
  /** The request was worked on. */
  readonly leave: (ctx: Context) => void;
}

export const createDearQuestions = (strapi: Strapi): DearQuestions => {
  const { enter, leave } = createPlaces(configOf(strapi).limits.atOnce);
  return {
    async enter(ctx, share) {
      if (share < WORTH_A_PLACE || (await enter(ctx, share))) return;
      throw new errors.RateLimitError(TOO_MANY, { code: 'too-many-large-questions' });
    },
    leave,
  };
};
