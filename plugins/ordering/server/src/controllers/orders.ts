import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { isIdempotencyKey, parseOrder } from '../../../domain/order-input';
import { configOf, serviceOf, type Strapi } from '../strapi';
import { dataOf, partOf, refuse } from './reading-body';

/**
 * A refusal says that fewer copies are there than were asked for: who may ask often enough learns how many. So it counts as more
 * than one try.
 */
const MORE_TRIES_FOR_A_REFUSAL = 2;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The routes that anyone may use. They tell no stock counts and nobody else's orders. */
export const createOrdersController = (strapi: Strapi) => {
  const limit = async (ctx: Context, subject: 'client' | 'address', who: string): Promise<void> => {
    const seconds = await serviceOf(strapi, 'limits').secondsToWait(subject, who);
    if (seconds === null) return;
    ctx.set('Retry-After', String(seconds));
    throw new errors.RateLimitError(`Too many orders from here. Try again in ${seconds} seconds.`);
  };

  return {
    /** `POST /api/orders` */
    async create(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      await limit(ctx, 'client', ctx.ip);
      const data = dataOf(ctx, configOf(strapi).largestOrder);
      const key = ctx.get('Idempotency-Key');
      if (!isIdempotencyKey(key)) {
        return refuse([
          {
            path: ['Idempotency-Key'],
            message:
              'Send the header Idempotency-Key with up to 255 letters and digits that are new for each order, such as a UUID: sent twice, an order is still taken once.',
          },
        ]);
      }
      const parsed = parseOrder(data);
      if (!parsed.ok) return refuse(parsed.problems, ['data']);
      await limit(ctx, 'address', parsed.value.recipient.email.toLowerCase());
      const asked = ctx.query.locale ?? partOf(data, 'lines', 0, 'locale');
      const locale = typeof asked === 'string' ? asked.slice(0, 20) : 'en';
      const { status, body } = await serviceOf(strapi, 'orders').place(key, parsed.value, locale);
      if (status === 409) await serviceOf(strapi, 'limits').addTries('client', ctx.ip, MORE_TRIES_FOR_A_REFUSAL);
      ctx.status = status;
      ctx.body = body;
    },

    /** `GET /api/orders/terms`: what is asked and allowed, to be shown before ordering. */
    terms(ctx: Context): void {
      const { mostCopies, perRecipient, countries, fee } = configOf(strapi).rules;
      ctx.body = { data: { fee, countries, mostCopies, perRecipient } };
    },

    /** `GET /api/orders/:token` */
    async findOne(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      const token = String(ctx.params.token);
      const order = TOKEN.test(token) ? await serviceOf(strapi, 'orders').findByToken(token) : null;
      if (!order) throw new errors.NotFoundError('There is no order under this address.');
      ctx.body = { data: order };
    },
  };
};
