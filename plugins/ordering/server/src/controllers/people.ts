import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';

import { isRow, serviceOf, type Strapi } from '../strapi';
import { dataOf, refuseInWords } from './reading-body';

const LARGEST = 4 * 1024;

/** The address is sent in the body, not in the path: paths are written into logs. */
const emailIn = (ctx: Context): string => {
  const data = dataOf(ctx, LARGEST);
  const parsed = z
    .string()
    .trim()
    .pipe(z.email())
    .safeParse(isRow(data) ? data.email : undefined);
  if (parsed.success) return parsed.data;
  return refuseInWords([{ path: ['email'], message: 'email must be an e-mail address such as name@example.org.' }]);
};

/** Routes of the admin about what is kept of people. */
export const createPeopleController = (strapi: Strapi) => ({
  /** All that is kept about an e-mail address: `{ data: { email } }`. */
  async export(ctx: Context): Promise<void> {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { data: await serviceOf(strapi, 'people').exportOf(emailIn(ctx)) };
  },

  /** Erases an e-mail address: `{ data: { email } }`. Refused while an order of it is still to be sent. */
  async erase(ctx: Context): Promise<void> {
    const erasing = await serviceOf(strapi, 'people').eraseOf(emailIn(ctx));
    if (erasing.outcome === 'open-orders') {
      throw new errors.ApplicationError(
        `Nothing was erased: ${erasing.numbers.join(', ')} is still to be sent. Send or cancel it first, then erase again.`,
        { orders: erasing.numbers }
      );
    }
    ctx.body = { data: { erased: erasing.orders, waiting: erasing.waiting } };
  },
});
