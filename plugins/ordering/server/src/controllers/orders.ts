import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { clientOf } from '../../../domain/client';
import { isIdempotencyKey, parseOrder, type OrderInput } from '../../../domain/order-input';
import { configOf, serviceOf, type Strapi } from '../strapi';
import { dataOf, partOf, refuse } from './reading-body';

/** A refused order counts as three tries. */
const MORE_TRIES_FOR_A_REFUSAL = 2;

/** One copy of one thing tells no more than its button does. */
const couldGuess = ({ lines }: OrderInput): boolean => lines.length > 1 || (lines[0]?.quantity ?? 0) > 1;

/**
 * A refusal that says that fewer copies are there than were asked for, or lets a line pass without taking its copies: whoever
 * may try that often learns how many there are.
 */
const tellsOfCopies = ({ lines }: OrderInput, body: unknown): boolean => {
  const failed = partOf(body, 'error', 'details', 'lines');
  return (
    Array.isArray(failed) &&
    (failed.length < lines.length || failed.some((line) => partOf(line, 'reason') === 'too-few'))
  );
};

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The routes that anyone may use. They tell no stock counts and nobody else's orders. */
export const createOrdersController = (strapi: Strapi) => {
  const turnAway = (ctx: Context, seconds: number | null): void => {
    if (seconds === null) return;
    ctx.set('Retry-After', String(seconds));
    throw new errors.RateLimitError(`Too many orders from here. Try again in ${seconds} seconds.`);
  };
  const limit = async (ctx: Context, subject: 'client' | 'address', who: string): Promise<void> =>
    turnAway(ctx, await serviceOf(strapi, 'limits').secondsToWait(subject, who));

  return {
    /** `POST /api/orders` */
    async create(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      const client = clientOf(ctx.ip);
      await limit(ctx, 'client', client);
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
      if (couldGuess(parsed.value)) {
        turnAway(ctx, await serviceOf(strapi, 'limits').secondsUntilFree('guesses', client));
      }
      const asked = ctx.query.locale ?? partOf(data, 'lines', 0, 'locale');
      const locale = typeof asked === 'string' ? asked.slice(0, 20) : 'en';
      const { status, body } = await serviceOf(strapi, 'orders').place(key, parsed.value, locale);
      if (status === 409) {
        await serviceOf(strapi, 'limits').addTries('client', client, MORE_TRIES_FOR_A_REFUSAL);
        if (tellsOfCopies(parsed.value, body)) await serviceOf(strapi, 'limits').addTries('guesses', client, 1);
      }
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
