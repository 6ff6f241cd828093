import { errors } from '@strapi/utils';
import type { Context } from 'koa';

import { clientOf } from '../../../domain/client';
import { isIdempotencyKey, parseOrder, type OrderInput, type ParsedOrder } from '../../../domain/order-input';
import { destinationsOf } from '../../../domain/postal-code';
import { speechFor, type Speech } from '../../../domain/speech';
import { refusal } from '../orders/answer';
import type { Attempt } from '../orders/placing';
import { configOf, serviceOf, type Strapi } from '../strapi';
import { turnAway } from './limiting';
import { dataOf, partOf, refuse } from './reading-body';

/** A refused order counts as three tries. */
const MORE_TRIES_FOR_A_REFUSAL = 2;

/** One copy of one thing tells no more than its button does. */
const couldGuess = ({ lines }: OrderInput): boolean =>
  lines.some(({ material, quantity }, index) =>
    quantity > 1 ? true : lines.some((other, at) => at !== index && other.material === material)
  );

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The language that an order wants its answer in: the one that is asked for, else that of its first line. */
const localeOf = (ctx: Context, data: unknown): string => {
  const asked = ctx.query.locale ?? partOf(data, 'lines', 0, 'locale');
  return typeof asked === 'string' ? asked.slice(0, 20) : 'en';
};

/** The routes that anyone may use. They tell no stock counts and nobody else's orders. */
export const createOrdersController = (strapi: Strapi) => {
  const limits = () => serviceOf(strapi, 'limits');

  const countTry = async (ctx: Context, speech: Speech): Promise<void> =>
    turnAway(ctx, await limits().secondsToWait('client', clientOf(ctx.ip)), speech);

  /** What was sent. What nobody can take for an order counts as a try. */
  const read = async (ctx: Context): Promise<{ data: unknown; parsed: ParsedOrder; key: string; locale: string }> => {
    const asked = speechFor(localeOf(ctx, undefined));
    try {
      const data = dataOf(ctx, configOf(strapi).largestOrder, asked);
      const locale = localeOf(ctx, data);
      const key = ctx.get('Idempotency-Key');
      if (!isIdempotencyKey(key)) {
        return refuse([{ path: ['Idempotency-Key'], code: 'idempotency-key', values: {} }], speechFor(locale));
      }
      return { data, parsed: parseOrder(data), key, locale };
    } catch (error) {
      await countTry(ctx, asked);
      throw error;
    }
  };

  /** What limits allow. Counts one try of the client and of the address. */
  const requireLeave = async (ctx: Context, { parsed, locale }: Attempt): Promise<void> => {
    const speech = speechFor(locale);
    await countTry(ctx, speech);
    if (!parsed.ok) return;
    const { recipient } = parsed.value;
    turnAway(ctx, await limits().secondsToWait('address', recipient.email.toLowerCase()), speech);
    if (couldGuess(parsed.value)) {
      turnAway(ctx, await limits().secondsUntilFree('guesses', clientOf(ctx.ip)), speech);
    }
  };

  return {
    /** `POST /api/orders`. Sent again under the same key, it costs no try and gets the same answer. */
    async create(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      const orders = serviceOf(strapi, 'orders');
      const { key, data, parsed, locale } = await read(ctx);
      const attempt = orders.attempt(key, data, parsed, locale);
      const known = await orders.answered(attempt);
      if (!known?.isSameOrder) await requireLeave(ctx, attempt);
      const { answer, countsTold } = known ? { answer: known.answer, countsTold: 0 } : await orders.place(attempt);
      if (!known && answer.status === 409) {
        await limits().addTries('client', clientOf(ctx.ip), MORE_TRIES_FOR_A_REFUSAL);
        if (countsTold > 0) await limits().addTries('guesses', clientOf(ctx.ip), countsTold);
      }
      ctx.status = answer.status;
      ctx.body = answer.body;
    },

    /** `GET /api/orders/terms`: what is asked and allowed, to be shown before ordering. */
    terms(ctx: Context): void {
      const { mostCopies, mostPerMaterial, perRecipient, countries, packSizes, fee } = configOf(strapi).rules;
      const destinations = destinationsOf(countries);
      ctx.body = { data: { fee, countries, destinations, mostCopies, mostPerMaterial, perRecipient, packSizes } };
    },

    /** `GET /api/orders/:token` */
    async findOne(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      const token = String(ctx.params.token);
      const order = TOKEN.test(token) ? await serviceOf(strapi, 'orders').findByToken(token) : null;
      if (!order) {
        throw new errors.NotFoundError(speechFor(localeOf(ctx, undefined)).say('problem.no-order'), {
          code: 'no-order',
        });
      }
      ctx.body = { data: order };
    },

    /** `POST /api/orders/:token/cancel`: until the order is passed on to whoever packs it. Cancelled twice, it is cancelled once. */
    async cancel(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      const { say } = speechFor(localeOf(ctx, undefined));
      const token = String(ctx.params.token);
      const orders = serviceOf(strapi, 'orders');
      const moved = TOKEN.test(token) ? await orders.cancelByReader(token) : null;
      if (!moved) throw new errors.NotFoundError(say('problem.no-order'), { code: 'no-order' });
      if (moved.state !== 'cancelled') {
        const message = say('problem.too-late-to-cancel');
        const details = { code: 'too-late-to-cancel', state: moved.state };
        ({ status: ctx.status, body: ctx.body } = refusal({ status: 409, name: 'ConflictError', message, details }));
        return;
      }
      ctx.body = { data: await orders.findByToken(token) };
    },
  };
};
